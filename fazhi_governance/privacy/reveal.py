"""Personal data in the clear: an act with a reason, by who may, written down before anything is shown.

Who may create a Reveal Log may reveal; administrators give that right by role. A record kind narrows it further
by `withheld`, as mediation does to the mediator's own cases.
"""

from collections.abc import Collection
from contextlib import contextmanager

import frappe
from frappe import _

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.core.masking import normal
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.privacy import keys
from fazhi_governance.privacy.repeats import in_sight
from fazhi_governance.privacy.sealing import SEALED_VALUE, fields_of, label_of, stored_of

REVEAL_LOG = "Reveal Log"
SEEN, SEARCHED, EXPORTED = "Shown in the Clear", "Searched For", "Exported"
SHORTEST_REASON = 4


def may_reveal() -> bool:
	return frappe.has_permission(REVEAL_LOG, "create")


def reveal(doc, reason: str, rows: Collection[str] | None = None) -> list[dict]:
	"""The sealed fields of a record in the clear, logged.

	:param rows: names of the rows of its tables that are meant; None: all that is sealed in it
	:returns: [{"row": number of the row or 0, "label", "value"}]
	:raises frappe.PermissionError: the user may not reveal
	:raises frappe.ValidationError: no reason, or it is not for the user to see
	"""
	refuse_without_right(reason)
	if problem := doc.withheld():
		doc.refuse(
			problem, _("Ask who handles the record, or the head of the office of law-based government.")
		)
	sealed = {(row.row, row.field): row.ciphertext for row in stored_of(doc.doctype, doc.name)}
	shown = []
	for rule, row in fields_of(doc):
		if rows is not None and row.name not in rows:
			continue
		if ciphertext := sealed.get(("" if row is doc else row.name, rule.field)):
			value = {"row": row.idx if rule.table else 0, "label": _(row.meta.get_label(rule.column))}
			shown.append((label_of(rule, row), {**value, "value": keys.unseal(ciphertext)}))
	write_log(SEEN, doc.doctype, reason, doc=doc, fields="、".join(label for label, _value in shown))
	return [value for _label, value in sorted(shown, key=lambda each: each[1]["row"])]


def find(kind: str, text: str, reason: str) -> list[dict]:
	"""The records in the user's scope that hold exactly this name, number or telephone; logged, without the text.

	:param kind: NAME, ID_NUMBER or PHONE
	:returns: [{"doctype", "name", "title", "unit"}]
	"""
	refuse_without_right(reason)
	value = frappe.qb.DocType(SEALED_VALUE)
	found = (
		frappe.qb.from_(value)
		.select(value.record_kind, value.record)
		.distinct()
		.where((value.digest == keys.digest(kind, normal(kind, text))) & (value.kind == kind))
		.orderby(value.record_kind)
		.orderby(value.record)
		.run()
	)
	listed = []
	for doctype in sorted({doctype for doctype, _record in found} & {*GOVERNED_DOCTYPES}):
		listed += in_sight(doctype, [record for each, record in found if each == doctype])
	write_log(SEARCHED, None, reason, fields=_(kind), count=len(listed))
	return listed


def may_export() -> bool:
	"""Whether the user may take personal data in the clear away in a file: the Reveal Log's rights to create and to export."""
	return may_reveal() and frappe.has_permission(REVEAL_LOG, "export")


@contextmanager
def exporting(doctype: str, reason: str):
	"""What is written into a register within stands in the clear; logged first.

	:raises frappe.PermissionError: the user may not take personal data away in a file
	:raises frappe.ValidationError: no reason is given
	"""
	refuse_without_right(reason)
	if not may_export():
		frappe.throw(
			_(
				"None of your roles may export personal data in the clear. Export the register with it hidden."
			),
			frappe.PermissionError,
			title=_("Personal Data"),
		)
	write_log(EXPORTED, doctype, reason)
	frappe.flags.personal_data_in_the_clear = True
	try:
		yield
	finally:
		frappe.flags.personal_data_in_the_clear = False


def clear_texts(doctype: str, names: Collection[str], field: str) -> dict[tuple[str, str], str]:
	"""(record, row) → what is sealed in a field of these records, while a register is exported in the clear; else nothing."""
	if not (names and frappe.flags.personal_data_in_the_clear):
		return {}
	value = frappe.qb.DocType(SEALED_VALUE)
	rows = (
		frappe.qb.from_(value)
		.select(value.record, value.row, value.ciphertext)
		.where((value.record_kind == doctype) & value.record.isin(list(names)) & (value.field == field))
		.run()
	)
	return {(record, row): keys.unseal(ciphertext) for record, row, ciphertext in rows}


def refuse_without_right(reason: str):
	"""
	:raises frappe.PermissionError: the user may not reveal
	:raises frappe.ValidationError: no reason is given
	"""
	if not may_reveal():
		frappe.throw(
			_("None of your roles may see personal data in the clear. Ask who handles the record."),
			frappe.PermissionError,
			title=_("Personal Data"),
		)
	if len((reason or "").strip()) < SHORTEST_REASON:
		frappe.throw(
			_("Say in a few words why you need to see the personal data: it is written down with your name."),
			title=_("Personal Data"),
		)


def write_log(act: str, doctype: str | None, reason: str, doc=None, fields: str = "", count: int = 1):
	log = frappe.get_doc(
		{
			"doctype": REVEAL_LOG,
			"act": act,
			"unit": doc.unit if doc else own_unit(),
			"record_kind": doctype,
			"record": doc.name if doc else None,
			"fields_shown": fields,
			"records_count": count,
			"reason": reason.strip(),
			"revealed_by": frappe.session.user,
			"revealed_on": current_date(),
			"ip_address": frappe.local.request_ip,
		}
	)
	log.flags.is_revealing = True
	log.insert(ignore_permissions=True)


def own_unit() -> str:
	"""The topmost of the user's units: what is found or exported may be of several."""
	units = scope.units_of()
	filters = {} if units is None else {"name": ["in", units]}
	found = frappe.get_all(scope.UNIT, filters=filters, pluck="name", order_by="lft", limit=1)
	if not found:
		frappe.throw(
			_(
				"No unit is assigned to you, so you see no personal data. Ask an administrator for a User Permission on your unit."
			),
			title=_("Personal Data"),
		)
	return found[0]


def refuse_change(log):
	"""What was written down stays as it is, whoever asks.

	:raises frappe.ValidationError:
	"""
	frappe.throw(
		_("{0} {1} is evidence of who saw personal data. It can be neither changed nor deleted.").format(
			_(log.doctype), log.name
		),
		title=_("Personal Data"),
	)
