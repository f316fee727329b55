"""What a figure counts, in a sentence of the user's language, built from its definition."""

from datetime import date
from functools import reduce

import frappe
from frappe import _

from fazhi_governance.statistics.conditions import (
	BETWEEN,
	DATES,
	EQUAL,
	IN,
	IS,
	NOT_IN,
	Condition,
	field_type,
	holder,
)
from fazhi_governance.statistics.figures import COUNT, DISTINCT, RATIO, SUM, Figure, lookup


def in_words(figure: Figure) -> str:
	"""
	:raises FigureError: a ratio of a figure that cannot be read
	"""
	if figure.aggregate == RATIO:
		numerator, denominator = lookup(figure.numerator), lookup(figure.denominator)
		return _("“{0}” divided by “{1}”. {0}: {2} {1}: {3}").format(
			numerator.label, denominator.label, in_words(numerator), in_words(denominator)
		)
	rows = _rows_of(figure)
	if figure.conditions:
		rows = _("{0}, of which {1}").format(rows, _all(figure.conditions))
	if figure.aggregate == COUNT:
		return _("{0}: how many there are.").format(rows)
	label = _label(figure, figure.aggregate_field)
	if figure.aggregate == SUM:
		return _("{0}: their “{1}” added up.").format(rows, label)
	if figure.aggregate == DISTINCT:
		return _("{0}: how many different values “{1}” has.").format(rows, label)
	return _("{0}: the values of “{1}”, listed.").format(rows, label)


def _rows_of(figure: Figure) -> str:
	kind = _(figure.record_kind)
	if figure.child_table:
		kind = _("the rows of {0} in {1}").format(_(figure.child_table), kind)
	day = _label(figure, figure.date_field)
	if not figure.until_field:
		return _("In the chosen unit and all below it, {0} of the period (by “{1}”)").format(kind, day)
	until = _label(figure, figure.until_field)
	if figure.is_until_day_counted:
		return _(
			"In the chosen unit and all below it, {0} on the last day of the period (from “{1}” until “{2}”, that day included)"
		).format(kind, day, until)
	return _(
		"In the chosen unit and all below it, {0} on the last day of the period (from “{1}” until before “{2}”)"
	).format(kind, day, until)


def _label(figure: Figure, fieldname: str) -> str:
	return _field_label(holder(figure.record_kind, figure.child_table, fieldname), fieldname)


def _field_label(doctype: str, fieldname: str) -> str:
	return _(frappe.get_meta(doctype).get_label(fieldname))


def _all(conditions: tuple[Condition, ...]) -> str:
	said = (_in_words(condition) for condition in conditions)
	return reduce(lambda one, other: _("{0}, and {1}").format(one, other), said)


def _in_words(condition: Condition) -> str:
	label, value = _field_label(condition.doctype, condition.fieldname), condition.value
	if condition.fieldtype == "Check" and condition.operator == EQUAL:
		return _("“{0}” is ticked").format(label) if value else _("“{0}” is not ticked").format(label)
	if condition.fieldname == "docstatus" and (condition.operator, value) == (EQUAL, 1):
		return _("it has been submitted")
	if condition.operator == IS or value == "":
		is_filled = condition.operator == "!=" or value == "set"
		return _("“{0}” is filled in").format(label) if is_filled else _("“{0}” is empty").format(label)
	if condition.operator in (IN, NOT_IN):
		said = reduce(
			lambda one, other: _("{0} or {1}").format(one, other), (_value(condition, each) for each in value)
		)
		templates = {IN: _("“{0}” is {1}"), NOT_IN: _("“{0}” is not {1}")}
		return templates[condition.operator].format(label, said)
	if condition.operator == BETWEEN:
		return _("“{0}” lies between {1} and {2}").format(label, *(_value(condition, each) for each in value))
	templates = (
		{
			"=": _("“{0}” is {1}"),
			"!=": _("“{0}” is not {1}"),
			">": _("“{0}” is after {1}"),
			"<": _("“{0}” is before {1}"),
			">=": _("“{0}” is {1} or after"),
			"<=": _("“{0}” is {1} or before"),
		}
		if condition.fieldtype in DATES
		else {
			"=": _("“{0}” is {1}"),
			"!=": _("“{0}” is not {1}"),
			">": _("“{0}” is more than {1}"),
			"<": _("“{0}” is less than {1}"),
			">=": _("“{0}” is at least {1}"),
			"<=": _("“{0}” is at most {1}"),
		}
	)
	return templates[condition.operator].format(label, _value(condition, value))


def _value(condition: Condition, value) -> str:
	if isinstance(value, int | float):
		return f"{value:g}"
	if isinstance(value, date):
		return value.isoformat()
	return f"“{value_labels(condition.doctype, condition.fieldname, [value])[value]}”"


def value_labels(doctype: str, fieldname: str, values: list[str]) -> dict[str, str]:
	"""Value of a field → what the user calls it: an option translated, a record by its title."""
	labels = {value: value for value in values} | {"": _("Not Filled In")}
	fieldtype, df = field_type(doctype, fieldname), frappe.get_meta(doctype).get_field(fieldname)
	if fieldtype == "Check":
		return {value: _("Yes") if value else _("No") for value in values}
	if fieldtype == "Select":
		return labels | {option: _(option) for option in values if option}
	if fieldtype == "Link":
		labels |= record_titles(df.options, values)
	return labels


def record_titles(doctype: str, names: list[str]) -> dict[str, str]:
	"""Name → title, or the name where there is none."""
	titles = {name: name for name in names if name}
	title_field = frappe.get_meta(doctype).title_field
	if titles and title_field:
		rows = frappe.get_all(
			doctype, filters={"name": ("in", list(titles))}, fields=["name", title_field], order_by="name"
		)
		titles |= {row.name: row[title_field] or row.name for row in rows}
	return titles
