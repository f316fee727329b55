"""Attached files as evidence: what a file holds is told by its SHA-256, whatever its name and URL say."""

import hashlib

import frappe
from frappe import _

from fazhi_governance.kinds import CONFIDED, GOVERNED_DOCTYPES


def digest(file_url: str) -> str | None:
	"""The SHA-256 (64 hexadecimal digits) of what the file holds now; None: there is no such file any more."""
	name = frappe.db.get_value("File", {"file_url": file_url}, order_by="creation")
	if not name:
		return None
	try:
		content = frappe.get_doc("File", name).get_content()
	except FileNotFoundError:
		return None
	return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def keep(doc, file_url: str, fieldname: str | None = None):
	"""Attach a file that a field names to its record, so that whoever may read the record may read the file.

	A form uploads the files of a record that is not saved yet under a passing name, and REST may name any URL.

	:param fieldname: the field, where it is the record's own. Early Frappe 15 makes a public copy of a file that
		is not attached under the name of its field.
	:raises frappe.ValidationError: the file is public, is none of this site, or is not the user's to hand on
	"""
	names = frappe.get_all("File", filters={"file_url": file_url}, pluck="name", order_by="creation")
	files = [frappe.get_doc("File", name) for name in names]
	if not files:
		doc.refuse(
			_("The file {0} is not on this site.").format(file_url),
			_("Upload the file itself instead of linking to it."),
		)
	if not all(file.is_private for file in files):
		doc.refuse(
			_("The file {0} is open to everyone on the network.").format(file_url),
			_("Remove it and upload it again as a private file."),
		)
	here = [
		file for file in files if (file.attached_to_doctype, file.attached_to_name) == (doc.doctype, doc.name)
	]
	if here and fieldname in (None, *(file.attached_to_field for file in here)):
		return
	unnamed = [file for file in here if not file.attached_to_field]
	own = [file for file in files if file.owner == frappe.session.user and not _is_attached(file)]
	if here or own:
		if taken := next(iter(unnamed or own), None):
			taken.db_set(
				{
					"attached_to_doctype": doc.doctype,
					"attached_to_name": doc.name,
					"attached_to_field": fieldname,
				}
			)
			return
	elif not any(file.has_permission("read") for file in files):
		doc.refuse(
			_("The file {0} belongs to a record that you may not see.").format(file_url),
			_("Upload the file yourself."),
		)
	frappe.get_doc(
		{
			"doctype": "File",
			"file_name": files[0].file_name,
			"file_url": file_url,
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"attached_to_field": fieldname,
		}
	).insert(ignore_permissions=True)


def refuse_loss(file, method: str | None = None):
	"""Hook of File: what a submitted record or a review rests on is not deleted.

	:raises frappe.ValidationError: names the record
	"""
	if file.attached_to_doctype not in GOVERNED_DOCTYPES or frappe.flags.in_uninstall:
		return
	if not frappe.db.exists(file.attached_to_doctype, file.attached_to_name):
		return
	record = frappe.get_doc(file.attached_to_doctype, file.attached_to_name)
	same = {"attached_to_doctype": record.doctype, "attached_to_name": record.name, "file_url": file.file_url}
	is_there_twice = frappe.db.count("File", same) > 1
	if file.file_url in record.kept_files() and not is_there_twice:
		frappe.throw(
			_(
				"{0} rests on the file {1}, so it cannot be deleted. Attach a new version beside it instead."
			).format(record.called, file.file_name),
			title=_("File Is Evidence"),
		)


def disown(doctype: str, name: str):
	"""Frappe hands a file to its owner, whatever it is attached to: those of what is confided have none."""
	file = frappe.qb.DocType("File")
	attached = (file.attached_to_doctype == doctype) & (file.attached_to_name == name)
	frappe.qb.update(file).set(file.owner, "Administrator").where(attached).run()


def disown_confided(file, method: str | None = None):
	"""Hook of File: one that is uploaded to an accusation."""
	if file.attached_to_doctype not in CONFIDED:
		return
	field, value = CONFIDED[file.attached_to_doctype]
	if frappe.db.get_value(file.attached_to_doctype, file.attached_to_name, field) == value:
		disown(file.attached_to_doctype, file.attached_to_name)


def attached(doc) -> list[str]:
	"""The URLs that the attachment fields of the record and of its rows hold."""
	return [file_url for file_url, _fieldname in attachments(doc)]


def attachments(doc) -> list[tuple[str, str | None]]:
	"""The same with the field that holds each, where it is the record's own."""
	return [
		(row.get(df.fieldname), df.fieldname if row is doc else None)
		for row in (doc, *doc.get_all_children())
		for df in row.meta.get("fields", {"fieldtype": ["in", ["Attach", "Attach Image"]]})
		if row.get(df.fieldname)
	]


def _is_attached(file) -> bool:
	return bool(file.attached_to_name) and frappe.db.exists(file.attached_to_doctype, file.attached_to_name)
