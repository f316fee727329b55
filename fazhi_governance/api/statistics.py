"""Figures: the page of all of them, each one's parts, the lists behind them, and the page as a file."""

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.utils import getdate

from fazhi_governance.api.answers import answer_with_file
from fazhi_governance.compat import current_date
from fazhi_governance.register import law_data
from fazhi_governance.reporting import Asked
from fazhi_governance.statistics import cube, overview, words
from fazhi_governance.statistics import preview as previewing
from fazhi_governance.statistics.figures import Period, Value, find, from_row, groups, in_use
from fazhi_governance.statistics.overview import Line, worded

KIND = "Statistical Figure"


@frappe.whitelist(methods=["GET"])
def drill_down(figure: str, from_date: str, to_date: str, unit: str | None = None) -> dict:
	"""The list that a figure was counted from.

	:returns: {"doctype", "filters": list view filters}
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	doctype, filters = cube.drill_down(find(figure), Period(getdate(from_date), getdate(to_date)), unit)
	frappe.has_permission(doctype, "read", throw=True)
	return {"doctype": doctype, "filters": filters}


@frappe.whitelist(methods=["GET"])
def figures(from_date: str, to_date: str, unit: str | None = None) -> dict:
	"""All figures that the user may read, by group, beside those of the same period a year before.

	:returns: {"before": [first, last day], "groups": [{"label", "figures": [{"figure": code, "label", "value",
		"share", "before", "change": in words, empty: no data}]}],
		"faults": [{"figure", "label", "problem"}]}
	:raises frappe.ValidationError: the period ends before it begins
	"""
	frappe.has_permission(KIND, "read", throw=True)
	period, unit = _asked(from_date, to_date, unit)
	lines, faults = overview.lines(period, unit)
	before = period.year_before
	return {
		"before": [before.from_date, before.to_date],
		"groups": [
			{"label": _(label), "figures": [_shown(line) for line in lines if line.group == label]}
			for label in groups()
			if any(line.group == label for line in lines)
		],
		"faults": [
			{"figure": code, "label": in_use()[code].label, "problem": str(error)}
			for code, error in faults.items()
		],
	}


@frappe.whitelist(methods=["GET"])
def months(from_date: str, to_date: str, unit: str | None = None) -> dict:
	"""What can be drawn, by month.

	:returns: {"months": first days, "values": {code: [a number, or None where there is no data]}}
	:raises frappe.ValidationError: the period ends before it begins
	"""
	frappe.has_permission(KIND, "read", throw=True)
	parts = overview.by_month(*_asked(from_date, to_date, unit))
	values = {}
	for part in parts.values():
		for code, value in part.items():
			values.setdefault(code, []).append(overview.number(value))
	return {"months": list(parts), "values": values}


@frappe.whitelist(methods=["GET"])
def details(figure: str, from_date: str, to_date: str, unit: str | None = None) -> dict:
	"""One figure taken apart.

	:returns: {"words": what it counts, "kinds" and "units": [{"label", "value": in words, "number"}], the latter with
		"unit", None for the records of the unit itself}; either is empty where there is nothing to compare
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	frappe.has_permission(KIND, "read", throw=True)
	period, unit = _asked(from_date, to_date, unit)
	found = find(figure)
	value = cube.compute([found], period, unit)[found.code]
	return {
		"words": words.in_words(found),
		"kinds": [_part(label, part) for label, part in overview.by_kind(value)],
		"units": [
			{"unit": name, **_part(label, part)}
			for name, label, part in overview.by_unit(found, period, unit)
		],
	}


@frappe.whitelist(methods=["POST"])
def preview(figure: str | dict, year: int, unit: str | None = None) -> dict:
	"""What a figure would say as it is defined on a form, saved or not; the present year until today.

	:param figure: the values of a Statistical Figure
	:returns: {"problem"}, or what `previewing.preview` says; besides, "usage"
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	frappe.has_permission(KIND, "write", throw=True)
	values = frappe.parse_json(figure)
	defined = frappe.get_doc({**values, "doctype": KIND, "code": values.get("code") or "new.figure"})
	usage = previewing.usage(defined.code, defined.label)
	if problem := defined.fault_of_definition():
		return {"problem": problem, "usage": usage}
	today = current_date()
	period = Period.year(year, cut_off_on=today if year == today.year else None)
	return {**previewing.preview(from_row(defined), period, unit or None), "usage": usage}


@frappe.whitelist(methods=["GET"])
def download(from_date: str, to_date: str, unit: str | None = None):
	"""Download the figures with data as .xlsx, with the numbers of the page; the download is logged.

	:raises frappe.ValidationError: the period ends before it begins
	"""
	frappe.has_permission(KIND, "print", throw=True)
	period, unit = _asked(from_date, to_date, unit)
	filename, workbook = law_data.to_xlsx(period, unit)
	asked = {"from_date": period.from_date, "to_date": period.to_date, "unit": unit}
	make_access_log(doctype=KIND, file_type="XLSX", report_name=law_data.TITLE, filters=frappe.as_json(asked))
	return answer_with_file(filename, workbook)


def _asked(from_date: str, to_date: str, unit: str | None) -> tuple[Period, str | None]:
	asked = Asked.of({"from_date": from_date, "to_date": to_date, "unit": unit})
	return Period(asked.from_date, asked.to_date), asked.unit


def _shown(line: Line) -> dict:
	figure = line.figure
	return {
		"figure": figure.code,
		"label": figure.label,
		"value": worded(line.now),
		"share": line.share,
		"before": worded(line.before),
		"change": line.change,
	}


def _part(label: str, value: Value) -> dict:
	return {"label": label, "value": worded(value), "number": overview.number(value)}
