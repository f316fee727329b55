"""A register whose rows are records, or the rows of one of their tables.

Custom fields: an administrator who adds a field to a record kind in Customize Form and ticks In List View
finds it as a column of the list and, under its label, as one of the last columns of the kind's registers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from pypika.terms import Criterion, Term

from fazhi_governance import scope
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.register.columns import CLOCK, KIND_OF_FIELDTYPE, SERIAL, TEXT, Column
from fazhi_governance.statute.clocks import Clock, state_case

BATCH = 1000
NOT_WRITTEN = (*frappe.model.no_value_fields, *frappe.model.table_fields, "Password", "Signature")


@dataclass(frozen=True)
class StandIn:
	"""What tells a required field of a ledger that has no column for it.

	:param field: whose column is read instead
	:param words: of a Select: what stands there → the option
	"""

	field: str
	words: Mapping[str, str] | None = None


@dataclass(frozen=True)
class RecordRegister:
	"""
	:param title: at most 31 characters, for it names the sheet
	:param record_kind: a governed DocType
	:param date_field: a row belongs to the periods that hold this day
	:param until_field: with it a row belongs to the periods that overlap its span; no day there: still lasting
	:param table_field: the table of the record whose rows are the register's
	:param where: field → the values, one of which a record must have; an import fills in the only one
	:param note: what a reader must know about the figures, below the last row
	:param figures: codes of the standard figures that are stated behind the note
	:param also_read: columns that ledgers have and an import reads, but which are not printed
	:param implied: required fields that `complete` or `where` fills in where the ledger has no column for them
	:param stands_in: required field → what tells it where the ledger has no column for it
	:param complete: what follows for a record of the past from what its row says: takes it as a dict and the Ledger
	:param told_by: the fields by which an import knows a record that is there already; None: unit, day and title;
	        empty: such records may be many
	:param not_read: why it cannot be imported, in Chinese; empty: it can
	"""

	code: str
	title: str
	record_kind: str
	date_field: str
	columns: tuple[Column, ...]
	until_field: str | None = None
	table_field: str | None = None
	where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
	note: str = ""
	figures: tuple[str, ...] = ()
	also_read: tuple[Column, ...] = ()
	implied: tuple[str, ...] = ()
	stands_in: Mapping[str, StandIn] = field(default_factory=dict)
	complete: Callable[[dict, object], None] | None = None
	told_by: tuple[str, ...] | None = None
	not_read: str = ""

	@property
	def common(self) -> dict[str, str]:
		"""What all its records have, so that a ledger need not say it."""
		return {fieldname: values[0] for fieldname, values in self.where.items() if len(values) == 1}

	def rows(self, from_date: date, to_date: date, units: list[str] | None) -> "Records":
		"""The rows of a period, both days included, in the scope of these units (None: all)."""
		return Records(self, from_date, to_date, units)


class Records:
	"""Rows as lists of values, one for each of `columns`, read in batches; `total` is known at the end."""

	def __init__(self, register: RecordRegister, from_date: date, to_date: date, units: list[str] | None):
		self.register, self.units = register, units
		self.from_date, self.to_date = from_date, to_date
		self.meta = frappe.get_meta(register.record_kind)
		self.record = frappe.qb.DocType(register.record_kind)
		if register.table_field:
			self.row_meta = frappe.get_meta(self.meta.get_field(register.table_field).options)
			self.row = frappe.qb.DocType(self.row_meta.name)
		self.columns = [
			column for column in (*register.columns, *self.custom_columns()) if self.is_readable(column)
		]
		self.sums = {number: 0 for number, column in enumerate(self.columns) if column.is_summed}
		self.count = 0

	def __iter__(self) -> Iterator[tuple]:
		terms = {field: self.term(column, field) for column in self.columns for field in column.fields}
		for batch in self.batches(list(terms.values())):
			stored = dict(zip(terms, map(list, zip(*batch, strict=True)), strict=True))
			written = [self.values(column, stored, len(batch)) for column in self.columns]
			for number in self.sums:
				self.sums[number] += sum(value or 0 for value in written[number])
			self.count += len(batch)
			yield from zip(*written, strict=True)

	@property
	def total(self) -> list | None:
		if not self.sums:
			return None
		return ["合计", *(self.sums.get(number) for number in range(1, len(self.columns)))]

	def values(self, column: Column, stored: dict[str, list], rows: int) -> list:
		if column.kind is SERIAL:
			return list(range(self.count + 1, self.count + rows + 1))
		values = [stored[field] for field in column.fields]
		if column.compute:
			return column.compute(*values)
		return column.kind.convert(values[0], None if column.kind is CLOCK else self.df(column.field))

	def batches(self, terms: list[Term]) -> Iterator[list[tuple]]:
		"""In the order of date, name and row number; each batch begins after the last row of the one before."""
		keys = self.keys()
		query = self.query().select(*keys, *terms).limit(BATCH)
		for key in keys:
			query = query.orderby(key)
		batch = query.run()
		while batch:
			yield [row[len(keys) :] for row in batch]
			batch = len(batch) == BATCH and query.where(_after(keys, batch[-1])).run()

	def keys(self) -> list[Term]:
		"""By what the rows are ordered. Those of one record stay together also where each has its own day."""
		by_day = [] if "." in self.register.date_field else [self.of(self.register.date_field)]
		of_row = [self.row.idx, self.row.name] if self.register.table_field else []
		return [*by_day, self.record.name, *of_row]

	def query(self):
		query = frappe.qb.from_(self.record)
		if self.register.table_field:
			query = query.join(self.row).on(
				(self.row.parent == self.record.name)
				& (self.row.parenttype == self.register.record_kind)
				& (self.row.parentfield == self.register.table_field)
			)
		in_scope = scope.within(self.record, self.register.record_kind, self.units)
		query = query.where(self.in_period()).where(in_scope)
		for fieldname, values in self.register.where.items():
			query = query.where(self.record[fieldname].isin(values))
		if self.meta.is_submittable:
			query = query.where(self.record.docstatus != CANCELLED)
		return query

	def in_period(self) -> Criterion:
		start = self.of(self.register.date_field)
		begun = start < self.to_date + timedelta(days=1)
		if not self.register.until_field:
			return begun & (start >= self.from_date)
		until = self.of(self.register.until_field)
		return begun & (until.isnull() | (until >= self.from_date))

	def of(self, field: str) -> Term:
		table_field, _dot, fieldname = field.rpartition(".")
		return self.row[fieldname] if table_field else self.record[fieldname]

	def df(self, field: str):
		"""The definition of a field; None for the name."""
		table_field, _dot, fieldname = field.rpartition(".")
		return (self.row_meta if table_field else self.meta).get_field(fieldname)

	def term(self, column: Column, field: str) -> Term:
		return state_case(self.record, self.clock(field)) if column.kind is CLOCK else self.of(field)

	def clock(self, rule: str) -> Clock:
		return next(clock for clock in get_controller(self.register.record_kind).clocks if clock.rule == rule)

	def is_readable(self, column: Column) -> bool:
		"""Whether the user's roles reach the permission level of all that the column shows."""
		fields = column.fields
		if column.kind is CLOCK:
			clock = self.clock(column.field)
			fields = (clock.stop, clock.due, clock.warn)
		levels = self.meta.get_permlevel_access()
		return all(not (df := self.df(field)) or df.permlevel in levels for field in fields)

	def custom_columns(self) -> Iterator[Column]:
		yield from custom_columns(self.meta)
		if self.register.table_field:
			yield from custom_columns(self.row_meta, f"{self.register.table_field}.")


def custom_columns(meta, path: str = "") -> Iterator[Column]:
	for df in meta.get("fields", {"is_custom_field": 1, "in_list_view": 1}):
		if df.fieldtype not in NOT_WRITTEN and not (df.hidden or df.get("is_virtual")):
			kind = KIND_OF_FIELDTYPE.get(df.fieldtype, TEXT)
			yield Column(_(df.label, lang="zh"), path + df.fieldname, kind.width, kind)


def _after(keys: list[Term], last: tuple) -> Criterion:
	"""Rows behind the last one read, in the order of the keys."""
	key, *rest = keys
	if not rest:
		return key > last[0]
	return (key >= last[0]) & ((key > last[0]) | _after(rest, last[1:]))
