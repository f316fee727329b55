"""What Frappe leaves behind when it removes the app's DocTypes: roles, users' units, what was seeded, jobs, and the
steps of the guide."""

import frappe

from fazhi_governance.kinds import ROLES
from fazhi_governance.scope import UNIT
from fazhi_governance.setup import seed

# what Frappe keeps beside a DocType → the field that names it
BESIDE_DOCTYPES = {
	"Property Setter": "doc_type",
	"Custom Field": "dt",
	"Client Script": "dt",
	"Workflow": "document_type",
	"Kanban Board": "reference_doctype",
	"List View Settings": "name",
}


def before_uninstall():
	frappe.db.delete("User Permission", {"allow": UNIT})
	frappe.db.delete("User Permission", {"applicable_for": ["in", _doctypes()]})
	for doctype, field in BESIDE_DOCTYPES.items():
		for name in frappe.get_all(
			doctype, filters={field: ["in", _doctypes()]}, pluck="name", order_by="name"
		):
			frappe.delete_doc(doctype, name, force=True, ignore_permissions=True)
	_remove_steps_of_the_guide()
	seed.remove_workflow_masters()


def after_uninstall():
	for role in ROLES:
		for table in ("Has Role", "Custom DocPerm", "DocPerm"):
			frappe.db.delete(table, {"role": role})
		frappe.delete_doc_if_exists("Role", role, force=True)
	frappe.db.delete("DefaultValue", {"defkey": ["like", "fazhi_%"]})
	frappe.db.delete("Scheduled Job Type", {"method": ["like", "fazhi_governance.%"]})
	frappe.clear_cache()
	frappe.db.commit()  # Frappe has committed the removal already; nothing follows that would commit this


def _doctypes() -> list[str]:
	return frappe.get_all("DocType", filters={"module": "Fazhi Governance"}, pluck="name", order_by="name")


def _remove_steps_of_the_guide():
	"""Frappe removes a module's guides, but a step belongs to no module; one that another guide shares stays."""
	guides = frappe.get_all(
		"Module Onboarding", filters={"module": "Fazhi Governance"}, pluck="name", order_by="name"
	)
	rows = frappe.get_all("Onboarding Step Map", fields=["parent", "step"], order_by="step")
	ours = {row.step for row in rows if row.parent in guides}
	for step in sorted(ours - {row.step for row in rows if row.parent not in guides}):
		frappe.delete_doc("Onboarding Step", step, force=True, ignore_permissions=True)
