"""Rows that come with the app: kept up to date by it, changed by no one else."""

import frappe
from frappe import _


def refuse_change_of_standard(doc):
	"""
	:raises frappe.ValidationError: says how to get what the change was meant for
	"""
	if frappe.flags.in_fixtures:
		return
	before = doc.get_doc_before_save()
	if doc.is_standard if before is None else before.is_standard or doc.is_standard:
		frappe.throw(
			_(
				"{0} {1} comes with the app and is kept up to date by it, so it cannot be changed here. "
				"Make a row of your own; a statutory rule is set for an office by a Local Rule."
			).format(_(doc.doctype), (before or doc).get_title()),
			title=_("Standard Row"),
		)


def refuse_deletion_of_standard(doc):
	if doc.is_standard and not (frappe.flags.in_fixtures or frappe.flags.in_uninstall):
		frappe.throw(
			_("{0} {1} comes with the app and cannot be deleted.").format(_(doc.doctype), doc.get_title()),
			title=_("Standard Row"),
		)
