"""The rows of one record kind, or of one of its child tables, and how all figures of them are read from one query.

Of a whole period the query groups the rows in scope by just the fields and conditions that the figures mention;
each figure is then read from the groups, with its breakdown. Distinct counts cannot be added up over groups: those
of one record kind share a second query, which groups by what they count as well.

Of the parts of a period the query groups by the part alone and has a column for each figure: a part would have as
many groups as the whole has. Names, which are no number, are read from groups here, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from pypika.terms import Criterion

from fazhi_governance import scope
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.statistics.cells import IN_PERIOD, PART, ROWS, Cells
from fazhi_governance.statistics.conditions import Condition, holder
from fazhi_governance.statistics.figures import COUNT, DISTINCT, NAMES, SUM, Figure, Value
from fazhi_governance.statistics.splits import Whole


@dataclass(frozen=True)
class Source:
	"""The rows of one record kind, or of one of its child tables, in a period and scope."""

	record_kind: str
	child_table: str | None
	split: Whole
	user: str | None

	def column(self, fieldname: str):
		return frappe.qb.DocType(holder(self.record_kind, self.child_table, fieldname))[fieldname]

	@property
	def unit_of_row(self):
		return frappe.qb.DocType(self.record_kind)[scope.unit_field(self.record_kind)]

	def within(self, span: tuple[str, str | None, bool]):
		return self.stands(span, *self.split.bounds)

	def touches_period(self, span: tuple[str, str | None, bool]):
		"""Whatever its part: days that the database can look up, as it cannot those of a joined table."""
		period = self.split.period
		begin, until, _is_until_day_counted = span
		if not until:
			return self.stands(span, period.from_date, period.to_date)
		return (self.column(begin) <= period.to_date) & self.has_ended(span, period.from_date).negate()

	def stands(self, span: tuple[str, str | None, bool], first, last):
		begin, until, _is_until_day_counted = span
		if not until:
			return self.column(begin).between(first, last)
		return (self.column(begin) <= last) & self.has_ended(span, last).negate()

	def has_ended(self, span: tuple[str, str | None, bool], day):
		_begin, until, is_until_day_counted = span
		column = self.column(until)
		return column.isnotnull() & (column < day if is_until_day_counted else column <= day)

	def holds(self, figure: Figure):
		return Criterion.all(
			[self.within(figure.span), *(self.criterion(each) for each in figure.conditions)]
		)

	def names(self, figure: Figure) -> list[str]:
		"""Of the records that a figure counts."""
		name = frappe.qb.DocType(self.record_kind).name
		query = self.query([figure.span]).where(self.holds(figure)).select(name).orderby(name)
		return query.run(pluck=True)

	def contributions(self, figure: Figure) -> dict[str, int | float | str]:
		name = frappe.qb.DocType(self.record_kind).name
		query = self.query([figure.span]).where(self.holds(figure)).select(name).groupby(name)
		if figure.aggregate in (COUNT, SUM):
			amount = Count("*") if figure.aggregate == COUNT else Sum(self.column(figure.aggregate_field))
			return {record: _number(added) for record, added in query.select(amount).run()}
		column = self.column(figure.aggregate_field)
		brought = {}
		for record, value in query.select(column).groupby(column).run():
			brought.setdefault(record, []).append(str(value or ""))
		return {record: "\n".join(sorted(values)) for record, values in brought.items()}

	@staticmethod
	def criterion(condition: Condition):
		return condition.criterion(frappe.qb.DocType(condition.doctype))

	@staticmethod
	def flag(criterion):
		return Case().when(criterion, 1).else_(0)

	def values(self, figures: list[Figure]) -> dict[object, dict[str, Value]]:
		"""By part and code."""
		values = {part: {} for part in self.split.counted}
		for found in self.answers(figures):
			for part, of_part in found.items():
				values[part].update(of_part)
		return values

	def answers(self, figures: list[Figure]) -> Iterator[dict[object, dict[str, Value]]]:
		"""Of one query each."""
		is_whole = self.split.key(self.unit_of_row) is None
		alone = DISTINCT if is_whole else NAMES
		together = [figure for figure in figures if figure.aggregate != alone]
		apart = [figure for figure in figures if figure.aggregate == alone]
		if together:
			yield self.grouped(together) if is_whole else self.counted(together)
		if apart:
			yield self.grouped(apart)

	def counted(self, figures: list[Figure]) -> dict[object, dict[str, Value]]:
		"""Read from one row for each part, with a column for whatever the figures count."""
		spans = _spans(figures)
		columns = {(ROWS, span, ()): self.number_of(self.within(span)) for span in spans}
		for figure in figures:
			columns[ROWS, figure.span, figure.conditions] = self.number_of(self.holds(figure))
			if figure.aggregate in (SUM, DISTINCT):
				columns[figure.aggregate, figure] = self.amount_of(figure)
		part = self.split.key(self.unit_of_row)
		named = [term.as_(f"c{number}") for number, term in enumerate(columns.values())]
		query = self.query(spans).select(part, *named).groupby(part)
		if self.split.is_partition:
			query = query.rollup(vendor="mysql")

		values = {part: {each.code: Value(each, None) for each in figures} for part in self.split.counted}
		for key, *amounts in query.run():
			part = None if key is None else self.split.part(key)
			found = dict(zip(columns, amounts, strict=True))
			for figure in figures:
				if found[ROWS, figure.span, ()]:
					rows = found[ROWS, figure.span, figure.conditions]
					amount = found.get((figure.aggregate, figure), rows)
					# as in `Cells.value`: a sum of nothing but zeros says nothing
					amount = (amount or None) if figure.aggregate == SUM else amount
					values[part][figure.code] = Value(figure, amount, rows)
		return values

	@staticmethod
	def number_of(criterion):
		return Count(Case().when(criterion, 1))

	def amount_of(self, figure: Figure):
		counted = Case().when(self.holds(figure), self.column(figure.aggregate_field))
		return Sum(counted) if figure.aggregate == SUM else Count(counted).distinct()

	def grouped(self, figures: list[Figure]) -> dict[object, dict[str, Value]]:
		"""Read from groups, with their breakdowns."""
		return {
			part: {figure.code: cells.value(figure) for figure in figures}
			for part, cells in self.cells(figures).items()
		}

	def cells(self, figures: list[Figure]) -> dict[object, Cells]:
		"""One grouped query, by part."""
		spans = _spans(figures)
		groups = {(IN_PERIOD, span): self.flag(self.within(span)) for span in spans[1:] and spans}
		groups |= {name: self.column(name) for name in _dimensions(figures)}
		groups |= {
			condition: self.flag(self.criterion(condition))
			for figure in figures
			for condition in figure.conditions
			if not condition.is_dimension
		}
		if (part := self.split.key(self.unit_of_row)) is not None:
			groups[PART] = part
		summed = sorted({figure.aggregate_field for figure in figures if figure.aggregate == SUM})
		columns = groups | {ROWS: Count("*")} | {(SUM, name): Sum(self.column(name)) for name in summed}

		named = [term.as_(f"c{number}") for number, term in enumerate(columns.values())]
		query = self.query(spans).select(*named).groupby(*groups.values())
		keys, parts = list(columns), {part: [] for part in self.split.counted}
		for row in query.run():
			if row[len(groups)]:  # without groups there is a row even of no records
				if PART in groups:
					parts[self.split.part(row[keys.index(PART)])].append(row)
				if None in parts:
					parts[None].append(row)
		return {part: Cells(keys, rows) for part, rows in parts.items()}

	def query(self, spans: list[tuple[str, str | None, bool]]):
		"""From the rows of the period, in scope, not cancelled; each with its part."""
		parent = frappe.qb.DocType(self.record_kind)
		query = frappe.qb.from_(parent)
		if self.child_table:
			child = frappe.qb.DocType(self.child_table)
			query = query.join(child).on(
				(child.parent == parent.name) & (child.parenttype == self.record_kind)
			)
		query = self.split.joined(query, self.unit_of_row)
		in_period = Criterion.any([self.within(span) for span in spans])
		if self.split.is_by_day:
			in_period &= Criterion.any([self.touches_period(span) for span in spans])
		units = scope.units_within(self.split.unit, self.user, self.record_kind)
		query = query.where(in_period).where(scope.within(parent, self.record_kind, units, self.user))
		if frappe.get_meta(self.record_kind).is_submittable:
			query = query.where(parent.docstatus != CANCELLED)
		return query


def _number(added) -> int | float:
	"""A sum comes as a Decimal, which JSON does not know."""
	return int(added or 0) if added is None or added == int(added) else float(added)


def _spans(figures: list[Figure]) -> list[tuple[str, str | None, bool]]:
	return sorted({figure.span for figure in figures}, key=lambda span: (span[0], span[1] or "", span[2]))


def _dimensions(figures: list[Figure]) -> list[str]:
	names = {
		condition.fieldname for figure in figures for condition in figure.conditions if condition.is_dimension
	}
	names |= {figure.breakdown_field for figure in figures if figure.breakdown_field}
	names |= {figure.aggregate_field for figure in figures if figure.aggregate in (NAMES, DISTINCT)}
	return sorted(names)
