"""An annual report as a file."""

import frappe

from fazhi_governance.annual_report.word import to_word


@frappe.whitelist(methods=["GET"])
def word(name: str):
	"""Download the report as .docx."""
	report = frappe.get_doc("Annual Report", name)
	report.check_permission("print")
	frappe.response.filename = f"{report.unit}{report.year}年度法治政府建设情况报告.docx"
	frappe.response.filecontent = to_word(report)
	frappe.response.type = "binary"
