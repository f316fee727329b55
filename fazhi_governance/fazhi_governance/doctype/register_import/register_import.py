import json

import frappe
from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.register import registers
from fazhi_governance.register.importing import attempt, job, states, undo
from fazhi_governance.register.importing.reading import why_not_read


class RegisterImport(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.register_import_column.register_import_column import (
			RegisterImportColumn,
		)

		choices: DF.LongText | None
		columns: DF.Table[RegisterImportColumn]
		faults_count: DF.Int
		file: DF.Attach | None
		file_sha256: DF.Data | None
		findings: DF.LongText | None
		imported_by: DF.Link | None
		imported_on: DF.Datetime | None
		marked_file: DF.Attach | None
		records_count: DF.Int
		register: DF.Autocomplete
		rows_count: DF.Int
		sheet: DF.Autocomplete | None
		status: DF.Literal[
			"To Be Checked",
			"Being Checked",
			"Has Faults",
			"Ready to Import",
			"Being Imported",
			"Imported",
			"Being Undone",
			"Import Undone",
		]
		title: DF.Data | None
		undone_by: DF.Link | None
		undone_on: DF.Datetime | None
		unit: DF.Link
		warnings_count: DF.Int
	# end: auto-generated types

	set_by_record = (
		*("status", "rows_count", "faults_count", "warnings_count", "records_count", "findings", "choices"),
		*("file_sha256", "marked_file", "imported_by", "imported_on", "undone_by", "undone_on"),
	)

	def onload(self):
		super().onload()
		register = next((each for each in registers.REGISTERS if each.title == self.register), None)
		self.set_onload("record_kind", register and register.record_kind)
		self.set_onload("findings", json.loads(self.findings or "{}"))
		self.set_onload("choices", json.loads(self.choices or "{}"))
		self.set_onload("is_interrupted", self.is_interrupted)
		self.set_onload("percent", job.progress_of(self.name))
		self.set_onload("may_import", bool(register) and job.may_import(register.record_kind))

	@property
	def is_interrupted(self) -> bool:
		"""Whether its worker has died: what that had done is undone, and the step can be taken again."""
		return self.status in states.AT_WORK and not job.is_alive(self.name)

	def restore_own_fields(self):
		if not self.flags.is_at_work:
			super().restore_own_fields()
			self.status = self.status or states.NEW

	def derive(self):
		register = self.chosen_register()
		if not self.flags.is_at_work:
			self.refuse_change_too_late()
			self.follow_file()
		name = frappe.db.get_value("File", {"file_url": self.file}, "file_name") if self.file else None
		self.title = f"{register.title} {name or ''}".strip() if name or not self.title else self.title

	def chosen_register(self):
		register = registers.find(self.register or "")
		self.register = register.title
		if why := why_not_read(register):
			self.refuse(_("{0} is not imported.").format(register.title), why)
		if not job.may_import(register.record_kind):
			self.refuse(
				_("You may not enter records of {0}.").format(_(register.record_kind)),
				_("Ask someone who may, or an administrator for a role that may."),
			)
		return register

	def refuse_change_too_late(self):
		before = self.get_doc_before_save()
		if not before or before.status in (states.NEW, states.FAULTY, states.READY):
			return
		if any(before.get(field) != self.get(field) for field in ("unit", "register", "file", "sheet")):
			self.refuse(
				_("Its status is {0}, so it does not change any more.").format(_(before.status)),
				_("Make a new import for another ledger."),
			)

	def follow_file(self):
		"""What was found holds for the file, the sheet and the columns that were checked."""
		before = self.get_doc_before_save()
		if not before or before.status not in (states.FAULTY, states.READY):
			return
		if any(before.get(field) != self.get(field) for field in ("file", "register", "sheet")):
			self.update({"columns": [], "findings": None, "choices": None})
			if before.sheet == self.sheet:
				self.sheet = None
			self.status = states.NEW
		elif before.unit != self.unit or _mapped(before) != _mapped(self):
			self.status = states.NEW

	def on_update(self):
		super().on_update()
		before = self.get_doc_before_save()
		if before and before.file != self.file:
			job.remove_file(self, before.file)

	def on_trash(self):
		if self.status in (states.IMPORTED, *states.AT_WORK) and not frappe.flags.in_uninstall:
			self.refuse(
				_("Its status is {0}.").format(_(self.status)),
				_("Undo the import first; its records would no longer be known as its own."),
			)

	@frappe.whitelist(methods=["POST"])
	def check(self):
		"""Begin the dry run, in the background.

		:raises frappe.PermissionError: the user may not change the import
		:raises frappe.ValidationError: there is no file, or another step is under way
		"""
		self.check_permission("write")
		self.chosen_register()
		if self.status not in (states.NEW, states.FAULTY, states.READY, states.CHECKING):
			self.refuse(
				_("Its status is {0}.").format(_(self.status)), _("Make a new import for another ledger.")
			)
		attempt.content_of(self)
		job.start(self, states.CHECKING, "job.check")

	@frappe.whitelist(methods=["POST"])
	def put_in(self):
		"""Begin to put the records in, in the background; after a worker has died, again.

		:raises frappe.PermissionError: the user may not change the import
		:raises frappe.ValidationError: it has not been checked, has faults, or another step is under way
		"""
		self.check_permission("write")
		self.chosen_register()
		if self.status not in (states.READY, states.IMPORTING):
			self.refuse(
				_("Its status is {0}.").format(_(self.status)),
				_("Only a ledger that was checked and has no faults is imported."),
			)
		job.start(self, states.IMPORTING, "job.run")

	@frappe.whitelist(methods=["POST"])
	def undo(self):
		"""Begin to delete all its records, in the background.

		:raises frappe.PermissionError: the user may not delete the import
		:raises frappe.ValidationError: it is not in, or another step is under way
		"""
		self.check_permission("delete")
		if self.status not in (states.IMPORTED, states.UNDOING):
			self.refuse(
				_("Its status is {0}.").format(_(self.status)),
				_("Only what has been imported can be undone."),
			)
		job.start(self, states.UNDOING, "undo.undo")

	@frappe.whitelist(methods=["GET"])
	def made(self) -> list[str]:
		"""The names of its records, as far as they are there and the user may see such records."""
		self.check_permission("read")
		kind = registers.find(self.register).record_kind
		return undo.records_of(self.name)[: states.CHUNK] if frappe.has_permission(kind, "read") else []


def _mapped(doc) -> list[tuple]:
	return [(row.column_title, row.header or None, row.default_value or None) for row in doc.columns]
