"""One filter of a figure: [field, operator, value], with one meaning in SQL, in Python and in a list view."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import frappe
from frappe import _
from frappe.utils import cint, flt
from pypika.functions import Coalesce
from pypika.terms import Criterion

EQUAL, UNEQUAL, IN, NOT_IN, IS, BETWEEN = "=", "!=", "in", "not in", "is", "between"
ORDERING = (">", "<", ">=", "<=")
OPERATORS = (EQUAL, UNEQUAL, IN, NOT_IN, IS, BETWEEN, *ORDERING)
# few values each: such a field is a dimension of the grouped query and its filters are read from the groups
DIMENSION_TYPES = ("Select", "Check")
NUMBERS = ("Int", "Check", "Float", "Currency", "Percent", "Duration", "Rating")
DATES = ("Date", "Datetime")
STANDARD_FIELDS = {"name": "Data", "owner": "Data", "docstatus": "Int"}


@dataclass(frozen=True)
class Condition:
	"""A filter on a field of the rows that are counted.

	An empty field equals "" or 0; an empty text or date never lies in an order or a span.
	"""

	doctype: str
	fieldname: str
	operator: str
	value: object

	@classmethod
	def read(cls, doctype: str, listed) -> "Condition":
		"""
		:param listed: [fieldname, operator, value]
		:raises ValueError: names the filter, what is wrong and what is allowed
		"""
		if not (isinstance(listed, list | tuple) and len(listed) == 3 and isinstance(listed[0], str)):
			raise ValueError(_("Filter {0}: write it as [field, operator, value].").format(listed))
		fieldname, operator, value = listed
		fieldtype = field_type(doctype, fieldname)
		if operator not in OPERATORS:
			raise ValueError(
				_("Filter on {0}: there is no operator {1}. Use one of: {2}.").format(
					fieldname, operator, "  ".join(OPERATORS)
				)
			)
		if operator == IS:
			if value not in ("set", "not set"):
				raise ValueError(_("Filter on {0}: after “is” write “set” or “not set”.").format(fieldname))
			return cls(doctype, fieldname, operator, value)
		if fieldtype == "Datetime":
			raise ValueError(
				_("Filter on {0}: a date with a time only goes with “is”, “set” or “not set”.").format(
					fieldname
				)
			)
		is_many = operator in (IN, NOT_IN, BETWEEN)
		is_listed = isinstance(value, list | tuple) and bool(value)
		if is_many != is_listed or (operator == BETWEEN and len(value) != 2):
			raise ValueError(
				_("Filter on {0}: {1} does not go with the operator {2}.").format(fieldname, value, operator)
			)
		try:
			value = tuple(_typed(fieldtype, each) for each in value) if is_many else _typed(fieldtype, value)
		except (TypeError, ValueError) as error:
			raise ValueError(
				_("Filter on {0}: {1} is no value of such a field.").format(fieldname, value)
			) from error
		return cls(doctype, fieldname, operator, value)

	@cached_property
	def fieldtype(self) -> str:
		return field_type(self.doctype, self.fieldname)

	@property
	def is_dimension(self) -> bool:
		return self.fieldtype in DIMENSION_TYPES and self.operator in (EQUAL, UNEQUAL, IN, NOT_IN)

	def criterion(self, table) -> Criterion:
		"""For the query builder; true or false, never unknown."""
		column = table[self.fieldname]
		if self.operator == IS:
			blank = column.isnull() if self.empty is None else Coalesce(column, self.empty) == self.empty
			return blank if self.value == "not set" else blank.negate()
		compare = {
			EQUAL: lambda term: term == self.value,
			UNEQUAL: lambda term: term != self.value,
			IN: lambda term: term.isin(self.value),
			NOT_IN: lambda term: term.notin(self.value),
			BETWEEN: lambda term: term.between(*self.value),
			">": lambda term: term > self.value,
			"<": lambda term: term < self.value,
			">=": lambda term: term >= self.value,
			"<=": lambda term: term <= self.value,
		}[self.operator]
		is_ordered = self.operator in (*ORDERING, BETWEEN)
		if self.fieldtype in NUMBERS or (self.empty is not None and not is_ordered):
			return compare(Coalesce(column, self.empty))
		if self.operator in (UNEQUAL, NOT_IN):
			return column.isnull() | compare(column)
		is_filled = column.isnotnull() if self.empty is None else Coalesce(column, self.empty) != self.empty
		return is_filled & compare(column)

	def matches(self, value) -> bool:
		"""The same on a value of the field; only for dimensions."""
		value = self.empty if value is None else value
		return {
			EQUAL: lambda: value == self.value,
			UNEQUAL: lambda: value != self.value,
			IN: lambda: value in self.value,
			NOT_IN: lambda: value not in self.value,
		}[self.operator]()

	@property
	def empty(self):
		"""What an empty field equals; None: nothing."""
		if self.fieldtype in DATES:
			return None
		return 0 if self.fieldtype in NUMBERS else ""

	def list_filters(self) -> list[list]:
		"""The same for a list view or `frappe.get_list`."""
		value = _plain(list(self.value) if isinstance(self.value, tuple) else self.value)
		asked = [(self.operator, value)]
		if self.fieldtype in NUMBERS:
			# to a list 0 is neither set nor not, and a number not in a list is compared as text
			if self.operator == IS:
				asked = [(EQUAL if value == "not set" else UNEQUAL, 0)]
			elif self.operator == NOT_IN:
				asked = [(UNEQUAL, each) for each in value]
		if self.fieldtype == "Check" and asked == [(EQUAL, 0)]:
			asked = [(UNEQUAL, 1)]  # a field of its own above the rows takes 0 for nothing asked
		if self.operator == BETWEEN and self.fieldtype not in DATES:
			asked = [(">=", value[0]), ("<=", value[1])]  # it knows spans of dates alone
		if asked and asked[0][0] in ORDERING and self.fieldtype not in NUMBERS:
			asked.append((IS, "set"))
		return [[self.doctype, self.fieldname, *each] for each in asked]


def holder(record_kind: str, child_table: str | None, fieldname: str) -> str:
	"""Which of a figure's two DocTypes holds a field: the rows of the child table, else the record itself."""
	if child_table and frappe.get_meta(child_table).has_field(fieldname):
		return child_table
	return record_kind


def field_type(doctype: str, fieldname: str) -> str:
	"""
	:raises ValueError: the DocType has no such field, or it holds no value of its own
	"""
	df = frappe.get_meta(doctype).get_field(fieldname)
	if df and df.fieldtype not in frappe.model.no_value_fields:
		return df.fieldtype
	if fieldname in STANDARD_FIELDS:
		return STANDARD_FIELDS[fieldname]
	raise ValueError(_("{0} has no field {1}.").format(_(doctype), fieldname))


def _typed(fieldtype: str, value):
	if fieldtype in DATES:
		return value if isinstance(value, date) else date.fromisoformat(value)
	if fieldtype in NUMBERS:
		if not isinstance(value, int | float | str):
			raise TypeError
		if isinstance(value, str) and not value.lstrip("-").replace(".", "", 1).isdigit():
			raise ValueError
		return cint(value) if fieldtype in ("Int", "Check") else flt(value)
	if not isinstance(value, str):
		raise TypeError
	return value


def _plain(value):
	"""As JSON can carry it."""
	if isinstance(value, list):
		return [_plain(each) for each in value]
	return value.isoformat() if isinstance(value, date) else value
