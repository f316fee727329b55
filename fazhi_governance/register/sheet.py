"""A register as an xlsx workbook in the layout that offices print: A4 landscape, fitted to the width.

openpyxl lays out the page, the headers and what stands below the last row. The rows between are written as
the XML that it would write, since cell objects take seven times as long; they go to a file as they come, and so
does the finished workbook: memory does not grow with their number.
Whatever text a record holds stays text: nothing that was typed into a field becomes a formula.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from math import ceil
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import frappe
from frappe import _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

SONG, HEI = "宋体", "黑体"
BODY = Font(name=SONG, size=10.5)
STRONG = Font(name=SONG, size=10.5, bold=True)
TITLE = Font(name=HEI, size=16)
SHADED = PatternFill("solid", start_color="FFF2F2F2")
FRAMED = Border(**{side: Side(style="thin") for side in ("left", "right", "top", "bottom")})

A4 = 9
ONE_LINE, NEXT_LINE, HIGHEST = 18, 15, 409  # points; no spreadsheet has a higher row
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# what a spreadsheet takes for the beginning of a formula once someone touches the cell
FORMULA_STARTS = tuple("=+-@\t\r\n")

FIRST_HEADER = 3
NO_RECORDS = "暂无记录"
# below the table, to be filled in by hand on the paper
SIGNATURES = "填表人：　　　　　　　　　　审核人：　　　　　　　　　　负责人："
# what stays together at the end of a line: a Latin word or number with the brackets and marks around it; an address
# may end a line after each of its slashes
UNBROKEN = re.compile("[（〔《“]*(?:[!-.0-~]*/+|[!-.0-~]+|.)[）〕》”，。；、：]*")
LATIN = re.compile("[!-~]{4}")
SHEET = "xl/worksheets/sheet1.xml"


def file_name(title: str, unit: str, from_date: date, to_date: date, ending: str = "xlsx") -> str:
	"""Without the characters that no file system takes."""
	return re.sub(r'[\\/:*?"<>|\s]', "", f"{title}_{unit}_{from_date}_{to_date}.{ending}")


def workbook(title: str, subtitle: str, rows, note: str = "", signatures: str = "") -> BinaryIO:
	"""
	:param rows: iterable of rows of values in the order of its `columns` (each with header, width, kind,
	        group); its `total` is asked for after the last row
	:returns: a file at its beginning, which is gone once it is closed
	:raises frappe.ValidationError: more rows than a sheet can hold
	"""
	page = _Page(title, rows.columns)
	page.put_across(title, TITLE, "center", height=30)
	page.put_across(subtitle, BODY, "left")
	page.put_headers()
	with TemporaryFile() as body:
		written = page.write_rows(rows, body)
		if not written:
			page.put_across(NO_RECORDS, BODY, "center", height=24, border=FRAMED)
		elif rows.total:
			page.put_total(rows.total)
		if note:
			page.put_across(note, BODY, "left")
		if signatures:
			page.put_across(signatures, BODY, "left", height=ONE_LINE + NEXT_LINE)
		return page.joined(body)


class _Page:
	"""The sheet with all but its body, from the top; `row` is the last one taken."""

	def __init__(self, title: str, columns: list):
		self.book = Workbook()
		self.sheet = self.book.active
		self.sheet.title = title
		self.columns = columns
		self.row = 0
		self.groups = [column.group for column in columns]
		self.last_header = FIRST_HEADER + any(self.groups)
		self.set_up()

	def set_up(self):
		sheet = self.sheet
		for number, column in enumerate(self.columns, start=1):
			sheet.column_dimensions[get_column_letter(number)].width = column.width
		sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = ONE_LINE, True
		sheet.freeze_panes = f"A{self.last_header + 1}"
		sheet.print_title_rows = f"{FIRST_HEADER}:{self.last_header}"
		sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
		sheet.page_setup.orientation = "landscape"
		sheet.page_setup.paperSize = A4
		sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
		sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
		sheet.print_options.horizontalCentered = True
		sheet.oddFooter.center.text = "第 &P 页 共 &N 页"

	def put_headers(self):
		style = {"font": STRONG, "alignment": "center", "border": FRAMED, "fill": SHADED}
		styles = [style] * len(self.columns)
		headers = [_broken(column.header, column.width) for column in self.columns]
		if not any(self.groups):
			self.put(headers, styles)
			return
		pairs = list(zip(self.groups, headers, strict=True))
		self.put([group or header for group, header in pairs], styles, height=ONE_LINE + NEXT_LINE)
		self.put([header if group else None for group, header in pairs], styles)
		for left, right in _runs(self.groups):
			self.merge(FIRST_HEADER, left, FIRST_HEADER if self.groups[left] else self.last_header, right)

	def put_total(self, values: list):
		styles = [self.style(column, STRONG) for column in self.columns]
		styles[0] |= {"alignment": "center", "number_format": "@"}
		self.put(values, styles)

	def put_across(self, text: str, font: Font, alignment: str, height: float | None = None, border=None):
		"""A line that spans all columns; a merged cell never grows by itself."""
		width = sum(column.width for column in self.columns)
		self.put(
			[text], [{"font": font, "alignment": alignment, "border": border}], height or _height(text, width)
		)
		self.merge(self.row, 0, self.row, len(self.columns) - 1)

	def put(self, values: list, styles: list[dict], height: float | None = None):
		self.row += 1
		needed = [ONE_LINE]
		for number, (value, style) in enumerate(zip(values, styles, strict=True)):
			is_text = isinstance(value, str)
			cell = self.sheet.cell(self.row, number + 1)
			_set_style(cell, **style, is_quoted=is_text and value.startswith(FORMULA_STARTS))
			cell.value = _clean(value) if is_text else value
			if is_text:
				cell.data_type = "s"
				needed.append(_height(value, self.columns[number].width))
		self.sheet.row_dimensions[self.row].height = height or max(needed)

	def merge(self, top: int, left: int, bottom: int, right: int):
		"""Rows count from 1, columns from 0."""
		if (top, left) != (bottom, right):
			self.sheet.merge_cells(start_row=top, start_column=left + 1, end_row=bottom, end_column=right + 1)

	def style(self, column, font: Font) -> dict:
		return {
			"font": font,
			"alignment": column.kind.alignment,
			"number_format": column.kind.number_format,
			"border": FRAMED,
		}

	def write_rows(self, rows: Iterable, body: BinaryIO) -> int:
		"""The body's XML; returns the number of rows."""
		slots = [_Slot(self, number, column) for number, column in enumerate(self.columns, start=1)]
		first, room = self.row + 1, MAX_ROWS - self.row - 4
		for values in rows:
			self.row += 1
			if self.row - first >= room:
				frappe.throw(
					_(
						"The register has more than {0} rows, which no sheet holds. Choose a shorter period."
					).format(room)
				)
			cells, height = [], ONE_LINE
			for slot, value in zip(slots, values, strict=True):
				cells.append(slot.xml(self.row, value))
				if isinstance(value, str) and (len(value) > slot.short or "\n" in value):
					height = max(height, _height(value, slot.width))
			high = f' ht="{height}" customHeight="1"' if height > ONE_LINE else ""
			body.write(f'<row r="{self.row}"{high}>{"".join(cells)}</row>'.encode())
		return self.row + 1 - first

	def joined(self, body: BinaryIO) -> BinaryIO:
		"""The workbook, with the body behind the last header row."""
		frame, whole = BytesIO(), TemporaryFile()
		self.book.save(frame)
		with ZipFile(frame) as parts, ZipFile(whole, "w", ZIP_DEFLATED) as target:
			for part in parts.infolist():
				if part.filename != SHEET:
					target.writestr(part, parts.read(part))
			xml = parts.read(SHEET)
			corner = f"{get_column_letter(len(self.columns))}{self.row}"
			xml = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="A1:{corner}"'.encode(), xml, count=1)
			end = b"</row>"
			at = xml.index(end, xml.index(b'<row r="%d"' % self.last_header)) + len(end)
			with target.open(SHEET, "w", force_zip64=True) as sheet:
				sheet.write(xml[:at])
				body.seek(0)
				copyfileobj(body, sheet)
				sheet.write(xml[at:])
		whole.seek(0)
		return whole


class _Slot:
	"""A column of the body: how each of its values is written."""

	def __init__(self, page: _Page, number: int, column):
		self.letter, self.width = get_column_letter(number), column.width
		self.short = (column.width - 1) // 2
		plain, quoted = Cell(page.sheet), Cell(page.sheet)
		_set_style(plain, **page.style(column, BODY))
		_set_style(quoted, **page.style(column, BODY), is_quoted=True)
		self.plain, self.quoted = plain.style_id, quoted.style_id

	def xml(self, row: int, value) -> str:
		place = f'<c r="{self.letter}{row}" s="'
		if isinstance(value, str) and value:
			style = self.quoted if value.startswith(FORMULA_STARTS) else self.plain
			text = escape(_clean(value))
			return f'{place}{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
		if value is None or value == "":
			return f'{place}{self.plain}"/>'
		if isinstance(value, date):
			value = to_excel(value)
		# as many digits as a spreadsheet keeps
		return f'{place}{self.plain}"><v>{value:.15g}</v></c>'


def _set_style(cell: Cell, font, alignment, border=None, fill=None, number_format="@", is_quoted=False):
	cell.font = font
	cell.alignment = Alignment(horizontal=alignment, vertical="center", wrap_text=True)
	cell.number_format = number_format
	if border:
		cell.border = border
	if fill:
		cell.fill = fill
	if is_quoted:
		# Excel keeps such a cell text even when it is edited
		cell.quotePrefix = True


def _clean(text: str) -> str:
	if "\r" in text:
		text = text.replace("\r\n", "\n").replace("\r", "\n")
	if len(text) > MAX_CHARACTERS:
		text = text[: MAX_CHARACTERS - 1] + "…"
	return NO_XML.sub("", text)


def _height(text: str, width: float) -> float:
	"""Of a row with this text; spreadsheets do not agree on when they find that out by themselves.

	:param width: of the column, from which its padding goes off
	"""
	lines = sum(_lines(line, width - 1) for line in text.splitlines())
	return min(ONE_LINE + NEXT_LINE * (lines - 1), HIGHEST) if lines else ONE_LINE


def _lines(line: str, room: float) -> int:
	"""How many lines a column makes of one. Chinese breaks anywhere; words and numbers go to the next line."""
	if not LATIN.search(line):
		return max(1, ceil(_width(line) / room))
	lines, used = 1, 0
	for piece in UNBROKEN.findall(line):
		width = _width(piece)
		if used and used + width > room:
			lines, used = lines + 1, 0
		while width > room:
			lines, width = lines + 1, width - room
		used += width
	return lines


def _width(text: str) -> int:
	"""In half-width characters: what is one byte in the Chinese encoding is half as wide as what is two."""
	return len(text.encode("gb18030", "replace"))


def _broken(header: str, width: int) -> str:
	"""A header that does not fit on a line, broken before its unit of measure, else in the middle."""
	if _width(header) < width:
		return header
	at = header.find("（")
	at = at if at > 0 else (len(header) + 1) // 2
	return f"{header[:at]}\n{header[at:]}"


def _runs(groups: list[str]) -> Iterator[tuple[int, int]]:
	"""First and last index of neighbours in the same group; each that is in none by itself."""
	start = 0
	for end in range(1, len(groups) + 1):
		if end == len(groups) or not groups[start] or groups[end] != groups[start]:
			yield start, end - 1
			start = end
