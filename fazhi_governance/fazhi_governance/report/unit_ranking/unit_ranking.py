"""考核排名: what each assessed unit scored in a year, and its rank among those that the user may see."""

from itertools import groupby

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count

from fazhi_governance import figure_report, reporting, scope
from fazhi_governance.core import scoring
from fazhi_governance.reporting import BLUE, GRAY, GREEN, ORANGE, Asked, column, figure, link

ASSESSMENT = "Unit Assessment"
CONFIRMED = "Scores Confirmed"
STATE_COLOURS = {"Self-Scoring": ORANGE, "Scores Under Review": BLUE, CONFIRMED: GREEN}


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of_year(filters)
	rows = assessments(asked)
	for _scheme, of_scheme in groupby(rows, key=lambda row: row.scheme):
		rank(list(of_scheme))
	for row in rows:
		reporting.colour(row, "status", STATE_COLOURS.get(row.workflow_state, GRAY))
	return columns(), rows, note(), chart(rows), summary(rows, asked)


def columns() -> list[dict]:
	return [
		reporting.number("rank", _("Rank")),
		column("unit", _("Assessed Unit"), width=160),
		link("name", _("Unit Assessment"), ASSESSMENT, 130),
		column("scheme_title", _("Assessment Scheme"), width=210),
		score("full_total", _("Total of Full Scores")),
		score("self_total", _("Total of Self-Scores")),
		score("review_total", _("Total of Review Scores")),
		score("difference", _("Review Against Self-Score")),
		reporting.number("deductions", _("Indicators With Deductions")),
		column("status", _("Status"), width=90),
	]


def score(fieldname: str, label: str) -> dict:
	"""Scores have two decimals."""
	return reporting.number(fieldname, label, "Float") | {"precision": 2}


def note() -> str:
	return _(
		"Ranked are the units with confirmed scores among those listed, by scheme; equal scores share a rank. Only who sees all units that a scheme assesses sees ranks."
	)


def assessments(asked: Asked) -> list[dict]:
	"""By scheme, the highest score first."""
	assessment, scheme, row = (
		frappe.qb.DocType(doctype) for doctype in (ASSESSMENT, "Assessment Scheme", "Unit Assessment Score")
	)
	deducted = Count(Case().when(row.lost_score > 0, 1))
	rows = (
		frappe.qb.from_(assessment)
		.join(scheme)
		.on(scheme.name == assessment.scheme)
		.left_join(row)
		.on((row.parent == assessment.name) & (row.parenttype == ASSESSMENT))
		.select(
			*(assessment.name, assessment.unit, assessment.workflow_state, assessment.scheme),
			*(assessment.full_total, assessment.self_total, assessment.review_total),
			*(scheme.title.as_("scheme_title"), scheme.unit.as_("scheme_unit")),
			deducted.as_("deductions"),
		)
		.where(asked.within(assessment.assessed_to))
		.where(reporting.in_scope(assessment, ASSESSMENT, asked.unit))
		.groupby(assessment.name, assessment.unit, assessment.workflow_state, assessment.scheme)
		.groupby(assessment.full_total, assessment.self_total, assessment.review_total)
		.groupby(scheme.title, scheme.unit)
		.run(as_dict=True)
	)
	for each in rows:
		each.rank = None
		each.status = reporting.worded(each.workflow_state)
		is_reviewed = each.workflow_state == CONFIRMED
		each.review_total = each.review_total if is_reviewed else None
		each.deductions = each.deductions if is_reviewed else None
		each.difference = round(each.review_total - each.self_total, 2) if is_reviewed else None
	return sorted(rows, key=lambda each: (each.scheme, -(each.review_total or 0), each.unit, each.name))


def rank(rows: list[dict]):
	"""Within one scheme; who may not see all that are ranked would learn nothing true from a rank."""
	permitted = scope.units_of(doctype=ASSESSMENT)
	if permitted is not None and rows[0].scheme_unit not in permitted:
		return
	confirmed = [row for row in rows if row.workflow_state == CONFIRMED]
	for row, place in zip(confirmed, scoring.ranks(row.review_total for row in confirmed), strict=True):
		row.rank = place


def chart(rows: list[dict]) -> dict | None:
	confirmed = [row for row in rows if row.workflow_state == CONFIRMED]
	return reporting.bars(
		[row.unit for row in confirmed],
		{
			_("Total of Self-Scores"): ([row.self_total for row in confirmed], GRAY),
			_("Total of Review Scores"): ([row.review_total for row in confirmed], BLUE),
		},
	)


def summary(rows: list[dict], asked: Asked) -> list[dict]:
	scored = [row.review_total for row in rows if row.workflow_state == CONFIRMED]
	averages = (
		[figure(_("Average Review Score"), round(sum(scored) / len(scored), 1), "Data")] if scored else []
	)
	return [
		*figure_report.totals(
			{"assessment.units": _("Assessed Units"), "assessment.confirmed": _("Scores Confirmed")}, asked
		),
		*averages,
	]
