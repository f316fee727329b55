"""The tree of units as far as a user may see it."""

import frappe

from fazhi_governance.scope import UNIT


@frappe.whitelist(methods=["GET", "POST"])
def children(doctype: str = UNIT, parent: str = "", is_root: bool = False) -> list[dict]:
	"""The units right below one; at the root those whose own parent the user does not see.

	:returns: [{"value": name, "title": unit name, "expandable": 0 or 1}], for Frappe's tree view
	"""
	units = frappe.get_list(
		UNIT,
		fields=["name as value", "unit_name as title", "is_group as expandable", "parent_governance_unit"],
		filters={} if is_root else {"parent_governance_unit": parent},
		order_by="lft",
		limit_page_length=0,
	)
	visible = {unit.value for unit in units}
	return [unit for unit in units if not is_root or unit.pop("parent_governance_unit") not in visible]
