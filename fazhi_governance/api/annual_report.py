"""An annual report as a file, by edition, and what one may choose from."""

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from werkzeug.wrappers import Response

from fazhi_governance.annual_report import own_template
from fazhi_governance.annual_report.editions import EDITIONS, SUBMITTED, in_use
from fazhi_governance.annual_report.records import REPORT
from fazhi_governance.annual_report.word import file_name, to_pdf, to_word
from fazhi_governance.api.answers import answer_with_file


@frappe.whitelist(methods=["GET"])
def choices(name: str) -> dict:
	"""
	:returns: {"editions": [edition], "templates": [{"name", "edition"}]}: the editions that the report has; a
		template's "" is for every edition
	"""
	report = _printable(name)
	return {"editions": in_use(report), "templates": own_template.usable(report)}


@frappe.whitelist(methods=["GET"])
def word(name: str, edition: str = SUBMITTED, template: str | None = None) -> Response:
	"""Download an edition as .docx; the download is logged.

	:param template: through this Report Template; empty: laid out to GB/T 9704-2012
	"""
	report = _printable(name)
	_known(edition)
	content = own_template.to_word(report, template, edition) if template else to_word(report, edition)
	make_access_log(
		doctype=REPORT,
		document=report.name,
		file_type="DOCX",
		report_name=template or edition,
		method="Print",
	)
	return answer_with_file(file_name(report, edition, "docx"), content)


@frappe.whitelist(methods=["GET"])
def pdf(name: str, edition: str = SUBMITTED) -> Response:
	"""Download an edition as .pdf; Frappe logs it as a print."""
	report = _printable(name)
	_known(edition)
	return answer_with_file(file_name(report, edition, "pdf"), to_pdf(report, edition))


@frappe.whitelist(methods=["GET"])
def sample_template() -> Response:
	"""Download a Word template to begin with."""
	frappe.has_permission(own_template.KIND, "read", throw=True)
	return answer_with_file("年度报告示例模板.docx", own_template.sample())


@frappe.whitelist(methods=["GET"])
def template_fields() -> list[tuple[str, str]]:
	"""How each field of a template is written and what it holds."""
	frappe.has_permission(own_template.KIND, "read", throw=True)
	return own_template.field_rows()


def _printable(name: str):
	report = frappe.get_doc(REPORT, name)
	report.check_permission("print")
	return report


def _known(edition: str):
	if edition not in EDITIONS:
		frappe.throw(
			_("There is no edition “{0}”. There are: {1}.").format(
				frappe.utils.escape_html(edition), "、".join(_(edition) for edition in EDITIONS)
			),
			title=_("Edition"),
		)
