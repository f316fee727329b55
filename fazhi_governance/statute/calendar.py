"""The working-day calendar of a unit: the national one with the offices' own exceptions laid over."""

import frappe
from frappe.utils import getdate
from frappe.utils.caching import request_cache

from fazhi_governance.core.workdays import WorkCalendar
from fazhi_governance.scope import chain


@request_cache
def work_calendar(unit: str | None) -> WorkCalendar:
	"""A community's own exception counts before its street's."""
	exceptions = {}
	for above in reversed(chain(unit) if unit else []):
		exceptions.update(_exceptions().get(above, {}))
	return WorkCalendar(exceptions)


@request_cache
def _exceptions() -> dict[str, dict]:
	exceptions = {}
	for row in frappe.get_all("Calendar Exception", fields=["unit", "day", "is_working_day"], order_by="day"):
		exceptions.setdefault(row.unit, {})[getdate(row.day)] = bool(row.is_working_day)
	return exceptions
