"""A legality review as a file."""

import frappe

from fazhi_governance.legality_opinion import TITLE, opinion_of
from fazhi_governance.official_document.docx import to_docx


@frappe.whitelist(methods=["GET"])
def word(name: str):
	"""Download the given opinion (合法性审查意见书) as .docx."""
	review = frappe.get_doc("Legality Review", name)
	review.check_permission("print")
	frappe.response.filecontent = to_docx(opinion_of(review))
	frappe.response.filename = f"{TITLE}{review.opinion_number or review.name}.docx"
	frappe.response.type = "binary"
