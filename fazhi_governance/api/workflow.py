"""Frappe's workflow action, which hands the form a record without its clocks, rules and steps."""

import frappe
from frappe.model import workflow

from fazhi_governance.kinds import GOVERNED_DOCTYPES


@frappe.whitelist(methods=["POST"])
def apply_workflow(doc: str | dict, action: str):
	"""As Frappe's own, which asks for the right to take the action; and with what the form shows beside the fields
	of our records, as after saving: else it goes on showing what was true before.
	"""
	moved = workflow.apply_workflow(doc, action)
	if moved.doctype not in GOVERNED_DOCTYPES or not moved.has_permission("read"):
		return moved
	# afresh: this one still remembers how it was before
	shown = frappe.get_doc(moved.doctype, moved.name)
	shown.run_method("onload")
	return shown
