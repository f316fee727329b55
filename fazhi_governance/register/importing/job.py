"""An import from its check to its undoing: what runs in the background, each in one transaction of its own.

A check puts everything down as the import will, and takes it back. So it finds what the import would find, and
the import finds what has changed since. What a worker that dies has done is gone with its transaction; the import
then says so and can be run again, and two workers that run it at once wait for each other.
"""

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from time import monotonic

import frappe
from frappe import _
from frappe.utils import now, strip_html
from frappe.utils.background_jobs import get_job_status

from fazhi_governance import scope
from fazhi_governance.compat import in_test
from fazhi_governance.core.ledger import bare
from fazhi_governance.kinds import KEPT_BESIDE
from fazhi_governance.privacy import keys, sealing
from fazhi_governance.register import registers
from fazhi_governance.register.importing import workbook
from fazhi_governance.register.importing.batch import Batch
from fazhi_governance.register.importing.reading import Ledger, Reading, Row, why_not_read

DOCTYPE, RECORDS = "Register Import", "Imported Record"
NEW, CHECKING, FAULTY, READY = "To Be Checked", "Being Checked", "Has Faults", "Ready to Import"
IMPORTING, IMPORTED, UNDOING, UNDONE = "Being Imported", "Imported", "Being Undone", "Import Undone"
AT_WORK = (CHECKING, IMPORTING, UNDOING)
# what each falls back to when its worker has died
BEFORE = {CHECKING: NEW, IMPORTING: READY, UNDOING: IMPORTED}

LISTED = 300
LONGEST_JOB = 2 * 60 * 60
# seconds: how often a job says that it lives, and how long it may be silent
BEAT, SILENCE = 2, 60
CHUNK = 500
# what stands beside a record without being built on it
TRACES = ("Version", "Comment", "Workflow Action", "Activity Log", "View Log", "Notification Log")


# Who, and whether


def may_import(record_kind: str) -> bool:
	"""Who may make both an import and records of that kind."""
	return frappe.has_permission(DOCTYPE, "create") and frappe.has_permission(record_kind, "create")


def importable() -> list:
	"""The registers that the user may import."""
	return [
		register
		for register in registers.REGISTERS
		if not why_not_read(register) and may_import(register.record_kind)
	]


def running_in(unit: str) -> list[str]:
	"""The names of the imports that are being put in, or undone, in this unit, above it or below it."""
	rows = frappe.get_all(
		DOCTYPE,
		filters={
			"status": ["in", [IMPORTING, UNDOING]],
			"unit": ["in", sorted({*scope.chain(unit), *scope.subtree(unit)})],
		},
		pluck="name",
		order_by="name",
	)
	return [name for name in rows if is_alive(name)]


# Starting, and whether it still lives


def start(doc, status: str, task: str):
	"""Have a step done in the background; whoever asks second finds it under way.

	:raises frappe.ValidationError: another step is under way
	"""
	stored = frappe.db.get_value(DOCTYPE, doc.name, "status", for_update=True)
	if stored in AT_WORK and is_alive(doc.name):
		label = stored
		doc.refuse(_("It is {0} already.").format(_(label)), _("Wait until that has ended."))
	doc.db_set("status", status)
	_beat(doc.name, 0)
	frappe.enqueue(
		f"fazhi_governance.register.importing.job.{task}",
		queue="long",
		timeout=LONGEST_JOB,
		job_id=job_id(doc.name),
		enqueue_after_commit=not in_test(),
		now=in_test(),
		name=doc.name,
		lang=frappe.local.lang,
	)


def job_id(name: str) -> str:
	return f"fazhi_register_import::{name}"


def is_alive(name: str) -> bool:
	"""Whether a worker is at it, or it waits for one."""
	return bool(_pulse(name)) or str(get_job_status(job_id(name))).rpartition(".")[2].lower() == "queued"


def progress_of(name: str) -> int | None:
	"""Percent done; None: no worker is at it."""
	pulse = _pulse(name)
	return int(pulse) if pulse is not None else None


def _pulse(name: str):
	return frappe.cache.get_value(f"fazhi_register_import:{name}", expires=True)


def _beat(name: str, percent: int):
	frappe.cache.set_value(f"fazhi_register_import:{name}", str(percent), expires_in_sec=SILENCE)


def _still(name: str):
	frappe.cache.delete_value(f"fazhi_register_import:{name}")


def _progress(name: str) -> Callable[[int, int], None]:
	"""Says how far it is, at most every other second."""
	told = [0.0]

	def tell(done: int, total: int):
		if monotonic() - told[0] < BEAT:
			return
		told[0] = monotonic()
		percent = min(99, done * 100 // max(total, 1))
		_beat(name, percent)
		frappe.publish_realtime(
			"fazhi_register_import", {"name": name, "percent": percent}, doctype=DOCTYPE, docname=name
		)

	return tell


@contextmanager
def _at_work(name: str, status: str, lang: str | None):
	"""Yields the import, locked, if that is still what it is to have done; else None.

	:param lang: of whoever has it done, in which what is found is worded
	"""
	frappe.local.lang = lang or frappe.local.lang
	stored = frappe.db.get_value(DOCTYPE, name, "status", for_update=True)
	try:
		yield frappe.get_doc(DOCTYPE, name) if stored == status else None
	finally:
		_still(name)


# Check


def check(name: str, lang: str | None = None):
	"""Dry run: everything is put down and taken back; the form tells what was found."""
	with _at_work(name, CHECKING, lang) as doc:
		if not doc:
			return
		frappe.db.savepoint("before_check")
		try:
			attempt = Attempt(doc, is_trial=True)
			attempt.run(_progress(name))
		except Exception:
			frappe.db.rollback(save_point="before_check")
			_note_breakdown(doc)
			return
		frappe.db.rollback(save_point="before_check")
		frappe.clear_messages()
		_keep_findings(doc, attempt)


def run(name: str, lang: str | None = None):
	"""Put the records in: all of them, or none; what is found is kept as the check keeps it."""
	with _at_work(name, IMPORTING, lang) as doc:
		if not doc:
			return
		frappe.db.savepoint("before_import")
		try:
			attempt = Attempt(doc, is_trial=False)
			attempt.run(_progress(name))
		except Exception as error:
			frappe.db.rollback(save_point="before_import")
			if frappe.db.is_duplicate_entry(error):
				attempt.fault(
					None,
					_("Someone has just entered a number that the ledger holds: {0}.").format(error.args[-1]),
				)
				_keep_findings(doc, attempt)
			else:
				_note_breakdown(doc)
			return
		if attempt.faults:
			frappe.db.rollback(save_point="before_import")
			frappe.clear_messages()
			_keep_findings(doc, attempt)
			return
		_note_records(doc, attempt)
		doc.db_set(
			{
				**{"status": IMPORTED, "records_count": len(attempt.made), "rows_count": attempt.count},
				**{"warnings_count": attempt.warnings_count, "faults_count": 0},
				**{"imported_by": frappe.session.user, "imported_on": now(), "choices": None},
				# what was found quotes the ledger
				"findings": _dumped(_without_quotes(attempt)),
			}
		)
		doc.add_comment(
			"Info",
			_("{0} records were imported from {1} rows.").format(len(attempt.made), attempt.count),
		)
	frappe.clear_messages()
	_commit()
	remove_files(name)
	frappe.publish_realtime("list_update", {"doctype": attempt.register.record_kind}, after_commit=True)


def _note_breakdown(doc):
	log = frappe.log_error(title=f"{DOCTYPE} {doc.name}")
	doc.db_set(
		{
			"status": FAULTY,
			"faults_count": 1,
			"findings": _dumped(
				{
					"faults": [
						_whole(
							_(
								"The work broke off unexpectedly, and nothing was imported. Tell the administrator the number of the error: {0}."
							).format(log.name)
						)
					]
				}
			),
		}
	)


def _whole(problem: str) -> dict:
	"""A fault of no single cell."""
	return {"row": None, "number": None, "column": "", "value": "", "problem": problem, "is_warning": False}


def _keep_findings(doc, attempt: "Attempt"):
	doc.flags.is_at_work = True
	doc.update(
		{
			"status": FAULTY if attempt.faults else READY,
			"rows_count": attempt.count,
			"faults_count": len(attempt.faults),
			"warnings_count": attempt.warnings_count,
			"findings": _dumped(attempt.findings),
			"choices": json.dumps(attempt.choices, ensure_ascii=False),
			"file_sha256": attempt.sha256,
		}
	)
	if attempt.heading:
		doc.sheet = attempt.heading.sheet.title
		doc.set("columns", attempt.column_rows())
	remove_file(doc, doc.marked_file)
	doc.marked_file = None
	listed = [*attempt.faults, *attempt.warnings]
	if attempt.heading and any(fault["row"] for fault in listed):
		doc.marked_file = _attached(doc, workbook.marked(attempt.book, attempt.heading, listed))
	doc.save(ignore_permissions=True, ignore_version=True)


def _attached(doc, content: bytes) -> str:
	name = frappe.db.get_value("File", {"file_url": doc.file}, "file_name") or "ledger.xlsx"
	return (
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": _("Checked_{0}").format(name),
				"is_private": 1,
				"content": content,
				"attached_to_doctype": DOCTYPE,
				"attached_to_name": doc.name,
				"attached_to_field": "marked_file",
			}
		)
		.insert(ignore_permissions=True)
		.file_url
	)


def _dumped(findings: dict) -> str:
	return json.dumps(findings, ensure_ascii=False, default=str)


def _without_quotes(attempt: "Attempt") -> dict:
	return {"warnings": Counter(fault["problem"] for fault in attempt.warnings).most_common(LISTED)}


def _note_records(doc, attempt: "Attempt"):
	moment, user = now(), frappe.session.user
	frappe.db.bulk_insert(
		RECORDS,
		(
			*("name", "creation", "modified", "owner", "modified_by"),
			*("register_import", "record_kind", "record", "row_number", "digest"),
		),
		[
			(
				*(frappe.generate_hash(length=10), moment, moment, user, user),
				*(doc.name, attempt.register.record_kind, record, row, digest),
			)
			for record, row, digest in attempt.made
		],
		chunk_size=CHUNK,
	)


def remove_files(name: str):
	"""Of an import that is in: the records hold what the ledger said, and it holds personal data in the clear."""
	frappe.db.set_value(DOCTYPE, name, {"file": None, "marked_file": None}, update_modified=False)
	_remove({"attached_to_doctype": DOCTYPE, "attached_to_name": name})
	_commit()


def remove_file(doc, url: str | None):
	"""One that another has taken the place of."""
	if url:
		_remove({"attached_to_doctype": DOCTYPE, "attached_to_name": doc.name, "file_url": url})


def _remove(filters: dict):
	for file in frappe.get_all("File", filters=filters, pluck="name", order_by="name"):
		frappe.delete_doc("File", file, ignore_permissions=True, delete_permanently=True)


def remove_leftovers():
	"""Daily: the files of imports whose worker died between putting the records in and removing them."""
	for name in frappe.get_all(
		DOCTYPE, filters={"status": IMPORTED, "file": ["is", "set"]}, pluck="name", order_by="name"
	):
		remove_files(name)


def _commit():
	"""A step is whole; a test keeps it in its own transaction."""
	if not in_test():
		frappe.db.commit()


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
		self.book = workbook.opened(content)
		shown = [sheet.title for sheet in self.book.worksheets if sheet.sheet_state == "visible"]
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
				_("Read was the sheet “{0}”; not read were: {1}.").format(
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
		found = {**_whole(problem), "row": row, "is_warning": is_warning}
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
		for chunk in _chunks(rows):
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
		for chunk in _chunks(keyed):
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
			for chunk in _chunks([row for row in rows if row.record.get(df.fieldname)]):
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
		labels = [
			next((_(meta.get_label(field)) for meta in metas if meta.has_field(field)), field)
			for field in fields
		]
		return _("Every record needs: {0}.").format("、".join(dict.fromkeys(labels)))


def _chunks(rows: list):
	for start in range(0, len(rows), CHUNK):
		yield rows[start : start + CHUNK]


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
	name = doc.file and frappe.db.get_value(
		"File", {"file_url": doc.file, "attached_to_doctype": DOCTYPE, "attached_to_name": doc.name}
	)
	if not name:
		frappe.throw(_("There is no file. Upload the ledger as an Excel workbook (.xlsx)."))
	content = frappe.get_doc("File", name).get_content()
	return content.encode() if isinstance(content, str) else content


# Undoing


def undo(name: str, lang: str | None = None):
	"""Delete the records of an import, all of them, unless something was built on one."""
	with _at_work(name, UNDOING, lang) as doc:
		if not doc:
			return
		frappe.db.savepoint("before_undoing")
		try:
			kind = registers.find(doc.register).record_kind
			names = records_of(name)
			problems = built_on(kind, names)
			if not problems:
				_delete(kind, names, _progress(name))
		except Exception:
			frappe.db.rollback(save_point="before_undoing")
			log = frappe.log_error(title=f"{DOCTYPE} {name}")
			problems = [_("The work broke off unexpectedly, and nothing was undone: {0}.").format(log.name)]
		if problems:
			doc.db_set(
				{
					"status": IMPORTED,
					"findings": _dumped({"kept": problems[:LISTED], "kept_count": len(problems)}),
				}
			)
			return
		doc.db_set(
			{
				**{"status": UNDONE, "undone_by": frappe.session.user, "undone_on": now()},
				"findings": None,
			}
		)
		doc.add_comment("Info", _("The {0} records of the import were deleted.").format(len(names)))
	_commit()


def records_of(name: str) -> list[str]:
	"""The records of an import that are still there, in the order in which they were made."""
	table = frappe.qb.DocType(RECORDS)
	rows = (
		frappe.qb.from_(table)
		.select(table.record_kind, table.record)
		.where(table.register_import == name)
		.orderby(table.row_number)
		.run()
	)
	if not rows:
		return []
	record = frappe.qb.DocType(rows[0][0])
	there = set()
	for chunk in _chunks([record for _kind, record in rows]):
		there |= set(
			frappe.qb.from_(record).select(record.name).where(record.name.isin(chunk)).run(pluck=True)
		)
	return [record for _kind, record in rows if record in there]


def built_on(kind: str, names: list[str]) -> list[str]:
	"""Why records of an import cannot go, each in a sentence."""
	found = []
	table = frappe.qb.DocType(kind)
	for chunk in _chunks(names):
		changed = (
			frappe.qb.from_(table)
			.select(table.name, table.modified_by)
			.where(table.name.isin(chunk) & (table.modified != table.creation))
			.orderby(table.name)
			.run()
		)
		found += [_("{0} was changed by {1} since.").format(name, user) for name, user in changed]
		for other, child, condition in _links_to(kind, chunk):
			holder = child.parent if other.istable else child.name
			rows = frappe.qb.from_(child).select(condition[0], holder).where(condition[1]).distinct().run()
			doctype = other.name
			own = set(names) if not other.istable and other.name == kind else set()
			found += [
				_("{0} is named by {1} {2}.").format(name, _(doctype), by)
				for name, by in rows
				if by not in own
			]
	return found


def _links_to(kind: str, names: list[str]):
	"""Where a record of this kind may be named: (meta, table, (field, condition))."""
	ignored = {*TRACES, *frappe.get_hooks("ignore_links_on_delete")}
	for fieldtype, options in (("Link", kind), ("Dynamic Link", None)):
		for source, parent in (("DocField", "parent"), ("Custom Field", "dt")):
			filters = {"fieldtype": fieldtype} | ({"options": options} if options else {})
			for df in frappe.get_all(
				source, filters=filters, fields=["fieldname", "options", f"{parent} as dt"], order_by="name"
			):
				if not frappe.db.exists("DocType", df.dt) or not frappe.db.table_exists(df.dt):
					continue
				meta = frappe.get_meta(df.dt)
				if (
					meta.issingle
					or meta.get("is_virtual")
					or df.dt in ignored
					or not meta.has_field(df.fieldname)
				):
					continue
				table = frappe.qb.DocType(df.dt)
				is_it = table[df.fieldname].isin(names)
				if fieldtype == "Dynamic Link":
					if not meta.has_field(df.options):
						continue
					is_it &= table[df.options] == kind
				yield meta, table, (table[df.fieldname], is_it)
	remark, file = frappe.qb.DocType("Comment"), frappe.qb.DocType("File")
	of_record = (remark.reference_doctype == kind) & remark.reference_name.isin(names)
	yield (
		frappe.get_meta("Comment"),
		remark,
		(remark.reference_name, of_record & (remark.comment_type == "Comment")),
	)
	of_record = (file.attached_to_doctype == kind) & file.attached_to_name.isin(names)
	yield frappe.get_meta("File"), file, (file.attached_to_name, of_record)


def _delete(kind: str, names: list[str], tell: Callable[[int, int], None]):
	"""The last first, so that numbers go back as they were given; what the import itself keeps is the trace."""
	tables = [df.options for df in frappe.get_meta(kind).get_table_fields()]
	before = frappe.flags.undoes_import
	frappe.flags.undoes_import = True
	try:
		for done, name in enumerate(reversed(names)):
			tell(done, len(names))
			doc = frappe.get_doc(kind, name)
			doc.run_method("on_trash")
			doc.run_method("after_delete")
	finally:
		frappe.flags.undoes_import = before
	for chunk in _chunks(names):
		of_kind = {"parenttype": kind, "parent": ["in", chunk]}
		for table in tables:
			frappe.db.delete(table, of_kind)
		frappe.db.delete(sealing.SEALED_VALUE, {"record_kind": kind, "record": ["in", chunk]})
		for beside in ("Version", "Comment", "Workflow Action", "View Log", "Tag Link"):
			kind_field, name_field = KEPT_BESIDE[beside]
			frappe.db.delete(beside, {kind_field: kind, name_field: ["in", chunk]})
		frappe.db.delete(kind, {"name": ["in", chunk]})
