"""The same document for a print format: its parts in order, as plain values for `page.html`."""

from fazhi_governance.official_document.docx import (
	UNSEALED_INDENT,
	Heading,
	OfficialDocument,
	Paragraph,
	approver_rows,
	dated,
	seal_rows,
	text_width,
	unsealed_left,
)


def to_page(document: OfficialDocument) -> dict:
	"""The `style` of a line is heading-1 to heading-4 or body; the text is not escaped.

	The last line stands apart, since it belongs on the page of the signature. A line of the signature is a list
	of texts, each with the characters left free before it.
	"""
	addressee = document.addressee.strip().rstrip("：:")
	*lines, last_line = map(_line, document.blocks)
	longest_name = max(map(len, document.approvers), default=0)
	return {
		"mark": document.mark,
		"number": document.document_number,
		"approvers": [
			"　".join(name.ljust(longest_name, "　") for name in row) for row in approver_rows(document)
		],
		"title": list(document.title),
		"addressee": f"{addressee}：" if addressee else "",
		"lines": lines,
		"last_line": last_line,
		"is_sealed": document.is_sealed,
		"is_upward": document.is_upward,
		"signature": _signature(document),
		"date": _date(document),
		"notes": [f"（{note}）" for note in document.notes],
	}


def _line(block: Heading | Paragraph) -> dict:
	if isinstance(block, Heading):
		return {"style": f"heading-{block.level}", "lead": "", "text": block.text}
	return {"style": "body", "lead": block.lead, "text": block.text}


def _signature(document: OfficialDocument) -> list[list[dict]]:
	if not document.is_sealed:
		return [[{"before": unsealed_left(document), "text": issuer}] for issuer in document.issuers]
	lines = []
	for row in seal_rows(document)[0]:
		line, end = [], 0.0
		for issuer, centre in row:
			start = max(centre - text_width(issuer) / 2, end)
			line.append({"before": start - end, "text": issuer})
			end = start + text_width(issuer)
		lines.append(line)
	return lines


def _date(document: OfficialDocument) -> dict:
	date = dated(document)
	if document.is_sealed:
		start = seal_rows(document)[1] - text_width(date) / 2
	else:
		start = unsealed_left(document) + UNSEALED_INDENT
	return {"before": start, "text": date}
