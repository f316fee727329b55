"""合法性审查台账: one line for each review, by the day on which it was sent."""

from collections import Counter

import frappe
from frappe import _

from fazhi_governance import reporting, review_summary
from fazhi_governance.core import deadlines
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.reporting import BLUE, GREEN, RED, Asked, column, figure, link
from fazhi_governance.review_summary import ADOPTED, PARTLY, REVIEW
from fazhi_governance.statute.clocks import state_case


def execute(filters: dict | None = None) -> tuple:
	rows = reviews(filters)
	found = review_summary.findings_of([row.name for row in rows])
	describe(rows, found)
	return columns(), rows, None, chart(rows), summary(rows, found)


def columns() -> list[dict]:
	return [
		link("name", _("Review Number"), REVIEW, 150),
		column("review_type", _("Review Type"), width=130),
		column("subject", _("Subject of Review"), width=220),
		link("unit", _("Submitting Unit"), "Governance Unit"),
		column("submitted_on", _("Submitted On"), "Date"),
		column("complete_on", _("Materials Complete On"), "Date"),
		column("reviewer_name", _("Reviewer")),
		column("advisor_name", _("Law Advisor")),
		column("findings", _("Findings (Items)"), "Int", 90),
		column("conclusion_label", _("Conclusion"), width=130),
		column("opinion_on", _("Opinion Given On"), "Date"),
		column("used", _("Working Days Used"), "Int", 90),
		column("adoption", _("Adoption of Findings"), width=160),
		column("discussed_on", _("Day of the Meeting"), "Date"),
		column("archive_number", _("Archive Number")),
		column("state_label", _("Clock State")),
		column("voided_on", _("Void Since"), "Date"),
	]


def reviews(filters: dict | None) -> list[dict]:
	asked, clock = Asked.of(filters), review_summary.review_clock()
	review, advisor, reviewer = (frappe.qb.DocType(each) for each in (REVIEW, "Law Advisor", "User"))
	query = (
		frappe.qb.from_(review)
		.left_join(advisor)
		.on(advisor.name == review.advisor)
		.left_join(reviewer)
		.on(reviewer.name == review.reviewer)
		.select(
			*(review.name, review.review_type, review.subject, review.unit, review.submitted_on),
			*(review.complete_on, review.conclusion, review.opinion_on, review.archive_number),
			*(review.voided_on, review.matter_kind, review.matter),
			review[clock.start].as_("start"),
			review[clock.stop].as_("stop"),
			advisor.advisor_name,
			reviewer.full_name.as_("reviewer_name"),
			state_case(review, clock).as_("state"),
		)
		.where(review.docstatus != CANCELLED)
		.where(asked.within(review.submitted_on))
		.where(reporting.in_scope(review, REVIEW, asked.unit))
		.orderby(review.submitted_on)
		.orderby(review.name)
	)
	for fieldname in ("review_type", "conclusion"):
		if filters.get(fieldname):
			query = query.where(review[fieldname] == filters[fieldname])
	return query.run(as_dict=True)


def describe(rows: list[dict], found: list[review_summary.Findings]):
	def all_of(field: str) -> list:
		return [row[field] for row in rows]

	used = review_summary.used_working_days(*map(all_of, ("name", "unit", "start", "stop")))
	meetings = review_summary.discussed_on(all_of("matter_kind"), all_of("matter"))
	words = reporting.state_labels()
	for row, findings, days, met_on in zip(rows, found, used, meetings, strict=True):
		row.update(
			findings=findings.total,
			adoption=findings.adoption(),
			used=days,
			discussed_on=met_on,
			conclusion_label=reporting.worded(row.conclusion),
			state_label=words[row.state],
		)
		reporting.colour(row, "state_label", reporting.STATE_COLOURS[row.state])


def chart(rows: list[dict]) -> dict | None:
	by_conclusion = Counter(row.conclusion_label or _("No Conclusion Yet") for row in rows)
	return reporting.bars(by_conclusion, {_("Reviews"): (by_conclusion.values(), BLUE)})


def summary(rows: list[dict], found: list[review_summary.Findings]) -> list[dict]:
	states = Counter(row.state for row in rows)
	heeded = sum(each.by_response[ADOPTED] + each.by_response[PARTLY] for each in found)
	return [
		figure(_("Reviews"), len(rows)),
		figure(_("Opinions Given"), sum(bool(row.opinion_on) for row in rows)),
		figure(_("In Time"), states[deadlines.MET], indicator=GREEN),
		figure(_("Late"), states[deadlines.MET_LATE]),
		figure(_("Overdue"), states[deadlines.OVERDUE], indicator=RED),
		figure(_("Findings (Items)"), sum(each.total for each in found)),
		figure(_("Findings Adopted or in Part (Items)"), heeded),
	]
