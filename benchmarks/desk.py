"""The desk as a restricted user opens it ÷ the same with Frappe alone: a workspace, a list of 100,000 cases in scope,
a report. Queries are counted, and time is taken, from the first line of the request's own function to its last,
with Redis warm, as after the first user of the morning.

The officer of a district of 70 streets has two thirds of all cases in scope, by one User Permission.
"""

import json
import re
from datetime import date

import bare
import frappe
from frappe.desk import query_report, reportview
from frappe.desk.desktop import get_desktop_page
from frappe.desk.doctype.dashboard_chart.dashboard_chart import get as get_chart
from frappe.desk.doctype.dashboard_chart_source.dashboard_chart_source import get_config
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.desk.form.load import getdoctype
from measure import begin_request, interleaved, line, note, of_request, queries_of
from site_data import DISTRICT_OFFICER, TODAY

from fazhi_governance.api.charts import CARD
from fazhi_governance.statute.due import kinds_with_clocks

WORKSPACE = "Law-based Government"
LIMIT = 1.2
PAGE = 20
# counts mediation cases, as the plain cards do
FIGURE_CARD = "Disputes Resolved"
# what the plain cards count
DUE = [
	[bare.BARE, "mediation_due_on", "<", TODAY.isoformat()],
	[bare.BARE, "closed_on", "is", "not set"],
]
YEAR = [[bare.BARE, "closed_on", "between", [f"{TODAY.year}-01-01", TODAY.isoformat()]]]


def main():
	bare.make()
	begin_request(DISTRICT_OFFICER)
	in_scope = frappe.get_list(bare.BARE, pluck="name", limit_page_length=0)
	note(f"{len(in_scope):,} of {frappe.db.count(bare.BARE):,} cases in scope")
	compare("workspace, its page", lambda: page(WORKSPACE), lambda: page(bare.WORKSPACE))
	compare("workspace, its charts", lambda: charts(WORKSPACE), lambda: charts(bare.WORKSPACE))
	due, kinds = cards_of_due(), len(kinds_with_clocks())
	compare("workspace, cards of what is due", lambda: cards(due), lambda: counts(len(due), DUE, kinds))
	# the desk asks for each card in a request of its own
	compare("workspace, card of a figure", lambda: cards([FIGURE_CARD]), lambda: counts(1, YEAR, 1))
	compare("list of cases, opened", lambda: opened(bare.CASE), lambda: opened(bare.BARE))
	compare("list of cases, found by text and type", lambda: found(bare.CASE), lambda: found(bare.BARE))
	compare("report of a year", lambda: report("Disputes by Type and Result"), lambda: report(bare.REPORT))


def compare(name: str, ours, plain):
	line(
		f"{name}",
		queries_of(DISTRICT_OFFICER, ours),
		queries_of(DISTRICT_OFFICER, plain),
		LIMIT,
		unit="queries",
	)
	baseline, taken = interleaved(of_request(DISTRICT_OFFICER, plain), of_request(DISTRICT_OFFICER, ours))
	line(name, taken, baseline, LIMIT)


# --- workspace --------------------------------------------------------------------------------------


def page(name: str):
	answer = get_desktop_page(json.dumps({"name": name, "title": name, "public": 1, "content": ""}))
	assert answer["shortcuts"]["items"] and answer["number_cards"]["items"], name


def charts(name: str):
	for row in frappe.get_cached_doc("Workspace", name).charts:
		chart = frappe.get_cached_doc("Dashboard Chart", row.chart_name)
		if chart.chart_type == "Custom":
			# the desk takes the function from the source's script
			method = re.search(r'method: "([\w.]+)"', get_config(chart.source))[1]
			frappe.call(frappe.get_attr(method), chart_name=chart.name, filters=chart.filters_json)
		else:
			get_chart(chart_name=chart.name, refresh=1)


def cards_of_due() -> list[str]:
	"""The cards that count what is due, in whatever kind of record; each of the others counts one figure."""
	names = [row.number_card_name for row in frappe.get_cached_doc("Workspace", WORKSPACE).number_cards]
	return [name for name in names if frappe.get_cached_doc("Number Card", name).method != CARD]


def cards(names: list[str]):
	for name in names:
		card = frappe.get_cached_doc("Number Card", name)
		frappe.call(frappe.get_attr(card.method), filters=card.filters_json)


def counts(cards: int, filters: list, kinds: int):
	"""Frappe alone counts one kind of record with a card: what is due in many needs a card for each of them."""
	for row in frappe.get_cached_doc("Workspace", bare.WORKSPACE).number_cards[:cards]:
		card = frappe.get_cached_doc("Number Card", row.number_card_name)
		for _kind in range(kinds):
			get_result(card.as_json(), filters)


# --- list -------------------------------------------------------------------------------------------


def opened(doctype: str):
	"""What the desk asks for when a list is opened: the DocType, the first page, how many there are."""
	frappe.local.form_dict = frappe._dict(doctype=doctype)
	getdoctype(doctype)
	cases(doctype, [])
	count(doctype, [])


def found(doctype: str):
	filters = [[doctype, "dispute_type", "=", "Neighbours"], [doctype, "subject", "like", "%治理%"]]
	cases(doctype, filters)
	count(doctype, filters)


def cases(doctype: str, filters: list):
	fields = ["name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "subject", "unit"]
	fields += ["received_on", "case_number", "status", "closed_on", "result"]
	ask(doctype, fields=[f"`tab{doctype}`.`{name}`" for name in fields], filters=filters)
	frappe.form_dict.update({"order_by": f"`tab{doctype}`.`creation` desc", "start": 0, "page_length": PAGE})
	assert reportview.get()["values"]


def count(doctype: str, filters: list):
	ask(doctype, fields=[], filters=filters, distinct="false")
	reportview.get_count()


def ask(doctype: str, **arguments):
	given = {
		name: json.dumps(value) if isinstance(value, list) else value for name, value in arguments.items()
	}
	frappe.local.form_dict = frappe._dict(doctype=doctype, view="List", **given)


# --- report -----------------------------------------------------------------------------------------


def report(name: str):
	filters = {"from_date": date(TODAY.year, 1, 1).isoformat(), "to_date": TODAY.isoformat()}
	assert query_report.run(name, filters=filters)["result"]


if __name__ == "__main__":
	main()
