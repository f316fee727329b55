"""The cards and charts of the workspace: figures of this year until today, in the user's scope.

A card or chart names its figure among its filters, so administrators make one of any figure. Frappe's own charts
show a field's stored English values, and look for kept numbers by the chart's name, whoever asks; these are
counted anew for each user, by the code that counts for the page and for reports.
"""

import json

import frappe
from frappe import _

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.statistics import cube, overview
from fazhi_governance.statistics.figures import NAMES, Figure, FigureError, Period, find, kinds_of, lookup
from fazhi_governance.statistics.splits import Months

CARD = "fazhi_governance.api.charts.card"
SOURCE = "Counts of This Year"
# what a chart shows a figure by
MONTH, KIND, UNIT = "Month", "Kind", "Unit"


@frappe.whitelist(methods=["GET", "POST"])
def card(filters: str | dict) -> str:
	"""A figure in words, as a number card shows it: HTML that says of which figure it is, to be opened at a click.

	:param filters: {"figure": code}
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	try:
		figure = lookup(_read(filters)["figure"])
	except FigureError:
		# what is wrong stands on the page of figures; a message would come up at each look at the workspace
		return _("Faulty")
	value = cube.compute([figure], _this_year())[figure.code]
	said = frappe.utils.escape_html(overview.worded(value) or _("no data"))
	return f'<span data-figure="{figure.code}">{said}</span>'


@frappe.whitelist(methods=["GET", "POST"])
def chart(filters: str | dict) -> dict | None:
	"""A figure's parts, as Frappe draws them; None where nothing was counted.

	:param filters: {"figure": code, "by": "Month", "Kind" or "Unit"}
	:raises FigureError: there is no such figure, or it cannot be counted
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	asked = _read(filters)
	figure, period = find(asked["figure"]), _this_year()
	if asked.get("by") == KIND:
		parts = overview.by_kind(cube.compute([figure], period)[figure.code])
	elif asked.get("by") == UNIT:
		parts = [(label, value) for _unit, label, value in overview.by_unit(figure, period) if value.has_data]
	else:
		months = cube.compute_parts([figure], Months(period))
		parts = [(str(first.month), values[figure.code]) for first, values in months.items()]
	if not any(value.has_data for _label, value in parts):
		return None
	return {
		"labels": [label for label, _value in parts],
		"datasets": [{"name": figure.label, "values": [overview.number(value) or 0 for _l, value in parts]}],
	}


def may_see(doc, ptype: str | None = None, user: str | None = None) -> bool:
	"""The hook behind every card and chart: those of figures are for who reads records of some unit.

	Frappe shows them to whoever has any right to the record kind, such as that to name one in a link, and a
	refusal would come up at each look at the workspace; a legal advisor reads no unit's numbers.
	"""
	user = user or frappe.session.user
	if not scope.others_permit(may_see, doc, ptype, user):
		return False
	kind = doc.document_type
	return not _is_of_figure(doc) or bool(
		frappe.has_permission(kind, "read", user=user) and scope.units_of(user, kind) != []
	)


def _is_of_figure(doc) -> bool:
	return doc.get("source") == SOURCE if doc.doctype == "Dashboard Chart" else doc.method == CARD


@frappe.whitelist(methods=["POST"])
def add_card(figure: str) -> str:
	"""Make a number card of a figure, to be put on a workspace. Returns its name."""
	frappe.has_permission("Number Card", "create", throw=True)
	found = find(figure)
	return _make(
		"Number Card",
		found,
		{"figure": found.code},
		type="Custom",
		method=CARD,
		label=found.label,
	)


@frappe.whitelist(methods=["POST"])
def add_chart(figure: str, by: str) -> str:
	"""Make a chart of a figure, to be put on a workspace. Returns its name.

	:param by: "Month", "Kind" or "Unit"
	:raises frappe.ValidationError: the figure cannot be shown so
	"""
	frappe.has_permission("Dashboard Chart", "write", throw=True)
	found, named = find(figure), {MONTH: _("by month"), KIND: _("by kind"), UNIT: _("by unit")}
	if by not in named:
		frappe.throw(_("Choose by what the chart shows {0}: months, kinds or units.").format(found.label))
	if found.aggregate == NAMES or (by == KIND and not found.breakdown_field):
		frappe.throw(
			_("{0} cannot be drawn so: it lists names, or no field says of what kind each is.").format(
				found.label
			)
		)
	return _make(
		"Dashboard Chart",
		found,
		{"figure": found.code, "by": by},
		chart_type="Custom",
		source=SOURCE,
		type="Bar",
		chart_name=_("{0}, shown {1}").format(found.label, named[by]),
	)


def _make(doctype: str, figure: Figure, filters: dict, **values) -> str:
	"""Shown to those who may read the record kind: Frappe asks for `document_type`."""
	common = {"document_type": kinds_of(figure)[0], "is_public": 1, "dynamic_filters_json": "[]"}
	return (
		frappe.get_doc({"doctype": doctype, **common, "filters_json": json.dumps(filters), **values})
		.insert()
		.name
	)


def _read(filters: str | dict) -> dict:
	return frappe.parse_json(filters)


def _this_year() -> Period:
	"""Until today: what is due later in the year is not yet due."""
	today = current_date()
	return Period.year(today.year, cut_off_on=today)
