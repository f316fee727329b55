"""Look-ups in scope, in the place of Frappe's own that answer anyone about any unit's records.

A link search takes every unit's records into account if its caller says so; the title of a record and what is
linked with it are told without asking for any right (the latter in early Frappe 15 alone).
"""

from typing import Any

import frappe
from frappe import client
from frappe.desk import search
from frappe.desk.form import linked_with
from frappe.utils import getdate, global_search

from fazhi_governance import scope
from fazhi_governance.kinds import CONFIDED, GOVERNED_DOCTYPES


@frappe.whitelist(methods=["GET", "POST"])
def search_link(doctype: str, txt: str, **arguments: Any):
	return _searched(search.search_link, doctype, txt, arguments)


@frappe.whitelist(methods=["GET", "POST"])
def search_widget(doctype: str, txt: str, **arguments: Any):
	return _searched(search.search_widget, doctype, txt, arguments)


@frappe.whitelist(methods=["GET", "POST"])
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title of a record, or its name where the user may not see it."""
	if doctype not in GOVERNED_DOCTYPES:
		return search.get_link_title(doctype, docname)
	is_seen = frappe.has_permission(doctype) and frappe.get_list(doctype, filters={"name": docname}, limit=1)
	return search.get_link_title(doctype, docname) if is_seen else docname


@frappe.whitelist(methods=["GET", "POST"])
def validate_link(doctype: str, docname: str, fields: str | list | None = None) -> dict:
	"""Whether what a form names is there; of an accusation, as if it were not, to whoever is not in its circle.

	:raises frappe.PermissionError: the user may not read that kind
	"""
	if doctype in CONFIDED and frappe.has_permission(doctype):
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.from_(table).select(table.name).where(table.name == docname)
		if not query.where(scope.in_circle(table, doctype, frappe.session.user)).run():
			docname = ""
	return client.validate_link(doctype, docname, fields)


@frappe.whitelist(methods=["GET", "POST"])
def search_all(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict]:
	"""Frappe's global search asks for the right to read a kind, not the record: an assignment tells of another's.

	:returns: Frappe's rows of {"doctype", "name", "content", "rank"}
	"""
	return [
		row
		for row in global_search.search(text, start, limit, doctype)
		if frappe.db.exists(row["doctype"], row["name"])
		and frappe.has_permission(row["doctype"], doc=row["name"])
	]


@frappe.whitelist(methods=["GET", "POST"])
def get_linked(doctype: str, docname: str) -> dict[str, list]:
	"""What is linked with a record, of that which the user may see.

	:raises frappe.PermissionError: the user may not read the record itself
	"""
	if doctype in (scope.UNIT, *GOVERNED_DOCTYPES):
		frappe.get_doc(doctype, docname).check_permission("read")
	found = linked_with.get(doctype, docname)
	for kind in GOVERNED_DOCTYPES:
		if kind in found:
			found[kind] = _seen(kind, found[kind])
	return {kind: rows for kind, rows in found.items() if rows}


@frappe.whitelist(methods=["GET", "POST"])
def get_advisors(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict
) -> list[list]:
	"""For the choice in a form: the advisors whom a unit, or a unit above it, engages on a day.

	:param filters: {"unit", "day"}; no day: today
	"""
	unit = filters.get("unit")
	frappe.has_permission("Law Advisor", throw=True)
	if not unit or not frappe.has_permission(scope.UNIT, doc=unit):
		return []
	advisor, day = frappe.qb.DocType("Law Advisor"), getdate(filters.get("day") or None)
	return (
		frappe.qb.from_(advisor)
		.select(advisor.name, advisor.advisor_name, advisor.firm, advisor.speciality, advisor.unit)
		.where(advisor.unit.isin(scope.chain(unit)))
		.where((advisor.engaged_from <= day) & (advisor.engaged_to >= day))
		.where(advisor.ended_on.isnull() | (advisor.ended_on >= day))
		.where(advisor.advisor_name.like(f"%{txt}%") | advisor.firm.like(f"%{txt}%"))
		.orderby(advisor.advisor_name)
		.limit(page_len)
		.offset(start)
		.run(as_list=True)
	)


def _searched(function, doctype: str, txt: str, arguments: dict):
	if doctype in GOVERNED_DOCTYPES:
		arguments.pop("ignore_user_permissions", None)
	return frappe.call(function, doctype, txt, **arguments)


def _seen(kind: str, rows: list) -> list:
	if not frappe.has_permission(kind):
		return []
	names = {row["name"] for row in rows}
	seen = frappe.get_list(kind, filters={"name": ["in", list(names)]}, pluck="name", limit_page_length=0)
	return [row for row in rows if row["name"] in seen]
