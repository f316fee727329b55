"""An annual report as a Word document laid out to GB/T 9704-2012."""

import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance.annual_report import text
from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph, to_docx


def to_word(report) -> bytes:
	"""
	:raises frappe.ValidationError: there is no text, or a figure in it has no data; says which
	"""
	sections = text.sections_of(report)
	if not sections:
		frappe.throw(
			_("{0} has no text yet. Compose it first, or write its sections.").format(report.name),
			title=_("Nothing to Write"),
		)
	if missing := text.without_data(sections):
		frappe.throw(
			_(
				"These figures have no data in {0}: {1}. Log their records, or take them out of the text."
			).format(report.year, "、".join(missing)),
			title=_("Figures Without Data"),
		)
	return to_docx(
		OfficialDocument(
			title=_lines(report.title_lines),
			addressee=report.addressee,
			blocks=tuple(_blocks(report, sections)),
			issuers=_lines(report.issuers),
			signed_on=getdate(report.signed_on) if report.signed_on else None,
			document_number=report.document_number or "",
		)
	)


def _blocks(report, sections: list[text.Section]):
	part = text.OPENING
	for section in sections:
		if section.part != part:
			part = section.part
			yield Heading(1, text.part_title(part, report.year))
		title = section.title
		if title and not section.is_run_in:
			yield Heading(2, title)
			title = ""
		for number, paragraph in enumerate(section.paragraphs):
			words = "".join(
				segment if isinstance(segment, str) else text.worded(*segment) for segment in paragraph
			)
			yield Paragraph(words, lead=f"{title.rstrip('。')}。" if title and number == 0 else "")


def _lines(value: str | None) -> tuple[str, ...]:
	return tuple(line.strip() for line in (value or "").splitlines() if line.strip())
