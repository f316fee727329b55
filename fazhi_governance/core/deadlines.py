"""Deadline arithmetic: from a start and a term to a due day, and from due, stop and today to a state.

How days are counted (the habit of civil procedure, a flag on each rule where its own text is silent):
- The day of the event is not counted. Months and years end on the same day number, or on the month's last.
- Where the term rolls over, a last day that is no working day moves to the next one.
- A pause takes out of the run every day from its first to its last, both end days included: a pause from
  the 3rd to the 5th moves the due day by three days, or by as many working days as those three hold.
- An extension continues the same run from the same start: 60 + 30 is 90 days from the start.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fazhi_governance.core.workdays import MAX_SPAN, ONE_DAY, WorkCalendar

CALENDAR_DAY = "Calendar Day"
WORKING_DAY = "Working Day"
MONTH = "Month"
YEAR = "Year"
DAY_TYPES = (CALENDAR_DAY, WORKING_DAY, MONTH, YEAR)

DEADLINE = "Deadline"
MINIMUM_PERIOD = "Minimum Period"
FIXED_DATE = "Fixed Date"
EXPIRY = "Expiry"
AGREED_DATE = "Agreed Date"
CLOCK_KINDS = (DEADLINE, MINIMUM_PERIOD, FIXED_DATE, EXPIRY, AGREED_DATE)
# the record itself names the day: nothing is counted from it
NAMED_DAY = (EXPIRY, AGREED_DATE)

NOT_STARTED = "Not Started"
ON_TRACK = "On Track"
DUE_SOON = "Due Soon"
OVERDUE = "Overdue"
MET = "Met"
MET_LATE = "Met Late"
PAUSED = "Paused"
RUNNING = "Running"
OPEN = "Open"
CLOSED_TOO_EARLY = "Closed Too Early"
STATES = (
	NOT_STARTED,
	ON_TRACK,
	DUE_SOON,
	OVERDUE,
	MET,
	MET_LATE,
	PAUSED,
	RUNNING,
	OPEN,
	CLOSED_TOO_EARLY,
)

LATE = "late"
OVER_CAP = "over cap"
NOT_POSITIVE = "not positive"


@dataclass(frozen=True)
class Term:
	"""A length of time as a rule states it: `length` in units of `day_type`.

	`rolls_over`: a last day that is no working day moves to the next working day.
	`is_backwards`: counted back from the event ("at least 7 working days before the hearing").
	Raises ValueError for an unknown day type and for a length below 0 or above 3660.
	"""

	length: int
	day_type: str
	rolls_over: bool = False
	is_backwards: bool = False

	def __post_init__(self):
		_check_day_type(self.day_type)
		_check_length(self.length)


@dataclass(frozen=True)
class Pause:
	"""Days that do not count, from `from_date` through `to_date`; no `to_date`: it still stands.

	Raises ValueError when it ends before it begins or lasts longer than ten years (3660 days).
	"""

	from_date: date
	to_date: date | None

	def __post_init__(self):
		if self.to_date is None:
			return

		if self.to_date < self.from_date:
			raise ValueError(f"The pause from {self.from_date} ends before it begins, on {self.to_date}.")

		if (self.to_date - self.from_date).days >= MAX_SPAN:
			raise ValueError(
				f"The pause from {self.from_date} to {self.to_date} lasts longer than ten years:"
				" leave its end empty while it still stands."
			)


@dataclass(frozen=True)
class Extension:
	"""A granted extension of `length` in the term's own day type, granted on `granted_on`."""

	length: int
	granted_on: date


@dataclass(frozen=True)
class VoidExtension:
	"""An extension that has no effect, and why: LATE, OVER_CAP or NOT_POSITIVE."""

	extension: Extension
	reason: str


@dataclass(frozen=True)
class Run:
	"""Where a clock ends.

	`due_on` is None while an open pause stands. `is_calendar_known` is False when the due day rests on
	working days of a year whose holidays are not published yet (always True without a due day).
	"""

	due_on: date | None
	void_extensions: tuple[VoidExtension, ...]
	is_calendar_known: bool


def due_on(
	start: date,
	term: Term,
	calendar: WorkCalendar,
	pauses: Sequence[Pause] = (),
	extensions: Sequence[Extension] = (),
	extension_cap: int | None = None,
) -> Run:
	"""The last day on which a deadline that began on `start` is kept.

	Pauses: see the module. They are merged where they overlap; what lies on or before the start or
	after the due day has no effect; months and years are pushed by calendar days. A due day that rolls
	over never lands inside a pause.

	Extensions are taken in the order in which they were granted. One is void when its length is not
	positive, when it was granted after the due day in force without it (pauses and roll-over
	included), or when it brings the sum above `extension_cap` (in the term's day type).

	A backwards term gives the last day that still leaves the term before `start`: 7 days before the
	20th is the 13th. It rolls over to the previous working day, so that it is never shortened.
	Raises ValueError when a backwards term has pauses or extensions, and for an extended length above 3660.
	"""
	if term.is_backwards and (pauses or extensions):
		raise ValueError("A term counted backwards from an event can be neither paused nor extended.")

	merged = _merge(pauses, start)
	last, due = _end(start, term, calendar, merged)

	granted = 0
	void = []
	for extension in sorted(extensions, key=lambda extension: extension.granted_on):
		if reason := _void_reason(extension, due, granted, extension_cap):
			void.append(VoidExtension(extension, reason))
			continue

		granted += extension.length
		last, due = _end(start, replace(term, length=term.length + granted), calendar, merged)

	return Run(due, tuple(void), _is_calendar_known(start, last, due, term, calendar))


def earliest_on(start: date, term: Term, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> date | None:
	"""The first day on which a step may follow a minimum period that began on `start`.

	It is the day after the period's last day, whether worked or not: after 30 days from the 1st the step
	may follow on the 32nd day. None while an open pause stands.
	Raises ValueError for a backwards term, whose last day `due_on` gives.
	"""
	if term.is_backwards:
		raise ValueError("A term counted backwards has a last day, not an earliest one: use due_on.")

	last = _last_day(start, term, calendar, _merge(pauses, start))
	return last and last + ONE_DAY


def fixed_date(year: int, month: int, day: int) -> date:
	"""The fixed date of a year; a day that the month lacks (29 February) becomes its last day."""
	return date(year, month, min(day, monthrange(year, month)[1]))


def warn_on(due: date, span: int, day_type: str, calendar: WorkCalendar) -> date:
	"""The first day on which a clock due on `due` counts as due soon: `span` of `day_type` before it.

	Raises ValueError for an unknown day type and for a span below 0 or above 3660.
	"""
	_check_day_type(day_type)
	_check_length(span)
	return _shift(due, -span, day_type, calendar)


def state(
	kind: str, start: date | None, stop: date | None, due: date | None, warn: date | None, today: date
) -> str:
	"""The state of a clock, one of STATES. A started clock without a due day is paused.

	`due` of a minimum period is the first day on which the step may be taken (`earliest_on`); of every
	other kind it is the last day that is still in time.
	Raises ValueError for an unknown clock kind.
	"""
	if kind not in CLOCK_KINDS:
		raise ValueError(f"{kind} is no kind of clock; the kinds are: {', '.join(CLOCK_KINDS)}.")

	if start is None:
		return NOT_STARTED

	if kind == MINIMUM_PERIOD:
		if stop is not None:
			return MET if due is None or stop >= due else CLOSED_TOO_EARLY
		if due is None:
			return PAUSED
		return RUNNING if today < due else OPEN

	if stop is not None:
		return MET if due is None or stop <= due else MET_LATE
	if due is None:
		return PAUSED
	if today > due:
		return OVERDUE
	return DUE_SOON if warn is not None and today >= warn else ON_TRACK


def _end(
	start: date, term: Term, calendar: WorkCalendar, pauses: Sequence[Pause]
) -> tuple[date | None, date | None]:
	"""The last day of the run itself and the due day to which it may have rolled over."""
	last = _last_day(start, term, calendar, pauses)
	if last is None or not term.rolls_over:
		return last, last

	if term.is_backwards:
		return last, calendar.previous_working_day(last)

	due = calendar.next_working_day(last)
	for pause in pauses:
		if pause.from_date > due:
			break
		if pause.to_date is None:
			return last, None
		if pause.to_date >= due:
			due = calendar.next_working_day(pause.to_date + ONE_DAY)

	return last, due


def _last_day(start: date, term: Term, calendar: WorkCalendar, pauses: Sequence[Pause]) -> date | None:
	length = -term.length if term.is_backwards else term.length
	last = _shift(start, length, term.day_type, calendar)

	for pause in pauses:
		if pause.from_date > last:
			break
		if pause.to_date is None:
			return None
		if term.day_type == WORKING_DAY:
			last = calendar.add(last, calendar.count(pause.from_date - ONE_DAY, pause.to_date))
		else:
			last += pause.to_date - pause.from_date + ONE_DAY

	return last


def _merge(pauses: Sequence[Pause], start: date) -> list[Pause]:
	"""The pauses after `start` in order, none overlapping; an open one takes in all that follow."""
	merged: list[Pause] = []
	for pause in sorted(pauses, key=lambda pause: pause.from_date):
		if pause.to_date is not None and pause.to_date <= start:
			continue

		before = merged[-1] if merged else None
		if before and before.to_date is None:
			break
		if before and pause.from_date <= before.to_date:
			to_date = pause.to_date and max(pause.to_date, before.to_date)
			merged[-1] = Pause(before.from_date, to_date)
		else:
			merged.append(Pause(max(pause.from_date, start + ONE_DAY), pause.to_date))

	return merged


def _void_reason(extension: Extension, due: date | None, granted: int, cap: int | None) -> str | None:
	if extension.length <= 0:
		return NOT_POSITIVE
	if due is not None and extension.granted_on > due:
		return LATE
	if cap is not None and granted + extension.length > cap:
		return OVER_CAP
	return None


def _is_calendar_known(
	start: date, last: date | None, due: date | None, term: Term, calendar: WorkCalendar
) -> bool:
	"""Whether every day whose being worked or not decided the due day is known to the calendar."""
	if due is None:
		return True

	if term.day_type == WORKING_DAY:
		first = start - ONE_DAY if term.is_backwards else start + ONE_DAY
	elif term.rolls_over:
		first = last
	else:
		return True

	first, final = min(first, due), max(first, due)
	return all(
		calendar.is_known(first + timedelta(days=offset)) for offset in range((final - first).days + 1)
	)


def _shift(day: date, length: int, day_type: str, calendar: WorkCalendar) -> date:
	if day_type == WORKING_DAY:
		return calendar.add(day, length)
	if day_type == CALENDAR_DAY:
		return day + timedelta(days=length)

	months = length * 12 if day_type == YEAR else length
	year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
	return fixed_date(year, month + 1, day.day)


def _check_day_type(day_type: str) -> None:
	if day_type not in DAY_TYPES:
		raise ValueError(f"{day_type} is no day type; the day types are: {', '.join(DAY_TYPES)}.")


def _check_length(length: int) -> None:
	if not 0 <= length <= MAX_SPAN:
		raise ValueError(f"A length of {length} is not possible: it lies between 0 and {MAX_SPAN}.")
