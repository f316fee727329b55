"""What has been recorded of the work stays: tracking stays switched on, and no one alters or deletes the trail.

All are hooks of Frappe's own DocTypes, so the desk, REST, bulk edit and import meet them alike.
"""

import click
import frappe
from frappe import _
from frappe.utils import cint

from fazhi_governance.kinds import CONFIDED
from fazhi_governance.scope import UNIT

MODULE = "Fazhi Governance"
DELETED = "Deleted Record"
TRACKING = "track_changes"
# what people say on a timeline is their own; the rest of the timeline tells what has happened
REMARKS = ("Comment", "Like")
# the logs that Frappe would clear by age if Log Settings named them
KEPT_LOGS = ("Version", "Comment", "Access Log", DELETED)


def is_kept(doctype: str | None) -> bool:
	"""Whether what is recorded of this DocType's records is kept: it is one of the app's own."""
	return bool(doctype) and frappe.db.get_value("DocType", doctype, "module", cache=True) == MODULE


# Tracking


def refuse_untracked_property(setter, method: str | None = None):
	"""Hook of Property Setter, behind Customize Form, REST and import alike.

	:raises frappe.ValidationError:
	"""
	if setter.property == TRACKING and not cint(setter.value) and is_kept(setter.doc_type):
		_refuse_untracked(setter.doc_type)


def refuse_untracked_doctype(doctype, method: str | None = None):
	"""Hook of DocType, for its own form.

	:raises frappe.ValidationError:
	"""
	if doctype.module == MODULE and not doctype.istable and not cint(doctype.track_changes):
		_refuse_untracked(doctype.name)


def _refuse_untracked(doctype: str):
	frappe.throw(
		_(
			"Changes to {0} must be traced: who changed what and when is part of the record. "
			"Leave Track Changes switched on; all else may be customised."
		).format(_(doctype)),
		title=_("Tracking Stays On"),
	)


def mend_tracking():
	"""Take away what switched tracking off before the app was there to refuse it, and say so."""
	setters = frappe.get_all(
		"Property Setter",
		filters={"property": TRACKING},
		fields=["name", "doc_type", "value"],
		order_by="name",
	)
	for setter in setters:
		doctype = setter.doc_type
		if not cint(setter.value) and is_kept(doctype):
			frappe.delete_doc("Property Setter", setter.name, ignore_permissions=True, force=True)
			click.secho(
				_("Track Changes had been switched off for {0} and is on again.").format(_(doctype)),
				fg="yellow",
			)


# The trail


def refuse_change_of_version(version, method: str | None = None):
	"""Hook of Version.

	:raises frappe.ValidationError:
	"""
	_refuse_change(version, "ref_doctype", "docname")


def refuse_change_of_comment(comment, method: str | None = None):
	"""Hook of Comment: of those that tell what has happened, not of what people remark.

	:raises frappe.ValidationError:
	"""
	if any(each.comment_type not in REMARKS for each in _before_and_after(comment)):
		_refuse_change(comment, "reference_doctype", "reference_name")


def refuse_change_of_access_log(log, method: str | None = None):
	"""Hook of Access Log: who exported or printed what.

	:raises frappe.ValidationError:
	"""
	_refuse_change(log, "export_from", "reference_document")


def _refuse_change(entry, kind_field: str, name_field: str):
	"""Frappe writes an entry once, asking for no permission; who else makes, changes or deletes one forges."""
	if (entry.is_new() and entry.flags.ignore_permissions) or frappe.flags.in_uninstall:
		return
	for each in _before_and_after(entry):
		doctype, name = each.get(kind_field), each.get(name_field) or ""
		if is_kept(doctype):
			frappe.throw(
				_(
					"What has been recorded of {0} {1} is kept as it is: no one adds to it, changes or deletes it "
					"by hand. To correct the record itself, change the record; that is recorded, too."
				).format(_(doctype), frappe.utils.escape_html(name)),
				title=_("Recorded for Good"),
			)


def _before_and_after(entry) -> list:
	return [each for each in (entry.get_doc_before_save(), entry) if each]


def spare_logs(settings, method: str | None = None):
	"""Hook of Log Settings, whose daily job would delete the trail by its age; it saves the settings, too, so that
	what had been listed before the app came is taken out at that time."""
	for row in list(settings.logs_to_clear):
		doctype = row.ref_doctype
		if doctype in KEPT_LOGS:
			settings.remove(row)
			frappe.msgprint(
				_(
					"{0} is not cleared by age: it holds who changed, exported or deleted which record. "
					"It was taken out of the list."
				).format(_(doctype)),
				title=_("Recorded for Good"),
			)


def _is_confided(doc) -> int:
	field, value = CONFIDED.get(doc.doctype, (None, None))
	return cint(bool(field) and doc.get(field) == value)


def keep_trail(doc, method: str | None = None):
	"""Hook after the deletion of a record: Frappe would delete its versions and its timeline with it."""
	unit = doc.get("parent_governance_unit" if doc.doctype == UNIT else "unit")
	if doc.doctype == UNIT:
		frappe.db.set_value(DELETED, {"unit": doc.name}, "unit", unit, update_modified=False)
	if frappe.flags.undoes_import:
		return  # the import itself stays, with what it had made
	if frappe.db.exists("Demo Record", {"reference_doctype": doc.doctype, "reference_name": doc.name}):
		return  # invented, and to be removed without a trace
	deleted = frappe.get_doc(
		{
			"doctype": DELETED,
			"unit": unit,
			"record_kind": doc.doctype,
			"record": doc.name,
			"title": doc.get_title(),
			"is_confided": _is_confided(doc),
			"created_by": doc.owner,
			"created_at": doc.creation,
			"deleted_by": frappe.session.user,
			"deleted_at": frappe.utils.now(),
		}
	).insert(ignore_permissions=True)
	for table, kind, name in (
		("Version", "ref_doctype", "docname"),
		("Comment", "reference_doctype", "reference_name"),
	):
		frappe.db.set_value(
			table,
			{kind: doc.doctype, name: doc.name},
			{kind: DELETED, name: deleted.name},
			update_modified=False,
		)
