"""The twelve months of a year in one go: monthly tallies of one unit and kind of work."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import cint

KIND = "Monthly Tally"


@frappe.whitelist(methods=["GET"])
def quantities_of_year(unit: str, tally_kind: str, year: int) -> dict[int, int]:
	"""Month → quantity, of those months that the user may see."""
	frappe.has_permission(KIND, "read", throw=True)
	return {row.month_on.month: row.quantity for row in _rows(unit, tally_kind, year)}


@frappe.whitelist(methods=["POST"])
def enter_year(unit: str, tally_kind: str, year: int, quantities: dict | str, source: str = "") -> int:
	"""Enter or correct the months given; the others stay as they are. Returns how many were saved.

	:param quantities: month from 1 to 12 → quantity
	:raises frappe.ValidationError: nothing given, a month that there is not, or what a tally itself refuses
	"""
	frappe.has_permission(KIND, "create", throw=True)
	by_month = {cint(month): cint(quantity) for month, quantity in frappe.parse_json(quantities).items()}
	if not by_month or not all(1 <= month <= 12 for month in by_month):
		frappe.throw(
			_("Enter the quantity of at least one month from 1 to 12."),
			title=_("Monthly Quantities of a Year"),
		)
	known = {row.month_on.month: row for row in _rows(unit, tally_kind, year)}
	changed = {
		month: quantity
		for month, quantity in sorted(by_month.items())
		if month not in known or known[month].quantity != quantity
	}
	for month, quantity in changed.items():
		if month in known:
			tally = frappe.get_doc(KIND, known[month].name)
		else:
			values = {"unit": unit, "tally_kind": tally_kind, "month_on": date(year, month, 1)}
			tally = frappe.get_doc({"doctype": KIND, **values})
		tally.quantity = quantity
		tally.source = source or tally.source
		tally.save()
	return len(changed)


def _rows(unit: str, tally_kind: str, year: int) -> list[dict]:
	return frappe.get_list(
		KIND,
		filters={
			"unit": ["in", [unit]],
			"tally_kind": tally_kind,
			"month_on": ["between", [date(year, 1, 1), date(year, 12, 31)]],
		},
		fields=["name", "month_on", "quantity"],
		order_by="month_on",
		limit_page_length=0,
	)
