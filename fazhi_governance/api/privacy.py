"""Personal data in the clear, to who may see it and says why."""

import frappe
from frappe import _

from fazhi_governance.core.masking import ID_NUMBER, NAME, PHONE
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.privacy import reveal as revealing


@frappe.whitelist(methods=["GET"])
def may_reveal() -> bool:
	"""Whether the session's user may see personal data in the clear at all."""
	return revealing.may_reveal()


@frappe.whitelist(methods=["POST"])
def reveal(doctype: str, name: str, reason: str, rows: list | None = None) -> list[dict]:
	"""What is sealed in a record, in the clear; written down in the Reveal Log.

	:param rows: names of the rows that are meant; empty: all
	:returns: [{"row": number of the row or 0, "label", "value"}]
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	if doctype not in GOVERNED_DOCTYPES:
		frappe.throw(_("{0} holds no personal data that is sealed.").format(_(doctype)))
	return revealing.reveal(doc, reason, rows or None)


@frappe.whitelist(methods=["POST"])
def find_person(kind: str, text: str, reason: str) -> list[dict]:
	"""The records in the user's scope in which exactly this name, document number or telephone stands.

	:param kind: Full Name, ID Number or Phone
	:returns: [{"doctype", "name", "title", "unit"}]
	"""
	frappe.has_permission(revealing.REVEAL_LOG, "create", throw=True)
	if kind not in (NAME, ID_NUMBER, PHONE) or not text.strip():
		frappe.throw(
			_("Choose what you have of the person (name, document number or telephone) and enter it whole.")
		)
	return revealing.find(kind, text, reason)
