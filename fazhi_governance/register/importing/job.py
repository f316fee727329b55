"""An import at work: its check and its run in the background, each in one transaction of its own.

A check puts everything down as the import will, and takes it back. So it finds what the import would find, and
the import finds what has changed since. What a worker that dies has done is gone with its transaction; the import
then says so and can be run again, and two workers that run it at once wait for each other.
"""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import PurePath
from time import monotonic

import frappe
from frappe import _
from frappe.utils import now
from frappe.utils.background_jobs import get_job_status

from fazhi_governance import scope
from fazhi_governance.compat import in_test
from fazhi_governance.register import registers
from fazhi_governance.register.importing import workbook
from fazhi_governance.register.importing.attempt import Attempt, name_of, whole
from fazhi_governance.register.importing.reading import why_not_read
from fazhi_governance.register.importing.states import (
	AT_WORK,
	CHECKING,
	CHUNK,
	DOCTYPE,
	FAULTY,
	IMPORTED,
	IMPORTING,
	LISTED,
	READY,
	RECORDS,
	UNDOING,
)

LONGEST_JOB = 2 * 60 * 60
# seconds: how often a job says that it lives, and how long it may be silent
BEAT, SILENCE = 2, 60


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

	:param task: module of this folder and function, which takes the name of the import and the language
	:raises frappe.ValidationError: another step is under way
	"""
	stored = frappe.db.get_value(DOCTYPE, doc.name, "status", for_update=True)
	if stored in AT_WORK and is_alive(doc.name):
		label = stored
		doc.refuse(_("It is {0} already.").format(_(label)), _("Wait until that has ended."))
	doc.db_set("status", status)
	_beat(doc.name, 0)
	frappe.enqueue(
		f"fazhi_governance.register.importing.{task}",
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


def progress(name: str) -> Callable[[int, int], None]:
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
def at_work(name: str, status: str, lang: str | None):
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
	with at_work(name, CHECKING, lang) as doc:
		if not doc:
			return
		frappe.db.savepoint("before_check")
		try:
			attempt = Attempt(doc, is_trial=True)
			attempt.run(progress(name))
		except Exception:
			frappe.db.rollback(save_point="before_check")
			_note_breakdown(doc)
			return
		frappe.db.rollback(save_point="before_check")
		frappe.clear_messages()
		_keep_findings(doc, attempt)


def run(name: str, lang: str | None = None):
	"""Put the records in: all of them, or none; what is found is kept as the check keeps it."""
	with at_work(name, IMPORTING, lang) as doc:
		if not doc:
			return
		frappe.db.savepoint("before_import")
		try:
			attempt = Attempt(doc, is_trial=False)
			attempt.run(progress(name))
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
				"findings": dumped(_without_quotes(attempt)),
			}
		)
		doc.add_comment(
			"Info",
			_("{0} records were imported from {1} rows.").format(len(attempt.made), attempt.count),
		)
	frappe.clear_messages()
	commit()
	remove_files(name)
	frappe.publish_realtime("list_update", {"doctype": attempt.register.record_kind}, after_commit=True)


def _note_breakdown(doc):
	log = frappe.log_error(title=f"{DOCTYPE} {doc.name}")
	doc.db_set(
		{
			"status": FAULTY,
			"faults_count": 1,
			"findings": dumped(
				{
					"faults": [
						whole(
							_(
								"The work broke off unexpectedly, and nothing was imported. Tell the administrator the number of the error: {0}."
							).format(log.name)
						)
					]
				}
			),
		}
	)


def _keep_findings(doc, attempt: Attempt):
	doc.flags.is_at_work = True
	doc.update(
		{
			"status": FAULTY if attempt.faults else READY,
			"rows_count": attempt.count,
			"faults_count": len(attempt.faults),
			"warnings_count": attempt.warnings_count,
			"findings": dumped(attempt.findings),
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
	# what is marked is a workbook, whatever was uploaded
	name = f"{PurePath(name_of(doc) or 'ledger').stem}.xlsx"
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


def dumped(findings: dict) -> str:
	return json.dumps(findings, ensure_ascii=False, default=str)


def _without_quotes(attempt: Attempt) -> dict:
	return {"warnings": Counter(fault["problem"] for fault in attempt.warnings).most_common(LISTED)}


def _note_records(doc, attempt: Attempt):
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
	commit()


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


def commit():
	"""A step is whole; a test keeps it in its own transaction."""
	if not in_test():
		frappe.db.commit()
