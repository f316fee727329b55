"""By what the figures of a period are split: a table joined to the counted rows, whose rows are the parts.

A row of the record kind belongs to a part as it belongs to a period: by its day, or, of what lasts, by its span.
So each part has the very figures that a period or unit of its own would have, distinct counts included.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import frappe
from frappe.model import table_fields
from frappe.query_builder.functions import Coalesce
from frappe.utils import add_months, getdate
from pypika.terms import Field, Function, Term, ValueWrapper

from fazhi_governance import scope
from fazhi_governance.statistics.figures import Period


@dataclass(frozen=True)
class Whole:
	"""No split: no parts.

	:param unit: counted is this unit with all below it, as far as the user may see them; None: all that the user sees
	"""

	is_by_day = False

	period: Period
	unit: str | None = None

	@property
	def parts(self) -> list:
		return []

	@property
	def is_partition(self) -> bool:
		"""Whether each row belongs to just one part, so that all of them are those of the whole."""
		return True

	@property
	def counted(self) -> list:
		"""What one query counts: the parts and, where it can, the whole, None."""
		return [*self.parts, None] if self.is_partition else self.parts

	@property
	def bounds(self) -> tuple:
		"""First and last day of a part: a row belongs to it as it belongs to a period."""
		return self.period.from_date, self.period.to_date

	def key(self, unit) -> Term | None:
		"""The part of a row.

		:param unit: the column that names the record's unit
		"""
		return None

	def part(self, key):
		"""Of `parts`, the one that the database names by this key; each has one key."""
		return key

	def joined(self, query, unit):
		return query


class Months(Whole):
	"""A part for each calendar month, by its first day in the period; of what lasts, what stood at its end."""

	is_by_day = True
	is_partition = False  # what lasts belongs to many

	@property
	def parts(self) -> list[date]:
		return [month.from_date for month in months(self.period)]

	@cached_property
	def bounds(self) -> tuple:
		return Field("first_day", table=self.table), Field("last_day", table=self.table)

	@cached_property
	def table(self):
		first, *others = (
			frappe.qb.select(
				ValueWrapper(month.from_date, "first_day"), ValueWrapper(month.to_date, "last_day")
			)
			for month in months(self.period)
		)
		for other in others:
			first = first.union_all(other)
		return first.as_("months")

	def key(self, unit) -> Term:
		return self.bounds[0]

	def part(self, key) -> date:
		return getdate(key)

	def joined(self, query, unit):
		return query.cross_join(self.table).cross()


@dataclass(frozen=True)
class Branches(Whole):
	"""A part for each of several units, with all below it.

	:param above: the unit that they are directly below, whose own records are a part, too; None: there is none
	"""

	above: str | None = None
	units: tuple[str, ...] = ()

	@classmethod
	def of(cls, period: Period, unit: str | None, user: str | None = None) -> "Branches":
		"""The units directly below this one (None: the user's topmost); of several topmost units these alone."""
		branches = scope.branches(scope.units_within(unit, user))
		if len(branches) != 1:
			return cls(period, unit, None, tuple(branches))
		((topmost, below),) = branches.items()
		return cls(period, unit, topmost, tuple(below))

	@property
	def parts(self) -> list[str]:
		return [*filter(None, [self.above]), *self.units]

	@cached_property
	def table(self):
		"""Each unit and the part it belongs to. Distinct only to have it worked out once, and not for each record."""
		place = frappe.qb.DocType(scope.UNIT).as_("place")
		branch = frappe.qb.DocType(scope.UNIT).as_("branch")
		is_below = (branch.lft <= place.lft) & (branch.rgt >= place.rgt)
		query = frappe.qb.from_(place).left_join(branch).on(branch.name.isin(self.units) & is_below)
		part = Coalesce(branch.name, place.name).as_("part")
		return query.select(place.name.as_("unit"), part).distinct().as_("branches")

	def key(self, unit) -> Term:
		return Field("part", table=self.table) if self.units else unit

	def joined(self, query, unit):
		if not self.units:
			return query
		return query.join(self.table).on(Field("unit", table=self.table) == unit)


@dataclass(frozen=True)
class Values(Whole):
	"""A part for each value of a field of one record kind; only figures of that kind can be split by it.

	A record belongs to each value that it has in a field of several (Table MultiSelect). Without a value, or with
	one that the field no longer offers, it belongs to "".

	:param fieldname: a Select or Link of the record kind, or of its table of such links
	:param table: that table; None: the field is the record kind's own
	"""

	record_kind: str = ""
	fieldname: str = ""
	table: str | None = None
	values: tuple[str, ...] = ()

	@classmethod
	def of(cls, period: Period, unit: str | None, record_kind: str, fieldname: str) -> "Values":
		df, table = frappe.get_meta(record_kind).get_field(fieldname), None
		if df.fieldtype in table_fields:
			table = df.options
			df = next(each for each in frappe.get_meta(table).fields if each.fieldtype == "Link")
		if df.fieldtype == "Select":
			values = filter(None, df.options.split("\n"))
		else:
			values = frappe.get_all(df.options, pluck="name", order_by="name")
		return cls(period, unit, record_kind, df.fieldname, table, tuple(values))

	@property
	def parts(self) -> list[str]:
		return [*self.values, ""]

	@property
	def is_partition(self) -> bool:
		return not self.table

	@property
	def value(self):
		"""The table with the values, beside the one whose rows a figure may count."""
		return frappe.qb.DocType(self.table).as_("value")

	def key(self, unit) -> Term:
		"""The place of the value among `values`, from 1; of none of them 0."""
		column = (self.value if self.table else unit.table)[self.fieldname]
		return Function("FIELD", column, *(self.values or [None]))

	def part(self, key) -> str:
		return self.values[key - 1] if key else ""

	def list_filter(self, part: str) -> list:
		"""What the records of a part have in common, as a list view's filter."""
		value = ["=", part] if part else ["is", "not set"]
		return [self.table or self.record_kind, self.fieldname, *value]

	def joined(self, query, unit):
		if not self.table:
			return query
		is_of_record = (self.value.parent == unit.table.name) & (self.value.parenttype == self.record_kind)
		return query.left_join(self.value).on(is_of_record)


def months(period: Period) -> Iterator[Period]:
	"""The calendar months of a period; the first and the last may be parts of one."""
	first = period.from_date
	while first <= period.to_date:
		following = getdate(add_months(first.replace(day=1), 1))
		yield Period(first, min(following - timedelta(days=1), period.to_date))
		first = following
