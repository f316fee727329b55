"""What the form of a petition asks before it is saved."""

import frappe

from fazhi_governance import scope


@frappe.whitelist(methods=["GET"])
def stays_in_sight(accused_unit: str = "", accused_user: str = "") -> bool:
	"""Whether the user would still see an accusation of this unit and person.

	:raises frappe.PermissionError: the user may not write petitions
	"""
	frappe.has_permission("Petition", "write", throw=True)
	hidden = scope.accused_hidden_from(frappe.session.user)
	return hidden is not None and accused_unit not in hidden and accused_user != frappe.session.user


@frappe.whitelist(methods=["GET", "POST"])
def get_accused_units(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict
) -> list[list]:
	"""For the choice in a form: the units that a petition may accuse, those above its own included.

	A community's clerk takes in what accuses the street's office, too; the names of units are no secret.

	:param filters: {"unit"}
	"""
	frappe.has_permission("Petition", "write", throw=True)
	unit = filters.get("unit")
	if not unit or not frappe.has_permission(scope.UNIT, doc=unit):
		return []
	above = scope.chain(unit)
	table = frappe.qb.DocType(scope.UNIT)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.unit_type)
		.where(table.name.isin(scope.subtree(above[-1])) & table.name.like(f"%{txt}%"))
		.orderby(table.lft)
		.limit(page_len)
		.offset(start)
		.run(as_list=True)
	)
