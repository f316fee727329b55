"""What the audit trail can be asked for."""

import frappe
from frappe import _

from fazhi_governance.audit import trail


@frappe.whitelist(methods=["GET"])
def record_kinds() -> list[dict]:
	"""The record kinds whose trail the user may read.

	:returns: [{"value": DocType, "label": its name in the user's language}], in the order of the labels
	"""
	kinds = [{"value": doctype, "label": _(doctype)} for doctype in trail.readable_kinds()]
	return sorted(kinds, key=lambda kind: kind["label"])
