"""Statistical figures: data that say what is counted, computed with one grouped query per record kind.

`compute` answers for any number of figures; `drill_down` gives the very list that a figure was counted from.
Both read a figure's filters through `conditions.py`, so they cannot drift apart.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import frappe
from frappe import _
from frappe.utils import add_years, get_last_day
from frappe.utils.caching import request_cache

from fazhi_governance.core import placeholders, wording
from fazhi_governance.statistics.conditions import Condition, field_type, holder

# as the unit of measure of names: the marks between which each stands
MARKS = ("“”", "《》")
COUNT, SUM, DISTINCT, NAMES, RATIO = "Count", "Sum", "Distinct", "Names", "Ratio"
CONSTITUTION = "宪法"

# fields of a row that a Figure holds under the same name
AS_STORED = (
	*("code", "label", "aggregate", "record_kind", "child_table", "date_field", "until_field"),
	*("aggregate_field", "breakdown_field", "numerator", "denominator"),
)
# of which a Figure is made besides, and the group it is listed in
READ_BESIDE = ("unit_of_measure", "is_until_day_counted", "filters", "figure_group")


@dataclass(frozen=True)
class Figure:
	"""A row of Statistical Figure, ready to be computed.

	:param until_field: with it are counted the records that still stand on the period's last day: begun by then,
		and not ended
	:param is_until_day_counted: whether they still stand on the day in `until_field`, as what is valid until then
	"""

	code: str
	label: str
	aggregate: str
	unit_of_measure: str
	record_kind: str | None
	child_table: str | None
	date_field: str | None
	until_field: str | None
	is_until_day_counted: bool
	aggregate_field: str | None
	breakdown_field: str | None
	conditions: tuple[Condition, ...]
	numerator: str | None
	denominator: str | None

	@property
	def source(self) -> str:
		"""The DocType whose rows are counted: the record kind or one of its child tables."""
		return self.child_table or self.record_kind

	@property
	def span(self) -> tuple[str | None, str | None, bool]:
		"""What decides whether a row belongs to a period: two fields, and whether the second's day still counts."""
		return self.date_field, self.until_field, self.is_until_day_counted

	@property
	def is_share(self) -> bool:
		"""Whether a ratio is worded in per cent; else it is an average in the figure's own unit of measure."""
		return self.unit_of_measure in ("", "%")

	@property
	def is_translated(self) -> bool:
		"""Whether the names it lists are options of a Select, which are stored in English."""
		doctype = holder(self.record_kind, self.child_table, self.aggregate_field)
		return field_type(doctype, self.aggregate_field) == "Select"


@dataclass(frozen=True)
class Value:
	"""What a figure amounts to in a period and scope.

	:param value: int or float; a list of names for Names; None when there are no records to count from
	:param rows: how many rows were counted
	:param breakdown: value of the breakdown field → amount
	:param problem: why the figure cannot be read at all
	"""

	figure: Figure
	value: int | float | list[str] | None
	rows: int = 0
	breakdown: dict = field(default_factory=dict)
	numerator: "Value | None" = None
	denominator: "Value | None" = None
	problem: str = ""

	@property
	def has_data(self) -> bool:
		return self.value is not None and self.value != []

	def worded(self, is_rounded: bool = False) -> str:
		"""As a report words it: 62件, 60余件, 100%, “甲”“乙”. The exact value stays in `value`.

		:raises ValueError: without data there is nothing to word
		"""
		if not self.has_data:
			raise ValueError(_("{0} has no data to be worded.").format(self.figure.label))
		if self.figure.aggregate == NAMES:
			names = (
				[_(option, lang="zh") for option in self.value] if self.figure.is_translated else self.value
			)
			marks = self.figure.unit_of_measure
			if marks == "《》":
				# before all laws, however often others were met
				names = sorted(names, key=lambda name: name != CONSTITUTION)
			return wording.enumerate_names(names, quotes=marks if marks in MARKS else "")
		if self.figure.aggregate == RATIO:
			if self.figure.is_share:
				return wording.percentage(self.numerator.value, self.denominator.value)
			return wording.exact(round(self.value, 1), self.figure.unit_of_measure)
		word = wording.rounded if is_rounded and self.value == int(self.value) else wording.exact
		return word(self.value, self.figure.unit_of_measure)


class FigureError(frappe.ValidationError):
	"""A figure that there is not, that is out of use, or whose definition does not hold any more."""


def figures(codes: list[str] | None = None) -> list[Figure]:
	"""The figures in use, or those named by code or label, in the order asked for.

	:raises FigureError: an unknown name; the message names the nearest ones
	"""
	return [find(code) for code in (in_use() if codes is None else codes)]


def find(name: str) -> Figure:
	"""A figure by its code or its label; what is wrong with it is shown to the user.

	:raises FigureError: names the nearest figures, or the fault in its definition
	"""
	try:
		return lookup(name)
	except FigureError as error:
		frappe.throw(str(error), exc=FigureError, title=_("Figure That Cannot Be Counted"))


@request_cache
def lookup(name: str) -> Figure:
	"""As `find`, but showing nothing: one faulty figure must not keep the others from being read.

	A ratio, its parts, the page and the cards ask for the same figures: each is read once in a request.

	:raises FigureError:
	"""
	rows = in_use()
	row = rows.get(name) or next((row for row in rows.values() if row.label == name), None)
	if row is None:
		near = placeholders.nearest(name, [*(row.label for row in rows.values()), *rows])
		raise FigureError(
			_("There is no figure “{0}”. The nearest are: {1}.").format(name, "、".join(near))
			if near
			else _("There is no figure “{0}”. See the list of Statistical Figures for those in use.").format(
				name
			)
		)
	try:
		figure = from_row(row)
	except ValueError as error:
		raise FigureError(_("Statistical Figure {0}: {1}").format(row.label, error)) from error
	if figure.aggregate == RATIO:
		for part in (figure.numerator, figure.denominator):
			# made one after it was chosen; it may even be of this ratio, in a circle
			if part in rows and rows[part].aggregate not in (COUNT, SUM, DISTINCT):
				raise FigureError(
					_("Statistical Figure {0}: {1}").format(
						row.label, _("a ratio needs two figures that are counts or sums.")
					)
				)
			lookup(part)
	return figure


def bases(figure: Figure) -> list[Figure]:
	"""What is counted for a figure: itself, of a ratio its two parts.

	:raises FigureError:
	"""
	return [lookup(figure.numerator), lookup(figure.denominator)] if figure.aggregate == RATIO else [figure]


def kinds_of(figure: Figure) -> list[str]:
	"""The record kinds from which it is counted: of a ratio those of its two parts.

	:raises FigureError:
	"""
	return list(dict.fromkeys(base.record_kind for base in bases(figure)))


def readable(found: Iterable[Figure], user: str | None = None) -> list[Figure]:
	"""Those of which the user may read all the record kinds from which they are counted; each kind is asked once."""
	may_read = cache(lambda kind: frappe.has_permission(kind, "read", user=user))
	return [figure for figure in found if all(map(may_read, kinds_of(figure)))]


def sound(names: Iterable[str]) -> tuple[list[Figure], dict[str, FigureError]]:
	"""The figures of these names, and, by name, what is wrong with those that cannot be read."""
	found, faults = [], {}
	for name in names:
		try:
			found.append(lookup(name))
		except FigureError as error:
			faults[name] = error
	return found, faults


def groups() -> list[str]:
	"""The groups of figures, in the order of the form."""
	return frappe.get_meta("Statistical Figure").get_options("figure_group").split("\n")


def faulty(name: str, error: FigureError) -> Value:
	"""In the place of the value of a figure that cannot be read."""
	fields = dict.fromkeys(AS_STORED) | {"label": name, "aggregate": COUNT}
	figure = Figure(**fields, unit_of_measure="", is_until_day_counted=False, conditions=())
	return Value(figure, None, problem=str(error))


@request_cache
def in_use() -> dict[str, dict]:
	"""The rows of the figures in use, by code: the standard ones in the order of their file, then the others."""
	rows = frappe.get_all(
		"Statistical Figure",
		filters={"is_enabled": 1},
		fields=[*AS_STORED, *READ_BESIDE],
		order_by="is_standard desc, creation, code",
	)
	return {row.code: row for row in rows}


def from_row(row) -> Figure:
	"""A Figure from a document or a database row of Statistical Figure.

	:raises ValueError: filters that are no list of [field, operator, value], or a field that there is not
	"""
	for name in ("date_field", "until_field", "aggregate_field", "breakdown_field"):
		if row.record_kind and row.get(name):
			field_type(holder(row.record_kind, row.child_table, row.get(name)), row.get(name))
	try:
		listed = json.loads(row.filters or "[]")
	except json.JSONDecodeError as error:
		raise ValueError(_("The filters cannot be read as JSON: {0}").format(error)) from error
	if not isinstance(listed, list):
		raise ValueError(_("The filters must be a list of [field, operator, value]."))
	return Figure(
		conditions=tuple(
			Condition.read(holder(row.record_kind, row.child_table, _fieldname(each)), each)
			for each in listed
		),
		unit_of_measure=row.unit_of_measure or "",
		is_until_day_counted=bool(row.get("is_until_day_counted")),
		**{name: row.get(name) or None for name in AS_STORED},
	)


def _fieldname(listed) -> str | None:
	return listed[0] if isinstance(listed, list) and listed and isinstance(listed[0], str) else None


@dataclass(frozen=True)
class Period:
	"""From and to, both days included."""

	from_date: date
	to_date: date

	@classmethod
	def year(cls, year: int, cut_off_on: date | None = None) -> "Period":
		"""A calendar year, or its part up to the cut-off day.

		:raises frappe.ValidationError: a cut-off before the year begins
		"""
		first, last = date(year, 1, 1), date(year, 12, 31)
		if cut_off_on and cut_off_on < first:
			frappe.throw(
				_("Data up to {0} cannot be the data of {1}: choose a day in that year.").format(
					cut_off_on, year
				)
			)
		return cls(first, min(last, cut_off_on) if cut_off_on else last)

	@property
	def year_before(self) -> "Period":
		"""The same period of the year before; the last of February answers to the last of February."""
		return Period(_year_before(self.from_date), _year_before(self.to_date))


def _year_before(day: date) -> date:
	is_last = get_last_day(day) == day
	return get_last_day(add_years(day, -1)) if is_last else add_years(day, -1)
