"""Registers: which there are, each as a file and several as one."""

from datetime import date

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.base_document import get_controller
from werkzeug.wrappers import Response

from fazhi_governance.api.answers import answer_with_file
from fazhi_governance.privacy import reveal
from fazhi_governance.register import export, registers


@frappe.whitelist(methods=["GET"])
def available(doctype: str) -> list[dict]:
	"""The registers of a DocType that the user may export.

	:returns: [{"register": code for `download`, "title": Chinese title, "may_be_clear": whether the user may
		have personal data in it in the clear}]
	"""
	found = [register for register in registers.of(doctype) if export.may_export(register)]
	if not found:
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
	_log(found, from_date, to_date, unit)
	return answer_with_file(filename, workbook)


@frappe.whitelist(methods=["GET"])
def listing() -> list[dict]:
	"""All registers that the user may export, area by area.

	:returns: [{"area": Chinese name, "registers": [{"register": code for `download`, "title": Chinese title}]}]
	"""
	return [
		{
			"area": area,
			"registers": [{"register": register.code, "title": register.title} for register in found],
		}
		for area, found in _permitted().items()
	]


@frappe.whitelist(methods=["GET"])
def download_all(from_date: str, to_date: str, unit: str | None = None, chosen: str | None = None):
	"""Download several registers as one .zip of workbooks, a folder for each area; each is logged.

	Personal data is hidden in all of them.

	:param from_date, to_date: yyyy-mm-dd, both days included
	:param unit: this unit and all below it; empty: all units that the user may see
	:param chosen: codes, with commas between; empty: all that the user may export
	:raises frappe.PermissionError: the user may export none, or not one that is chosen
	"""
	binders = _permitted()
	if chosen:
		wanted = [registers.find(code.strip()) for code in chosen.split(",")]
		binders = {
			area: [register for register in found if register in wanted]
			for area, found in registers.AREAS.items()
		}
	elif not binders:
		frappe.throw(
			_(
				"None of your roles may export a register. Ask an administrator for a role with the right Export."
			),
			frappe.PermissionError,
			title=_("Not Allowed to Export"),
		)
	filename, archive = export.to_zip(binders, _day(from_date), _day(to_date), unit or None)
	for found in binders.values():
		for register in found:
			_log(register, from_date, to_date, unit)
	return answer_with_file(filename, archive)


def _permitted() -> dict[str, list[registers.Register]]:
	"""By area, without areas of which the user may export nothing."""
	permitted = {
		area: [register for register in found if export.may_export(register)]
		for area, found in registers.AREAS.items()
	}
	return {area: found for area, found in permitted.items() if found}


def _log(register: registers.Register, from_date: str, to_date: str, unit: str | None):
	make_access_log(
		doctype=register.record_kind,
		file_type="XLSX",
		report_name=register.title,
		filters=frappe.as_json({"from_date": from_date, "to_date": to_date, "unit": unit}),
	)


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
