"""Chinese working days: the state's yearly holiday notice (调休 included), corrected by the office."""

from collections.abc import Mapping
from datetime import date, timedelta

import chinese_calendar

ONE_DAY = timedelta(days=1)
MAX_SPAN = 3660  # days in ten years and a little: a longer span is a mistyped year

# The library's own is_workday() scans its whole table for the years it knows, on every call.
_KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


class WorkCalendar:
	"""Which days are worked, and counting in working days.

	Each year's holidays and make-up days are those of the State Council's notice as `chinesecalendar`
	carries it. In a year that the library does not know, Monday to Friday are working days.
	`exceptions` (date → is it a working day) override both.
	"""

	def __init__(self, exceptions: Mapping[date, bool] | None = None):
		self._exceptions = dict(exceptions or {})

	def is_known(self, day: date) -> bool:
		"""Whether the answer for `day` rests on a published notice or an exception, not on the weekday alone."""
		return day.year in _KNOWN_YEARS or day in self._exceptions

	def is_working_day(self, day: date) -> bool:
		is_working = self._exceptions.get(day)
		if is_working is not None:
			return is_working

		if day in chinese_calendar.workdays:
			return True

		return day.weekday() < 5 and day not in chinese_calendar.holidays

	def next_working_day(self, day: date) -> date:
		"""The first working day on or after `day`."""
		while not self.is_working_day(day):
			day += ONE_DAY

		return day

	def previous_working_day(self, day: date) -> date:
		"""The last working day on or before `day`."""
		while not self.is_working_day(day):
			day -= ONE_DAY

		return day

	def add(self, day: date, working_days: int) -> date:
		"""The day `working_days` working days after `day`, or before it when negative.

		`day` itself is not counted; zero gives `day` back, worked or not.
		Raises ValueError beyond ten years (3660 days).
		"""
		_check_span(working_days)
		step = ONE_DAY if working_days > 0 else -ONE_DAY

		left = abs(working_days)
		while left:
			day += step
			left -= self.is_working_day(day)

		return day

	def count(self, after: date, through: date) -> int:
		"""The number of working days after `after`, up to and including `through`.

		Backwards (`through` before `after`) the number is negative and again counts `through` but not
		`after`, so that `add(after, count(after, through))` is `through` whenever that is a working day.
		Raises ValueError beyond ten years (3660 days).
		"""
		span = (through - after).days
		_check_span(span)
		step = 1 if span > 0 else -1

		return step * sum(
			self.is_working_day(after + timedelta(days=offset)) for offset in range(step, span + step, step)
		)


def _check_span(days: int) -> None:
	if abs(days) > MAX_SPAN:
		raise ValueError(
			f"Working days are counted over ten years at most, not over {abs(days)} days: check the year."
		)
