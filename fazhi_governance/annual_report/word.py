"""An annual report as an official document: what it says in an edition, and its files.

`official` is the one place that makes a document of a report; Word, the print formats, the PDF made of them, plain
text and an office's own template all read it.
"""

from collections.abc import Iterator

import frappe
from frappe import _

from fazhi_governance.annual_report import text
from fazhi_governance.annual_report.editions import (
	GOVERNMENT_HEAD,
	HEADS,
	PARTY_HEAD,
	PUBLIC,
	SUBMITTED,
	heading_of,
)
from fazhi_governance.annual_report.records import REPORT
from fazhi_governance.core.wording import printable
from fazhi_governance.official_document import pdf
from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph, dated, to_docx
from fazhi_governance.official_document.page import to_page

# each edition is printed, and made a PDF, by a print format of its own
PRINT_FORMATS = {
	SUBMITTED: "Annual Report Submitted Edition",
	PUBLIC: "Annual Report Public Edition",
	PARTY_HEAD: "Duty Report of the Party Head",
	GOVERNMENT_HEAD: "Duty Report of the Government Head",
}


def official(report, edition: str = SUBMITTED) -> OfficialDocument:
	"""
	:raises frappe.ValidationError: there is no text or no issuer, or a figure in it has no data; says which
	"""
	sections = text.sections_of(report, edition)
	if not sections:
		frappe.throw(
			_("{0} has no text yet. Compose it first, or write its sections.").format(report.name),
			title=_("Nothing to Write"),
		)
	if told := text.not_mended_by_records(sections):
		frappe.throw("".join(told), title=_("Figures Without Data"))
	if missing := text.without_data(sections):
		frappe.throw(
			_(
				"These figures have no data in {0}: {1}. Log their records, or take them out of the text."
			).format(report.year, "、".join(missing)),
			title=_("Figures Without Data"),
		)
	heading = heading_of(report, edition)
	return OfficialDocument(**vars(heading), blocks=tuple(_blocks(report, edition, sections)))


def to_word(report, edition: str = SUBMITTED) -> bytes:
	"""Laid out to GB/T 9704-2012."""
	return to_docx(official(report, edition))


def to_pdf(report, edition: str = SUBMITTED) -> bytes:
	"""The edition's print format, made a PDF by wkhtmltopdf as Frappe does it.

	:raises frappe.ValidationError: as `official`; or wkhtmltopdf is not there
	"""
	pdf.require_program()
	official(report, edition)  # what is wrong with it would be printed
	return pdf.to_pdf(frappe.get_print(REPORT, report.name, PRINT_FORMATS[edition], no_letterhead=1))


def to_text(report, edition: str = SUBMITTED) -> bytes:
	"""A paragraph a line, in UTF-8."""
	document = official(report, edition)
	addressee = document.addressee.strip().rstrip("：:")
	lines = [
		document.document_number,
		*document.title,
		f"{addressee}：" if addressee else "",
		*(block.text if isinstance(block, Heading) else block.lead + block.text for block in document.blocks),
		"　　".join(document.issuers),
		dated(document),
	]
	return ("\n".join(filter(None, lines)) + "\n").encode()


def file_name(report, edition: str, extension: str) -> str:
	"""河湾街道2024年度法治政府建设情况报告.docx, …报告（公开版）.docx, 河湾街道2024年度述法版（党）.docx"""
	called = _(edition, lang="zh")
	if edition not in HEADS:
		called = "法治政府建设情况报告" + ("" if edition == SUBMITTED else f"（{called}）")
	return f"{report.unit}{report.year}年度{called}.{extension}"


def annual_report_page(name: str, edition: str) -> dict:
	"""Jinja's: the page of a report as it is stored, for Frappe also prints what a browser sends as a document.

	:raises frappe.PermissionError:
	"""
	report = frappe.get_doc(REPORT, name)
	report.check_permission("print")
	try:
		return to_page(official(report, edition))
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return {"problem": frappe.utils.strip_html(str(error))}


def _blocks(report, edition: str, sections: list[text.Section]) -> Iterator[Heading | Paragraph]:
	part = text.OPENING
	written = {section.part for section in sections}
	for section in sections:
		if section.part != part:
			part = section.part
			yield Heading(1, text.part_title(part, report.year, edition, written))
		title = section.title
		if title and not section.is_run_in:
			yield Heading(2, printable(title))
			title = ""
		for number, paragraph in enumerate(section.paragraphs):
			words = "".join(
				segment if isinstance(segment, str) else text.worded(*segment) for segment in paragraph
			)
			lead = f"{title.rstrip('。')}。" if title and number == 0 else ""
			yield Paragraph(printable(words), lead=printable(lead))
