"""What is due: for the desk's page, its number cards and its calendars."""

import frappe
from frappe.desk.calendar import get_events
from frappe.utils import getdate

from fazhi_governance.core.deadlines import DUE_SOON, OVERDUE
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.statute import due

# days on which people come together: record kind → its date field
MEETINGS = {
	"Major Decision": "discussed_on",
	"Training Record": "held_on",
	"Governance Meeting": "held_on",
}


@frappe.whitelist(methods=["GET"])
def due_for_me(mine: bool = True) -> dict:
	"""What is due for the user, what has come back, and which records wait for one of the user's roles.

	:param mine: else whatever is due in the user's scope
	"""
	return {"due": due.due(mine=mine), "returned": due.returned(), "waiting": _other_waiting()}


def _other_waiting() -> list[dict]:
	"""What waits for the user, without what has come back to the user: that waits, too."""
	back = {row["name"] for row in due.returned()}
	return [row for row in due.waiting() if row["name"] not in back]


@frappe.whitelist(methods=["GET"])
def month(from_date: str, to_date: str, mine: bool = True) -> list[dict]:
	"""What falls due, and which meetings and trainings are held, within some weeks.

	:returns: rows of `{"doctype", "name", "title", "unit", "clock", "on", "state"}`; a meeting has neither
		clock nor state
	"""
	period = getdate(from_date), getdate(to_date)
	rows = [{**row, "on": row["due_on"]} for row in due.falling_due(*period, mine=mine)]
	for doctype, field in MEETINGS.items():
		if frappe.has_permission(doctype, "read"):
			rows += _meetings(doctype, field, period)
	return sorted(rows, key=lambda row: row["on"])


def _meetings(doctype: str, field: str, period: tuple) -> list[dict]:
	title = frappe.get_meta(doctype).get_title_field()
	held = frappe.get_list(
		doctype,
		filters=[[field, "between", period], ["docstatus", "<", CANCELLED]],
		fields=["name", "unit", title, field],
		order_by=f"{field}, name",
	)
	return [
		{
			"doctype": doctype,
			"name": row.name,
			"title": row[title],
			"unit": row.unit,
			"on": row[field],
			"clock": None,
			"state": None,
		}
		for row in held
	]


@frappe.whitelist(methods=["GET"])
def calendar_events(
	doctype: str,
	start: str,
	end: str,
	field_map: str,
	filters: str | None = None,
	fields: str | None = None,
) -> list[dict]:
	"""Frappe's own events of a calendar, none of which can be dragged.

	A due day follows from its record, and the day of a meeting is entered with what was decided there; Frappe's
	calendar leaves alone what is submitted.
	"""
	return [
		{**event, "docstatus": 1} for event in get_events(doctype, start, end, field_map, filters, fields)
	]


# number cards


@frappe.whitelist(methods=["GET", "POST"])
def overdue() -> str:
	return _number(sum(row["state"] == OVERDUE for row in due.due()))


@frappe.whitelist(methods=["GET", "POST"])
def due_soon() -> str:
	return _number(sum(row["state"] == DUE_SOON for row in due.due()))


@frappe.whitelist(methods=["GET", "POST"])
def to_do() -> str:
	return _number(len(due.returned()) + len(_other_waiting()))


@frappe.whitelist(methods=["GET", "POST"])
def overdue_in_units() -> str:
	"""Whomever it concerns: for those who answer for others."""
	return _number(sum(row["state"] == OVERDUE for row in due.due(mine=False)), is_mine=False)


def _number(value: int, is_mine: bool = True) -> str:
	"""As a number card shows it: HTML that says what the page of what is due opens with, at a click."""
	return f'<span data-due="{"mine" if is_mine else "all"}">{value}</span>'
