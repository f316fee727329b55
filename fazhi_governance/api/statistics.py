"""Figures and the lists behind them."""

import frappe
from frappe.utils import getdate

from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, find


@frappe.whitelist(methods=["GET"])
def drill_down(figure: str, from_date: str, to_date: str, unit: str | None = None) -> dict:
	"""The list that a figure was counted from.

	:returns: {"doctype", "filters": list view filters}
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	doctype, filters = cube.drill_down(find(figure), Period(getdate(from_date), getdate(to_date)), unit)
	frappe.has_permission(doctype, "read", throw=True)
	return {"doctype": doctype, "filters": filters}
