"""A register that is neither a list of records nor a count by one field: what it states is reckoned once in
`reckoning`, for a report as well, or read from the standard figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fazhi_governance.register.columns import Column
from fazhi_governance.reporting import Asked


@dataclass(frozen=True)
class ReckonedRegister:
	"""
	:param title: at most 31 characters, for it names the sheet
	:param record_kind: a governed DocType; the user needs its `right`
	:param reckon: returns the rows, as lists of values in the order of the columns, and the total row or None; it
	        keeps to what the session's user may see of every kind that it reads
	:param note: what a reader must know about the figures, below the last row
	:param right: "print" where no record can be told from the figures
	"""

	code: str
	title: str
	record_kind: str
	columns: tuple[Column, ...]
	reckon: Callable[[Asked], tuple[list[list], list | None]]
	note: str = ""
	right: str = "export"

	def rows(self, asked: Asked) -> "Reckoned":
		return Reckoned(self, asked)


class Reckoned:
	"""Rows as lists of values, one for each of `columns`; `total` is known at the end."""

	def __init__(self, register: ReckonedRegister, asked: Asked):
		self.register, self.asked = register, asked
		self.columns = register.columns
		self.total = None

	def __iter__(self) -> Iterator[list]:
		rows, self.total = self.register.reckon(self.asked)
		yield from rows
