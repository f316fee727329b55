"""Due dates of records whose clock still runs, computed anew after a rule or a calendar has changed.

What has stopped keeps the due date that it was measured by.
"""

import hashlib

import frappe
from frappe.model.base_document import get_controller
from pypika.terms import Criterion

from fazhi_governance.compat import clear_request_cache, in_test
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.scope import criterion, subtree
from fazhi_governance.statute.clocks import set_due_dates

DIGEST = "fazhi_digest_of_standard_rules"


def renew_due_dates(unit: str | None = None, record_kind: str | None = None):
	"""Forget what was read of rules and calendars, and compute open due dates anew, in the background.

	:param unit: this one and all below it; None: all units
	:param record_kind: None: all record kinds
	"""
	clear_request_cache()
	frappe.enqueue(
		"fazhi_governance.statute.renewal.renew",
		queue="long",
		enqueue_after_commit=not in_test(),
		now=in_test(),
		unit=unit,
		record_kind=record_kind,
	)


def renew(unit: str | None = None, record_kind: str | None = None):
	for doctype in [record_kind] if record_kind else GOVERNED_DOCTYPES:
		for name in _with_running_clocks(doctype, unit):
			_renew_record(frappe.get_doc(doctype, name))


def renew_after_update_of_the_app():
	"""The app's own rules come with it: where they are new, running clocks follow them."""
	fields = ("name", "clock_kind", "length", "day_type", "rolls_over", "is_backwards", "in_force_from")
	fields += ("in_force_to", "fixed_month", "fixed_day", "fixed_year_offset", "warn_span", "warn_day_type")
	rows = frappe.get_all("Statutory Rule", fields=list(fields), order_by="name", as_list=True)
	digest = hashlib.sha256(repr(rows).encode()).hexdigest()
	if frappe.db.get_default(DIGEST) != digest:
		frappe.db.set_default(DIGEST, digest)
		renew_due_dates()


def _with_running_clocks(doctype: str, unit: str | None) -> list[str]:
	table, clocks = frappe.qb.DocType(doctype), get_controller(doctype).clocks
	if not clocks:
		return []
	is_running = [table[clock.start].isnotnull() & table[clock.stop].isnull() for clock in clocks]
	query = frappe.qb.from_(table).select(table.name).where(Criterion.any(is_running)).orderby(table.name)
	return query.where(criterion(table.unit, subtree(unit) if unit else None)).run(pluck=True)


def _renew_record(doc):
	fields = [
		fieldname for clock in doc.clocks if not doc.get(clock.stop) for fieldname in (clock.due, clock.warn)
	]
	before = [doc.get(fieldname) for fieldname in fields]
	remarks = [row.void_because for row in doc.get("clock_events") or []]
	set_due_dates(doc)
	after = [doc.get(fieldname) for fieldname in fields]
	if before != after:
		doc.db_set(dict(zip(fields, after, strict=True)), update_modified=False)
	for row, remark in zip(doc.get("clock_events") or [], remarks, strict=True):
		if row.void_because != remark:
			row.db_set("void_because", row.void_because, update_modified=False)
