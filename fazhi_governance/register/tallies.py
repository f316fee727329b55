"""A register whose rows are the values of a field, or the units, with counts and sums beside each: a statistics table.

All of it is one grouped query, whatever the number of its columns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from pypika.functions import Coalesce
from pypika.terms import Criterion, Term

from fazhi_governance import scope
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.register.columns import INTEGER, RATE, SELECT, TEXT, Column, Kind, in_chinese

NO_RATE = "—"


@dataclass(frozen=True)
class Tally:
	"""A column that counts records, or adds up one of their fields.

	:param date_field: counted are the records whose day lies in the period
	:param where: field → the value, or tuple of values, that a record must have
	:param summed: the field that is added up; empty: the records are counted
	"""

	header: str
	date_field: str
	where: Mapping[str, int | str | tuple[str, ...]] = field(default_factory=dict)
	summed: str = ""
	width: int = 9
	kind: Kind = INTEGER
	group: str = ""


@dataclass(frozen=True)
class Share:
	"""A column that divides another one by the sum of some, all named by their headers."""

	header: str
	part: str
	whole: tuple[str, ...]
	width: int = 9
	kind: Kind = RATE
	group: str = ""

	def of(self, row: dict):
		whole = sum(row[header] for header in self.whole)
		return row[self.part] / whole if whole else NO_RATE


@dataclass(frozen=True)
class TallyRegister:
	"""
	:param title: at most 31 characters, for it names the sheet
	:param record_kind: a governed DocType
	:param row_field: a Select of it: a row for each option; or the unit: a row for each that has any record
	:param row_column: header and width of the column that names the option or unit
	:param note: on what day each column counts, below the last row
	"""

	code: str
	title: str
	record_kind: str
	row_field: str
	row_column: tuple[str, int]
	columns: tuple[Tally | Share, ...]
	note: str = ""

	def rows(self, from_date: date, to_date: date, units: list[str] | None) -> "Tallies":
		"""The table for a period, both days included, in the scope of these units (None: all)."""
		return Tallies(self, from_date, to_date, units)


class Tallies:
	"""Rows as lists of values, one for each of `columns`; no row at all where there is no record."""

	def __init__(self, register: TallyRegister, from_date: date, to_date: date, units: list[str] | None):
		self.register, self.units = register, units
		self.from_date, self.to_date = from_date, to_date
		self.meta = frappe.get_meta(register.record_kind)
		self.record = frappe.qb.DocType(register.record_kind)
		header, width = register.row_column
		kind = TEXT if register.row_field == "unit" else SELECT
		self.columns = [Column(header, register.row_field, width, kind), *register.columns]
		self.tallies = [column for column in register.columns if isinstance(column, Tally)]
		self.total = None

	def __iter__(self) -> Iterator[list]:
		counted = {value: [amount or 0 for amount in amounts] for value, *amounts in self.query().run()}
		if not counted:
			return
		nothing = [0] * len(self.tallies)
		for value, label in self.labels(counted):
			yield [label or "未填写", *self.line(counted.get(value, nothing))]
		self.total = ["合计", *self.line([sum(amounts) for amounts in zip(*counted.values(), strict=True)])]

	def labels(self, counted: dict) -> Iterator[tuple[str, str]]:
		"""The value of each row, and how it reads."""
		df = self.meta.get_field(self.register.row_field)
		if df.options == scope.UNIT:
			units = frappe.get_all(
				scope.UNIT, filters={"name": ("in", list(counted))}, pluck="name", order_by="lft, name"
			)
			return zip(units, units, strict=True)
		options = [option for option in df.options.split("\n") if option]
		rows = [*options, *sorted(counted.keys() - set(options))]
		return zip(rows, in_chinese(rows), strict=True)

	def line(self, amounts: list) -> list:
		row = {tally.header: amount for tally, amount in zip(self.tallies, amounts, strict=True)}
		return [
			column.of(row) if isinstance(column, Share) else row[column.header]
			for column in self.register.columns
		]

	def query(self):
		value = Coalesce(self.record[self.register.row_field], "")
		days = {tally.date_field for tally in self.tallies}
		query = (
			frappe.qb.from_(self.record)
			.select(value, *(self.amount(tally) for tally in self.tallies))
			.where(Criterion.any([self.within(day) for day in sorted(days)]))
			.where(scope.within(self.record, self.register.record_kind, self.units))
			.groupby(value)
		)
		if self.meta.is_submittable:
			query = query.where(self.record.docstatus != CANCELLED)
		return query

	def amount(self, tally: Tally) -> Term:
		holds = self.within(tally.date_field)
		for fieldname, value in tally.where.items():
			holds &= self.record[fieldname].isin(value if isinstance(value, tuple) else (value,))
		if tally.summed:
			return Sum(Case().when(holds, self.record[tally.summed]).else_(0))
		return Count(Case().when(holds, 1))

	def within(self, day: str) -> Criterion:
		term = self.record[day]
		return (term >= self.from_date) & (term < self.to_date + timedelta(days=1))
