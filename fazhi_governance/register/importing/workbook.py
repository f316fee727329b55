"""The workbook of a ledger that nobody here has seen: opened with care, its header found, its rows as they stand.

What is no plain workbook of values is refused before anything reads it in: what a password hides, what carries a
program, what unpacks to more than a ledger holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

import frappe
from frappe import _
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from fazhi_governance.core.ledger import bare, factor_of, loosely, text_of, year_of
from fazhi_governance.register.importing import older

MAX_ROWS = 20_000
MAX_CELLS = 1_000_000
MAX_BYTES = 20 * 2**20
MAX_UNPACKED = 300 * 2**20
CHUNK = 2**20
HEADER_WITHIN = 40  # rows
FEWEST_HEADERS = 2

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UNREADABLE = (InvalidFileException, BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError)

TOTAL = re.compile(r"合计|总计|小计|累计|本页合计")
FOOT = re.compile(
	r"备注|注$|注[:：1一]|说明|填表|制表|填报|审核|负责人|单位负责|联系|主管|报送|审签|领导签|盖章|签字"
)
EXAMPLE = re.compile(r"示例|样例|举例|例$|例[:：]")
FAULTY = PatternFill("solid", start_color="FFFFC7CE")
DOUBTFUL = PatternFill("solid", start_color="FFFFEB9C")
REASONS = "导入检查结果"


# Opening


def opened(content: bytes, file_name: str = ""):
	"""The workbook; of an .xls, .et or .csv that is one, what stands in it as a workbook.

	:param file_name: a file whose content is not what its ending says is refused
	:raises frappe.ValidationError: says what the file is instead, or why it is not read, and the way out
	"""
	ending = file_name.rpartition(".")[2].lower()
	_refuse_sizes(content)
	if content.startswith(OLE) and ending in older.OLD_ENDINGS and ENCRYPTED not in content:
		return _older(older.from_xls, content)
	if ending in older.TEXT_ENDINGS and not content.startswith(b"PK"):
		return _older(older.from_csv, content)
	_refuse_other_files(content)
	try:
		with ZipFile(BytesIO(content)) as parts:
			_refuse_risks(parts)
			_refuse_too_much(parts)
		return load_workbook(BytesIO(content), keep_links=False)
	except UNREADABLE as error:
		_refuse(
			_("The workbook is damaged: {0}.").format(type(error).__name__),
			_("Open it in Excel or WPS, save it anew as .xlsx, and upload that."),
		)


def _older(read, content: bytes):
	try:
		return read(content, MAX_ROWS + HEADER_WITHIN, MAX_CELLS)
	except older.Refused as refused:
		again = _("Open it in Excel or WPS, save it as an Excel workbook (.xlsx), and upload that.")
		divide = _("Divide the ledger, by years for instance, and import the parts one after another.")
		why = {
			"password": (
				_("The workbook is protected by a password."),
				_("Open it, take the password off (File, Info, Protect Workbook), save and upload it again."),
			),
			"macros": (
				_("The workbook carries macros, which are programs."),
				_("Save it as an Excel workbook without macros (.xlsx), and upload that."),
			),
			"rows": (_("A sheet has more than {0} rows.").format(MAX_ROWS), divide),
			"cells": (
				_("A sheet has more than {0} cells, most of them formatted but empty.").format(MAX_CELLS),
				_("Copy the rows of the ledger alone into a new workbook, and upload that."),
			),
			"no workbook": (_("It is no workbook, whatever its name says."), again),
			"signs": (_("The signs of the text file are neither UTF-8 nor GB18030."), again),
		}
		_refuse(*why[refused.why])


def _refuse_sizes(content: bytes):
	if not content:
		_refuse(_("The file is empty."), _("Upload the ledger as an Excel workbook (.xlsx)."))
	if len(content) > MAX_BYTES:
		_refuse(
			_("The file has {0} MB, and {1} MB is the most.").format(
				len(content) // 2**20, MAX_BYTES // 2**20
			),
			_("Take out pictures, or divide the ledger into several files."),
		)


def _refuse_other_files(content: bytes):
	again = _("Open it in Excel or WPS, save it as an Excel workbook (.xlsx), and upload that.")
	if content.startswith(OLE):
		if ENCRYPTED in content:
			_refuse(
				_("The workbook is protected by a password."),
				_("Open it, take the password off (File, Info, Protect Workbook), save and upload it again."),
			)
		_refuse(_("It is a file of the old kind (.xls, .doc or .et), whatever its name says."), again)
	if not content.startswith(b"PK"):
		_refuse(_("It is no workbook, whatever its name says; a text file or a web page perhaps."), again)


def _refuse_risks(parts: ZipFile):
	names = {part.filename for part in parts.infolist()}
	if "word/document.xml" in names:
		_refuse(
			_("It is a Word document, not a workbook."),
			_("Copy its table into an Excel workbook, save that as .xlsx and upload it."),
		)
	if "xl/workbook.bin" in names or "xl/workbook.xml" not in names:
		_refuse(
			_("It is no Excel workbook (.xlsx), whatever its name says."),
			_("Open it in Excel or WPS, save it as an Excel workbook (.xlsx), and upload that."),
		)
	has_macros = any("vbaProject" in name or "/macrosheets/" in name for name in names)
	if has_macros or b"macroEnabled" in parts.read("[Content_Types].xml"):
		_refuse(
			_("The workbook carries macros, which are programs."),
			_("Save it as an Excel workbook without macros (.xlsx), and upload that."),
		)
	for name in names:
		if name.endswith((".xml", ".rels")):
			with parts.open(name) as part:
				if b"<!DOCTYPE" in part.read(2048):
					_refuse(
						_("The workbook is damaged: {0}.").format("DOCTYPE"),
						_("Open it in Excel or WPS, save it anew as .xlsx, and upload that."),
					)


def _refuse_too_much(parts: ZipFile):
	"""What a part says of its size may be false, so what matters is counted while it is unpacked."""
	too_large = _("Copy the rows of the ledger alone into a new workbook, and upload that.")
	if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
		_refuse(_("The workbook unpacks to far more than a ledger holds."), too_large)
	unpacked = 0
	for part in parts.infolist():
		is_sheet = part.filename.startswith("xl/worksheets/sheet")
		rows = cells = 0
		with parts.open(part) as stream:
			rest = b""
			while chunk := stream.read(CHUNK):
				unpacked += len(chunk)
				if unpacked > MAX_UNPACKED:
					_refuse(_("The workbook unpacks to far more than a ledger holds."), too_large)
				if not is_sheet:
					continue
				*closed, rest = (rest + chunk).split(b"</row>")
				rows += sum(b"<v" in row or b"<t" in row for row in closed)
				cells += sum(row.count(b"<c ") for row in closed)
				if rows > MAX_ROWS + HEADER_WITHIN:
					_refuse(
						_("A sheet has more than {0} rows.").format(MAX_ROWS),
						_(
							"Divide the ledger, by years for instance, and import the parts one after another."
						),
					)
				if cells > MAX_CELLS:
					_refuse(
						_("A sheet has more than {0} cells, most of them formatted but empty.").format(
							MAX_CELLS
						),
						too_large,
					)


def _refuse(problem: str, way_out: str):
	frappe.throw("<br>".join((problem, way_out)), title=_("The File Cannot Be Imported"))


def holds_something(sheet) -> bool:
	"""Whether a reader of the workbook sees anything on it: an empty Sheet3 is no choice."""
	return sheet.sheet_state == "visible" and (sheet.max_row > 1 or sheet.max_column > 1)


# The header


@dataclass
class Heading:
	"""Where a sheet's header is, and what stands in it.

	:param words: number of the column → what it may be called: its own words, with and without the group above
	:param found: index of the register's column → number of the sheet's
	:param guessed: those of `found` whose words only contain a known name
	"""

	sheet: object
	first_row: int
	last_row: int
	words: dict[int, list[str]]
	found: dict[int, int] = field(default_factory=dict)
	guessed: set[int] = field(default_factory=set)

	@cached_property
	def above(self) -> list[str]:
		"""What stands above the header, line by line, and the name of the sheet."""
		rows = (
			self.sheet.iter_rows(max_row=self.first_row - 1, values_only=True) if self.first_row > 1 else ()
		)
		return [*(text_of(value) for row in rows for value in row if not _is_empty(value)), self.sheet.title]

	@cached_property
	def year(self) -> int | None:
		"""The year of which the title says that the whole ledger is; the first that names one."""
		return next(filter(None, map(year_of, self.above)), None)

	def factor(self, number: int) -> int:
		"""What the numbers of a column are multiplied by, as its header or, of money, a line above it says."""
		return factor_of(self.words[number][-1])

	@cached_property
	def money_factor(self) -> int:
		return next((factor for line in self.above if (factor := factor_of(f"{line}）")) > 1), 1)

	def shown(self, number: int) -> str:
		"""How a person knows the column: C 纠纷类型."""
		return f"{get_column_letter(number)} {self.words[number][-1]}"

	@property
	def choices(self) -> list[str]:
		return [self.shown(number) for number in sorted(self.words)]

	def number_of(self, shown: str) -> int | None:
		"""The column that was chosen; by its letter, should the words have changed."""
		for number in self.words:
			if self.shown(number) == shown:
				return number
		return None


def find_header(book, names: list[list[str]], sheet_name: str | None = None) -> Heading | None:
	"""The header that has most of the register's columns, on the sheet that is named or on any that is shown.

	:param names: for each column of the register what it may be called, as `core.ledger.bare` makes it
	"""
	best, most = None, FEWEST_HEADERS - 1
	for sheet in book.worksheets:
		if (sheet_name and sheet.title != sheet_name) or (not sheet_name and sheet.sheet_state != "visible"):
			continue
		merged = _merged_values(sheet)
		width = sheet.max_column  # openpyxl looks through all cells for it
		for row in range(1, min(sheet.max_row, HEADER_WITHIN) + 1):
			# where both find as much, the second row is part of the header: its words are no record
			for last_row in (row + 1, row) if _spans(sheet, row, width) else (row,):
				heading = Heading(sheet, row, last_row, _words(sheet, merged, row, last_row, width))
				_match(heading, names)
				if len(heading.found) > most:
					best, most = heading, len(heading.found)
	if best:
		_guess(best, names)
	return best


def _merged_values(sheet) -> dict[tuple[int, int], object]:
	values = {}
	for area in sheet.merged_cells.ranges:
		if area.min_row <= HEADER_WITHIN + 1:
			value = sheet.cell(area.min_row, area.min_col).value
			for row, column in area.cells:
				if row <= HEADER_WITHIN + 1:
					values[row, column] = value
	return values


def _spans(sheet, row: int, width: int) -> bool:
	"""Whether this row and the next look like a header of two rows."""
	return any(
		area.min_row == row
		and (area.max_row == row + 1 or (area.max_row == row and 1 < area.size["columns"] < width))
		for area in sheet.merged_cells.ranges
	)


def _words(sheet, merged: dict, row: int, last_row: int, width: int) -> dict[int, list[str]]:
	words = {}
	for number in range(1, width + 1):
		high, low = (
			text_of(merged.get((each, number), sheet.cell(each, number).value)).replace("\n", "")
			for each in (row, last_row)
		)
		is_one = high == low or not high or not low
		if text := high or low:
			words[number] = [text if is_one and not low else low or text] if is_one else [low, high + low]
	return words


def _match(heading: Heading, names: list[list[str]]):
	"""A column takes a header that has one of its names; the names that are nearest to each are looked for first."""
	taken = set()
	of = {}
	for number, words in heading.words.items():
		for word in words:
			of.setdefault(bare(word), []).append(number)
	for index, known in enumerate(names):
		number = next((number for name in known for number in of.get(name, ()) if number not in taken), None)
		if number:
			heading.found[index] = number
			taken.add(number)


def _guess(heading: Heading, names: list[list[str]]):
	"""What is left over: the only header that says nearly the same, contains a name, or ends with one: 学法时间."""
	for fits in (_says_the_same, _contains, _ends_with):
		for index, known in enumerate(names):
			if index in heading.found:
				continue
			taken = set(heading.found.values())
			near = {
				number
				for number, words in heading.words.items()
				if number not in taken
				and any(
					fits(name, word) and _asks(name) == _asks(bare(word)) for word in words for name in known
				)
			}
			if len(near) == 1:
				heading.found[index] = near.pop()
				heading.guessed.add(index)


def _asks(name: str) -> bool:
	"""Whether yes or no stands below it: 是否回访 is no day of 回访."""
	return name.startswith(("是否", "有无"))


def _says_the_same(name: str, word: str) -> bool:
	return loosely(name) == loosely(word)


def _contains(name: str, word: str) -> bool:
	return len(name) > 2 and name in bare(word)


def _ends_with(name: str, word: str) -> bool:
	return len(loosely(name)) > 1 and loosely(word).endswith(loosely(name))


# The rows


def body(heading: Heading, needed: list[int], notes: list[str]) -> Iterator[tuple[int, tuple]]:
	"""Number and cells of each row that holds a record; of what else stands there, a note.

	:param needed: the sheet's columns that every record fills in
	"""
	sheet = heading.sheet
	header = [bare(words[0]) for words in heading.words.values()]
	for row in sheet.iter_rows(min_row=heading.last_row + 1):
		filled = [cell for cell in row if not _is_empty(cell.value)]
		if not filled:
			continue
		first, number = text_of(filled[0].value), filled[0].row
		lacks = not needed or any(_is_empty(row[each - 1].value) for each in needed if each <= len(row))
		why = None
		if not lacks and not EXAMPLE.match(first) and bare(first) != header[0]:
			pass
		elif lacks and TOTAL.match(bare(first)):
			why = _("a total")
		elif lacks and FOOT.match(first) and len(filled) < max(3, len(header) // 2):
			why = _("a remark below the table")
		elif EXAMPLE.match(first):
			why = _("an example")
		elif [bare(cell.value) for cell in filled][:3] == header[:3]:
			why = _("the header again")
		elif [text_of(cell.value) for cell in filled] == [str(each) for each in range(1, len(filled) + 1)]:
			if len(filled) > 2:
				why = _("numbers of columns")
		elif len(filled) == 1 and lacks:
			why = _("a single entry")
		if why:
			notes.append(_("Row {0} is no record but {1}: “{2}”.").format(number, why, first[:30]))
		else:
			yield number, row


def _is_empty(value) -> bool:
	return value is None or (isinstance(value, str) and not value.strip())


def merged_in_body(heading: Heading) -> list:
	"""The areas of merged cells below the header."""
	return [area for area in heading.sheet.merged_cells.ranges if area.min_row > heading.last_row]


def is_formula(cell) -> bool:
	return cell.data_type == "f"


def is_error(cell) -> bool:
	return cell.data_type == "e"


# The workbook back


def marked(book, heading: Heading, faults: list[dict]) -> bytes:
	"""The workbook with each faulty cell coloured and explained, and the reasons behind each row.

	:param faults: {"row", "number" of the column or None, "problem", "is_warning"}
	"""
	sheet = heading.sheet
	last = max(heading.words) + 1
	sheet.cell(heading.last_row, last).value = REASONS
	sheet.column_dimensions[get_column_letter(last)].width = 60
	reasons: dict[int, list[str]] = {}
	for fault in faults:
		if not fault["row"]:
			continue
		label = heading.words[fault["number"]][0] if fault["number"] in heading.words else ""
		reasons.setdefault(fault["row"], []).append("：".join(filter(None, (label, fault["problem"]))))
		cell = sheet.cell(fault["row"], fault["number"] or last)
		if fault["number"] and hasattr(cell, "comment") and cell.__class__.__name__ != "MergedCell":
			cell.fill = DOUBTFUL if fault["is_warning"] else FAULTY
			cell.comment = Comment(fault["problem"], REASONS, width=320, height=120)
	for row, texts in reasons.items():
		cell = sheet.cell(row, last)
		cell.value = "\n".join(texts)
		cell.data_type = "s"
		cell.fill = FAULTY
	written = BytesIO()
	book.active = book.index(sheet)
	book.save(written)
	return written.getvalue()
