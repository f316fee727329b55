from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_governance.core.deadlines import (
	CALENDAR_DAY,
	CLOCK_KINDS,
	CLOSED_TOO_EARLY,
	DAY_TYPES,
	DEADLINE,
	DUE_SOON,
	EXPIRY,
	FIXED_DATE,
	LATE,
	MET,
	MET_LATE,
	MINIMUM_PERIOD,
	MONTH,
	NOT_POSITIVE,
	NOT_STARTED,
	ON_TRACK,
	OPEN,
	OVER_CAP,
	OVERDUE,
	PAUSED,
	RUNNING,
	STATES,
	WORKING_DAY,
	YEAR,
	Extension,
	Pause,
	Term,
	VoidExtension,
	due_on,
	earliest_on,
	fixed_date,
	state,
	warn_on,
)
from fazhi_governance.core.workdays import WorkCalendar

CALENDAR = WorkCalendar()
ONE_DAY = timedelta(days=1)

STARTS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
LENGTHS = st.integers(0, 100)
DAY_TYPE = st.sampled_from(DAY_TYPES)
MAYBE_DAY = st.none() | st.dates(date(2024, 1, 1), date(2024, 3, 31))


@st.composite
def a_start_with_pauses(draw):
	"""A start, and pauses that begin up to 20 days before it or 150 days after it."""
	start = draw(STARTS)
	pauses = []
	for first, length in draw(st.lists(st.tuples(st.integers(-20, 150), st.integers(0, 30)), max_size=4)):
		from_date = start + timedelta(days=first)
		pauses.append(Pause(from_date, from_date + timedelta(days=length)))
	return start, pauses


def due(start, term, pauses=(), extensions=(), cap=None):
	return due_on(start, term, CALENDAR, pauses, extensions, cap).due_on


class TestTerms(TestCase):
	def test_the_day_of_the_event_is_not_counted(self):
		self.assertEqual(due(date(2024, 3, 1), Term(15, CALENDAR_DAY)), date(2024, 3, 16))

	def test_a_term_of_no_days_is_due_on_the_day_itself(self):
		self.assertEqual(due(date(2024, 3, 1), Term(0, CALENDAR_DAY)), date(2024, 3, 1))

	def test_working_days_across_the_spring_festival_and_its_make_up_day(self):
		# Thu 8 and Fri 9 February, then Sun 18
		self.assertEqual(due(date(2024, 2, 7), Term(3, WORKING_DAY)), date(2024, 2, 18))
		self.assertEqual(due(date(2024, 2, 2), Term(1, WORKING_DAY)), date(2024, 2, 4))

	def test_a_last_day_in_the_spring_festival_rolls_over_to_the_make_up_sunday(self):
		self.assertEqual(due(date(2024, 2, 5), Term(5, CALENDAR_DAY, rolls_over=True)), date(2024, 2, 18))

	def test_a_last_day_on_a_make_up_sunday_stays(self):
		self.assertEqual(due(date(2024, 9, 15), Term(14, CALENDAR_DAY, rolls_over=True)), date(2024, 9, 29))

	def test_a_term_that_does_not_roll_over_may_end_on_a_holiday(self):
		self.assertEqual(due(date(2024, 2, 5), Term(5, CALENDAR_DAY)), date(2024, 2, 10))

	def test_months_and_years_end_on_the_same_day_number_or_the_months_last(self):
		self.assertEqual(due(date(2024, 1, 15), Term(3, MONTH)), date(2024, 4, 15))
		self.assertEqual(due(date(2024, 1, 31), Term(1, MONTH)), date(2024, 2, 29))
		self.assertEqual(due(date(2024, 11, 30), Term(3, MONTH)), date(2025, 2, 28))
		self.assertEqual(due(date(2024, 2, 29), Term(1, YEAR)), date(2025, 2, 28))
		self.assertEqual(due(date(2024, 2, 29), Term(4, YEAR)), date(2028, 2, 29))

	def test_months_roll_over_too(self):
		self.assertEqual(due(date(2024, 9, 3), Term(1, MONTH, rolls_over=True)), date(2024, 10, 8))

	def test_backwards_terms_leave_the_whole_term_before_the_event(self):
		# 9 and 8 October, 30 and Sun 29 September, 27, 26, 25
		self.assertEqual(due(date(2024, 10, 10), Term(7, WORKING_DAY, is_backwards=True)), date(2024, 9, 25))
		self.assertEqual(due(date(2024, 10, 10), Term(7, CALENDAR_DAY, is_backwards=True)), date(2024, 10, 3))
		self.assertEqual(due(date(2024, 3, 31), Term(1, MONTH, is_backwards=True)), date(2024, 2, 29))

	def test_backwards_terms_roll_over_to_an_earlier_day(self):
		self.assertEqual(
			due(date(2024, 10, 10), Term(7, CALENDAR_DAY, rolls_over=True, is_backwards=True)),
			date(2024, 9, 30),
		)

	def test_backwards_terms_refuse_pauses_and_extensions(self):
		term = Term(7, WORKING_DAY, is_backwards=True)
		with self.assertRaisesRegex(ValueError, "neither paused nor extended"):
			due(date(2024, 10, 10), term, [Pause(date(2024, 10, 1), None)])
		with self.assertRaisesRegex(ValueError, "neither paused nor extended"):
			due(date(2024, 10, 10), term, extensions=[Extension(3, date(2024, 10, 1))])

	def test_impossible_terms_are_refused(self):
		with self.assertRaisesRegex(ValueError, "Week is no day type"):
			Term(1, "Week")
		with self.assertRaisesRegex(ValueError, "length of -1"):
			Term(-1, CALENDAR_DAY)
		with self.assertRaisesRegex(ValueError, "length of 9999999"):
			Term(9999999, CALENDAR_DAY)

	def test_fixed_dates(self):
		self.assertEqual(fixed_date(2025, 3, 1), date(2025, 3, 1))
		self.assertEqual(fixed_date(2024, 2, 29), date(2024, 2, 29))
		self.assertEqual(fixed_date(2025, 2, 29), date(2025, 2, 28))
		with self.assertRaises(ValueError):
			fixed_date(2025, 13, 1)

	@settings(deadline=None, max_examples=100)
	@given(a_start_with_pauses(), LENGTHS, st.integers(0, 30), DAY_TYPE, st.booleans())
	def test_a_longer_term_is_never_due_earlier(self, start_and_pauses, length, more, day_type, rolls_over):
		start, pauses = start_and_pauses
		self.assertLessEqual(
			due(start, Term(length, day_type, rolls_over), pauses),
			due(start, Term(length + more, day_type, rolls_over), pauses),
		)

	@settings(deadline=None, max_examples=100)
	@given(STARTS, LENGTHS, DAY_TYPE)
	def test_rolling_over_never_shortens_a_term_in_either_direction(self, start, length, day_type):
		self.assertGreaterEqual(
			due(start, Term(length, day_type, rolls_over=True)), due(start, Term(length, day_type))
		)
		self.assertLessEqual(
			due(start, Term(length, day_type, rolls_over=True, is_backwards=True)),
			due(start, Term(length, day_type, is_backwards=True)),
		)


class TestPauses(TestCase):
	def setUp(self):
		# without a pause: Monday 11 March
		self.start = date(2024, 3, 1)
		self.term = Term(10, CALENDAR_DAY)

	def test_both_end_days_of_a_pause_are_taken_out_of_the_run(self):
		self.assertEqual(
			due(self.start, self.term, [Pause(date(2024, 3, 5), date(2024, 3, 7))]), date(2024, 3, 14)
		)

	def test_a_pause_of_one_day_pushes_by_one_day(self):
		self.assertEqual(
			due(self.start, self.term, [Pause(date(2024, 3, 5), date(2024, 3, 5))]), date(2024, 3, 12)
		)

	def test_only_working_days_inside_a_pause_push_a_term_in_working_days(self):
		# counted: 4, 5, then 11, 12, 13 March
		pause = Pause(date(2024, 3, 6), date(2024, 3, 10))
		self.assertEqual(due(self.start, Term(5, WORKING_DAY), [pause]), date(2024, 3, 13))

		weekend = Pause(date(2024, 3, 9), date(2024, 3, 10))
		self.assertEqual(due(self.start, Term(7, WORKING_DAY), [weekend]), date(2024, 3, 12))

	def test_working_days_paused_over_the_national_day(self):
		# 20 working days from Fri 20 September; paused from Sun 29 September (worked) to 9 October.
		# Counted: 23–27 September (5), 10–12 October (8), 14–18 (13), 21–25 (18), 28, 29 (20).
		pause = Pause(date(2024, 9, 29), date(2024, 10, 9))
		self.assertEqual(due(date(2024, 9, 20), Term(20, WORKING_DAY), [pause]), date(2024, 10, 29))

	def test_months_are_pushed_by_calendar_days(self):
		pause = Pause(date(2024, 2, 10), date(2024, 2, 14))
		self.assertEqual(due(date(2024, 1, 31), Term(1, MONTH), [pause]), date(2024, 3, 5))

	def test_overlapping_pauses_count_once(self):
		pauses = [Pause(date(2024, 3, 6), date(2024, 3, 9)), Pause(date(2024, 3, 5), date(2024, 3, 7))]
		self.assertEqual(due(self.start, self.term, pauses), date(2024, 3, 16))

	def test_a_day_that_ends_one_pause_and_begins_the_next_counts_once(self):
		pauses = [Pause(date(2024, 3, 5), date(2024, 3, 7)), Pause(date(2024, 3, 7), date(2024, 3, 9))]
		self.assertEqual(due(self.start, self.term, pauses), date(2024, 3, 16))

	def test_a_pause_inside_another_adds_nothing(self):
		pauses = [Pause(date(2024, 3, 5), date(2024, 3, 9)), Pause(date(2024, 3, 6), date(2024, 3, 7))]
		self.assertEqual(due(self.start, self.term, pauses), date(2024, 3, 16))

	def test_of_a_pause_around_the_start_only_the_days_after_it_push(self):
		pause = Pause(date(2024, 2, 20), date(2024, 3, 3))
		self.assertEqual(due(self.start, self.term, [pause]), date(2024, 3, 13))

	def test_pauses_before_the_start_and_after_the_due_day_have_no_effect(self):
		pauses = [Pause(date(2024, 2, 1), self.start), Pause(date(2024, 3, 12), date(2024, 3, 20))]
		self.assertEqual(due(self.start, self.term, pauses), date(2024, 3, 11))
		self.assertEqual(due(self.start, self.term, [Pause(date(2024, 3, 12), None)]), date(2024, 3, 11))

	def test_a_pause_on_the_due_day_itself_pushes_it(self):
		pause = Pause(date(2024, 3, 11), date(2024, 3, 11))
		self.assertEqual(due(self.start, self.term, [pause]), date(2024, 3, 12))

	def test_a_pause_brings_a_later_one_into_the_run(self):
		pauses = [Pause(date(2024, 3, 5), date(2024, 3, 7)), Pause(date(2024, 3, 14), date(2024, 3, 15))]
		self.assertEqual(due(self.start, self.term, pauses), date(2024, 3, 16))

	def test_an_open_pause_leaves_no_due_day(self):
		self.assertIsNone(due(self.start, self.term, [Pause(date(2024, 3, 11), None)]))
		self.assertIsNone(due(self.start, self.term, [Pause(date(2024, 2, 1), None)]))

	def test_an_open_pause_takes_in_a_closed_one(self):
		pauses = [Pause(date(2024, 3, 5), None), Pause(date(2024, 3, 6), date(2024, 3, 7))]
		self.assertIsNone(due(self.start, self.term, pauses))
		pauses = [Pause(date(2024, 3, 5), date(2024, 3, 7)), Pause(date(2024, 3, 6), None)]
		self.assertIsNone(due(self.start, self.term, pauses))

	def test_a_due_day_does_not_roll_over_into_a_pause(self):
		# the run ends on Saturday 16 March
		term = Term(15, CALENDAR_DAY, rolls_over=True)
		self.assertEqual(due(self.start, term), date(2024, 3, 18))
		self.assertEqual(
			due(self.start, term, [Pause(date(2024, 3, 17), date(2024, 3, 19))]), date(2024, 3, 20)
		)
		self.assertEqual(
			due(self.start, term, [Pause(date(2024, 3, 17), date(2024, 3, 18))]), date(2024, 3, 19)
		)
		self.assertIsNone(due(self.start, term, [Pause(date(2024, 3, 18), None)]))
		self.assertEqual(due(self.start, term, [Pause(date(2024, 3, 19), None)]), date(2024, 3, 18))

	def test_impossible_pauses_are_refused(self):
		with self.assertRaisesRegex(ValueError, "ends before it begins"):
			Pause(date(2024, 3, 5), date(2024, 3, 4))
		with self.assertRaisesRegex(ValueError, "leave its end empty"):
			Pause(date(2024, 3, 5), date(9999, 12, 31))

	@settings(deadline=None, max_examples=100)
	@given(a_start_with_pauses(), st.integers(1, 100), st.sampled_from([CALENDAR_DAY, WORKING_DAY]))
	def test_exactly_the_terms_days_outside_pauses_are_counted(self, start_and_pauses, length, day_type):
		start, pauses = start_and_pauses
		day = start
		left = length
		while left:
			day += ONE_DAY
			is_paused = any(pause.from_date <= day <= pause.to_date for pause in pauses)
			is_run_day = day_type == CALENDAR_DAY or CALENDAR.is_working_day(day)
			left -= is_run_day and not is_paused

		self.assertEqual(due(start, Term(length, day_type), pauses), day)

	@settings(deadline=None, max_examples=100)
	@given(a_start_with_pauses(), st.integers(1, 100), DAY_TYPE, st.booleans())
	def test_no_due_day_lies_inside_a_pause(self, start_and_pauses, length, day_type, rolls_over):
		start, pauses = start_and_pauses
		day = due(start, Term(length, day_type, rolls_over), pauses)
		self.assertFalse([pause for pause in pauses if pause.from_date <= day <= pause.to_date])
		if rolls_over:
			self.assertTrue(CALENDAR.is_working_day(day))


class TestExtensions(TestCase):
	def setUp(self):
		# 60 days end on Saturday 2 March, due on Monday 4 March
		self.start = date(2024, 1, 2)
		self.term = Term(60, CALENDAR_DAY, rolls_over=True)

	def run_with(self, *extensions, cap=None, pauses=()):
		return due_on(self.start, self.term, CALENDAR, pauses, extensions, cap)

	def test_60_and_30_days_are_90_from_the_same_start(self):
		run = self.run_with(Extension(30, date(2024, 2, 20)), cap=30)
		self.assertEqual(run.due_on, date(2024, 4, 1), "and not 30 days from the rolled-over 4 March")
		self.assertEqual(run.void_extensions, ())

	def test_an_extension_on_the_due_day_is_in_time_and_a_day_later_void(self):
		self.assertEqual(self.run_with(Extension(30, date(2024, 3, 4))).due_on, date(2024, 4, 1))

		late = Extension(30, date(2024, 3, 5))
		run = self.run_with(late)
		self.assertEqual(run.due_on, date(2024, 3, 4))
		self.assertEqual(run.void_extensions, (VoidExtension(late, LATE),))

	def test_a_pause_keeps_an_extension_in_time(self):
		pause = Pause(date(2024, 2, 1), date(2024, 2, 10))
		run = self.run_with(Extension(30, date(2024, 3, 12)), pauses=[pause])
		self.assertEqual(run.due_on, date(2024, 4, 11))
		self.assertEqual(run.void_extensions, ())

	def test_an_extension_during_an_open_pause_is_in_time(self):
		run = self.run_with(Extension(30, date(2024, 5, 1)), pauses=[Pause(date(2024, 2, 1), None)])
		self.assertIsNone(run.due_on)
		self.assertEqual(run.void_extensions, ())

	def test_a_second_extension_is_measured_against_the_extended_due_day(self):
		run = self.run_with(Extension(5, date(2024, 4, 1)), Extension(30, date(2024, 2, 20)))
		self.assertEqual(run.due_on, date(2024, 4, 7), "95 days end on Sat 6 April, Sun 7 is worked")
		self.assertEqual(run.void_extensions, ())

	def test_a_void_extension_does_not_carry_a_later_one(self):
		void = Extension(30, date(2024, 3, 5)), Extension(30, date(2024, 3, 20))
		self.assertEqual(
			self.run_with(*void).void_extensions, tuple(VoidExtension(extension, LATE) for extension in void)
		)

	def test_what_goes_over_the_cap_is_void_and_what_fits_is_not(self):
		over = Extension(20, date(2024, 2, 21))
		run = self.run_with(Extension(20, date(2024, 2, 20)), over, Extension(10, date(2024, 2, 22)), cap=30)
		self.assertEqual(run.due_on, date(2024, 4, 1))
		self.assertEqual(run.void_extensions, (VoidExtension(over, OVER_CAP),))

	def test_a_cap_of_zero_allows_no_extension(self):
		extension = Extension(1, date(2024, 2, 20))
		self.assertEqual(
			self.run_with(extension, cap=0).void_extensions, (VoidExtension(extension, OVER_CAP),)
		)

	def test_a_length_that_is_not_positive_is_void(self):
		for length in (-30, 0):
			extension = Extension(length, date(2024, 2, 20))
			run = self.run_with(extension)
			self.assertEqual(run.due_on, date(2024, 3, 4))
			self.assertEqual(run.void_extensions, (VoidExtension(extension, NOT_POSITIVE),))

	def test_an_extension_is_in_the_terms_own_day_type(self):
		extension = Extension(20, date(2024, 3, 25))
		# 20 working days end on 29 March. Then 1–3 April, Sun 7 (worked), 8–12, 15–19, 22–26, Sun 28 (worked)
		run = due_on(date(2024, 3, 1), Term(20, WORKING_DAY), CALENDAR, (), [extension], 20)
		self.assertEqual(run.due_on, date(2024, 4, 28))

	@settings(deadline=None, max_examples=100)
	@given(a_start_with_pauses(), LENGTHS, DAY_TYPE, st.booleans(), st.integers(1, 60), st.integers(1, 400))
	def test_an_extension_granted_after_the_due_day_is_void(
		self, start_and_pauses, length, day_type, rolls_over, more, days_late
	):
		start, pauses = start_and_pauses
		term = Term(length, day_type, rolls_over)
		unextended = due(start, term, pauses)
		late = Extension(more, unextended + timedelta(days=days_late))

		run = due_on(start, term, CALENDAR, pauses, [late])
		self.assertEqual(run.due_on, unextended)
		self.assertEqual(run.void_extensions, (VoidExtension(late, LATE),))

	@settings(deadline=None, max_examples=100)
	@given(a_start_with_pauses(), LENGTHS, DAY_TYPE, st.booleans(), st.integers(1, 60))
	def test_an_extension_in_time_equals_the_longer_term(
		self, start_and_pauses, length, day_type, rolls_over, more
	):
		start, pauses = start_and_pauses
		in_time = Extension(more, due(start, Term(length, day_type, rolls_over), pauses))
		self.assertEqual(
			due(start, Term(length, day_type, rolls_over), pauses, [in_time], more),
			due(start, Term(length + more, day_type, rolls_over), pauses),
		)


class TestKnownCalendar(TestCase):
	def is_known(self, start, term, calendar=CALENDAR, pauses=()):
		return due_on(start, term, calendar, pauses).is_calendar_known

	def test_working_days_beyond_the_published_years_count_weekdays_and_say_so(self):
		run = due_on(date(2090, 4, 28), Term(2, WORKING_DAY), CALENDAR)
		self.assertEqual(run.due_on, date(2090, 5, 2), "1 May is a Monday, its holiday not published")
		self.assertFalse(run.is_calendar_known)

	def test_a_published_year_is_known(self):
		self.assertTrue(self.is_known(date(2024, 2, 7), Term(3, WORKING_DAY)))
		self.assertTrue(self.is_known(date(2024, 2, 7), Term(3, CALENDAR_DAY, rolls_over=True)))

	def test_calendar_days_need_no_calendar_unless_they_roll_over(self):
		self.assertTrue(self.is_known(date(2090, 4, 28), Term(2, CALENDAR_DAY)))
		self.assertFalse(self.is_known(date(2090, 4, 28), Term(2, CALENDAR_DAY, rolls_over=True)))

	def test_a_backwards_term_asks_for_the_days_before_the_event(self):
		self.assertFalse(self.is_known(date(2090, 5, 2), Term(2, WORKING_DAY, is_backwards=True)))
		self.assertTrue(self.is_known(date(2024, 5, 2), Term(2, WORKING_DAY, is_backwards=True)))

	def test_only_the_days_that_decide_must_be_known(self):
		calendar = WorkCalendar({date(2090, 4, 30): False, date(2090, 5, 1): False, date(2090, 5, 2): True})
		term = Term(2, CALENDAR_DAY, rolls_over=True)
		self.assertTrue(self.is_known(date(2090, 4, 28), term, calendar))
		self.assertTrue(self.is_known(date(2090, 4, 29), Term(1, WORKING_DAY), calendar))
		self.assertFalse(self.is_known(date(2090, 4, 28), Term(3, WORKING_DAY), calendar))

	def test_the_due_day_itself_must_be_known(self):
		calendar = WorkCalendar({date(2090, 4, 30): False})
		self.assertFalse(self.is_known(date(2090, 4, 29), Term(1, WORKING_DAY), calendar))

	def test_a_paused_run_makes_no_claim_to_doubt(self):
		self.assertTrue(
			self.is_known(date(2090, 4, 28), Term(2, WORKING_DAY), pauses=[Pause(date(2090, 4, 28), None)])
		)


class TestMinimumPeriods(TestCase):
	def test_a_step_may_follow_the_day_after_the_last_day_of_public_comment(self):
		# 2 to 31 May are the thirty days; 1 June is a Saturday and does not move
		term = Term(30, CALENDAR_DAY, rolls_over=True)
		self.assertEqual(earliest_on(date(2024, 5, 1), term, CALENDAR), date(2024, 6, 1))

	def test_a_review_of_seven_working_days_across_the_national_day(self):
		# 29 and 30 September, 8 to 12 October
		self.assertEqual(earliest_on(date(2024, 9, 27), Term(7, WORKING_DAY), CALENDAR), date(2024, 10, 13))

	def test_a_pause_pushes_it_and_an_open_one_leaves_it_undecided(self):
		term = Term(30, CALENDAR_DAY)
		pause = Pause(date(2024, 5, 10), date(2024, 5, 11))
		self.assertEqual(earliest_on(date(2024, 5, 1), term, CALENDAR, [pause]), date(2024, 6, 3))
		self.assertIsNone(earliest_on(date(2024, 5, 1), term, CALENDAR, [Pause(date(2024, 5, 10), None)]))

	def test_a_backwards_term_is_refused(self):
		with self.assertRaisesRegex(ValueError, "use due_on"):
			earliest_on(date(2024, 5, 1), Term(7, WORKING_DAY, is_backwards=True), CALENDAR)


class TestWarning(TestCase):
	def test_the_span_is_counted_back_in_its_own_kind_of_day(self):
		self.assertEqual(warn_on(date(2024, 10, 10), 3, CALENDAR_DAY, CALENDAR), date(2024, 10, 7))
		self.assertEqual(warn_on(date(2024, 10, 10), 3, WORKING_DAY, CALENDAR), date(2024, 9, 30))
		self.assertEqual(warn_on(date(2024, 8, 31), 6, MONTH, CALENDAR), date(2024, 2, 29))
		self.assertEqual(warn_on(date(2024, 8, 31), 1, YEAR, CALENDAR), date(2023, 8, 31))

	def test_no_span_warns_on_the_due_day(self):
		self.assertEqual(warn_on(date(2024, 10, 10), 0, WORKING_DAY, CALENDAR), date(2024, 10, 10))

	def test_impossible_spans_are_refused(self):
		with self.assertRaisesRegex(ValueError, "length of -1"):
			warn_on(date(2024, 10, 10), -1, CALENDAR_DAY, CALENDAR)
		with self.assertRaisesRegex(ValueError, "Week is no day type"):
			warn_on(date(2024, 10, 10), 1, "Week", CALENDAR)


class TestStates(TestCase):
	start, warn, due = date(2024, 3, 1), date(2024, 3, 8), date(2024, 3, 11)

	def test_a_clock_without_a_start_has_not_started(self):
		for kind in CLOCK_KINDS:
			self.assertEqual(state(kind, None, self.due, self.due, self.warn, self.due), NOT_STARTED)

	def test_deadlines_fixed_dates_and_expiries(self):
		for kind in (DEADLINE, FIXED_DATE, EXPIRY):
			for stop, due_day, warn, today, expected in (
				(None, self.due, self.warn, date(2024, 3, 7), ON_TRACK),
				(None, self.due, self.warn, date(2024, 3, 8), DUE_SOON),
				(None, self.due, self.warn, date(2024, 3, 11), DUE_SOON),
				(None, self.due, self.warn, date(2024, 3, 12), OVERDUE),
				(None, self.due, None, date(2024, 3, 11), ON_TRACK),
				(None, self.due, None, date(2024, 3, 12), OVERDUE),
				(None, None, None, date(2024, 3, 12), PAUSED),
				(date(2024, 3, 11), self.due, self.warn, date(2024, 4, 1), MET),
				(date(2024, 3, 12), self.due, self.warn, date(2024, 4, 1), MET_LATE),
				(date(2024, 3, 12), None, None, date(2024, 4, 1), MET),
			):
				with self.subTest(kind=kind, stop=stop, due=due_day, warn=warn, today=today):
					self.assertEqual(state(kind, self.start, stop, due_day, warn, today), expected)

	def test_minimum_periods(self):
		for stop, due_day, today, expected in (
			(None, self.due, date(2024, 3, 10), RUNNING),
			(None, self.due, date(2024, 3, 11), OPEN),
			(None, None, date(2024, 3, 10), PAUSED),
			(date(2024, 3, 10), self.due, date(2024, 4, 1), CLOSED_TOO_EARLY),
			(date(2024, 3, 11), self.due, date(2024, 4, 1), MET),
			(date(2024, 3, 10), None, date(2024, 4, 1), MET),
		):
			with self.subTest(stop=stop, due=due_day, today=today):
				self.assertEqual(state(MINIMUM_PERIOD, self.start, stop, due_day, None, today), expected)

	def test_an_unknown_kind_is_refused(self):
		with self.assertRaisesRegex(ValueError, "Alarm is no kind of clock"):
			state("Alarm", self.start, None, self.due, None, self.due)

	@settings(deadline=None, max_examples=100)
	@given(
		st.sampled_from(CLOCK_KINDS),
		MAYBE_DAY,
		MAYBE_DAY,
		MAYBE_DAY,
		MAYBE_DAY,
		st.dates(date(2024, 1, 1), date(2024, 3, 31)),
		st.integers(1, 200),
	)
	def test_as_days_pass_a_state_only_moves_forward(self, kind, start, stop, due_day, warn, today, days):
		before = state(kind, start, stop, due_day, warn, today)
		after = state(kind, start, stop, due_day, warn, today + timedelta(days=days))
		self.assertIn(before, STATES)

		forward = {
			ON_TRACK: {ON_TRACK, DUE_SOON, OVERDUE},
			DUE_SOON: {DUE_SOON, OVERDUE},
			RUNNING: {RUNNING, OPEN},
		}
		self.assertIn(after, forward.get(before, {before}))
