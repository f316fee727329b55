"""Whom of the roster a record may name: the own office's officers, not another one's."""

import frappe
from frappe import _

from fazhi_governance import scope

CERTIFICATE = ("certificate_number", "certificate_from", "certificate_to")
OFFICES = ("Sub-district Office", "Township Government")


def officers_of(doc, table: str, way_out: str) -> dict[str, dict]:
	"""The officers whom the rows of a record's table name.

	:param table: fieldname of a table whose rows have the field `officer`
	:param way_out: what to do about an officer of another office
	:returns: name → the officer's fields
	:raises frappe.ValidationError: one of them is of another office, whose staff are not for this record's readers
	"""
	rows = [row for row in doc.get(table) if row.officer]
	if not rows:
		return {}
	officers = {
		officer.name: officer
		for officer in frappe.get_all(
			"Enforcement Officer",
			filters={"name": ["in", sorted({row.officer for row in rows})]},
			fields=["name", "unit", "officer_name", "status", "left_on", *CERTIFICATE],
			order_by="name",
		)
	}
	# Frappe asks for the unit right after this
	office = doc.unit and office_of(doc.unit)
	for row in rows if office else ():
		if officers[row.officer].unit not in scope.subtree(office):
			doc.refuse(
				_("{0}, row {1}: {2} is no officer of {3} or of a unit below it.").format(
					_(doc.meta.get_label(table)), row.idx, row.officer, office
				),
				way_out,
			)
	return officers


def office_of(unit: str) -> str:
	"""The sub-district or township that the unit belongs to; the topmost unit where there is none."""
	above = scope.chain(unit)
	types = dict(
		frappe.get_all(
			scope.UNIT,
			filters={"name": ["in", above]},
			fields=["name", "unit_type"],
			order_by="lft",
			as_list=True,
		)
	)
	return next((each for each in above if types[each] in OFFICES), above[-1])
