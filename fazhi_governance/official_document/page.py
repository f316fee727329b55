"""The same document for a print format: its parts in order, as plain values that any template may read."""

from fazhi_governance.core.wording import chinese_date
from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph


def to_page(document: OfficialDocument) -> dict:
	"""The `style` of a line is heading-1 to heading-4 or body; the text is not escaped.

	The last line stands apart, since it belongs on the page of the signature.
	"""
	addressee = document.addressee.strip().rstrip("：:")
	*lines, last_line = map(_line, document.blocks)
	return {
		"mark": document.mark,
		"number": document.document_number,
		"title": list(document.title),
		"addressee": f"{addressee}：" if addressee else "",
		"lines": lines,
		"last_line": last_line,
		"issuers": list(document.issuers),
		"date": chinese_date(document.signed_on) if document.signed_on else "",
		"notes": [f"（{note}）" for note in document.notes],
	}


def _line(block: Heading | Paragraph) -> dict:
	if isinstance(block, Heading):
		return {"style": f"heading-{block.level}", "lead": "", "text": block.text}
	return {"style": "body", "lead": block.lead, "text": block.text}
