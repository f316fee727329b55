"""单位对比: figures side by side, a row for each unit; the last row is the figure of the whole, not a sum."""

from collections.abc import Mapping

from frappe import _

from fazhi_governance.figure_report import (
	UNIT,
	FigureReport,
	chosen,
	header_of,
	of_group,
	readable,
)
from fazhi_governance.reporting import BLUE
from fazhi_governance.statistics.figures import Figure, find

SUMMED = 6
# what a group shows unless figures are chosen
LEADING = {
	"Organisation": (
		*("meeting.held", "task.due", "task.done", "task.completion_rate"),
		*("notice.issued", "notice.on_time_rate", "assessment.score_rate", "shortcoming.kept_rate"),
	),
	"Decisions": (
		*("decision.made", "review.submitted", "review.given", "review.adoption_rate"),
		*("matter.issued", "consultation.answered", "consultation.adoption_rate"),
	),
	"Capability": (
		*("training.sessions", "training.attendances", "training.hours", "training.exam_rate"),
		*("training.pass_rate", "officer.certified"),
	),
	"Publicity": (
		*("publicity.activities", "publicity.audience", "publicity.materials", "publicity.consultations"),
		*("resident.in_post", "resident.actions", "venue.in_use"),
	),
	"Disputes": (
		*("mediation.received", "mediation.resolved", "mediation.success_rate", "screening.screenings"),
		*("screening.disputes", "petition.received", "petition.concluded_in_time_rate", "reception.held"),
	),
	"Enforcement": (
		*("enforcement.cases", "enforcement.concluded", "enforcement.in_time_rate"),
		*("enforcement.publication_rate", "joint.times", "supervision.matters", "supervision.rate"),
	),
	"Service and Disclosure": (
		*("inquiry.asked", "inquiry.at_once_rate", "disclosure.published", "disclosure.in_time_rate"),
		*("tally.window", "tally.hotline"),
	),
}


def execute(filters: dict | None = None) -> tuple:
	filters = filters or {}
	figures = readable(compared(filters))
	headers = {figure.code: header_of(figure) for figure in figures}
	if filters.get("charted"):
		drawn = readable([find(filters["charted"])])
		headers |= {figure.code: header_of(figure) for figure in drawn}
	else:
		drawn = figures[:1]
	return FigureReport(
		rows=(UNIT,),
		headers=headers,
		charted={figure.code: BLUE for figure in drawn},
		summed=tuple(headers)[:SUMMED],
		note=_(
			"Each unit counts with all units below it. The totals are the figures of the whole: what is counted once for each unit, person or name is not added up. Empty: no records."
		),
	).run(filters)


def compared(filters: Mapping) -> list[Figure]:
	if filters.get("figures"):
		return chosen(filters)
	group = filters.get("figure_group")
	if group and group not in LEADING:
		return of_group(group)
	return [find(code) for name, codes in LEADING.items() if name == group or not group for code in codes]
