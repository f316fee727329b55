"""Register Import: which registers can be imported, their templates, and how far an import is."""

import frappe
from frappe import _
from werkzeug.wrappers import Response

from fazhi_governance.api.answers import answer_with_file
from fazhi_governance.register import registers
from fazhi_governance.register.importing import job, states, template
from fazhi_governance.register.importing.reading import why_not_read


@frappe.whitelist(methods=["GET"])
def importable(doctype: str | None = None) -> list[dict]:
	"""The registers that the user may import.

	:param doctype: of this record kind; None: of any
	:returns: [{"register": code, "title": Chinese title}]
	"""
	return [
		{"register": register.code, "title": register.title}
		for register in job.importable()
		if doctype in (None, register.record_kind)
	]


@frappe.whitelist(methods=["GET"])
def download_template(register: str) -> Response:
	"""Download the empty workbook of a register, with an explanation of its columns, as .xlsx."""
	found = registers.find(register)
	if why := why_not_read(found):
		frappe.throw(why, title=_("{0} is not imported.").format(found.title))
	if not job.may_import(found.record_kind):
		frappe.throw(
			_("You may not enter records of {0}.").format(_(found.record_kind)), frappe.PermissionError
		)
	return answer_with_file(f"{found.title}_导入模板.xlsx", template.workbook_of(found))


@frappe.whitelist(methods=["GET"])
def progress(name: str) -> dict:
	"""How an import stands.

	:returns: {"status", "percent": done, or None while no worker is at it, "is_interrupted"}
	:raises frappe.PermissionError: the user may not read the import
	"""
	doc = frappe.get_doc(states.DOCTYPE, name)
	doc.check_permission("read")
	return {
		"status": doc.status,
		"percent": job.progress_of(name),
		"is_interrupted": doc.is_interrupted,
	}
