"""Columns of a register: what stands under each header, and as what it is written.

The headers are document content, so they are Chinese; what a Select stores in English is written in Chinese.
Values are made column by column for a whole batch of rows, so that nothing is fetched row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import strip_html

from fazhi_governance.core import deadlines


def as_text(values: list, df) -> list:
	is_html = df and df.fieldtype in ("Text Editor", "HTML Editor")
	return [strip_html(value) if is_html and value else value for value in values]


def as_is(values: list, df) -> list:
	return values


def in_chinese(values: list, df=None) -> list:
	"""Options, which are stored in English."""
	words = {label: _(label, lang="zh") for label in set(values) if label}
	return [words.get(value) for value in values]


def clock_states(values: list, df=None) -> list:
	"""In the words of the form."""
	words = {
		deadlines.NOT_STARTED: _("Not Started", lang="zh"),
		deadlines.ON_TRACK: _("On Track", lang="zh"),
		deadlines.DUE_SOON: _("Due Soon", lang="zh"),
		deadlines.OVERDUE: _("Overdue", lang="zh"),
		deadlines.MET: _("In Time", lang="zh"),
		deadlines.MET_LATE: _("Late", lang="zh"),
		deadlines.PAUSED: _("Paused", lang="zh"),
		deadlines.RUNNING: _("Period Running", lang="zh"),
		deadlines.OPEN: _("May Proceed", lang="zh"),
		deadlines.CLOSED_TOO_EARLY: _("Too Early", lang="zh"),
	}
	return [words[value] for value in values]


def yes_or_no(values: list, df) -> list:
	return ["是" if value else "否" for value in values]


def titles(values: list, df) -> list:
	"""Of linked records, as the link field shows them; the name where the DocType has no title."""
	title_field = frappe.get_meta(df.options).title_field
	names = sorted({value for value in values if value})
	if not (title_field and names):
		return values
	rows = frappe.get_all(
		df.options,
		filters={"name": ("in", names)},
		fields=["name", title_field],
		order_by="name",
		as_list=True,
	)
	known = {name: title for name, title in rows if title}
	return [known.get(value, value) for value in values]


@dataclass(frozen=True)
class Kind:
	"""How the values of a column are written.

	:param number_format: Excel's; "@" is text, so that no program turns a long number into 1.10105E+17
	:param width: of a custom field's column, in half-width characters
	:param convert: a batch's values as stored, and the field's definition → as written
	"""

	number_format: str
	alignment: str
	width: int
	convert: Callable[[list, object], list] = as_is


TEXT = Kind("@", "left", 16, as_text)
SELECT = Kind("@", "center", 10, in_chinese)
CLOCK = Kind("@", "center", 10, clock_states)
LINK = Kind("@", "left", 16, titles)
CHECK = Kind("@", "center", 8, yes_or_no)
SERIAL = Kind("0", "center", 6)
DATE = Kind("yyyy-mm-dd", "center", 11)
TIME = Kind("yyyy-mm-dd hh:mm", "center", 16)
INTEGER = Kind("0", "center", 8)
NUMBER = Kind("General", "right", 10)
DECIMAL = Kind("General", "center", 9)
AMOUNT = Kind("#,##0.00", "right", 14)
RATE = Kind("0.0%", "center", 9)

KIND_OF_FIELDTYPE = {
	"Select": SELECT,
	"Link": LINK,
	"Check": CHECK,
	"Date": DATE,
	"Datetime": TIME,
	"Int": INTEGER,
	"Float": NUMBER,
	"Percent": NUMBER,
	"Currency": AMOUNT,
}


@dataclass(frozen=True)
class Column:
	"""One column of a register.

	:param field: a field of the record; `members.post` is a field of the rows of its table; for a CLOCK the
	        code of its rule; with `compute` a tuple of fields; empty for a SERIAL
	:param width: in half-width characters; a Chinese character takes two
	:param compute: takes each field's values of a batch as a list, returns the list of what is written
	:param is_summed: its sum stands in the total row
	:param group: a header above those of neighbouring columns
	:param aliases: other headers under which ledgers have the same
	:param read: how it is read back by an import: None, as the field it is, unless it is computed or nobody's to
	        enter; False, not at all; True, though the form has it for reading alone; else a function
	        `(value of the cell, record as a dict, Ledger)` that puts what it says into the record
	:param words: of a Select: what ledgers write besides its options → the stored option; a cell that contains
	        several is read by the first
	"""

	header: str
	field: str | tuple[str, ...] = ()
	width: int = 10
	kind: Kind = TEXT
	compute: Callable[..., list] | None = None
	is_summed: bool = False
	group: str = ""
	aliases: tuple[str, ...] = ()
	read: Callable | bool | None = None
	words: dict[str, str] | None = None

	@property
	def fields(self) -> tuple[str, ...]:
		return (self.field,) if isinstance(self.field, str) else self.field


NUMBERED = Column("序号", width=6, kind=SERIAL)
