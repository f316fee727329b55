"""The empty workbook of a register: headers to be filled in below, and a sheet that explains each column."""

from io import BytesIO

from frappe import _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from fazhi_governance.register.importing.reading import Readable, columns_of, options_of
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.sheet import BODY, FRAMED, SHADED, STRONG

NEEDED = PatternFill("solid", start_color="FFFFF2CC")
RED = Font(name=STRONG.name, size=STRONG.size, bold=True, color="FFC00000")
VALIDATED_ROWS = 5000
EXPLANATION, CHOICES = "填写说明", "选项"
# how long a list may be that stands in the cell's own rule
INLINE = 250
TEXT_FORMAT, DATE_FORMAT = "@", "yyyy-mm-dd"


def workbook_of(register: RecordRegister) -> bytes:
	"""No row in it could be imported by mistake: the first sheet holds nothing but the header."""
	columns = columns_of(register)
	book = Workbook()
	sheet = book.active
	sheet.title = register.title
	choices = book.create_sheet(CHOICES)
	choices.sheet_state = "hidden"
	for number, readable in enumerate(columns, start=1):
		_put_column(sheet, choices, number, readable)
	sheet.freeze_panes = "A2"
	_explain(book.create_sheet(EXPLANATION, 1), columns)
	written = BytesIO()
	book.save(written)
	return written.getvalue()


def _put_column(sheet, choices, number: int, readable: Readable):
	letter = get_column_letter(number)
	cell = sheet.cell(1, number, readable.title)
	cell.font = RED if readable.is_needed else STRONG
	cell.fill = NEEDED if readable.is_needed else SHADED
	cell.border = FRAMED
	cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
	width = max(readable.column.width, 2 * len(readable.title) + 2)
	dimension = sheet.column_dimensions[letter]
	dimension.width = width
	is_date = (
		readable.df is not None and not callable(readable.column.read) and readable.df.fieldtype == "Date"
	)
	is_text = (
		readable.df is None
		or callable(readable.column.read)
		or readable.df.fieldtype not in (*("Int", "Float", "Currency", "Percent", "Date"),)
	)
	area = f"{letter}2:{letter}{VALIDATED_ROWS}"
	dimension.number_format = DATE_FORMAT if is_date else TEXT_FORMAT if is_text else "General"
	if words := _choices(readable):
		listed = ",".join(words)
		if len(listed) <= INLINE and not any("," in word for word in words):
			formula = f'"{listed}"'
		else:
			for row, word in enumerate(words, start=1):
				choices.cell(row, number, word)
			formula = f"'{CHOICES}'!${letter}$1:${letter}${len(words)}"
		rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
	elif is_date:
		rule = DataValidation(
			type="date",
			operator="greaterThan",
			formula1="DATE(1949,1,1)",
			allow_blank=True,
			showErrorMessage=True,
		)
		rule.error, rule.errorTitle = "请按 2024-03-05 的格式填写日期", readable.title
	else:
		return
	rule.add(area)
	sheet.add_data_validation(rule)


def _choices(readable: Readable) -> list[str]:
	if readable.df is None or callable(readable.column.read):
		return []
	if readable.df.fieldtype == "Select":
		return list(options_of(readable.df))
	return ["是", "否"] if readable.df.fieldtype == "Check" else []


def _explain(sheet, columns: list[Readable]):
	headers = ("栏目", "是否必填", "填写方式", "也认这些表头")
	rows = [
		(
			readable.title,
			"必填" if readable.is_needed else "",
			readable.form,
			"、".join(readable.column.aliases),
		)
		for readable in columns
	]
	for row, values in enumerate((headers, *rows), start=1):
		for number, value in enumerate(values, start=1):
			cell = sheet.cell(row, number, value)
			cell.font = STRONG if row == 1 else BODY
			cell.border = FRAMED
			cell.alignment = Alignment(vertical="center", wrap_text=True)
			if row == 1:
				cell.fill = SHADED
	for letter, width in zip("ABCD", (20, 10, 60, 50), strict=True):
		sheet.column_dimensions[letter].width = width
	notes = (
		_("One row is one record. Required columns are yellow; delete columns that you have nothing for."),
		_("Telephone and identity numbers: the columns are formatted as text, so that no digit is lost."),
		_("A row whose unit is empty belongs to the unit of the import."),
	)
	for number, note in enumerate(notes, start=len(rows) + 3):
		cell = sheet.cell(number, 1, f"{number - len(rows) - 2}. {note}")
		cell.font = BODY
