"""Figures of a period and unit, or of its parts, in as many queries as record kinds they count, whatever their number.

What they need is gathered by record kind (`source.py` asks and reads), ratios are made of the answers. Here is also
what a figure was counted from: the list behind it, and what each record adds.
"""

import frappe

from fazhi_governance import scope
from fazhi_governance.kinds import CANCELLED, CONFIDED
from fazhi_governance.statistics.conditions import holder
from fazhi_governance.statistics.figures import RATIO, Figure, Period, Value, find
from fazhi_governance.statistics.source import Source
from fazhi_governance.statistics.splits import Whole


def compute(
	wanted: list[Figure], period: Period, unit: str | None = None, user: str | None = None
) -> dict[str, Value]:
	"""The values of figures, by code.

	:param unit: counts this unit and all below it, as far as the user may see them; None: all that the user sees
	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read a record kind
	"""
	return _compute(wanted, Whole(period, unit), user)[None]


def compute_parts(
	wanted: list[Figure], split: Whole, user: str | None = None
) -> dict[object, dict[str, Value]]:
	"""The values of figures for each part of a split (`splits.Months`, `splits.Branches`), by part and code.

	As many queries as `compute` has, whatever the number of parts. No part is broken down.

	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read a record kind
	"""
	values = _compute(wanted, split, user)
	return {part: values[part] for part in split.parts}


def compute_whole_and_parts(
	wanted: list[Figure], split: Whole, user: str | None = None
) -> tuple[dict[str, Value], dict[object, dict[str, Value]]]:
	"""The values of the whole by code, and those of its parts by part and code; by the same queries wherever each
	row belongs to one part.

	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read a record kind
	"""
	values = _compute(wanted, split, user)
	whole = values.get(None) or compute(wanted, split.period, split.unit, user)
	return whole, {part: values[part] for part in split.parts}


def _compute(wanted: list[Figure], split: Whole, user: str | None) -> dict[object, dict[str, Value]]:
	"""By part and code; of the whole, where it comes along: by None."""
	needed = {figure.code: figure for figure in wanted}
	for figure in wanted:
		if figure.aggregate == RATIO:
			for code in (figure.numerator, figure.denominator):
				if code not in needed:
					needed[code] = find(code)

	sources = {}
	for figure in needed.values():
		if figure.aggregate != RATIO:
			sources.setdefault((figure.record_kind, figure.child_table), []).append(figure)

	parts = {part: {} for part in split.counted}
	for (record_kind, child_table), group in sources.items():
		frappe.has_permission(record_kind, "read", user=user, throw=True)
		for part, values in Source(record_kind, child_table, split, user).values(group).items():
			parts[part].update(values)
	for values in parts.values():
		for figure in needed.values():
			if is_confided(figure, user):
				values[figure.code] = Value(figure, None, rows=0)
		for figure in wanted:
			if figure.aggregate == RATIO:
				values[figure.code] = _ratio(figure, values[figure.numerator], values[figure.denominator])
	return {part: {figure.code: values[figure.code] for figure in wanted} for part, values in parts.items()}


def is_confided(figure: Figure, user: str | None) -> bool:
	"""Whether it counts accusations for someone who sees none: to say 0 would say that there are none."""
	if (
		figure.record_kind not in CONFIDED
		or scope.accused_hidden_from(user or frappe.session.user) is not None
	):
		return False
	field, value = CONFIDED[figure.record_kind]
	return any(
		(condition.fieldname, condition.operator, condition.value) == (field, "=", value)
		for condition in figure.conditions
	)


def _ratio(figure: Figure, numerator: Value, denominator: Value) -> Value:
	is_known = numerator.value is not None and denominator.value
	return Value(
		figure,
		numerator.value / denominator.value if is_known else None,
		rows=denominator.rows,
		numerator=numerator,
		denominator=denominator,
	)


def drill_down(figure: Figure, period: Period, unit: str | None = None) -> tuple[str, list[list]]:
	"""The list that a figure was counted from: a record kind and its list view's filters.

	A ratio opens onto its denominator: the cases among which the numerator was counted.
	"""
	if figure.aggregate == RATIO:
		return drill_down(find(figure.denominator), period, unit)
	if figure.until_field:
		names = Source(figure.record_kind, None, Whole(period, unit), None).names(figure)
		# a list of Frappe's cannot ask for "ended later or not at all"
		return figure.record_kind, [[figure.record_kind, "name", "in", names or [""]]]
	days = [period.from_date.isoformat(), period.to_date.isoformat()]
	dated = holder(figure.record_kind, figure.child_table, figure.date_field)
	filters = [[dated, figure.date_field, "between", days]]
	if figure.child_table and dated != figure.child_table:
		filters.append([figure.child_table, "name", "is", "set"])
	for condition in figure.conditions:
		filters.extend(condition.list_filters())
	if unit:
		filters.append([figure.record_kind, "unit", "descendants of (inclusive)", unit])
	if frappe.get_meta(figure.record_kind).is_submittable:
		filters.append([figure.record_kind, "docstatus", "!=", CANCELLED])
	return figure.record_kind, filters


def contributions(
	figure: Figure, period: Period, unit: str | None = None, user: str | None = None
) -> dict[str, int | float | str]:
	"""What each record adds to a figure, by the record's name: rows, an amount, or the values it brings, one a line.

	:param figure: none that is a ratio, which has two figures behind it
	"""
	return Source(figure.record_kind, figure.child_table, Whole(period, unit), user).contributions(figure)
