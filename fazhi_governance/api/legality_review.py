"""A legality review as a file."""

import frappe
from werkzeug.wrappers import Response

from fazhi_governance.api.answers import answer_with_file
from fazhi_governance.legality_opinion import TITLE, opinion_of
from fazhi_governance.official_document.docx import to_docx


@frappe.whitelist(methods=["GET"])
def word(name: str) -> Response:
	"""Download the given opinion (合法性审查意见书) as .docx."""
	review = frappe.get_doc("Legality Review", name)
	review.check_permission("print")
	filename = f"{TITLE}{review.opinion_number or review.name}.docx"
	return answer_with_file(filename, to_docx(opinion_of(review)))
