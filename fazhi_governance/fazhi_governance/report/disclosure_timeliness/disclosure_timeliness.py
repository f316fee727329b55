"""政务公开时效: what was made public, how soon, and what still has to be."""

from dataclasses import dataclass

import frappe
from frappe import _

from fazhi_governance import reporting
from fazhi_governance.figure_report import MONTH, UNIT, FigureReport, part_of, parted
from fazhi_governance.reporting import GREEN, RED, Asked
from fazhi_governance.statistics.splits import Whole
from fazhi_governance.statute.calendar import work_calendar

ITEM = "Disclosure Item"


def execute(filters: dict | None = None) -> tuple:
	return report().run(filters)


@dataclass(frozen=True)
class DisclosureReport(FigureReport):
	"""With the working days that publishing took, counted as the register of disclosure counts them."""

	def further(self, asked: Asked, split: Whole) -> dict[object, dict]:
		item = frappe.qb.DocType(ITEM)
		query = (
			frappe.qb.from_(item)
			.select(item.unit, item.created_on, item.published_on)
			.where(asked.within(item.published_on) & item.created_on.isnotnull())
			.where(reporting.in_scope(item, ITEM, asked.unit))
		)
		days = {}
		for row in parted(query, item.unit, split).run(as_dict=True):
			used = work_calendar(row.unit).count(row.created_on, row.published_on)
			days.setdefault(part_of(row, row.published_on, split), []).append(used)
		return {
			part: {"average": round(sum(used) / len(used), 1), "longest": max(used)}
			for part, used in days.items()
		}

	def further_columns(self) -> list[dict]:
		return [
			reporting.number("average", _("Average Working Days"), "Float"),
			reporting.number("longest", _("Most Working Days")),
		]


def report() -> DisclosureReport:
	return DisclosureReport(
		record_kind=ITEM,
		rows=("category", "channel", MONTH, UNIT),
		headers={
			"disclosure.published": _("Published (Items)"),
			"disclosure.in_time": _("In Time"),
			"disclosure.late": _("Late"),
			"disclosure.in_time_rate": _("Rate in Time"),
			"disclosure.pending": _("Not Published Yet"),
			"disclosure.withheld": _("Not to Be Published"),
		},
		charted={"disclosure.in_time": GREEN, "disclosure.late": RED},
		summed=(
			*("disclosure.published", "disclosure.in_time_rate", "disclosure.late"),
			*("disclosure.pending", "disclosure.withheld"),
		),
		is_stacked=True,
		warned=("disclosure.late",),
		clocks=("I1",),
		note=_(
			"What was published counts by that day, in or out of time; what is not or may not be published by the day on which it was formed. Working days are counted from the day after it was formed."
		),
	)
