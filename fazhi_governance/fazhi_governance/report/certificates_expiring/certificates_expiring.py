"""执法证件到期: whose enforcement certificate has expired or soon will."""

from collections import Counter
from datetime import timedelta

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.query_builder.functions import Count
from frappe.utils import cint
from pypika.terms import Criterion

from fazhi_governance import reporting
from fazhi_governance.compat import current_date
from fazhi_governance.core import deadlines
from fazhi_governance.reporting import GREEN, STATE_COLOURS, column, figure, link
from fazhi_governance.statute.clocks import Clock, state_case

OFFICER = "Enforcement Officer"
SHOWN = (deadlines.OVERDUE, deadlines.DUE_SOON, deadlines.ON_TRACK)
HORIZON = 60  # days


def execute(filters: dict | None = None) -> tuple:
	filters = filters or {}
	counts = Counter(dict(count_by_state(filters.get("unit"))))
	return columns(), officers(filters), None, chart(counts), summary(counts)


def columns() -> list[dict]:
	return [
		column("officer_name", _("Officer"), width=120),
		link("name", _("Enforcement Officer"), OFFICER, 110),
		link("unit", _("Unit"), "Governance Unit"),
		column("status_label", _("Staff Status"), width=100),
		column("area", _("Field of Enforcement"), width=150),
		column("certificate_number", _("Certificate Number"), width=150),
		column("certificate_to", _("Certificate Valid Until"), "Date", 120),
		column("days_left", _("Days Left"), "Int", 90),
		column("state_label", _("State of the Certificate"), width=120),
	]


def labels() -> dict[str, str]:
	"""A certificate is not in time or late, but valid or not."""
	return {
		**reporting.state_labels(),
		deadlines.ON_TRACK: _("Still Valid"),
		deadlines.OVERDUE: _("Run Out"),
	}


def clock() -> Clock:
	return next(each for each in get_controller(OFFICER).clocks if each.rule == "E7")


def on_staff(officer, unit: str | None) -> Criterion:
	"""Who has not left and needs a certificate."""
	in_scope = reporting.in_scope(officer, OFFICER, unit or None)
	return Criterion.all([in_scope, officer[clock().stop].isnull(), officer[clock().due].isnotnull()])


def officers(filters: dict) -> list[dict]:
	officer, today = frappe.qb.DocType(OFFICER), current_date()
	horizon = cint(filters.get("horizon", HORIZON))
	query = (
		frappe.qb.from_(officer)
		.select(
			*(officer.name, officer.officer_name, officer.unit, officer.status, officer.area),
			*(officer.certificate_number, officer.certificate_to),
			state_case(officer, clock()).as_("state"),
		)
		.where(on_staff(officer, filters.get("unit")))
		.where(officer.certificate_to <= today + timedelta(days=horizon))
		.orderby(officer.certificate_to)
		.orderby(officer.name)
	)
	if not cint(filters.get("with_expired", 1)):
		query = query.where(officer.certificate_to >= today)
	rows, words = query.run(as_dict=True), labels()
	for row in rows:
		row.days_left = (row.certificate_to - today).days
		row.status_label, row.state_label = reporting.worded(row.status), words[row.state]
		reporting.colour(row, "state_label", STATE_COLOURS[row.state])
	return rows


def count_by_state(unit: str | None) -> list[tuple]:
	"""Of all officers, whatever the horizon."""
	officer = frappe.qb.DocType(OFFICER)
	state = state_case(officer, clock()).as_("state")
	return (
		frappe.qb.from_(officer).select(state, Count("*")).where(on_staff(officer, unit)).groupby(state).run()
	)


def chart(counts: Counter) -> dict | None:
	words = labels()
	return reporting.bars(
		[words[state] for state in SHOWN],
		{_("Officers"): ([counts[state] for state in SHOWN], GREEN)},
	)


def summary(counts: Counter) -> list[dict]:
	words = labels()
	return [
		figure(_("Officers"), counts.total()),
		*(figure(words[state], counts[state], indicator=STATE_COLOURS[state]) for state in SHOWN),
	]
