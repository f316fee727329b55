from datetime import date, timedelta
from time import perf_counter
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_governance.core.workdays import WorkCalendar

# from known years into years whose holidays are not published
DAYS = st.dates(date(2019, 1, 1), date(2092, 12, 31))
EXCEPTIONS = st.dictionaries(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.booleans(), max_size=20)


class TestWorkCalendar(TestCase):
	def setUp(self):
		self.calendar = WorkCalendar()

	def assert_off(self, first, last):
		day = first
		while day <= last:
			self.assertFalse(self.calendar.is_working_day(day), day)
			day += timedelta(days=1)

	def test_spring_festival_2024_with_its_make_up_days(self):
		self.assertTrue(self.calendar.is_working_day(date(2024, 2, 9)), "除夕 2024 was a working day")
		self.assert_off(date(2024, 2, 10), date(2024, 2, 17))
		self.assertTrue(self.calendar.is_working_day(date(2024, 2, 4)), "make-up Sunday")
		self.assertTrue(self.calendar.is_working_day(date(2024, 2, 18)), "make-up Sunday")
		self.assertFalse(self.calendar.is_working_day(date(2024, 2, 3)), "an ordinary Saturday")

	def test_national_day_2024_with_its_make_up_days(self):
		self.assert_off(date(2024, 10, 1), date(2024, 10, 7))
		self.assertTrue(self.calendar.is_working_day(date(2024, 9, 29)), "make-up Sunday")
		self.assertTrue(self.calendar.is_working_day(date(2024, 10, 12)), "make-up Saturday")
		self.assertTrue(self.calendar.is_working_day(date(2024, 10, 8)))

	def test_next_and_previous_working_day_give_a_working_day_back_itself(self):
		self.assertEqual(self.calendar.next_working_day(date(2024, 2, 9)), date(2024, 2, 9))
		self.assertEqual(self.calendar.previous_working_day(date(2024, 2, 9)), date(2024, 2, 9))
		self.assertEqual(self.calendar.next_working_day(date(2024, 2, 10)), date(2024, 2, 18))
		self.assertEqual(self.calendar.previous_working_day(date(2024, 2, 17)), date(2024, 2, 9))

	def test_add_does_not_count_the_day_itself(self):
		self.assertEqual(self.calendar.add(date(2024, 2, 7), 3), date(2024, 2, 18))
		self.assertEqual(self.calendar.add(date(2024, 2, 18), -3), date(2024, 2, 7))
		self.assertEqual(self.calendar.add(date(2024, 2, 10), 0), date(2024, 2, 10))

	def test_count_takes_the_last_day_and_not_the_first(self):
		self.assertEqual(self.calendar.count(date(2024, 9, 27), date(2024, 10, 12)), 7)
		self.assertEqual(self.calendar.count(date(2024, 10, 12), date(2024, 9, 27)), -7)
		self.assertEqual(self.calendar.count(date(2024, 9, 30), date(2024, 10, 7)), 0)
		self.assertEqual(self.calendar.count(date(2024, 9, 30), date(2024, 9, 30)), 0)

	def test_exceptions_override_notice_and_weekday_both_ways(self):
		calendar = WorkCalendar(
			{date(2024, 10, 1): True, date(2024, 10, 8): False, date(2024, 10, 12): False}
		)
		self.assertTrue(calendar.is_working_day(date(2024, 10, 1)))
		self.assertFalse(calendar.is_working_day(date(2024, 10, 8)))
		self.assertFalse(calendar.is_working_day(date(2024, 10, 12)))

	def test_later_changes_to_the_given_exceptions_do_not_reach_the_calendar(self):
		exceptions = {date(2024, 10, 1): False}
		calendar = WorkCalendar(exceptions)
		exceptions[date(2024, 10, 8)] = False
		self.assertTrue(calendar.is_working_day(date(2024, 10, 8)))

	def test_beyond_the_published_years_weekdays_count_and_are_said_to_be_unknown(self):
		self.assertTrue(self.calendar.is_working_day(date(2090, 5, 1)), "a Monday")
		self.assertFalse(self.calendar.is_working_day(date(2090, 5, 6)), "a Saturday")
		self.assertFalse(self.calendar.is_known(date(2090, 5, 1)))
		self.assertFalse(self.calendar.is_known(date(2003, 5, 1)))
		self.assertTrue(self.calendar.is_known(date(2024, 5, 1)))

	def test_an_exception_makes_its_day_known_in_an_unknown_year(self):
		calendar = WorkCalendar({date(2090, 5, 1): False})
		self.assertTrue(calendar.is_known(date(2090, 5, 1)))
		self.assertFalse(calendar.is_known(date(2090, 5, 2)))
		self.assertFalse(calendar.is_working_day(date(2090, 5, 1)))

	def test_more_than_ten_years_are_refused(self):
		with self.assertRaisesRegex(ValueError, "check the year"):
			self.calendar.add(date(2024, 1, 1), 3661)
		with self.assertRaisesRegex(ValueError, "check the year"):
			self.calendar.count(date(204, 5, 6), date(2024, 5, 6))

	def test_ten_years_are_counted(self):
		self.assertGreater(self.calendar.count(date(2014, 12, 31), date(2024, 12, 31)), 2400)

	def test_thousands_of_usual_calls_take_no_noticeable_time(self):
		began = perf_counter()
		for offset in range(2000):
			self.calendar.add(date(2020, 1, 1) + timedelta(days=offset), 20)
		self.assertLess(perf_counter() - began, 2)

	@settings(deadline=None, max_examples=100)
	@given(DAYS, st.integers(-300, 300), EXCEPTIONS)
	def test_count_undoes_add(self, day, working_days, exceptions):
		calendar = WorkCalendar(exceptions)
		self.assertEqual(calendar.count(day, calendar.add(day, working_days)), working_days)

	@settings(deadline=None, max_examples=100)
	@given(DAYS, st.integers(-400, 400), EXCEPTIONS)
	def test_add_undoes_count(self, day, days, exceptions):
		calendar = WorkCalendar(exceptions)
		through = calendar.next_working_day(day + timedelta(days=days))
		if through != day:
			self.assertEqual(calendar.add(day, calendar.count(day, through)), through)

	@settings(deadline=None, max_examples=100)
	@given(DAYS, EXCEPTIONS)
	def test_only_days_off_lie_between_a_day_and_its_next_working_day(self, day, exceptions):
		calendar = WorkCalendar(exceptions)
		working = calendar.next_working_day(day)
		self.assertTrue(calendar.is_working_day(working))
		self.assertEqual(calendar.count(day - timedelta(days=1), working), 1)
