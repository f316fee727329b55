"""Whom a record may name of a roster (执法人员, 法律明白人): the own office's people, not another one's."""

import frappe
from frappe import _

from fazhi_governance import scope
from fazhi_governance.core.offices import OFFICES


def named(doc, table: str, field: str, columns: tuple[str, ...], way_out: str) -> dict[str, dict]:
	"""The people of a roster whom the rows of a record's table name.

	:param table: fieldname of the table
	:param field: its column that links to the roster
	:param columns: what is wanted of each
	:param way_out: what to do about someone of another office
	:returns: name → its columns
	:raises frappe.ValidationError: one of them is of another office, whose people are not for this record's readers
	"""
	rows = [row for row in doc.get(table) if row.get(field)]
	if not rows:
		return {}
	people = {
		person.name: person
		for person in frappe.get_all(
			rows[0].meta.get_field(field).options,
			filters={"name": ["in", sorted({row.get(field) for row in rows})]},
			fields=["name", "unit", *columns],
			order_by="name",
		)
	}
	# Frappe asks for the unit right after this
	office = doc.unit and office_of(doc.unit)
	for row in rows if office else ():
		if people[row.get(field)].unit not in scope.subtree(office):
			doc.refuse(
				_("{0}, row {1}: {2} is not on the roster of {3} or of a unit below it.").format(
					_(doc.meta.get_label(table)), row.idx, row.get(field), office
				),
				way_out,
			)
	return people


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
