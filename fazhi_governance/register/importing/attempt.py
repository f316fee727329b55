"""One go at all rows of a ledger: what the check takes back and the import leaves.

The file is opened, its columns are matched, its rows are read, compared with what is there and put down. All that
is wrong is gathered with the row in which it stands; whoever began the attempt decides what becomes of it.
"""

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import create_batch, strip_html

from fazhi_governance.core.ledger import bare
from fazhi_governance.privacy import keys
from fazhi_governance.register import registers
from fazhi_governance.register.importing import workbook
from fazhi_governance.register.importing.batch import Batch
from fazhi_governance.register.importing.reading import Ledger, Reading, Row
from fazhi_governance.register.importing.states import CHUNK, DOCTYPE, IMPORTED, LISTED, RECORDS


class Attempt:
	"""One go at all rows of a ledger."""

	def __init__(self, doc, is_trial: bool):
		self.doc, self.is_trial = doc, is_trial
		self.register = registers.find(doc.register)
		self.ledger = Ledger(self.register, doc.unit)
		self.faults: list[dict] = []
		self.warnings: list[dict] = []
		self.warnings_count = 0
		self.notes: list[str] = []
		self.made: list[tuple[str, int, str]] = []
		self.count = 0
		self.book = self.heading = self.reading = None
		self.choices: dict = {}
		self.sha256 = None

	def run(self, tell: Callable[[int, int], None]):
		try:
			self.open()
		except frappe.ValidationError as refused:
			self.fault(None, plain(refused))
			return
		if not self.heading:
			return
		rows = list(self.reading.rows())
		self.count = self.reading.count
		self.faults += self.reading.faults
		if not rows and not self.faults:
			self.fault(None, _("Below the header there is no row that holds a record."))
		self.refuse_doubles(rows)
		self.put_in(rows, tell)
		self.faults.sort(key=lambda fault: (fault["row"] or 0, fault["number"] or 0))

	def open(self):
		content = content_of(self.doc)
		self.sha256 = hashlib.sha256(content).hexdigest()
		self.book = workbook.opened(content, name_of(self.doc))
		shown = [sheet.title for sheet in self.book.worksheets if workbook.holds_something(sheet)]
		self.choices = {"sheets": shown, "headers": []}
		wanted = self.doc.sheet if self.doc.sheet in shown else None
		names = [readable.names for readable in self.ledger.columns]
		self.heading = workbook.find_header(self.book, names, wanted)
		if not self.heading:
			self.fault(
				None,
				_(
					"No header of this register was found on {0}. It has columns like {1}. Choose the right register, or write a header like that of the template above the rows."
				).format(
					"、".join([wanted] if wanted else shown),
					"、".join(readable.title for readable in self.ledger.columns[:6]),
				),
			)
			return
		# a year's months are often sheets of one file, each an import of its own
		if other := frappe.db.get_value(
			DOCTYPE,
			{
				**{"file_sha256": self.sha256, "register": self.doc.register, "status": IMPORTED},
				**{"sheet": self.heading.sheet.title, "name": ["!=", self.doc.name]},
			},
		):
			self.heading = None
			self.fault(None, _("This very file has been imported already: {0}.").format(other))
			return
		self.choices["headers"] = self.heading.choices
		chosen, defaults = self.mapping()
		self.reading = Reading(self.ledger, self.heading, chosen, defaults)
		if len(shown) > 1:
			self.notes.append(
				_(
					"Read was the sheet “{0}”; not read were: {1}. For each of them make another import of the same file, and choose it at Sheet."
				).format(
					self.heading.sheet.title,
					"、".join(each for each in shown if each != self.heading.sheet.title),
				)
			)
		taken = set(chosen.values())
		if ignored := [
			words[-1]
			for number, words in self.heading.words.items()
			if number not in taken and bare(words[0]) not in ("序号", "编号", "no", "")
		]:
			self.notes.append(_("No column of the register takes: {0}.").format("、".join(ignored)))

	def mapping(self) -> tuple[dict[int, int], dict[int, str]]:
		"""What the user has chosen; else what was found."""
		by_title = {row.column_title: row for row in self.doc.columns}
		chosen, defaults = {}, {}
		for index, readable in enumerate(self.ledger.columns):
			row = by_title.get(readable.title)
			number = (
				(self.heading.number_of(row.header) if row.header else None)
				if row
				else self.heading.found.get(index)
			)
			if number:
				chosen[index] = number
			if row and row.default_value:
				defaults[index] = row.default_value
		return chosen, defaults

	def column_rows(self) -> list[dict]:
		chosen, defaults = self.mapping()
		was_chosen = bool(self.doc.columns)
		return [
			{
				"column_title": readable.title,
				"is_needed": int(readable.is_needed),
				"header": self.heading.shown(chosen[index]) if index in chosen else None,
				"is_guessed": int(not was_chosen and index in self.heading.guessed),
				"default_value": defaults.get(index),
				"form": readable.form,
			}
			for index, readable in enumerate(self.ledger.columns)
		]

	def fault(self, row: int | None, problem: str, is_warning: bool = False):
		found = {**whole(problem), "row": row, "is_warning": is_warning}
		(self.warnings if is_warning else self.faults).append(found)

	@property
	def findings(self) -> dict:
		"""As the form lists them: so many, and no more."""
		return {
			"faults": self.faults[:LISTED],
			"warnings": Counter(fault["problem"] for fault in self.warnings).most_common(LISTED),
			"notes": [*self.notes, *(self.reading.notes if self.reading else ()), *self.ledger.notes][
				:LISTED
			],
			"columns": [each.title for each in self.ledger.columns],
		}

	# doubles

	def refuse_doubles(self, rows: list[Row]):
		whole = {}
		for row in rows:
			row.digest = keys.digest("Register Row", f"{self.register.code}:{_text(row.record)}")
			if (first := whole.setdefault(row.digest, row.number)) != row.number and self.told_by:
				row.is_faulty = True
				self.fault(row.number, _("It is the same as row {0}.").format(first))
		self.refuse_imported(rows)
		self.refuse_known(rows)
		self.refuse_taken(rows)

	@property
	def told_by(self) -> tuple[str, ...]:
		if self.register.told_by is not None:
			return self.register.told_by
		title = frappe.get_meta(self.register.record_kind).title_field
		return (
			("unit", self.register.date_field, title) if title and "." not in self.register.date_field else ()
		)

	def refuse_imported(self, rows: list[Row]):
		"""A row that another import has brought already, whatever has become of its record since."""
		if not self.told_by:
			return
		table, record = frappe.qb.DocType(RECORDS), frappe.qb.DocType(self.register.record_kind)
		for chunk in create_batch(rows, CHUNK):
			known = dict(
				frappe.qb.from_(table)
				.join(record)
				.on(record.name == table.record)
				.select(table.digest, table.record)
				.where(
					(table.record_kind == self.register.record_kind)
					& table.digest.isin([row.digest for row in chunk])
				)
				.run()
			)
			for row in chunk:
				if row.digest in known and not row.is_faulty:
					row.is_faulty = True
					self.fault(
						row.number, _("It has been imported already, as {0}.").format(known[row.digest])
					)

	def refuse_known(self, rows: list[Row]):
		"""A record that is there under the same unit, day and title; within the ledger that is worth a warning."""
		fields = self.told_by
		keyed = [(tuple(row.record.get(field) for field in fields), row) for row in rows] if fields else []
		keyed = [(key, row) for key, row in keyed if all(key) and not row.is_faulty]
		first = {}
		table = frappe.qb.DocType(self.register.record_kind)
		for chunk in create_batch(keyed, CHUNK):
			day = next(field for field in fields if field.endswith("_on"))
			at = fields.index(day)
			stored = (
				frappe.qb.from_(table)
				.select(table.name, *(table[field] for field in fields))
				.where(table.unit.isin(sorted({key[fields.index("unit")] for key, _row in chunk})))
				.where(table[day].isin(sorted({key[at] for key, _row in chunk})))
				.run()
			)
			known = {tuple(values): name for name, *values in stored}
			for key, row in chunk:
				if key in known:
					row.is_faulty = True
					self.fault(
						row.number,
						_(
							"There is such a record already: {0} ({1}). Take the row out, or tell the two apart by their title."
						).format(known[key], self.register.title),
					)
				elif (other := first.setdefault(key, row.number)) != row.number:
					self.fault(
						row.number, _("It looks like row {0}: same unit, day and title.").format(other), True
					)
					self.warnings_count += 1

	def refuse_taken(self, rows: list[Row]):
		"""Numbers that only one record may have."""
		table = frappe.qb.DocType(self.register.record_kind)
		for df in self.ledger.meta.fields:
			if not df.unique:
				continue
			first = {}
			for chunk in create_batch([row for row in rows if row.record.get(df.fieldname)], CHUNK):
				values = [row.record[df.fieldname] for row in chunk]
				stored = (
					frappe.qb.from_(table)
					.select(table[df.fieldname], table.name)
					.where(table[df.fieldname].isin(values))
					.run()
				)
				known = dict(stored)
				for row in chunk:
					value = row.record[df.fieldname]
					label = _(df.label)
					if value in known:
						row.is_faulty = True
						self.fault(
							row.number, _("{0} {1} is that of {2}.").format(label, value, known[value])
						)
					elif (other := first.setdefault(value, row.number)) != row.number:
						row.is_faulty = True
						self.fault(
							row.number, _("{0} {1} stands in row {2} as well.").format(label, value, other)
						)

	# the records

	def put_in(self, rows: list[Row], tell: Callable[[int, int], None]):
		with Batch(is_trial=self.is_trial) as batch:
			for done, row in enumerate(rows, start=1):
				tell(done, len(rows))
				if row.is_faulty:
					continue
				try:
					doc = batch.insert(row.record)
				except frappe.MandatoryError as missing:
					if problem := self.missing(missing):
						self.fault(row.number, problem)
					continue
				except (frappe.ValidationError, frappe.PermissionError) as refused:
					self.fault(row.number, plain(refused, self.register.record_kind))
					continue
				finally:
					frappe.clear_messages()
				self.made.append((doc.name, row.number, row.digest))
				self.warnings_count += len(batch.warnings)
				for text in batch.warnings:
					self.fault(row.number, plain(text, self.register.record_kind), is_warning=True)

	def missing(self, error: frappe.MandatoryError) -> str:
		"""Frappe names the fields as they are called in the database; empty: the ledger has no column for any of
		them, which was said once for all rows.
		"""
		lacking = self.reading.lacking
		fields = [field for field in str(error).rpartition(": ")[2].split(", ") if field not in lacking]
		if not fields:
			return ""
		metas = [
			self.ledger.meta,
			*(frappe.get_meta(df.options) for df in self.ledger.meta.get_table_fields()),
		]
		# as the columns below are called, else as the form calls it
		labels = [
			next((each.title for each in self.ledger.columns if each.df and each.df.fieldname == field), None)
			or next((_(meta.get_label(field)) for meta in metas if meta.has_field(field)), field)
			for field in fields
		]
		return _(
			"Every record needs: {0}. Write it into the row, or choose its column or one value for all rows below."
		).format("、".join(dict.fromkeys(labels)))


def whole(problem: str) -> dict:
	"""A fault of no single cell."""
	return {"row": None, "number": None, "column": "", "value": "", "problem": problem, "is_warning": False}


def _text(record: dict) -> str:
	return json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)


def plain(message, kind: str = "") -> str:
	"""A refusal or a warning as the cell of a table has room for it; which record it is, the row tells.

	:param kind: the DocType whose record is named at its beginning
	"""
	text = str(message).replace("<br><br>", "<br>").replace("<br>", "\n")
	lines = [line.strip() for line in html.unescape(strip_html(text)).split("\n") if line.strip()]
	if kind and lines:
		lines[0] = re.sub(rf"^{re.escape(_(kind))}“.*?”：", "", lines[0])
	return "；".join(line.rstrip("。；") for line in lines)


def content_of(doc) -> bytes:
	"""
	:raises frappe.ValidationError: there is no file
	"""
	name = _file_of(doc, "name")
	if not name:
		frappe.throw(_("There is no file. Upload the ledger as an Excel workbook (.xlsx)."))
	content = frappe.get_doc("File", name).get_content()
	return content.encode() if isinstance(content, str) else content


def name_of(doc) -> str:
	"""As it was uploaded; the address of a file is that of the first one with the same content."""
	return _file_of(doc, "file_name") or ""


def _file_of(doc, field: str) -> str | None:
	return doc.file and frappe.db.get_value(
		"File",
		{"file_url": doc.file, "attached_to_doctype": DOCTYPE, "attached_to_name": doc.name},
		field,
	)
