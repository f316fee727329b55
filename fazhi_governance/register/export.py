"""Registers for a period and unit as xlsx files, with what the user may see and nothing else."""

from contextlib import nullcontext
from datetime import date
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.core.wording import chinese_date, chinese_period
from fazhi_governance.privacy import reveal
from fazhi_governance.register import figures, sheet
from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.registers import Register
from fazhi_governance.register.sheet import file_name
from fazhi_governance.reporting import Asked

UNITS_NAMED = 3


def to_xlsx(
	register: Register, from_date: date, to_date: date, unit: str | None = None, reason: str | None = None
) -> tuple[str, BinaryIO]:
	"""File name, and the workbook as a file that is gone once it is closed.

	:param unit: this unit and all below it, as far as the user may see them; None: all that the user sees
	:param reason: why personal data has to stand in it in the clear; without one it is hidden
	:raises frappe.PermissionError: the user may not export that record kind, or no personal data in the clear
	:raises frappe.ValidationError: the period ends before it begins, the unit is not among the user's
	"""
	_refuse_without_right(register)
	if to_date < from_date:
		frappe.throw(
			_("The period ends ({0}) before it begins ({1}). Correct one of the two days.").format(
				formatdate(to_date), formatdate(from_date)
			),
			title=_("Period of the Register"),
		)
	reporting = _reporting_unit(unit, scope.units_of(doctype=register.record_kind))
	asked = Asked(unit, from_date, to_date)
	rows = rows_of(register, asked)
	subtitle = "　　".join(
		(
			f"填报单位：{reporting}",
			f"统计期间：{chinese_period(from_date, to_date)}",
			f"打印日期：{chinese_date(current_date())}",
		)
	)
	with reveal.exporting(register.record_kind, reason) if reason else nullcontext():
		workbook = sheet.workbook(register.title, subtitle, rows, _note(register, asked), sheet.SIGNATURES)
	return file_name(register.title, reporting, from_date, to_date, "xlsx"), workbook


def to_zip(
	binders: dict[str, list[Register]], from_date: date, to_date: date, unit: str | None = None
) -> tuple[str, BinaryIO]:
	"""File name and an archive of workbooks, personal data hidden: a folder for each area. As a file, as `to_xlsx`.

	:param binders: area → its registers
	:raises: as `to_xlsx`
	"""
	archive = TemporaryFile()
	with ZipFile(archive, "w", ZIP_STORED) as target:  # a workbook is compressed already
		for area, found in binders.items():
			for register in found:
				filename, workbook = to_xlsx(register, from_date, to_date, unit)
				with workbook, target.open(f"{area}/{filename}", "w") as part:
					copyfileobj(workbook, part)
	archive.seek(0)
	reporting = _reporting_unit(unit, scope.units_of())
	return file_name("台账", reporting, from_date, to_date, "zip"), archive


def rows_of(register: Register, asked: Asked):
	"""A reckoned register asks for the scope by itself, since it reads several kinds; the others are told it."""
	if isinstance(register, ReckonedRegister):
		return register.rows(asked)
	units = scope.units_within(asked.unit, doctype=register.record_kind)
	return register.rows(asked.from_date, asked.to_date, units)


def _note(register: Register, asked: Asked) -> str:
	stated = figures.sentence(register.figures, asked) if getattr(register, "figures", ()) else ""
	return "\n".join(filter(None, (register.note, stated)))


def may_export(register: Register) -> bool:
	rights = ("read", getattr(register, "right", "export"))
	return all(frappe.has_permission(register.record_kind, right) for right in rights)


def _refuse_without_right(register: Register):
	if not may_export(register):
		frappe.throw(
			_(
				"None of your roles may export {0}. Ask an administrator for a role with the right Export."
			).format(_(register.record_kind)),
			frappe.PermissionError,
			title=_("Not Allowed to Export"),
		)


def _reporting_unit(unit: str | None, permitted: list[str] | None) -> str:
	"""Who the sheet says has filled it in: the unit asked for, else the topmost of the user's units."""
	topmost = list(scope.branches(permitted))
	if not topmost:
		frappe.throw(
			_(
				"No unit is assigned to you, so you have no register. Ask an administrator for a User Permission on your unit."
			),
			title=_("Unit of the Register"),
		)
	if unit and not (frappe.db.exists(scope.UNIT, unit) if permitted is None else unit in permitted):
		frappe.throw(
			_(
				"{0} is not among your units. Choose one of yours ({1} and below), or leave the unit empty for all of them."
			).format(frappe.utils.escape_html(unit), "、".join(topmost[:UNITS_NAMED])),
			title=_("Unit of the Register"),
		)
	if unit or len(topmost) <= UNITS_NAMED:
		return unit or "、".join(topmost)
	return f"{topmost[0]}等{len(topmost)}个单位"
