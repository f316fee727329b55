"""Counts in scope, in the place of two of Frappe's own that answer anyone about any unit's records.

`frappe.client.get_count` asks for no right at all, and the number of records assigned to each person is counted
over all units (both in Frappe 15; later versions mend the former). Record kinds of other apps are none of our
business: for them Frappe's own functions answer.
"""

import frappe
from frappe import client
from frappe.desk import listview
from frappe.query_builder.functions import Count

from fazhi_governance import scope
from fazhi_governance.kinds import GOVERNED_DOCTYPES, KEPT_BESIDE, TABLES


@frappe.whitelist(methods=["GET", "POST"])
def get_count(
	doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""How many records of a kind the user may see.

	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that kind
	"""
	if doctype in TABLES:
		raise frappe.PermissionError
	if doctype in KEPT_BESIDE:
		listed = frappe.get_list(doctype, client.get_safe_filters(filters), pluck="name", limit_page_length=0)
		return len(listed)
	if not _is_ours(doctype):
		return client.get_count(doctype, filters, debug, cache)
	return _in_scope(doctype, client.get_safe_filters(filters), Count("*")).run()[0][0]


@frappe.whitelist(methods=["GET", "POST"])
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""How many of the records that the user may see are assigned to each person, or hold each value of a field.

	:returns: [{"name", "count"}], the largest first, at most 50
	"""
	if field != "assigned_to" or not _is_ours(doctype):
		return listview.get_group_by_count(doctype, current_filters, field)
	todo, user = frappe.qb.DocType("ToDo"), frappe.qb.DocType("User")
	count = Count("*").as_("count")
	records = _in_scope(doctype, frappe.parse_json(current_filters), ["name"])
	return (
		frappe.qb.from_(todo)
		.join(user)
		.on(todo.allocated_to == user.name)
		.select(todo.allocated_to.as_("name"), count)
		.where((todo.status != "Cancelled") & (user.user_type == "System User"))
		.where((todo.reference_type == doctype) & todo.reference_name.isin(records))
		.groupby(todo.allocated_to)
		.orderby(count, order=frappe.qb.desc)
		.limit(50)
		.run(as_dict=True)
	)


def _is_ours(doctype: str) -> bool:
	return doctype in (scope.UNIT, *GOVERNED_DOCTYPES)


def _in_scope(doctype: str, filters, fields):
	frappe.has_permission(doctype, "read", throw=True)
	query = frappe.qb.get_query(doctype, filters=filters, fields=fields, validate_filters=True)
	return query.where(scope.visible(frappe.qb.DocType(doctype), doctype))
