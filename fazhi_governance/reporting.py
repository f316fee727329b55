"""What the script reports share: what is asked for, what the user may see of it, how it is laid out.

A report is its columns, rows, chart and summary; chart and summary are made of its rows, so that all of it is of
the same scope. Only the session's user counts: a report that took the user from a filter would show anyone's.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import cint, getdate
from pypika.terms import Criterion

from fazhi_governance import scope
from fazhi_governance.core import deadlines

GREEN, BLUE, ORANGE, RED, YELLOW, GRAY = "green", "blue", "orange", "red", "yellow", "gray"
# of clocks, in the order in which a reader looks for them
STATE_COLOURS = {
	deadlines.OVERDUE: RED,
	deadlines.DUE_SOON: ORANGE,
	deadlines.ON_TRACK: BLUE,
	deadlines.PAUSED: GRAY,
	deadlines.MET: GREEN,
	deadlines.MET_LATE: YELLOW,
	deadlines.NOT_STARTED: GRAY,
}


@dataclass(frozen=True)
class Asked:
	"""The unit, with all below it, and the period, both days included, that the filters ask for."""

	unit: str | None
	from_date: date
	to_date: date

	@classmethod
	def of(cls, filters: Mapping | None) -> "Asked":
		"""
		:raises frappe.ValidationError: a day is missing, or the last one is before the first
		"""
		filters = filters or {}
		if not (filters.get("from_date") and filters.get("to_date")):
			frappe.throw(
				_("Enter the first and the last day of the period."), title=_("Period of the Report")
			)
		from_date, to_date = getdate(filters["from_date"]), getdate(filters["to_date"])
		if to_date < from_date:
			frappe.throw(
				_("The period ends before it begins. Correct one of the two days."),
				title=_("Period of the Report"),
			)
		return cls(filters.get("unit") or None, from_date, to_date)

	@classmethod
	def of_year(cls, filters: Mapping | None) -> "Asked":
		"""
		:raises frappe.ValidationError: no year, or none of four digits
		"""
		year = cint((filters or {}).get("year"))
		if not 1000 <= year <= 9999:
			frappe.throw(_("Enter the year with four digits."), title=_("Period of the Report"))
		return cls(filters.get("unit") or None, date(year, 1, 1), date(year, 12, 31))

	def within(self, day) -> Criterion:
		return (day >= self.from_date) & (day < self.to_date + timedelta(days=1))


def in_scope(table, doctype: str, unit: str | None) -> Criterion:
	"""A query builder's condition: what the session's user may see of a record kind, within one unit and below.

	A report may draw on other kinds than the one by which Frappe has let the user in. What is assigned to the
	user as an advisor of another unit is no figure of the own unit's: Frappe would drop its rows in any case.
	"""
	if not frappe.has_permission(doctype):
		return scope.criterion(table.name, [])
	return scope.within(table, doctype, scope.units_within(unit, doctype=doctype))


def documents(doctype: str, names: Collection[str]) -> list:
	"""Whole records in the order of the names, by one query for each of their tables, whatever their number."""
	if not names:
		return []
	parents = {row.name: {**row, "doctype": doctype} for row in _stored(doctype, "name", names)}
	for df in frappe.get_meta(doctype).get_table_fields():
		for parent in parents.values():
			parent[df.fieldname] = []
		for row in _stored(df.options, "parent", names):
			if (row.parenttype, row.parentfield) == (doctype, df.fieldname):
				parents[row.parent][df.fieldname].append(row)
	return [frappe.get_doc(parents[name]) for name in names]


def _stored(doctype: str, key: str, names: Collection[str]) -> list[dict]:
	table = frappe.qb.DocType(doctype)
	return (
		frappe.qb.from_(table)
		.select("*")
		.where(table[key].isin(list(names)))
		.orderby(table.idx)
		.orderby(table.name)
		.run(as_dict=True)
	)


def state_labels() -> dict[str, str]:
	"""How a clock stands, in the words of the form."""
	return {
		deadlines.NOT_STARTED: _("Not Started"),
		deadlines.ON_TRACK: _("On Track"),
		deadlines.DUE_SOON: _("Due Soon"),
		deadlines.OVERDUE: _("Overdue"),
		deadlines.MET: _("In Time"),
		deadlines.MET_LATE: _("Late"),
		deadlines.PAUSED: _("Paused"),
	}


def worded(option: str | None) -> str:
	"""A Select's option in the user's language."""
	return _(option) if option else ""


def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 100, options: str = "") -> dict:
	return {
		"fieldname": fieldname,
		"label": label,
		"fieldtype": fieldtype,
		"width": width,
		"options": options,
		"precision": 1,
		# else the table takes a text for a number where the first row has none
		**({"align": "left"} if fieldtype in ("Data", "Link", "Dynamic Link", "Small Text") else {}),
	}


def width_of(label: str) -> int:
	"""In pixels, of a column above which this label stands in one line, unless it is a long one."""
	return min(max(60, 30 + sum(14 if ord(letter) > 0x2E80 else 7 for letter in label)), 170)


def number(fieldname: str, label: str, fieldtype: str = "Int") -> dict:
	"""A column as wide as its label; aligned by itself, for the table goes by the first row, which may be empty."""
	return column(fieldname, label, fieldtype, width_of(label)) | {"align": "right"}


def link(fieldname: str, label: str, doctype: str, width: int = 130) -> dict:
	"""Plain text for who may not open what it names: Frappe refuses them a report that links to it."""
	if frappe.has_permission(doctype):
		return column(fieldname, label, "Link", width, doctype)
	return column(fieldname, label, width=width)


def colour(row: dict, fieldname: str, name: str, note: str = ""):
	"""Marks one cell; the formatter of the desk reads it."""
	row[f"{fieldname}_colour"], row[f"{fieldname}_note"] = name, note


def percentage(part: float, whole: float) -> float | None:
	"""None where there is nothing to divide by: 0 of 0 is neither all nor nothing."""
	return round(100 * part / whole, 1) if whole else None


def bars(
	labels: Collection[str],
	series: Mapping[str, tuple[Collection, str]],
	is_stacked: bool = False,
	fieldtype: str = "Int",
) -> dict | None:
	"""A bar chart; None where there is nothing to draw.

	:param series: name → its values, one for each label, and its colour
	"""
	if not labels:
		return None
	return {
		"type": "bar",
		"data": {
			"labels": list(labels),
			"datasets": [
				{"name": name, "values": list(values)} for name, (values, _colour) in series.items()
			],
		},
		# as the chart library spells it
		"colors": [name.replace(GRAY, "grey") for _values, name in series.values()],
		"barOptions": {"stacked": int(is_stacked)},
		"fieldtype": fieldtype,
	}


def figure(label: str, value, datatype: str = "Int", indicator: str = "") -> dict:
	"""One figure of the summary above the rows.

	:param datatype: Int, Percent, or Data: as it is, for a number with decimals too
	:param indicator: GREEN, BLUE or RED; the desk knows no other here; that there is none is nothing to warn of
	"""
	if indicator == RED and not value:
		indicator = ""
	return {"label": label, "value": value, "datatype": datatype, "indicator": indicator}
