"""What a line about a legality review says beyond its own fields, for the report and the register alike.

Each function over columns, as a list of values for each field, returns a column: one query for all rows.
`passing` and `effective_on` say in a query which opinions let their matter go on, and from which day.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.query_builder import Case
from frappe.query_builder.functions import Count
from frappe.utils import getdate
from pypika.terms import Criterion

from fazhi_governance import scope
from fazhi_governance.core.workdays import ONE_DAY, WorkCalendar
from fazhi_governance.statute.calendar import work_calendar
from fazhi_governance.statute.clocks import Clock

REVIEW, DECISION = "Legality Review", "Major Decision"
ADOPTED, PARTLY, NOT_ADOPTED = "Adopted", "Partly Adopted", "Not Adopted"
UNANSWERED = ""
LAWFUL, AFTER_CHANGES, REFORM = "Lawful", "Lawful After Changes", "Reform With Risk Stated"
PASSING = (LAWFUL, REFORM)
SATISFIED = "Satisfied"


@dataclass
class Findings:
	"""How many findings a review has, by the submitter's response, and why some were not adopted."""

	by_response: Counter = field(default_factory=Counter)
	reasons: list[str] = field(default_factory=list)

	@property
	def total(self) -> int:
		return self.by_response.total()

	def adoption(self, lang: str | None = None) -> str:
		"""All, in part, none or not answered yet, with the reasons; empty where nothing was found."""
		if not self.total:
			return ""
		if self.by_response[UNANSWERED]:
			verdict = _("Awaiting Response", lang)
		elif self.by_response[ADOPTED] == self.total:
			verdict = _("All Adopted", lang)
		elif self.by_response[NOT_ADOPTED] == self.total:
			verdict = _("Not Adopted", lang)
		else:
			verdict = _("Partly Adopted", lang)
		return "：".join(filter(None, (verdict, "；".join(self.reasons))))


def findings_of(names: Sequence[str]) -> list[Findings]:
	"""The findings of each review."""
	of = {name: Findings() for name in names}
	if of:
		finding = frappe.qb.DocType("Review Finding")
		by = (finding.parent, finding.response, finding.response_reason)
		query = (
			frappe.qb.from_(finding)
			.select(*by, Count("*"))
			.where((finding.parenttype == REVIEW) & finding.parent.isin(list(of)))
			.groupby(*by)
		)
		for key in by:
			query = query.orderby(key)
		for name, response, reason, count in query.run():
			of[name].by_response[response or UNANSWERED] += count
			if reason:
				of[name].reasons.append(reason)
	return [of[name] for name in names]


def used_working_days(
	names: Sequence[str], units: Sequence[str], starts: Sequence[date | None], stops: Sequence[date | None]
) -> list[int | None]:
	"""Working days that each review took, the day of the start not counted and the pauses of its clock taken out.

	:param starts, stops: the fields of `review_clock`; None in either: None
	"""
	paused = _pauses([name for name, stop in zip(names, stops, strict=True) if stop])
	return [
		_worked(start, stop, work_calendar(unit), paused.get(name, [])) if start and stop else None
		for name, unit, start, stop in zip(names, units, starts, stops, strict=True)
	]


def review_clock() -> Clock:
	"""The time limit of a review."""
	return next(clock for clock in get_controller(REVIEW).clocks if clock.rule == "V1")


def discussed_on(kinds: Sequence[str | None], matters: Sequence[str | None]) -> list[date | None]:
	"""The day on which each matter was discussed (上会日期), where it is a decision that the user may see."""
	decision = frappe.qb.DocType(DECISION)
	asked = {name for kind, name in zip(kinds, matters, strict=True) if kind == DECISION and name}
	if not asked or not frappe.has_permission(DECISION):
		return [None] * len(matters)
	days = dict(
		frappe.qb.from_(decision)
		.select(decision.name, decision.discussed_on)
		.where(decision.name.isin(sorted(asked)))
		.where(scope.visible(decision, DECISION))
		.run()
	)
	return [days.get(name) if kind == DECISION else None for kind, name in zip(kinds, matters, strict=True)]


def passing(table) -> Criterion:
	"""A query builder's condition: the opinion allows the matter to go on.

	:param table: `frappe.qb.DocType("Legality Review")`
	"""
	return (
		(table.docstatus == 1)
		& table.voided_on.isnull()
		& (
			table.conclusion.isin(PASSING)
			| (
				(table.conclusion == AFTER_CHANGES)
				& (table.recheck_result == SATISFIED)
				# the action has been taken, not just the result noted
				& table.revised_sha256.isnotnull()
			)
		)
	)


def effective_on(table):
	"""The day from which an opinion lets its matter go on: one that asks for changes, from its recheck."""
	return Case().when(table.conclusion == AFTER_CHANGES, table.rechecked_on).else_(table.opinion_on)


def _worked(start: date, stop: date, calendar: WorkCalendar, pauses: list[tuple]) -> int:
	start, stop = getdate(start), getdate(stop)
	used = calendar.count(start, stop)
	counted = start
	for from_date, to_date in pauses:
		# overlapping pauses are taken out once; an open one ends with the review
		after = max(from_date - ONE_DAY, counted)
		until = min(to_date or stop, stop)
		if until > after:
			used -= calendar.count(after, until)
			counted = until
	return used


def _pauses(names: list[str]) -> dict[str, list[tuple]]:
	if not names:
		return {}
	event = frappe.qb.DocType("Clock Event")
	rows = (
		frappe.qb.from_(event)
		.select(event.parent, event.from_date, event.to_date)
		.where((event.parenttype == REVIEW) & event.parent.isin(names))
		.where((event.event == "Pause") & (event.clock == review_clock().rule))
		.orderby(event.parent)
		.orderby(event.from_date)
		.run()
	)
	paused = {}
	for name, *span in rows:
		paused.setdefault(name, []).append(span)
	return paused
