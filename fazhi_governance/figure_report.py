"""Reports whose columns are figures and whose rows are the units, the months, or the values of a field.

The last row and the summary are the figures of the whole, by the same code as cards, lists and the annual report:
what counts each unit, person or name once is not added up over the rows. Nothing else is counted here but clocks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.query_builder import Case
from frappe.utils import add_years, formatdate, get_last_day, getdate
from pypika.terms import Criterion

from fazhi_governance import reporting
from fazhi_governance.compat import current_date
from fazhi_governance.core.deadlines import OVERDUE
from fazhi_governance.reporting import GREEN, ORANGE, RED, Asked, column
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.conditions import field_type, holder
from fazhi_governance.statistics.figures import (
	MARKS,
	NAMES,
	RATIO,
	SUM,
	Figure,
	Period,
	Value,
	find,
	groups,
	in_use,
	kinds_of,
	readable,
	sound,
)
from fazhi_governance.statistics.splits import Branches, Months, Values, Whole
from fazhi_governance.statute.clocks import state_case
from fazhi_governance.statute.rules import standard_rows

# by what rows are split, besides the fields of a record kind
UNIT, MONTH = "Unit", "Month"
NAMES_WIDTH = 240
MOST_YEARS = 10  # of which each month has a row
MOST_LISTED = 100  # of the overdue records
# what a group is known by: its first figures, in this order
LEADING = {
	"Organisation": (
		*("meeting.held", "task.due", "task.done", "task.completion_rate"),
		*("notice.issued", "notice.on_time_rate", "assessment.score_rate", "shortcoming.kept_rate"),
	),
	"Decisions": (
		*("decision.made", "review.submitted", "review.given", "review.adoption_rate"),
		*("matter.issued", "consultation.answered", "consultation.adoption_rate"),
	),
	"Capability": (
		*("training.sessions", "training.attendances", "training.hours", "training.exam_rate"),
		*("training.pass_rate", "officer.certified"),
	),
	"Publicity": (
		*("publicity.activities", "publicity.audience", "publicity.materials", "publicity.consultations"),
		*("resident.in_post", "resident.actions", "venue.in_use"),
	),
	"Disputes": (
		*("mediation.received", "mediation.resolved", "mediation.success_rate", "screening.screenings"),
		*("screening.disputes", "petition.received", "petition.concluded_in_time_rate", "reception.held"),
	),
	"Enforcement": (
		*("enforcement.cases", "enforcement.concluded", "enforcement.in_time_rate"),
		*("enforcement.publication_rate", "joint.times", "supervision.matters", "supervision.rate"),
	),
	"Service and Disclosure": (
		*("inquiry.asked", "inquiry.at_once_rate", "disclosure.published", "disclosure.in_time_rate"),
		*("tally.window", "tally.hotline"),
	),
}


@dataclass(frozen=True)
class FigureReport:
	"""
	:param headers: code of a figure → what stands above its column
	:param rows: by what the rows can be split, the usual first: UNIT, MONTH, fields of the record kind
	:param record_kind: the kind whose fields and clocks these are
	:param charted: code → colour
	:param summed: the codes whose values stand above the rows
	:param warned: the codes of what there had better be none of
	:param clocks: the rules whose overdue records come first
	:param is_stacked: whether the bars of the chart add up to something
	:param is_listed: which of these records are, given their table; None: all
	"""

	headers: Mapping[str, str]
	rows: tuple[str, ...] = (UNIT, MONTH)
	record_kind: str = ""
	charted: Mapping[str, str] = field(default_factory=dict)
	summed: tuple[str, ...] = ()
	warned: tuple[str, ...] = ()
	clocks: tuple[str, ...] = ()
	is_listed: Callable | None = None
	is_stacked: bool = False
	note: str | None = None

	def run(self, filters: Mapping | None) -> tuple:
		"""What a script report's `execute` returns."""
		asked = Asked.of(filters)
		split = self.split(asked, (filters or {}).get("rows") or self.rows[0])
		wanted = readable(find(code) for code in self.headers)
		shown = [figure for figure in wanted if can_be_split(figure, split)]
		whole, parts = cube.compute_whole_and_parts(shown, split)
		whole |= cube.compute([figure for figure in wanted if figure not in shown], split.period, asked.unit)
		overdue = Overdue.of(self, asked, split)
		lines = self.lines(parts, asked, split, overdue) if has_any(whole) else []
		total = [self.total(whole, asked, overdue)] if len(lines) > 1 else []
		return (
			self.columns(shown, split, overdue),
			overdue.above([*lines, *total]),
			self.note,
			self.chart(lines, shown),
			self.summary(whole, overdue),
		)

	def split(self, asked: Asked, by: str) -> Whole:
		period = Period(asked.from_date, asked.to_date)
		if by == UNIT:
			return Branches.of(period, asked.unit)
		if by == MONTH:
			if asked.to_date >= add_years(asked.from_date, MOST_YEARS):
				frappe.throw(
					_("Rows by month go over {0} years at most. Choose a shorter period.").format(MOST_YEARS),
					title=_("Rows of the Report"),
				)
			return Months(period, asked.unit)
		if by in self.rows:
			return Values.of(period, asked.unit, self.record_kind, by)
		frappe.throw(
			_("This report has no rows by {0}. Choose one of: {1}.").format(by, "、".join(self.rows)),
			title=_("Rows of the Report"),
		)

	def further(self, asked: Asked, split: Whole) -> dict[object, dict]:
		"""Of each part, values that no figure has."""
		return {}

	def further_columns(self) -> list[dict]:
		return []

	def columns(self, shown: list[Figure], split: Whole, overdue: "Overdue") -> list[dict]:
		return [
			overdue.title_column(self.title(split)),
			*overdue.columns(),
			*(cell_column(figure, self.headers[figure.code]) for figure in shown),
			*self.further_columns(),
			*([reporting.number("overdue_now", _("Overdue Now"))] if self.clocks else []),
		]

	def title(self, split: Whole) -> str:
		if isinstance(split, Values):
			return _(frappe.get_meta(split.table or self.record_kind).get_label(split.fieldname))
		return _("Month") if split.is_by_day else _("Unit")

	def lines(self, parts: dict, asked: Asked, split: Whole, overdue: "Overdue") -> list[dict]:
		"""A unit or month without any record says something, a type that never occurred does not."""
		further, lines = self.further(asked, split), []
		for part, values in parts.items():
			if isinstance(split, Values) and not (has_any(values) or overdue.counts[part]):
				continue
			line = {"title": part_label(part, split), "opens": opening(part, split)}
			lines.append(line | self.cells(values) | further.get(part, {}) | overdue.cell(part))
		return lines

	def total(self, whole: dict[str, Value], asked: Asked, overdue: "Overdue") -> dict:
		split = Whole(Period(asked.from_date, asked.to_date), asked.unit)
		line = {"title": _("Totals"), "is_total": 1, "opens": opening(None, split)}
		return line | self.cells(whole) | self.further(asked, split).get(None, {}) | overdue.cell()

	def cells(self, values: dict[str, Value]) -> dict:
		line = {}
		for code, value in values.items():
			name = fieldname(code)
			line[name] = amount(value)
			if code in self.warned and value.value:
				reporting.colour(line, name, RED)
			elif value.figure.aggregate == RATIO and value.has_data:
				is_short = value.figure.is_share and value.value < 1
				reporting.colour(line, name, ORANGE if is_short else GREEN, quotient(value))
		return line

	def chart(self, lines: list[dict], shown: list[Figure]) -> dict | None:
		drawn = [figure for figure in shown if figure.code in self.charted and cell_type(figure) != "Data"]
		names = [fieldname(figure.code) for figure in drawn]
		lines = [line for line in lines if any(line[name] is not None for name in names)]
		return reporting.bars(
			[line["title"] for line in lines],
			{
				self.headers[figure.code]: ([line[name] or 0 for line in lines], self.charted[figure.code])
				for figure, name in zip(drawn, names, strict=True)
			},
			is_stacked=self.is_stacked,
			fieldtype="Float" if any(cell_type(figure) != "Int" for figure in drawn) else "Int",
		)

	def summary(self, whole: dict[str, Value], overdue: "Overdue") -> list[dict]:
		found = [whole[code] for code in self.summed if code in whole and whole[code].has_data]
		return [
			*(
				summed(
					value, self.headers[value.figure.code], RED if value.figure.code in self.warned else ""
				)
				for value in found
			),
			*overdue.summary(),
		]


@dataclass(frozen=True)
class Overdue:
	"""The records of which a clock has run out by the end of the period and has not been met to this day.

	:param counts: part → how many of them
	"""

	report: FigureReport
	records: list[dict] = field(default_factory=list)
	counts: Counter = field(default_factory=Counter)

	@classmethod
	def of(cls, report: FigureReport, asked: Asked, split: Whole) -> "Overdue":
		if not report.clocks:
			return cls(report)
		clocks = [clock for clock in get_controller(report.record_kind).clocks if clock.rule in report.clocks]
		table = frappe.qb.DocType(report.record_kind)
		has_run_out = {
			clock.rule: (state_case(table, clock) == OVERDUE) & (table[clock.due] <= asked.to_date)
			for clock in clocks
		}
		query = (
			frappe.qb.from_(table)
			.select(
				*(
					table.name,
					table[frappe.get_meta(report.record_kind).title_field].as_("title"),
					table.unit,
				),
				*(Case().when(has_run_out[clock.rule], table[clock.due]).as_(clock.rule) for clock in clocks),
			)
			.where(Criterion.any(has_run_out.values()))
			.where(reporting.in_scope(table, report.record_kind, asked.unit))
		)
		if report.is_listed:
			query = query.where(report.is_listed(table))
		records = parted(query, table.unit, split).run(as_dict=True)
		for record in records:
			days = {rule: getdate(record[rule]) for rule in has_run_out if record[rule]}
			record.due_on = min(days.values())
			record.clocks = [rule for rule in days if days[rule] == record.due_on]
		records.sort(key=lambda record: (record.due_on, record.name))
		counts = Counter(part_of(record, record.due_on, split) for record in records)
		return cls(report, records, counts)

	def title_column(self, label: str) -> dict:
		return column("title", _("{0} or Matter").format(label) if self.records else label, width=180)

	def columns(self) -> list[dict]:
		if not self.records:
			return []
		return [column("unit", _("Unit"), width=110), column("overdue", _("Overdue"), width=220)]

	def above(self, lines: list[dict]) -> list[dict]:
		"""A row for them all with each one below it, and then these; a tree only where there is something to fold."""
		if not self.records:
			return lines
		number, listed = len(self.records), self.records[:MOST_LISTED]
		head = {"title": _("Overdue Now: {0}").format(number), "indent": 0}
		if number > len(listed):
			head["overdue"] = _("The first {0} are listed").format(len(listed))
		return [head, *(self.row(record) for record in listed), *(line | {"indent": 0} for line in lines)]

	def row(self, record: dict) -> dict:
		titles = "、".join(standard_rows(rule)[0].title for rule in record.clocks)
		days = (current_date() - record.due_on).days
		row = {
			"title": record.title,
			"kind": self.report.record_kind,
			"record": record.name,
			"unit": record.unit,
			"overdue": _("{0} days: {1}").format(days, titles),
			"indent": 1,
		}
		reporting.colour(row, "overdue", RED, formatdate(record.due_on))
		return row

	def cell(self, part=None) -> dict:
		"""
		:param part: None: the whole
		"""
		if not self.report.clocks:
			return {}
		number = len(self.records) if part is None else self.counts[part]
		line = {"overdue_now": number or None}
		reporting.colour(line, "overdue_now", RED)
		return line

	def summary(self) -> list[dict]:
		if not self.report.clocks:
			return []
		number = len(self.records)
		return [reporting.figure(_("Overdue Now"), number, indicator=RED if number else GREEN)]


def can_be_split(figure: Figure, split: Whole) -> bool:
	return not isinstance(split, Values) or kinds_of(figure) == [split.record_kind]


def has_any(values: Mapping[str, Value]) -> bool:
	return any(value.rows or value.has_data for value in values.values())


def amount(value: Value):
	"""As it stands in a cell; None: no data."""
	if not value.has_data:
		return None
	if value.figure.aggregate == NAMES:
		return "、".join(map(reporting.worded, value.value) if value.figure.is_translated else value.value)
	if value.figure.aggregate == RATIO:
		return round(100 * value.value if value.figure.is_share else value.value, 1)
	# a sum that the database adds up in decimals
	return int(value.value) if value.value == int(value.value) else round(value.value, 2)


def cell_type(figure: Figure) -> str:
	if figure.aggregate == NAMES:
		return "Data"
	if figure.aggregate == RATIO:
		return "Percent" if figure.is_share else "Float"
	if figure.aggregate == SUM:
		summed_field = holder(figure.record_kind, figure.child_table, figure.aggregate_field)
		# money is a number in yuan, whatever currency the site has
		return "Int" if field_type(summed_field, figure.aggregate_field) in ("Int", "Check") else "Float"
	return "Int"


def cell_column(figure: Figure, header: str) -> dict:
	"""The desk opens the list behind a number by the code of its figure."""
	name, fieldtype = fieldname(figure.code), cell_type(figure)
	if fieldtype == "Data":
		return column(name, header, width=NAMES_WIDTH) | {"figure": figure.code}
	return reporting.number(name, header, fieldtype) | {"figure": figure.code}


def header_of(figure: Figure) -> str:
	"""The figure's name and unit of measure; a name says by itself that it is a rate."""
	unit = figure.unit_of_measure
	return figure.label if unit in ("", "%", *MARKS) else f"{figure.label}（{unit}）"


def fieldname(code: str) -> str:
	return code.replace(".", "_")


def quotient(value: Value) -> str:
	"""What has been divided by what."""
	parts = (value.numerator, value.denominator)
	return " ÷ ".join(f"{part.figure.label} {amount(part) or 0}" for part in parts)


def summed(value: Value, header: str, indicator: str = "") -> dict:
	"""A figure above the rows; with decimals that are none of a percentage it is shown as it is."""
	datatype = cell_type(value.figure)
	datatype = datatype if datatype in ("Int", "Percent") else "Data"
	shown = amount(value)
	if shown is None and datatype == "Int":
		shown = 0
	return reporting.figure(header, shown, datatype, indicator if shown else "")


def totals(headers: Mapping[str, str], asked: Asked) -> list[dict]:
	"""The figures of the whole, for the summary of a report with rows of its own.

	:param headers: code → what stands above the value
	"""
	figures = readable(find(code) for code in headers)
	values = cube.compute(figures, Period(asked.from_date, asked.to_date), asked.unit)
	return [summed(value, headers[code]) for code, value in values.items()]


def part_label(part, split: Whole) -> str:
	if split.is_by_day:
		return formatdate(part, "yyyy-MM")
	if isinstance(split, Values):
		return reporting.worded(part) or _("Not Entered")
	if isinstance(split, Branches) and part == split.above and split.units:
		return _("{0} itself").format(part)
	return part


def opening(part, split: Whole) -> dict:
	"""Of which period the lists behind a part's numbers are, and what else its records have in common.

	The unit asked for is the desk's to add.
	"""
	opens = {"from_date": split.period.from_date, "to_date": split.period.to_date}
	if split.is_by_day:
		return opens | {"from_date": part, "to_date": min(getdate(get_last_day(part)), split.period.to_date)}
	if isinstance(split, Branches):
		return opens | {"unit": part, "itself": int(part == split.above and bool(split.units))}
	if isinstance(split, Values):
		return opens | {"where": split.list_filter(part)}
	return opens


def parted(query, unit, split: Whole):
	"""A query of records with the column `part`, by what `part_of` finds theirs; by day there is none."""
	key = None if split.is_by_day else split.key(unit)
	return query if key is None else split.joined(query, unit).select(key.as_("part"))


def part_of(record: dict, day: date, split: Whole):
	"""
	:param day: by which it belongs to a month
	"""
	if split.is_by_day:
		return max(day.replace(day=1), split.period.from_date) if day >= split.period.from_date else ""
	return split.part(record.get("part"))


def chosen(filters: Mapping) -> list[Figure]:
	"""The figures that a filter of several names.

	:raises FigureError: one of them is unknown, out of use or faulty
	"""
	return [find(code) for code in frappe.parse_json(filters.get("figures") or "[]")]


def of_group(group: str | None) -> list[Figure]:
	"""The figures in use of a group (None: of all); without those that are faulty, which say so on their forms."""
	first = [code for codes in LEADING.values() for code in codes]
	order, places = {code: place for place, code in enumerate(first)}, groups()
	rows = [row for row in in_use().values() if row.figure_group == (group or row.figure_group)]
	rows.sort(key=lambda row: (places.index(row.figure_group), order.get(row.code, len(order)), row.code))
	found, _faults = sound(row.code for row in rows)
	return found
