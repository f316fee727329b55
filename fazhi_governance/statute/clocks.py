"""Statutory clocks of a record: what they are, when they are due, how they stand today.

A clock stores two dates in its record: due, and the day from which it counts as due soon. Both are empty
while it does not run; while it is paused, due is empty and the other holds the first day of the pause. Its
state is never stored: `state_of` derives it in Python for a form, `state_case` in SQL for lists and reports,
from these two, the stop date and today.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.utils import formatdate, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.core import deadlines
from fazhi_governance.core.deadlines import Extension, Pause
from fazhi_governance.core.workdays import MAX_SPAN
from fazhi_governance.statute.calendar import work_calendar
from fazhi_governance.statute.rules import Rule, rule_in_force, standard_rows


@dataclass(frozen=True)
class Clock:
	"""A declaration on a record kind; all but `rule` are fieldnames of the record.

	:param rule: code of the Statutory Rule
	:param start: date field with which the clock begins (a fixed date: the field that holds the year)
	:param stop: date field with which it is met
	:param due: stored due date; for a minimum period the first day on which the step is allowed
	:param warn: stored date from which the clock counts as due soon
	:param when: field → value, or tuple of values, that the record must have for the clock to run at all
	:param length: field with the record's own length, in the rule's kind of day; empty: as in the rule
	:param who: field that names whom it concerns: a User, or a Law Advisor whose user it is
	"""

	rule: str
	start: str
	stop: str
	due: str
	warn: str
	when: Mapping = field(default_factory=dict)
	length: str | None = None
	who: str = "owner"

	def runs(self, doc) -> bool:
		return bool(doc.get(self.start)) and all(
			doc.get(fieldname) in _values(value) for fieldname, value in self.when.items()
		)


def set_due_dates(doc):
	"""Compute the due and warned-from dates of every clock of the record; void extensions say why.

	:raises frappe.ValidationError: a pause that ends before it begins or lasts ten years, an event of a clock the record lacks
	"""
	_refuse_faulty_events(doc)
	for clock in doc.clocks:
		rule = clock.runs(doc) and rule_for(doc, clock)
		due, warn = _dates(doc, clock, rule) if rule else (None, None)
		doc.set(clock.due, due)
		doc.set(clock.warn, warn)


def rule_for(doc, clock: Clock) -> Rule | None:
	start = doc.get(clock.start)
	is_year = doc.meta.get_field(clock.start).fieldtype == "Int"
	return rule_in_force(clock.rule, doc.rule_date if is_year else getdate(start), doc.unit)


def _dates(doc, clock: Clock, rule: Rule) -> tuple[date | None, date | None]:
	calendar = work_calendar(doc.unit)
	if rule.clock_kind == deadlines.FIXED_DATE:
		year = doc.get(clock.start) + rule.fixed_year_offset
		due = deadlines.fixed_date(year, rule.fixed_month, rule.fixed_day)
	else:
		due = _counted(doc, clock, rule, calendar)
	if due is None:
		return None, max(pause.from_date for pause in _pauses(doc, clock) if not pause.to_date)
	if rule.clock_kind == deadlines.MINIMUM_PERIOD:
		return due, None
	return due, deadlines.warn_on(due, rule.warn_span, rule.warn_day_type, calendar)


def _counted(doc, clock: Clock, rule: Rule, calendar) -> date | None:
	start, pauses, term = getdate(doc.get(clock.start)), _pauses(doc, clock), rule.term
	if clock.length and doc.get(clock.length):
		term = replace(term, length=doc.get(clock.length))
	if rule.clock_kind == deadlines.MINIMUM_PERIOD:
		return deadlines.earliest_on(start, term, calendar, pauses)

	rows = [row for row in _events(doc, clock) if row.event == "Extension"]
	granted = [Extension(row.length or 0, getdate(row.from_date)) for row in rows]
	run = deadlines.due_on(start, term, calendar, pauses, granted, extension_cap=rule.extension_cap)
	void = {id(each.extension): each.reason for each in run.void_extensions}
	for row, extension in zip(rows, granted, strict=True):
		row.void_because = void_reason(void[id(extension)]) if id(extension) in void else None
	return run.due_on


def _pauses(doc, clock: Clock) -> list[Pause]:
	"""A clock that has stopped is no longer paused: an open pause ends with it."""
	stop = _date(doc, clock.stop)
	return [
		Pause(getdate(row.from_date), _date(row, "to_date") or stop)
		for row in _events(doc, clock)
		if row.event == "Pause" and (stop is None or getdate(row.from_date) <= stop)
	]


def _refuse_faulty_events(doc):
	codes = [clock.rule for clock in doc.clocks]
	for row in doc.get("clock_events") or []:
		if row.clock not in codes:
			doc.refuse(
				_("Pauses and Extensions, row {0}: this record has no clock {1}.").format(row.idx, row.clock),
				_("Its clocks are: {0}.").format(", ".join(codes)),
			)
		if row.to_date and getdate(row.to_date) < getdate(row.from_date):
			doc.refuse(
				_("Pauses and Extensions, row {0}: it ends before it begins.").format(row.idx),
				_("Correct one of the two dates, or leave the end empty while the pause lasts."),
			)
		if row.to_date and (getdate(row.to_date) - getdate(row.from_date)).days >= MAX_SPAN:
			doc.refuse(
				_("Pauses and Extensions, row {0}: it lasts longer than ten years.").format(row.idx),
				_("Correct one of the two dates, or leave the end empty while the pause lasts."),
			)


def _events(doc, clock: Clock) -> list:
	return [row for row in doc.get("clock_events") or [] if row.clock == clock.rule]


def void_reason(reason: str) -> str:
	return {
		"late": _("Granted after the due day: it has no effect"),
		"over cap": _("Longer than the rule allows: it has no effect"),
		"not positive": _("Its length is missing: it has no effect"),
	}[reason]


def kind_of(clock: Clock) -> str:
	"""Deadline, minimum period, fixed date or expiry: one kind for all rows of a code."""
	rows = standard_rows(clock.rule)
	return rows[0].clock_kind if rows else deadlines.DEADLINE


def state_of(doc, clock: Clock, today: date | None = None) -> str:
	"""How the clock stands: a constant of `core.deadlines`."""
	stop, due, warn = (_date(doc, fieldname) for fieldname in (clock.stop, clock.due, clock.warn))
	return deadlines.state(kind_of(clock), due or warn, stop, due, warn, today or current_date())


def state_case(table, clock: Clock, today: date | None = None):
	"""The state as a query builder's term, for lists, reports and figures; the same decision as `state_of`.

	:param table: `frappe.qb.DocType` of the record kind
	"""
	today = today or current_date()
	stop, due, warn = table[clock.stop], table[clock.due], table[clock.warn]
	case = Case().when(due.isnull() & warn.isnull(), deadlines.NOT_STARTED)
	if kind_of(clock) == deadlines.MINIMUM_PERIOD:
		return (
			case.when(stop.isnotnull() & (due.isnull() | (stop >= due)), deadlines.MET)
			.when(stop.isnotnull(), deadlines.CLOSED_TOO_EARLY)
			.when(due.isnull(), deadlines.PAUSED)
			.when(due > today, deadlines.RUNNING)
			.else_(deadlines.OPEN)
		)
	return (
		case.when(stop.isnotnull() & (due.isnull() | (stop <= due)), deadlines.MET)
		.when(stop.isnotnull(), deadlines.MET_LATE)
		.when(due.isnull(), deadlines.PAUSED)
		.when(due < today, deadlines.OVERDUE)
		.when(warn <= today, deadlines.DUE_SOON)
		.else_(deadlines.ON_TRACK)
	)


def void_notes(doc, clock: Clock) -> list[str]:
	"""What is to be said of each extension of a clock that has no effect."""
	return [
		_("Extension in row {0}: {1}.").format(row.idx, row.void_because)
		for row in _events(doc, clock)
		if row.void_because
	]


def tell_void_extensions(doc):
	"""A message of the extensions that this save has found to have no effect."""
	before = doc.get_doc_before_save()
	known = {row.name: row.void_because for row in (before and before.get("clock_events")) or ()}
	rows = [row for row in doc.get("clock_events") or [] if row.void_because != known.get(row.name)]
	for clock in doc.clocks:
		if any(row.clock == clock.rule and row.void_because for row in rows):
			notes = void_notes(doc, clock)
			if due := doc.get(clock.due):
				notes.append(_("{0} stays {1}.").format(_(doc.meta.get_label(clock.due)), formatdate(due)))
			frappe.msgprint(
				"<br>".join(notes),
				title=_("Extension Without Effect"),
				indicator="orange",
			)


def clock_rows(doc) -> list[dict]:
	"""The record's clocks as a form shows them: title, basis with the article, due date, state."""
	rows = []
	for clock in doc.clocks:
		rule = clock.runs(doc) and rule_for(doc, clock)
		if not rule:
			continue
		rows.append(
			{
				"rule": rule.code,
				"title": rule.title,
				"basis": rule.basis,
				"advice": rule.advice,
				"due_on": doc.get(clock.due),
				"state": state_of(doc, clock),
				"void": void_notes(doc, clock),
				"is_minimum": rule.clock_kind == deadlines.MINIMUM_PERIOD,
				"is_expiry": rule.clock_kind == deadlines.EXPIRY,
				"is_calendar_known": not _needs_calendar(rule)
				or not doc.get(clock.due)
				or work_calendar(doc.unit).is_known(getdate(doc.get(clock.due))),
			}
		)
	return rows


def clock_titles(doc) -> list[dict]:
	"""The choices for a pause or extension: {"value": code, "label": title} of each clock of the record."""
	return [
		{"value": clock.rule, "label": rows[0].title}
		for clock in doc.clocks
		if (rows := standard_rows(clock.rule))
	]


def _needs_calendar(rule: Rule) -> bool:
	return bool(rule.term) and (rule.term.rolls_over or rule.term.day_type == deadlines.WORKING_DAY)


def _date(doc, fieldname: str) -> date | None:
	value = doc.get(fieldname)
	return getdate(value) if value else None


def _values(value) -> tuple:
	return value if isinstance(value, tuple) else (value,)
