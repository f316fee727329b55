"""The same cases, report and workspace as an app would have them that uses Frappe alone.

The bare DocType has the columns, rows, indexes and roles of Mediation Case and the same link to the unit, so that
Frappe's own User Permission decides who sees what. It has no controller, no hook asks about it, and its tables of
persons and sessions are left out.
"""

import json
import sys
from types import SimpleNamespace

import frappe
from frappe.desk.reportview import build_match_conditions
from frappe.model import no_value_fields, table_fields

CASE, BARE = "Mediation Case", "Bare Case"
REPORT, WORKSPACE = "Bare Cases by Type and Result", "Bare Workspace"
COPIED = (
	*("fieldname", "label", "fieldtype", "options", "reqd", "search_index", "in_list_view"),
	*("in_standard_filter", "read_only", "unique"),
)
RIGHTS = ("role", "select", "read", "write", "create", "delete", "report", "export", "print", "share")


def make():
	"""Anew: what Mediation Case has become since is copied, too."""
	frappe.set_user("Administrator")
	frappe.db.set_value("Report", REPORT, "is_standard", "No")  # a standard one is not deleted
	for doctype, name in (("Workspace", WORKSPACE), ("Report", REPORT), ("DocType", BARE)):
		frappe.delete_doc_if_exists(doctype, name, force=1)
	_make_doctype()
	_copy_rows()
	_make_report()
	_make_workspace()
	frappe.db.commit()
	frappe.clear_cache()


def _make_doctype():
	meta = frappe.get_meta(CASE)
	fields = [
		{name: df.get(name) for name in COPIED}
		for df in meta.fields
		if df.fieldtype not in (*no_value_fields, *table_fields) and not df.permlevel
	]
	doctype = frappe.new_doc("DocType")
	doctype.update({"name": BARE, "custom": 1, "module": "Core", "autoname": "hash"})
	doctype.update(
		{name: meta.get(name) for name in ("title_field", "search_fields", "sort_field", "sort_order")}
	)
	for field in fields:
		doctype.append("fields", field)
	for row in meta.permissions:
		if not row.permlevel:
			doctype.append("permissions", {name: row.get(name) for name in RIGHTS})
	doctype.insert()


def _copy_rows():
	frappe.db.add_index(BARE, ["creation"], index_name="creation")
	columns = [name for name in frappe.get_meta(BARE).get_valid_columns() if frappe.db.has_column(CASE, name)]
	bare, case = frappe.qb.DocType(BARE), frappe.qb.DocType(CASE)
	frappe.db.truncate(BARE)  # Frappe leaves the table of a DocType that was deleted
	frappe.qb.into(bare).columns(*columns).from_(case).select(*(case[name] for name in columns)).run()
	frappe.db.sql(f"analyze table `tab{BARE}`")


def _make_report():
	report = frappe.new_doc("Report")
	report.update({"report_name": REPORT, "ref_doctype": BARE, "report_type": "Script Report"})
	report.update({"module": "Core", "is_standard": "No"})
	for row in frappe.get_doc("Report", "Disputes by Type and Result").roles:
		report.append("roles", {"role": row.role})
	report.insert()
	report.db_set("is_standard", "Yes")  # its code stands below and not in a field


DAYS = ("received_on", "closed_on", "performed_on", "confirmation_applied_on", "confirmation_decided_on")


def execute(filters=None):
	"""The bare report: the app's columns and totals by one query written for them, with Frappe's match conditions."""
	match = build_match_conditions(BARE)
	within = {day: f"({day} between %(from_date)s and %(to_date)s)" for day in DAYS}
	received, closed = within["received_on"], within["closed_on"]
	settled = "result in ('Written Agreement', 'Oral Agreement')"
	crime = "escalation_prevented in ('Crime', 'Crime and Group Petition')"
	petition = "escalation_prevented in ('Group Petition', 'Crime and Group Petition')"
	counts = {
		"received": received,
		"own_initiative": f"{received} and source = 'Own Initiative'",
		"on_application": f"{received} and source = 'On Application'",
		"referred": f"{received} and source = 'Referred'",
		"persons": f"{received} * persons_count",
		"open": f"{received} and status = 'In Mediation'",
		"settled_of_received": f"{received} and {settled}",
		"written": f"{closed} and result = 'Written Agreement'",
		"oral": f"{closed} and result = 'Oral Agreement'",
		"settled": f"{closed} and {settled}",
		"failed": f"{closed} and result in ('No Agreement', 'Mediation Refused')",
		"amount": f"({closed} and {settled}) * amount",
		"performed": f"{within['performed_on']} and {settled}",
		"applied": within["confirmation_applied_on"],
		"confirmed": f"{within['confirmation_decided_on']} and confirmation_result = 'Confirmed by the Court'",
		"crimes": f"{closed} and {crime}",
		"crimes_persons": f"({closed} and {crime}) * persons_count",
		"petitions": f"{closed} and {petition}",
		"petitions_persons": f"({closed} and {petition}) * persons_count",
	}
	rows = frappe.db.sql(
		f"""
		select dispute_type, {", ".join(f"sum({each}) as `{name}`" for name, each in counts.items())}
		from `tab{BARE}`
		where ({" or ".join(within.values())}) {"and " + match if match else ""}
		group by dispute_type with rollup
		""",
		filters,
		as_dict=True,
	)
	for row in rows:
		row["rate"] = _rate(row.settled, row.settled + row.failed)
		row["rate_of_received"] = _rate(row.settled_of_received, row.received)
	columns = [{"fieldname": "dispute_type", "label": "Type", "fieldtype": "Data", "width": 160}]
	shown = [*counts, "rate", "rate_of_received"]
	columns += [{"fieldname": name, "label": name, "fieldtype": "Int", "width": 100} for name in shown]
	return columns, rows


def _rate(part, whole):
	return round(100 * part / whole, 1) if whole else None


def _make_workspace():
	"""With as many blocks of each sort as the app's own has."""
	ours = frappe.get_doc("Workspace", "Law-based Government")
	bare = frappe.new_doc("Workspace")
	bare.update({"label": WORKSPACE, "title": WORKSPACE, "public": 1, "module": "Core", "content": "[]"})
	for number in range(len(ours.shortcuts)):
		bare.append("shortcuts", {"type": "DocType", "link_to": BARE, "label": f"Bare {number}"})
	for row in ours.links:
		link = {"type": row.type, "label": row.label}
		if row.type == "Link":
			link |= {"link_type": "DocType", "link_to": BARE}
		bare.append("links", link)
	for row in ours.number_cards:
		bare.append("number_cards", {"number_card_name": _card(row.label), "label": row.label})
	for row in ours.charts:
		bare.append("charts", {"chart_name": _chart(row.label), "label": row.label})
	bare.insert()


def _card(label: str) -> str:
	name = f"Bare {label}"
	frappe.delete_doc_if_exists("Number Card", name, force=1)
	card = frappe.new_doc("Number Card")
	card.update({"label": name, "type": "Document Type", "document_type": BARE, "function": "Count"})
	card.update({"filters_json": "[]", "is_public": 1})
	return card.insert().name


def _chart(label: str) -> str:
	name = f"Bare {label}"
	frappe.delete_doc_if_exists("Dashboard Chart", name, force=1)
	chart = frappe.new_doc("Dashboard Chart")
	chart.update({"chart_name": name, "chart_type": "Group By", "document_type": BARE, "is_public": 1})
	chart.update({"group_by_type": "Count", "group_by_based_on": "dispute_type", "filters_json": "[]"})
	chart.update({"type": "Bar", "number_of_groups": 0})
	return chart.insert().name


# where Frappe looks for a standard report's code
sys.modules["frappe.core.report.bare_cases_by_type_and_result.bare_cases_by_type_and_result"] = (
	SimpleNamespace(execute=execute)
)
