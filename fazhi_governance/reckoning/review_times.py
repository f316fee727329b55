"""审查用时: the reviews sent in a period, how each stands with its time limit and how many working days it took."""

from dataclasses import dataclass, field

import frappe

from fazhi_governance import reporting, review_summary
from fazhi_governance.core.deadlines import MET_LATE, OVERDUE
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.reporting import Asked
from fazhi_governance.review_summary import REVIEW
from fazhi_governance.statute.clocks import state_case

NOT_IN_TIME = (OVERDUE, MET_LATE)


@dataclass
class Tally:
	"""The reviews of one type, or of all."""

	reviews: list[dict] = field(default_factory=list)

	def count(self, *states: str) -> int:
		return sum(review.state in states for review in self.reviews)

	@property
	def used(self) -> list[int]:
		return [review.used for review in self.reviews if review.used is not None]

	@property
	def average(self) -> float | None:
		return round(sum(self.used) / len(self.used), 1) if self.used else None

	@property
	def not_in_time(self) -> list[dict]:
		return [review for review in self.reviews if review.state in NOT_IN_TIME]


def reviews(asked: Asked) -> list[dict]:
	clock = review_summary.review_clock()
	review, reviewer = frappe.qb.DocType(REVIEW), frappe.qb.DocType("User")
	rows = (
		frappe.qb.from_(review)
		.left_join(reviewer)
		.on(reviewer.name == review.reviewer)
		.select(
			*(review.name, review.review_type, review.subject, review.unit),
			review[clock.start].as_("start"),
			review[clock.stop].as_("stop"),
			review[clock.due].as_("due_on"),
			reviewer.full_name.as_("reviewer_name"),
			state_case(review, clock).as_("state"),
		)
		.where(review.docstatus != CANCELLED)
		.where(asked.within(review[clock.start]))
		.where(reporting.in_scope(review, REVIEW, asked.unit))
		.orderby(review[clock.start])
		.orderby(review.name)
		.run(as_dict=True)
	)
	used = review_summary.used_working_days(
		*([row[field] for row in rows] for field in ("name", "unit", "start", "stop"))
	)
	for row, days in zip(rows, used, strict=True):
		row.used = days
	return rows
