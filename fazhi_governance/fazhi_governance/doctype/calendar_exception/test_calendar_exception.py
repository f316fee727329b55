from datetime import date

import frappe

from fazhi_governance.statute.calendar import work_calendar
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

FRIDAY, SATURDAY = "2024-04-19", "2024-04-20"


class TestCalendarException(GovernanceTestCase):
	def is_worked(self, unit: str, day: str) -> bool:
		return work_calendar(unit).is_working_day(date.fromisoformat(day))

	def test_a_manager_closes_or_opens_a_day_for_the_own_units(self):
		with self.as_user(self.users["Fazhi Manager"]):
			factories.make_exception(self.street_a, FRIDAY)
			factories.make_exception(self.street_a, SATURDAY, is_working_day=1)
		self.assertEqual([self.is_worked(self.community_1, day) for day in (FRIDAY, SATURDAY)], [False, True])
		self.assertEqual([self.is_worked(self.community_3, day) for day in (FRIDAY, SATURDAY)], [True, False])
		self.assertEqual([self.is_worked(None, day) for day in (FRIDAY, SATURDAY)], [True, False])

	def test_a_change_counts_at_once(self):
		exception = factories.make_exception(self.street_a, FRIDAY)
		self.assertFalse(self.is_worked(self.street_a, FRIDAY))
		exception.is_working_day = 1
		exception.save()
		self.assertTrue(self.is_worked(self.street_a, FRIDAY))

	def test_a_day_has_one_exception_a_unit(self):
		factories.make_exception(self.street_a, FRIDAY)
		with self.refused(error=frappe.DuplicateEntryError):
			factories.make_exception(self.street_a, FRIDAY, is_working_day=1)

	def test_an_exception_may_lie_in_the_future(self):
		factories.make_exception(self.street_a, "2099-04-20")
		self.assertTrue(work_calendar(self.street_a).is_known(date(2099, 4, 20)))

	def test_an_exception_says_why(self):
		with self.refused("reason", error=frappe.MandatoryError):
			factories.make_exception(self.street_a, FRIDAY, reason="")

	def test_an_officer_makes_no_exception(self):
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			factories.make_exception(self.street_a, FRIDAY)
