"""The counts of a form's connections in scope, in the place of Frappe's own, which count every unit's records."""

import frappe
from frappe.desk import notifications

from fazhi_governance.api.counts import get_count
from fazhi_governance.kinds import GOVERNED_DOCTYPES


@frappe.whitelist(methods=["GET", "POST"])
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""How many records of each kind hang on this one, of those that the user may see.

	:raises frappe.PermissionError: the user may not read the record itself
	"""
	answer = notifications.get_open_count(doctype, name, items)
	links = frappe.get_meta(doctype).get_dashboard_data()
	counts = answer["count"]
	# later Frappe 15 tells those apart which the record itself names
	for row in counts["external_links_found"] if isinstance(counts, dict) else counts:
		kind = row.get("doctype") or row["name"]
		if kind in GOVERNED_DOCTYPES:
			row["count"] = get_count(kind, _filters(kind, name, links)) if frappe.has_permission(kind) else 0
			row["open_count"] = 0
	return answer


def _filters(kind: str, name: str, links: dict) -> dict:
	field = links.get("non_standard_fieldnames", {}).get(kind) or links.get("fieldname")
	filters = {field: name}
	if dynamic := links.get("dynamic_links", {}).get(field):
		doctype, doctype_field = dynamic
		filters[doctype_field] = doctype
	return filters
