"""A figure as it is being defined: what it would say, the first records behind it, and where it is used."""

import frappe

from fazhi_governance.core import placeholders
from fazhi_governance.statistics import cube, overview, words
from fazhi_governance.statistics.figures import Figure, Period

FIRST = 5
# what links a figure by its field `figure`: table → its record
IN_TABLES = {"Assessment Indicator": "Assessment Scheme", "Publicity Target": "Publicity Plan"}
# what names one among its filters: see api/charts.py
ON_WORKSPACES = {
	"Number Card": {"type": "Custom", "filters_json": ("like", '%"figure"%')},
	"Dashboard Chart": {"chart_type": "Custom", "filters_json": ("like", '%"figure"%')},
}


def preview(figure: Figure, period: Period, unit: str | None = None) -> dict:
	"""In the scope of the session's user.

	:returns: {"words", "value", "share", "before", "change", "records": [{"doctype", "name", "title", "unit"}]}
	"""
	now, before = (cube.compute([figure], each, unit)[figure.code] for each in (period, period.year_before))
	line = overview.Line("", now, before)
	return {
		"words": words.in_words(figure),
		"value": overview.worded(now),
		"share": line.share,
		"before": overview.worded(before),
		"change": line.change,
		"records": first_records(figure, period, unit),
	}


def first_records(figure: Figure, period: Period, unit: str | None) -> list[dict]:
	doctype, filters = cube.drill_down(figure, period, unit)
	title_field = frappe.get_meta(doctype).get_title_field()
	rows = frappe.get_list(
		doctype,
		filters=filters,
		fields=[f"`tab{doctype}`.{name}" for name in dict.fromkeys(("name", "unit", title_field))],
		order_by=f"`tab{doctype}`.name desc",
		distinct=True,
		limit_page_length=FIRST,
	)
	return [
		{"doctype": doctype, "name": row.name, "title": row[title_field], "unit": row.unit} for row in rows
	]


def usage(code: str, label: str) -> list[dict]:
	"""What names the figure, as far as the user may read it: [{"doctype", "name", "title"}]."""
	named = {code, label}
	found = listed("Statistical Figure", or_filters={"numerator": code, "denominator": code})
	found += [
		row
		for row in listed("Report Paragraph", further=("text", "needs"))
		if row["needs"] == code or placeholders.mentions(row["text"], named)
	]
	for table, doctype in IN_TABLES.items():
		rows = frappe.get_all(table, filters={"figure": code, "parenttype": doctype}, pluck="parent")
		found += listed(doctype, filters={"name": ("in", sorted(set(rows)))}) if rows else []
	for doctype in ON_WORKSPACES:
		found += [
			row
			for row in listed(
				doctype, filters={"filters_json": ("like", "%figure%")}, further=("filters_json",)
			)
			if frappe.parse_json(row["filters_json"]).get("figure") in named
		]
	return [{key: row[key] for key in ("doctype", "name", "title")} for row in found]


def listed(doctype: str, further: tuple[str, ...] = (), **filters) -> list[dict]:
	if not frappe.has_permission(doctype, "read"):
		return []
	title_field = frappe.get_meta(doctype).get_title_field()
	rows = frappe.get_list(
		doctype, fields=["name", title_field, *further], order_by="name", limit_page_length=0, **filters
	)
	return [{"doctype": doctype, "title": row[title_field] or row.name, **row} for row in rows]
