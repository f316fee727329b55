"""Registers: which there are, and each as a file."""

import os
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.base_document import get_controller
from werkzeug.wrappers import Response
from werkzeug.wsgi import FileWrapper

from fazhi_governance.privacy import reveal
from fazhi_governance.register import export, registers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BLOCK = 1 << 16


@frappe.whitelist(methods=["GET"])
def available(doctype: str) -> list[dict]:
	"""The registers of a DocType that the user may export.

	:returns: [{"register": code for `download`, "title": Chinese title, "may_be_clear": whether the user may
		have personal data in it in the clear}]
	"""
	found = registers.of(doctype)
	if not (found and export.may_export(doctype)):
		return []
	may_be_clear = bool(getattr(get_controller(doctype), "sealed", ())) and reveal.may_export()
	return [
		{"register": register.code, "title": register.title, "may_be_clear": may_be_clear}
		for register in found
	]


@frappe.whitelist(methods=["GET"])
def download(
	register: str, from_date: str, to_date: str, unit: str | None = None, reason: str | None = None
) -> Response:
	"""Download a register as .xlsx; the download is logged.

	:param from_date, to_date: yyyy-mm-dd, both days included
	:param unit: this unit and all below it; empty: all units that the user may see
	:param reason: why personal data has to stand in it in the clear; empty: it is hidden
	"""
	found = registers.find(register)
	filename, workbook = export.to_xlsx(found, _day(from_date), _day(to_date), unit or None, reason)
	make_access_log(
		doctype=found.record_kind,
		file_type="XLSX",
		report_name=found.title,
		filters=frappe.as_json({"from_date": from_date, "to_date": to_date, "unit": unit}),
	)
	return _file(filename, workbook, XLSX)


def _file(filename: str, file: BinaryIO, mimetype: str) -> Response:
	"""Sent block by block: Frappe's own way of answering with a file holds all of it in memory."""
	response = Response(FileWrapper(file, BLOCK), mimetype=mimetype, direct_passthrough=True)
	response.content_length = os.fstat(file.fileno()).st_size
	response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
	return response


def _day(value: str) -> date:
	try:
		return date.fromisoformat(value)
	except ValueError:
		frappe.throw(
			_(
				"“{0}” is no day. Enter the first and the last day of the period as year-month-day, like 2024-12-31."
			).format(frappe.utils.escape_html(value)),
			title=_("Period of the Register"),
		)
