"""All figures that a user may read, of a period beside the same period a year before."""

from dataclasses import dataclass
from datetime import date

from frappe import _

from fazhi_governance import scope
from fazhi_governance.core import wording
from fazhi_governance.statistics import cube, figures, words
from fazhi_governance.statistics.conditions import holder
from fazhi_governance.statistics.figures import NAMES, RATIO, Figure, FigureError, Period, Value
from fazhi_governance.statistics.splits import Branches, Months


@dataclass(frozen=True)
class Line:
	"""A figure now and a year before."""

	group: str
	now: Value
	before: Value

	@property
	def figure(self) -> Figure:
		return self.now.figure

	@property
	def has_data(self) -> bool:
		return self.now.has_data or self.before.has_data

	@property
	def share(self) -> str:
		"""Of what a ratio is the ratio: 62件 / 62件."""
		if not (self.figure.aggregate == RATIO and self.now.denominator.has_data):
			return ""
		return " / ".join(worded(part) or "—" for part in (self.now.numerator, self.now.denominator))

	@property
	def growth(self) -> float | None:
		"""By what it has changed: of a share in per cent points, of an average as it is, else as a part of before."""
		now, before = self.now.value, self.before.value
		if None in (now, before) or self.figure.aggregate == NAMES:
			return None
		if self.figure.aggregate == RATIO:
			return (now - before) * (100 if self.figure.is_share else 1)
		return (now - before) / before if before > 0 else None

	@property
	def change(self) -> str:
		"""+20%, -1.5个百分点, +2分钟, 持平; empty where there is nothing to compare."""
		if not self.growth:
			return "" if self.growth is None else "持平"
		sign, amount = "-" if self.growth < 0 else "+", abs(self.growth)
		if self.figure.aggregate == RATIO:
			unit = "个百分点" if self.figure.is_share else self.figure.unit_of_measure
			rounded = round(amount, 1)
			return sign + wording.exact(rounded, unit) if rounded else "持平"
		return sign + wording.percentage(amount, 1)


def lines(
	period: Period, unit: str | None = None, user: str | None = None
) -> tuple[list[Line], dict[str, FigureError]]:
	"""The figures in use that the user may read, and what is wrong with those that cannot be read, by code.

	As many queries as two calls of `cube.compute` send.

	:param unit: as in `cube.compute`
	"""
	found, faults = readable(user)
	now, before = (cube.compute(found, each, unit, user) for each in (period, period.year_before))
	rows = figures.in_use()
	return [
		Line(rows[figure.code].figure_group, now[figure.code], before[figure.code]) for figure in found
	], faults


def readable(user: str | None = None) -> tuple[list[Figure], dict[str, FigureError]]:
	"""The figures in use that the user may read, and, by code, what is wrong with those that cannot be read."""
	found, faults = figures.sound(figures.in_use())
	return figures.readable(found, user), faults


def by_month(
	period: Period, unit: str | None = None, user: str | None = None
) -> dict[date, dict[str, Value]]:
	"""What can be drawn, month by month."""
	found, _faults = readable(user)
	drawn = [figure for figure in found if figure.aggregate != NAMES]
	return cube.compute_parts(drawn, Months(period, unit), user)


def by_kind(value: Value) -> list[tuple[str, Value]]:
	"""A count or a sum broken down: label in the user's language and amount, the greatest first."""
	figure = value.figure
	if not (value.breakdown and figure.breakdown_field):
		return []
	of = holder(figure.record_kind, figure.child_table, figure.breakdown_field)
	named = words.value_labels(of, figure.breakdown_field, list(value.breakdown))
	ordered = sorted(value.breakdown.items(), key=lambda item: -item[1])
	return [(named[key], Value(figure, amount)) for key, amount in ordered]


def by_unit(
	figure: Figure, period: Period, unit: str | None = None, user: str | None = None
) -> list[tuple[str | None, str, Value]]:
	"""Unit, label and value of the units directly below; of the unit's own records: None. Nothing where there are
	none to compare."""
	split = Branches.of(period, unit, user)
	if len(split.parts) < 2:
		return []
	parts, titles = cube.compute_parts([figure], split, user), words.record_titles(scope.UNIT, split.parts)
	titles[split.above] = _("{0} itself").format(titles.get(split.above))
	return [
		(None if part == split.above else part, titles[part], values[figure.code])
		for part, values in parts.items()
	]


def worded(value: Value) -> str:
	"""Empty: no data."""
	return value.worded() if value.has_data else ""


def number(value: Value) -> float | None:
	"""As a chart draws it: shares in per cent."""
	figure = value.figure
	if not value.has_data or figure.aggregate == NAMES:
		return None
	return round(value.value * (100 if figure.aggregate == RATIO and figure.is_share else 1), 2)
