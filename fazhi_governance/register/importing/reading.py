"""The columns of a register read back: what each may be called, what its cells mean, and what record a row makes.

The column table is the register's own. A plain column is read as the field it shows: a Select by its Chinese
word, a link by its title, a date in any of the ways in which people write one. What is computed for printing is
read by the column's own `read`, or not at all.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import frappe
from frappe import _
from frappe.utils import formatdate

from fazhi_governance import scope
from fazhi_governance.core import ledger as cells
from fazhi_governance.core.ledger import Unreadable, bare, text_of
from fazhi_governance.core.masking import MASK
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.register.columns import AMOUNT, CLOCK, SERIAL, Column
from fazhi_governance.register.importing import workbook
from fazhi_governance.register.records import NOT_WRITTEN, RecordRegister, custom_columns

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Phone", "Read Only")
NUMBERS = ("Int", "Float", "Currency", "Percent")
READ = (*TEXTS, *NUMBERS, "Select", "Link", "Check", "Date", "Datetime")
LONGEST_DATA = 140
MOST_TITLES = 5000
SHOWN = 60
# what ledgers call the same, whatever they are about
USUAL = {
	"unit": (
		*(
			"单位",
			"社区",
			"村社区",
			"村",
			"村居",
			"社区名称",
			"单位名称",
			"所属单位",
			"所属社区",
			"所在单位",
			"所在社区",
		),
		*("责任单位", "填报单位", "上报单位", "承办单位", "辖区", "属地", "社区村", "村名", "社区居委会"),
		*("责任科室", "承办科室", "承办部门", "责任部门", "所属科室", "科室", "部门"),
	),
	"remark": ("备注", "说明", "其他说明"),
}
BESIDE = "_beside"
YES_NO = ("是", "否")
WHOLE_ANSWERS = (*YES_NO, "未")


@dataclass(frozen=True)
class Readable:
	"""A column that an import reads.

	:param title: as the form and the messages call it
	:param names: what its header may be, as `bare` makes it, the nearest first
	:param df: the field that it fills in; None: several, or rows of a table
	:param is_needed: every row has it, or the import gives one default for all
	:param is_sealed: what stands in it is shown to nobody
	"""

	column: Column
	title: str
	names: tuple[str, ...]
	df: object
	is_needed: bool
	is_sealed: bool

	@property
	def form(self) -> str:
		"""How its cells are to be filled in, for the template and the form."""
		if self.df is None or callable(self.column.read):
			return _("Words")
		fieldtype = self.df.fieldtype
		if fieldtype == "Select":
			return _("One of: {0}").format("、".join(options_of(self.df)))
		if fieldtype == "Link":
			doctype = self.df.options
			return _("Name of a {0} that is there").format(_(doctype))
		if fieldtype in ("Date", "Datetime"):
			return _("Date, like 2024-03-05")
		if fieldtype == "Check":
			return _("{0} or {1}").format(*YES_NO)
		if fieldtype == "Int":
			return _("Whole number")
		if fieldtype in NUMBERS:
			return _("A number")
		return (
			_("Text, at most {0} characters").format(_longest(self.df)) if _longest(self.df) else _("Words")
		)


def why_not_read(register) -> str:
	"""In Chinese why a register is not imported; empty: it is."""
	if not isinstance(register, RecordRegister):
		return "统计表由各条记录汇总而成，不导入；请导入相应的台账。"
	return register.not_read


def columns_of(register: RecordRegister) -> list[Readable]:
	"""What is read of a register, the required columns and the custom ones included."""
	meta = frappe.get_meta(register.record_kind)
	row_meta = frappe.get_meta(meta.get_field(register.table_field).options) if register.table_field else None
	sealed = getattr(frappe.model.base_document.get_controller(register.record_kind), "sealed", ())
	columns = [*register.columns, *register.also_read, *custom_columns(meta)]
	if row_meta:
		columns += custom_columns(row_meta, f"{register.table_field}.")
	return [each for column in columns if (each := _readable(register, column, meta, row_meta, bool(sealed)))]


def _readable(register: RecordRegister, column: Column, meta, row_meta, has_sealed: bool) -> Readable | None:
	if column.kind in (SERIAL, CLOCK) or column.read is False:
		return None
	field = column.fields[0]
	df = None if field == "name" else _df(field, meta, row_meta)
	if not callable(column.read):
		if column.compute or df is None or df.fieldtype not in READ:
			return None
		if df.read_only and column.read is not True:
			return None
	title = f"{column.group.split('（')[0]}{column.header}" if column.group else column.header
	called = (
		*(column.group + column.header, column.header, *column.aliases),
		*((_(df.label, lang="zh"), *USUAL.get(df.fieldname, ())) if df else ()),
	)
	is_implied = bool(df) and df.fieldname in ("unit", *register.implied)
	has_default = df is not None and df.default and df.fieldtype != "Date"
	return Readable(
		column,
		title,
		tuple(dict.fromkeys(filter(None, map(bare, called)))),
		df,
		is_needed=bool(df and df.reqd and not has_default and not is_implied),
		is_sealed=has_sealed and field == "name",
	)


def _df(field: str, meta, row_meta):
	table, _dot, fieldname = field.rpartition(".")
	return (row_meta if table else meta).get_field(fieldname)


def options_of(df) -> dict[str, str]:
	"""Chinese word → stored value."""
	return {_(option, lang="zh"): option for option in (df.options or "").split("\n") if option}


def _longest(df) -> int:
	return (df.length or LONGEST_DATA) if df.fieldtype in ("Data", "Phone", "Read Only") else 0


class Ledger:
	"""What the readers of single cells ask: options, titles of records, and a place for what is worth a note."""

	def __init__(self, register: RecordRegister, unit: str):
		self.register, self.unit = register, unit
		self.meta = frappe.get_meta(register.record_kind)
		self.columns = columns_of(register)
		self.read_as: Counter[tuple[str, str]] = Counter()
		self.titles: dict[str, dict[str, list[str]] | None] = {}
		self.found: dict[tuple, str] = {}
		self.meant: dict[tuple, tuple] = {}
		self.year: int | None = None
		self.years_added = 0

	@cached_property
	def units(self) -> list[str]:
		"""Those to which a row may belong: of the import's branch and the user's own."""
		return scope.units_within(self.unit, doctype=self.register.record_kind) or scope.subtree(self.unit)

	@cached_property
	def communities(self) -> list[str]:
		"""Those of `units`, as 各社区 means them.

		:raises Unreadable: there is none
		"""
		found = frappe.get_all(
			scope.UNIT,
			filters={"name": ["in", self.units], "unit_type": ["in", ["Community", "Village"]]},
			pluck="name",
			order_by="name",
		)
		if not found:
			raise Unreadable("no unit", units="、".join(self.units[:10]), unit=self.unit)
		return found

	def value(self, readable: Readable, cell):
		"""What a cell of a plain column means; None: nothing.

		:raises Unreadable:
		"""
		df = readable.df
		if cells.is_nothing(cell) and df.fieldtype != "Check":
			return None
		fieldtype = df.fieldtype
		if fieldtype in TEXTS:
			text = cells.as_text(cell)
			if _longest(df) and len(text) > _longest(df):
				raise Unreadable("too long", most=_longest(df), length=len(text))
			return text
		if fieldtype == "Select":
			return self.option(df, cells.as_text(cell), readable.column.words)
		if fieldtype == "Link":
			return self.link(df.options, cells.as_text(cell))
		if fieldtype == "Check":
			return cells.as_check(cell)
		if fieldtype in ("Date", "Datetime"):
			return self.day(cell)
		number = cells.as_integer(cell) if fieldtype == "Int" else cells.as_number(cell)
		if number < 0 and df.non_negative:
			raise Unreadable("negative")
		return number

	def day(self, cell, read=cells.as_date) -> date:
		"""A day; one without a year is in that of the title.

		:raises Unreadable:
		"""
		try:
			return read(cell)
		except Unreadable:
			if not self.year:
				raise
		day = read(cell, self.year)
		self.years_added += 1
		return day

	def option(self, df, text: str, words: dict[str, str] | None = None) -> str:
		"""
		:param df: a Select
		:param words: of the column: what else stands for an option
		:raises Unreadable: no option is meant, or several may be
		"""
		key = (df.parent, df.fieldname, text)
		if key not in self.meant:
			options = options_of(df)
			value, is_exact = cells.nearest_option(text, options)
			if value is None and text in options.values():
				value, is_exact = text, True
			if value is None and words:
				value = next((option for word, option in words.items() if _says(text, word)), None)
			self.meant[key] = (value, is_exact, options)
		value, is_exact, options = self.meant[key]
		if value is None:
			raise Unreadable("no option", options="、".join(options))
		if not is_exact:
			label = value
			self.read_as[text, _(label, lang="zh")] += 1
		return value

	def option_of(self, doctype: str, fieldname: str, text: str) -> str:
		return self.option(frappe.get_meta(doctype).get_field(fieldname), text)

	def link(self, doctype: str, text: str) -> str:
		"""The record of that name or title that the user may see.

		:raises Unreadable: there is none, or there are several
		"""
		key = (doctype, text)
		if key not in self.found:
			self.found[key] = self._unit(text) if doctype == scope.UNIT else self._titled(doctype, text)
		return self.found[key]

	def _unit(self, text: str) -> str:
		if text in self.units:
			return text
		wanted = bare(text)
		near = [unit for unit in self.units if bare(unit) == wanted] or [
			unit for unit in self.units if wanted in bare(unit) or bare(unit) in wanted
		]
		if len(near) > 1:
			near = [unit for unit in near if bare(unit).endswith(wanted)] or near
		if len(near) != 1:
			why = "several units" if near else "no unit"
			raise Unreadable(why, units="、".join((near or self.units)[:10]), unit=self.unit)
		self.read_as[text, near[0]] += 1
		return near[0]

	def _titled(self, doctype: str, text: str) -> str:
		if doctype not in self.titles:
			self.titles[doctype] = self._all_titles(doctype)
		known = self.titles[doctype]
		names = _named(doctype, text) if known is None else known.get(bare(text), [])
		if len(names) != 1:
			why = "several records" if names else "no record"
			raise Unreadable(why, doctype=_(doctype), names="、".join(names[:5]))
		return names[0]

	def _all_titles(self, doctype: str) -> dict[str, list[str]] | None:
		rows = _titles(doctype).limit(MOST_TITLES + 1).run()
		if len(rows) > MOST_TITLES:
			return None
		known: dict[str, list[str]] = {}
		for name, *titles in rows:
			for title in {bare(each) for each in (name, *titles) if each}:
				known.setdefault(title, []).append(name)
		return known

	def beside(self, record: dict, label: str, text: str):
		"""What no field of the record holds: it goes into its remark."""
		record.setdefault(BESIDE, []).append(f"{label}：{text}")

	@property
	def notes(self) -> list[str]:
		"""What was read as something that it does not quite say."""
		added = [
			_(
				"{0} days are written without a year; they are read as days of {1}, which the title names."
			).format(self.years_added, self.year)
		]
		return [
			*(added if self.years_added else ()),
			*[
				_("“{0}” is read as “{1}” ({2} times).").format(text, meant, times)
				for (text, meant), times in self.read_as.most_common()
			],
		]


def _titles(doctype: str):
	table = frappe.qb.DocType(doctype)
	title_field = frappe.get_meta(doctype).title_field
	query = frappe.qb.from_(table).select(table.name, *([table[title_field]] if title_field else []))
	if doctype == "Law":
		query = query.select(table.title)
	if doctype == "User":
		query = query.where(table.enabled == 1)
	if doctype in GOVERNED_DOCTYPES:
		query = query.where(scope.visible(table, doctype))
	return query.orderby(table.name)


def _named(doctype: str, text: str) -> list[str]:
	"""Of a kind with more records than are worth reading in."""
	table = frappe.qb.DocType(doctype)
	title_field = frappe.get_meta(doctype).title_field
	is_it = table.name == text
	if title_field:
		is_it |= table[title_field] == text
	return _titles(doctype).where(is_it).limit(3).run(pluck=True)


@dataclass
class Row:
	"""A record to be, from one row of the sheet or, of a register of a table's rows, from several."""

	number: int
	record: dict
	is_faulty: bool = False
	digest: str = ""


class Reading:
	"""The rows of a sheet as records; `faults` names all that cannot be read.

	:param chosen: index of the column → number of the sheet's column
	:param defaults: index of the column → what stands in every row, as it would be typed there
	"""

	def __init__(self, ledger: Ledger, heading, chosen: dict[int, int], defaults: dict[int, str]):
		self.ledger, self.heading = ledger, heading
		self.chosen, self.defaults = chosen, defaults
		self.faults: list[dict] = []
		self.notes: list[str] = []
		self.lacking: set[str] = set()
		self.count = 0
		ledger.year = heading.year
		self.stand_ins = self.stand_ins_chosen()
		self.factors = self.factors_of_numbers()

	def stand_ins_chosen(self) -> dict[int, tuple[int, object]]:
		"""Index of a required column that the ledger lacks → that of the column that may tell it, and its words."""
		columns = self.ledger.columns
		by_field = {name: index for index, each in enumerate(columns) for name in each.column.fields}
		title = "".join(self.heading.above)
		found = {
			by_field[fieldname]: (by_field[other.field], other.words)
			for fieldname, other in self.ledger.register.stands_in.items()
			if by_field[fieldname] not in self.chosen
			and (by_field[other.field] in self.chosen or any(word in title for word in other.words or ()))
		}
		for index, (other, _words) in found.items():
			if other in self.chosen:
				self.notes.append(
					_("The ledger has no column “{0}”: it is taken from “{1}”.").format(
						columns[index].title, self.heading.words[self.chosen[other]][-1]
					)
				)
		return found

	def factors_of_numbers(self) -> dict[int, int]:
		"""Index of the column → what its numbers are multiplied by, where a header says 万元."""
		factors = {}
		for index, number in self.chosen.items():
			readable = self.ledger.columns[index]
			is_money = readable.column.kind is AMOUNT or (readable.df and readable.df.fieldtype == "Currency")
			is_number = is_money or (readable.df and readable.df.fieldtype in NUMBERS)
			factor = self.heading.factor(number)
			if factor == 1 and is_money and "元" not in self.heading.words[number][-1]:
				factor = self.heading.money_factor
			if factor > 1 and is_number:
				factors[index] = factor
				self.notes.append(
					_("The numbers below “{0}” are multiplied by {1}.").format(
						self.heading.words[number][-1], factor
					)
				)
		return factors

	def rows(self) -> Iterator[Row]:
		"""Rows of which nothing could be read are left out."""
		table = self.ledger.register.table_field
		self.refuse_missing_columns()
		above: dict[int, object] = {}
		held = None
		for number, row in self.body():
			self.count += 1
			before = len(self.faults)
			values = self.cells_of(row, above if table else None)
			record, of_row = self.record(number, values)
			made = Row(number, record, len(self.faults) > before)
			if not table:
				yield made
			elif held and held.record == {**record, table: held.record[table]}:
				held.record[table].append(of_row)
				held.is_faulty |= made.is_faulty
			else:
				if held:
					yield held
				made.record[table] = [of_row]
				held = made
		if held:
			yield held

	def body(self):
		columns = self.ledger.columns
		needed = [number for index, number in self.chosen.items() if columns[index].is_needed]
		rows = list(workbook.body(self.heading, needed, self.notes))
		self.refuse_merged({number for number, _row in rows})
		return rows

	def refuse_missing_columns(self):
		for index, readable in enumerate(self.ledger.columns):
			if (
				readable.is_needed
				and index not in {*self.chosen, *self.stand_ins}
				and not self.defaults.get(index)
			):
				self.lacking.add(readable.df.fieldname)
				self.fault(
					None,
					None,
					readable,
					"",
					_(
						"The ledger has no column for it, and every record needs it. Choose the column below, or enter one value for all rows. {0}"
					).format(readable.form),
				)

	def refuse_merged(self, rows: set[int]):
		"""Of merged cells only the first holds a value: what the others mean, no one can tell."""
		numbers = {number: index for index, number in self.chosen.items()}
		table = self.ledger.register.table_field
		for area in workbook.merged_in_body(self.heading):
			within = [index for number, index in numbers.items() if area.min_col <= number <= area.max_col]
			touched = [row for row in range(area.min_row, area.max_row + 1) if row in rows]
			if not within or not touched or (len(within) == 1 and len(touched) == 1):
				continue
			first = self.ledger.columns[within[0]]
			if table and len(within) == 1 and not first.column.fields[0].startswith(f"{table}."):
				continue  # one screening, several disputes: what belongs to the screening stands once
			self.fault(
				touched[0],
				numbers and self.chosen[within[0]],
				first,
				"",
				_(
					"The cells {0} are merged. Unmerge them and write into each row what belongs to it."
				).format(area.coord),
			)

	def cells_of(self, row: tuple, above: dict | None) -> dict[int, object]:
		found = {}
		table = self.ledger.register.table_field
		for index, number in self.chosen.items():
			cell = row[number - 1] if number <= len(row) else None
			if above is not None and not self.ledger.columns[index].column.fields[0].startswith(f"{table}."):
				if cell is not None and cell.value not in (None, ""):
					above[index] = cell
				cell = above.get(index, cell)
			found[index] = cell
		return found

	def record(self, number: int, values: dict[int, object]) -> tuple[dict, dict]:
		"""The record, and what belongs to the row of its table."""
		ledger = self.ledger
		record: dict = {"doctype": ledger.register.record_kind}
		of_row: dict = {}
		for index, readable in enumerate(ledger.columns):
			cell = values.get(index)
			value = cell.value if cell is not None else None
			if cell is not None and not self.is_plain(number, readable, cell):
				continue
			if index in self.stand_ins and (told := self.told_elsewhere(index, values)) is not None:
				record[readable.df.fieldname] = told
				continue
			if value is None or (isinstance(value, str) and not value.strip()):
				value = self.defaults.get(index)
			if value is None or value == "":
				continue
			table, _dot, fieldname = readable.column.fields[0].rpartition(".")
			target = of_row if table else record
			try:
				if index in self.factors:
					value = cells.multiplied(value, self.factors[index])
				if callable(readable.column.read):
					readable.column.read(value, target, ledger)
				else:
					target[fieldname] = ledger.value(readable, value)
			except Unreadable as fault:
				self.fault(number, self.chosen.get(index), readable, value, worded(fault))
		self.need(number, record, of_row)
		record.setdefault("unit", ledger.unit)
		record["unit"] = record["unit"] or ledger.unit
		record.update(ledger.register.common)
		if ledger.register.complete:
			try:
				ledger.register.complete(record, ledger)
			except Unreadable as fault:
				self.fault(number, None, None, "", worded(fault))
		if beside := record.pop(BESIDE, None):
			record["remark"] = "\n".join(filter(None, (record.get("remark"), *beside)))
		return record, of_row

	def told_elsewhere(self, index: int, values: dict[int, object]):
		"""What the column that stands in for this one says of it, or else the title; None: neither does."""
		other, words = self.stand_ins[index]
		readable = self.ledger.columns[index]
		cell = values.get(other)
		is_told = cell is not None and not workbook.is_formula(cell) and not workbook.is_error(cell)
		told = [cell.value] if is_told and not cells.is_nothing(cell.value) else []
		for value in (*told, *(self.heading.above if words else ())):
			try:
				if not words:
					return self.ledger.value(readable, value)
				return self.ledger.option(readable.df, text_of(value), dict(words))
			except Unreadable:
				continue  # the cell is faulty where it stands, or this is missing
		return None

	def is_plain(self, number: int, readable: Readable, cell) -> bool:
		if workbook.is_formula(cell):
			self.fault(
				number,
				cell.column,
				readable,
				text_of(cell.value),
				_(
					"A formula stands in the cell. Copy the column and paste it as values, then upload the workbook again."
				),
			)
			return False
		if workbook.is_error(cell):
			self.fault(
				number,
				cell.column,
				readable,
				text_of(cell.value),
				_("The cell shows an error of the spreadsheet."),
			)
			return False
		return True

	def need(self, number: int, record: dict, of_row: dict):
		told = {fault["column"] for fault in self.faults if fault["row"] == number}
		for index, readable in enumerate(self.ledger.columns):
			is_asked = index in self.chosen or index in self.stand_ins or self.defaults.get(index)
			if not (readable.is_needed and is_asked):
				continue
			table = "." in readable.column.fields[0]
			if not (of_row if table else record).get(readable.df.fieldname) and readable.title not in told:
				if readable.df.fieldtype in NUMBERS and readable.df.fieldname in (
					of_row if table else record
				):
					continue
				problem = (
					_("It is empty, and every record needs it.")
					if index in self.chosen or self.defaults.get(index)
					else _(
						"The ledger has no column for it, and this row does not tell it otherwise. Choose the column below, or enter one value for all rows. {0}"
					).format(readable.form)
				)
				self.fault(number, self.chosen.get(index), readable, "", problem)

	def fault(self, row, number, readable: Readable | None, value, problem: str, is_warning: bool = False):
		"""
		:param number: of the sheet's column; None: of the whole row
		"""
		text = text_of(value)[:SHOWN]
		self.faults.append(
			{
				"row": row,
				"number": number,
				"column": readable.title if readable else "",
				"value": MASK * 3 if readable and readable.is_sealed and text else text,
				"problem": problem,
				"is_warning": is_warning,
			}
		)


def _says(text: str, word: str) -> bool:
	"""A yes or no is the whole answer: within another, as in 尚未 or 双方是邻居, it says something else."""
	return text == word if word in WHOLE_ANSWERS else word in text


def worded(fault: Unreadable) -> str:
	"""What is wrong with a cell, and the way out."""
	texts = {
		"digits lost": _(
			"The spreadsheet has turned a long number into {0} and lost its last digits. Format the column as text, type the number again from the papers, then upload the workbook again."
		).format("1.1E+17"),
		"serial": _(
			"A bare number: Excel takes it for {0}. If that is the day, format the column as a date; else write the day."
		).format(formatdate(fault.details.get("day")) if fault.details.get("day") else ""),
		"no such day": _("There is no such day in the calendar. Correct it."),
		"no day": _("The day is missing. Write year, month and day, like 2024-03-05."),
		"no year": _("The year is missing. Write year, month and day, like 2024-03-05."),
		"short year": _("Write the year with four digits, like 2024-03-05."),
		"odd year": _("The year cannot be right. Correct it."),
		"period": _(
			"Several days stand in the cell. Write one alone: the day on which it began, or, of a validity, its last."
		),
		"no date": _("This is no date. Write year, month and day, like 2024-03-05."),
		"about": _("This says about how many. Write the number that was counted."),
		"no number": _("This is no number. Write it in digits, or leave the cell empty."),
		"not whole": _("A whole number is needed."),
		"negative": _("A count cannot be negative."),
		"neither yes nor no": _("Write {0} or {1}.").format(*YES_NO),
		"too long": _(
			"It has {length} characters, and {most} are the most. Shorten it, or put the rest into the remark."
		),
		"no option": _("This is none of the choices: {options}."),
		"no unit": _("There is no such unit below {unit}. Units there are: {units}."),
		"several units": _("This may be several units: {units}. Write the whole name."),
		"no record": _(
			"There is no {doctype} of this name that you may see. Enter it first, correct the name, or choose no column for it below."
		),
		"hidden": _(
			"A name or number is hidden by *. Export the register in the clear, or choose no column for it above."
		),
		"nobody": _(
			"It belongs to a person, but the row names none. Name the person, or choose no column for it above."
		),
		"no result": _("It has a day of conclusion, but no result. Write how it ended."),
		"closed in mediation": _(
			"The result says that it goes on, yet there is a day of conclusion. Correct one of them."
		),
		"accusation": _("An accusation is not imported: its handler enters it."),
		"no day of conclusion": _(
			"It is said to be concluded, but the day is missing. Write the day of conclusion, or that it goes on; if another column tells the day, choose that one below."
		),
		"no day of completion": _("It is said to be done, but the day of completion is missing."),
		"several records": _(
			"There are several {doctype} of this name: {names}. Write the number of the record."
		),
	}
	return texts.get(fault.why, fault.why).format(**fault.details)
