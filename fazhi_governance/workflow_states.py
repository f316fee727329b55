"""The states of a workflow of our record kinds, as far as an administrator adds some of the office's own."""

from frappe import get_meta
from frappe.custom.doctype.property_setter.property_setter import make_property_setter

from fazhi_governance.kinds import GOVERNED_DOCTYPES


def offer(workflow, method: str | None = None):
	"""Hook of Workflow: the status field offers every state, so that a new one need not be added there, too."""
	field = get_meta(workflow.document_type).get_field(workflow.workflow_state_field)
	if workflow.document_type not in GOVERNED_DOCTYPES or not field or field.fieldtype != "Select":
		return
	offered = (field.options or "").split("\n")
	missing = [row.state for row in workflow.states if row.state not in offered]
	if missing:
		make_property_setter(
			workflow.document_type,
			field.fieldname,
			"options",
			"\n".join([*offered, *dict.fromkeys(missing)]),
			"Text",
			validate_fields_for_doctype=False,
		)
