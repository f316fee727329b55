"""法律顾问考核: what each advisor was asked, how soon it was answered and what became of the advice."""

from collections import Counter
from dataclasses import dataclass, field

import frappe
from frappe.model.base_document import get_controller
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum

from fazhi_governance import reporting
from fazhi_governance.core import deadlines
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.reporting import Asked
from fazhi_governance.review_summary import ADOPTED, NOT_ADOPTED, PARTLY, REVIEW
from fazhi_governance.statute.clocks import state_case

ADVISOR, CONSULTATION = "Law Advisor", "Law Advisor Consultation"
# a rating is stored as a share of its stars
STARS = 5


@dataclass
class Work:
	"""What one advisor did, or all of them did: consultations by kind, and the sums over them."""

	by_kind: Counter = field(default_factory=Counter)
	sums: Counter = field(default_factory=Counter)

	def add(self, kind: str, consultations: int, sums: dict):
		self.by_kind[kind] += consultations
		self.sums.update(sums)

	def as_row(self) -> dict:
		sums = self.sums
		decided = sums["adopted"] + sums["partly"] + sums["not_adopted"]
		return {
			"consultations": self.by_kind.total(),
			**{field_of(kind): self.by_kind[kind] for kind in kinds()},
			**{fieldname: sums[fieldname] for fieldname in (*COUNTED, "reviews")},
			"hours": round(sums["hours"], 2),
			"adoption_rate": reporting.percentage(sums["adopted"] + sums["partly"], decided),
			"rating": round(STARS * sums["rating"] / sums["rated"], 1) if sums["rated"] else None,
		}


COUNTED = ("in_time", "late", "open", "overdue", "adopted", "partly", "not_adopted")


def works_of(asked: Asked) -> dict[str, Work]:
	"""By advisor, of those who did anything."""
	works = consultations(asked)
	for advisor, advised in reviews(asked):
		works.setdefault(advisor, Work()).sums["reviews"] += advised
	return works


def rows_of(asked: Asked, works: dict[str, Work]) -> list[dict]:
	"""A row for each advisor; who was engaged and did nothing has one, too."""
	return [
		{**advisor, **works.get(advisor["advisor"], Work()).as_row()} for advisor in advisors(asked, works)
	]


def together(works: dict[str, Work]) -> Work:
	every = Work()
	for work in works.values():
		every.by_kind.update(work.by_kind)
		every.sums.update(work.sums)
	return every


def kinds() -> list[str]:
	return frappe.get_meta(CONSULTATION).get_options("kind").split("\n")


def field_of(kind: str) -> str:
	return f"kind_{frappe.scrub(kind)}"


def consultations(asked: Asked) -> dict[str, Work]:
	table = frappe.qb.DocType(CONSULTATION)
	clock = next(each for each in get_controller(CONSULTATION).clocks if each.rule == "C1")
	state, answered = state_case(table, clock), table[clock.stop].isnotnull()
	counted = {
		"in_time": answered & (state != deadlines.MET_LATE),
		"late": state == deadlines.MET_LATE,
		"open": table[clock.stop].isnull(),
		"overdue": state == deadlines.OVERDUE,
		"adopted": table.adoption == ADOPTED,
		"partly": table.adoption == PARTLY,
		"not_adopted": table.adoption == NOT_ADOPTED,
		"rated": table.rating > 0,
	}
	rows = (
		frappe.qb.from_(table)
		.select(
			*(table.advisor, table.kind, Count("*").as_("consultations")),
			*(Count(Case().when(condition, 1)).as_(name) for name, condition in counted.items()),
			Sum(table.hours).as_("hours"),
			Sum(table.rating).as_("rating"),
		)
		.where(asked.within(table.asked_on))
		.where(reporting.in_scope(table, CONSULTATION, asked.unit))
		.groupby(table.advisor, table.kind)
		.run(as_dict=True)
	)
	works = {}
	for row in rows:
		sums = {name: row[name] or 0 for name in (*counted, "hours", "rating")}
		works.setdefault(row.advisor, Work()).add(row.kind, row.consultations, sums)
	return works


def reviews(asked: Asked) -> list[tuple]:
	"""(advisor, number of reviews on which the advisor's opinion was given)."""
	review = frappe.qb.DocType(REVIEW)
	return (
		frappe.qb.from_(review)
		.select(review.advisor, Count("*"))
		.where((review.docstatus != CANCELLED) & review.advisor.isnotnull() & (review.advisor != ""))
		.where(asked.within(review.advisor_opined_on))
		.where(reporting.in_scope(review, REVIEW, asked.unit))
		.groupby(review.advisor)
		.run()
	)


def advisors(asked: Asked, works: dict[str, Work]) -> list[dict]:
	"""Who did anything, and who was engaged in the period and did not."""
	advisor = frappe.qb.DocType(ADVISOR)
	engaged = (
		(advisor.engaged_from <= asked.to_date)
		& (advisor.engaged_to >= asked.from_date)
		& (advisor.ended_on.isnull() | (advisor.ended_on >= asked.from_date))
	)
	chosen = reporting.in_scope(advisor, ADVISOR, asked.unit) & engaged
	if works:
		chosen = chosen | advisor.name.isin(sorted(works))
	return (
		frappe.qb.from_(advisor)
		.select(
			*(advisor.name.as_("advisor"), advisor.advisor_name, advisor.firm),
			*(advisor.engaged_from, advisor.engaged_to, advisor.ended_on),
		)
		.where(chosen)
		.orderby(advisor.advisor_name)
		.orderby(advisor.name)
		.run(as_dict=True)
	)
