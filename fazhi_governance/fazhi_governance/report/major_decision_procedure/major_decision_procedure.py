"""重大行政决策程序: which steps of its procedure each decision has taken, which are missing, and what is overdue.

The decision's own declarations answer, as they do on its form.
"""

from collections import Counter

import frappe
from frappe import _
from frappe.model.base_document import get_controller

from fazhi_governance import figure_report, reporting
from fazhi_governance.core.deadlines import OVERDUE
from fazhi_governance.fazhi_governance.doctype.legality_review.legality_review import opinions_on
from fazhi_governance.reporting import BLUE, GRAY, GREEN, RED, Asked, column, figure, link
from fazhi_governance.review_summary import DECISION
from fazhi_governance.statute.clocks import clock_rows
from fazhi_governance.statute.rules import standard_rows
from fazhi_governance.statute.steps import DONE, MISSING, NOT_REQUIRED, NOT_YET, checklist_rows

COLOURS = {DONE: GREEN, MISSING: RED, NOT_YET: BLUE, NOT_REQUIRED: GRAY}


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of(filters)
	rows = [line(decision) for decision in decisions(asked)]
	if filters.get("only_missing"):
		rows = [row for row in rows if row["missing"] or row["overdue"]]
	return columns(), rows, None, chart(rows), summary(rows, asked)


def columns() -> list[dict]:
	return [
		link("name", _("Record"), DECISION, 140),
		column("title", _("Title of Decision"), width=220),
		link("unit", _("Unit"), "Governance Unit"),
		column("started_on", _("Procedure Started On"), "Date"),
		column("result_label", _("Decision Result"), width=110),
		*(column(step.rule, title_of(step.rule), width=120) for step in steps()),
		column("missing", _("Steps Missing"), "Int", 80),
		column("overdue", _("Overdue Clocks"), width=260),
	]


def steps() -> tuple:
	return get_controller(DECISION).steps


def title_of(code: str) -> str:
	return next((row.title for row in standard_rows(code)), code)


def decisions(asked: Asked) -> list:
	decision = frappe.qb.DocType(DECISION)
	names = (
		frappe.qb.from_(decision)
		.select(decision.name)
		.where(asked.within(decision.started_on))
		.where(reporting.in_scope(decision, DECISION, asked.unit))
		.orderby(decision.started_on)
		.orderby(decision.name)
		.run(pluck=True)
	)
	found, given = reporting.documents(DECISION, names), opinions_on(DECISION, names)
	for each in found:
		each.flags.opinions = given.get(each.name, [])
	return found


def line(decision) -> dict:
	row = {
		"name": decision.name,
		"title": decision.title,
		"unit": decision.unit,
		"started_on": decision.started_on,
		"result_label": reporting.worded(decision.result),
	}
	states = {step["rule"]: step for step in checklist_rows(decision)}
	for code, step in states.items():
		row[code] = reporting.worded(step["state"])
		row[f"{code}_state"] = step["state"]
		reporting.colour(row, code, COLOURS[step["state"]], step["note"])
	row["missing"] = sum(step["state"] == MISSING for step in states.values())
	row["overdue"] = "、".join(clock["title"] for clock in clock_rows(decision) if clock["state"] == OVERDUE)
	for fieldname in ("missing", "overdue"):
		if row[fieldname]:
			reporting.colour(row, fieldname, RED)
	return row


def chart(rows: list[dict]) -> dict | None:
	states = {step.rule: Counter(row.get(f"{step.rule}_state") for row in rows) for step in steps()}
	return reporting.bars(
		[title_of(code) for code in states],
		{
			reporting.worded(state): ([counted[state] for counted in states.values()], name)
			for state, name in COLOURS.items()
		},
		is_stacked=True,
	)


def summary(rows: list[dict], asked: Asked) -> list[dict]:
	with_gaps, with_overdue = (sum(bool(row[each]) for row in rows) for each in ("missing", "overdue"))
	return [
		*figure_report.totals({"decision.started": _("Decisions (Cases)")}, asked),
		figure(_("Decisions With a Step Missing"), with_gaps, indicator=RED if with_gaps else GREEN),
		figure(_("Decisions With an Overdue Clock"), with_overdue, indicator=RED if with_overdue else GREEN),
	]
