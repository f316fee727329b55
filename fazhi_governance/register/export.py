"""A register for a period and unit as an xlsx file, with what the user may see and nothing else."""

import re
from contextlib import nullcontext
from datetime import date
from typing import BinaryIO

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.privacy import reveal
from fazhi_governance.register import sheet
from fazhi_governance.register.registers import Register

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
	_refuse_without_right(register.record_kind)
	if to_date < from_date:
		frappe.throw(
			_("The period ends ({0}) before it begins ({1}). Correct one of the two days.").format(
				formatdate(to_date), formatdate(from_date)
			),
			title=_("Period of the Register"),
		)
	reporting = _reporting_unit(unit, scope.units_of(doctype=register.record_kind))
	rows = register.rows(from_date, to_date, scope.units_within(unit, doctype=register.record_kind))
	subtitle = "　　".join(
		(
			f"填报单位：{reporting}",
			f"统计期间：{_in_words(from_date)}至{_in_words(to_date)}",
			f"打印日期：{_in_words(current_date())}",
		)
	)
	name = f"{register.title}_{reporting}_{from_date}_{to_date}.xlsx"
	with reveal.exporting(register.record_kind, reason) if reason else nullcontext():
		content = sheet.workbook(register.title, subtitle, rows, register.note)
	return re.sub(r'[\\/:*?"<>|\s]', "", name), content


def may_export(doctype: str) -> bool:
	return all(frappe.has_permission(doctype, right) for right in ("read", "export"))


def _refuse_without_right(doctype: str):
	if not may_export(doctype):
		frappe.throw(
			_(
				"None of your roles may export {0}. Ask an administrator for a role with the right Export."
			).format(_(doctype)),
			frappe.PermissionError,
			title=_("Not Allowed to Export"),
		)


def _reporting_unit(unit: str | None, permitted: list[str] | None) -> str:
	"""Who the sheet says has filled it in: the unit asked for, else the topmost of the user's units."""
	filters = {} if permitted is None else {"name": ("in", permitted)}
	rows = frappe.get_all(
		scope.UNIT, filters=filters, fields=["name", "parent_governance_unit"], order_by="lft, name"
	)
	known = {row.name for row in rows}
	topmost = [row.name for row in rows if row.parent_governance_unit not in known]
	if not known:
		frappe.throw(
			_(
				"No unit is assigned to you, so you have no register. Ask an administrator for a User Permission on your unit."
			),
			title=_("Unit of the Register"),
		)
	if unit and unit not in known:
		frappe.throw(
			_(
				"{0} is not among your units. Choose one of yours ({1} and below), or leave the unit empty for all of them."
			).format(frappe.utils.escape_html(unit), "、".join(topmost[:UNITS_NAMED])),
			title=_("Unit of the Register"),
		)
	if unit or len(topmost) <= UNITS_NAMED:
		return unit or "、".join(topmost)
	return f"{topmost[0]}等{len(topmost)}个单位"


def _in_words(day: date) -> str:
	return f"{day.year}年{day.month}月{day.day}日"
