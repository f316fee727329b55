"""The guide's steps, marked as done by those for whom the guide is, in the place of Frappe's own function.

Frappe's own writes any field of any step for anyone, texts that the desk shows as HTML included.
"""

import frappe
from frappe import _
from frappe.desk import desktop
from frappe.desk.doctype.module_onboarding.module_onboarding import ModuleOnboarding

MODULE = "Fazhi Governance"


@frappe.whitelist(methods=["POST"])
def update_onboarding_step(name: str, field: str, value: int):
	"""
	:raises frappe.PermissionError: the guide is not for this user
	:raises frappe.ValidationError: another field than one that says whether the step has been done or skipped
	"""
	guide = _guide_of(name)
	if not guide:
		return desktop.update_onboarding_step(name, field, value)
	if not set(guide.get_allowed_roles()) & set(frappe.get_roles()):
		frappe.throw(_("This guide is for others."), frappe.PermissionError)
	if field not in ("is_complete", "is_skipped"):
		frappe.throw(_("A step of the guide can only be marked as done or skipped."))
	desktop.update_onboarding_step(name, field, int(bool(value)))
	# an early Frappe 15 does this for a system manager alone, and refuses anyone else the workspace
	if all(step.is_complete or step.is_skipped for step in guide.get_steps()):
		guide.db_set("is_complete", 1)


def _guide_of(step: str) -> ModuleOnboarding | None:
	for name in frappe.get_all(
		"Onboarding Step Map", filters={"step": step}, pluck="parent", order_by="parent"
	):
		guide = frappe.get_doc("Module Onboarding", name)
		if guide.module == MODULE:
			return guide
	return None
