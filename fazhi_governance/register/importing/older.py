"""Ledgers that are no .xlsx, as workbooks: the .xls and .et of older programs, and text with a sign between cells.

Only what stands in the cells comes along. An .xls holds the result of a formula beside it, which is what is read.
"""

import csv
from io import StringIO

import xlrd
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

OLD_ENDINGS, TEXT_ENDINGS = ("xls", "et"), ("csv",)
MACROS = "_VBA_PROJECT".encode("utf-16-le")
SEPARATORS = ",\t;"
LONGEST_TITLE = 31
UNREADABLE = (
	xlrd.XLRDError,
	xlrd.compdoc.CompDocError,
	ValueError,
	KeyError,
	IndexError,
	TypeError,
	AssertionError,
)


class Refused(Exception):
	"""Such a file is not read; `why` says what is the matter."""

	def __init__(self, why: str):
		super().__init__(why)
		self.why = why


def from_xls(content: bytes, most_rows: int, most_cells: int) -> Workbook:
	"""
	:raises Refused: password, macros, rows, cells, no workbook
	"""
	if MACROS in content:
		raise Refused("macros")
	try:
		old = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
	except UNREADABLE as error:
		raise Refused("password" if "encrypted" in str(error) else "no workbook") from error
	book = Workbook()
	book.remove(book.active)
	for source in old.sheets():
		rows = [row for row in range(source.nrows) if any(map(_is_filled, source.row(row)))]
		if len(rows) > most_rows:
			raise Refused("rows")
		if len(rows) * source.ncols > most_cells:
			raise Refused("cells")
		sheet = book.create_sheet(source.name[:LONGEST_TITLE])
		sheet.sheet_state = "hidden" if source.visibility else "visible"
		for row in rows:
			for column, cell in enumerate(source.row(row)):
				if _is_filled(cell):
					_put(sheet, row + 1, column + 1, _value(cell, old.datemode))
		merged = source.merged_cells
		if sum((bottom - top) * (right - left) for top, bottom, left, right in merged) > most_cells:
			raise Refused("cells")
		for top, bottom, left, right in merged:
			sheet.merge_cells(start_row=top + 1, end_row=bottom, start_column=left + 1, end_column=right)
	return book


def _is_filled(cell) -> bool:
	return cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def _value(cell, datemode: int):
	if cell.ctype == xlrd.XL_CELL_DATE:
		try:
			return xlrd.xldate_as_datetime(cell.value, datemode)
		except (ValueError, OverflowError):
			return cell.value
	if cell.ctype == xlrd.XL_CELL_BOOLEAN:
		return bool(cell.value)
	if cell.ctype == xlrd.XL_CELL_ERROR:
		return xlrd.error_text_from_code.get(cell.value, "#N/A")
	return cell.value


def from_csv(content: bytes, most_rows: int, most_cells: int) -> Workbook:
	"""
	:raises Refused: signs, rows, cells, no workbook
	"""
	text = _text_of(content)
	head = text[:4096]
	if "\0" in head or head.lstrip().startswith("<"):
		raise Refused("no workbook")
	separator = max(SEPARATORS, key=head.count)
	book = Workbook()
	cells = 0
	try:
		for number, row in enumerate(csv.reader(StringIO(text), delimiter=separator), start=1):
			cells += len(row)
			if number > most_rows:
				raise Refused("rows")
			if cells > most_cells:
				raise Refused("cells")
			for column, value in enumerate(row, start=1):
				if value.strip():
					_put(book.active, number, column, value)
	except csv.Error as error:
		raise Refused("no workbook") from error
	return book


def _text_of(content: bytes) -> str:
	for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
		try:
			return content.decode(encoding)
		except UnicodeDecodeError:
			continue
	raise Refused("signs")


def _put(sheet, row: int, column: int, value):
	try:
		sheet.cell(row, column, value)
	except IllegalCharacterError:
		sheet.cell(row, column, "".join(sign for sign in value if sign.isprintable() or sign in "\n\t"))
