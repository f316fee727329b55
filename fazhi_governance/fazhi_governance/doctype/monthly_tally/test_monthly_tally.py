import frappe
from frappe.utils import get_first_day, get_last_day, getdate, today

from fazhi_governance.api.monthly_tally import enter_year, quantities_of_year
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestMonthlyTally(GovernanceTestCase):
	RECORD = "Monthly Tally“测试工作量 20"

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		factories.make("Tally Kind", {"kind_name": "测试工作量", "unit_of_measure": "件"})

	def tally(self, **values):
		with self.as_user(self.clerk):
			return factories.make_tally(self.community_1, **values)

	def enter(self, quantities: dict, user: str | None = None, unit: str | None = None, **asked) -> int:
		with self.as_user(user or self.clerk):
			return enter_year(unit or self.community_1, "测试工作量", 2024, quantities, **asked)

	def quantities(self, user: str | None = None) -> dict:
		with self.as_user(user or self.clerk):
			return quantities_of_year(self.community_1, "测试工作量", 2024)

	def test_a_month_is_entered_by_any_day_of_it(self):
		tally = self.tally(month_on="2024-03-18")
		self.assertEqual((getdate(tally.month_on), tally.unit_of_measure), (getdate("2024-03-01"), "件"))
		self.assertEqual(
			getdate(self.tally(month_on=get_last_day(today())).month_on), getdate(get_first_day(today()))
		)

	def test_a_tally_is_called_by_its_work_and_month(self):
		tally = self.tally(month_on="2024-03-18")
		self.assertEqual(tally.get_title(), "测试工作量 2024-03")

	def test_a_month_to_come_is_refused(self):
		with self.refused(self.RECORD, "a day that has not come yet"):
			self.tally(month_on=frappe.utils.add_months(get_first_day(today()), 1))

	def test_a_month_is_counted_once_for_each_unit_and_kind(self):
		first = self.tally()
		with self.refused(self.RECORD, self.community_1, first.name, "Change the quantity there"):
			self.tally(month_on="2024-03-31")
		self.tally(month_on="2024-04-01")
		factories.make_tally(self.community_2)
		factories.make_tally(self.community_1, tally_kind="测试另一工作量")
		first.quantity = 13
		first.save()

	def test_two_who_save_at_once_leave_one(self):
		tally = self.tally()
		double = frappe.copy_doc(tally)
		double.set_new_name()
		with self.refused(error=frappe.UniqueValidationError):
			double.db_insert()

	def test_a_negative_quantity_is_refused(self):
		with self.refused(self.RECORD, "cannot be negative"):
			self.tally(quantity=-1)

	def test_a_kind_out_of_use_takes_no_new_month_but_keeps_the_old(self):
		tally = self.tally()
		frappe.db.set_value("Tally Kind", "测试工作量", "is_in_use", 0)
		with self.refused(self.RECORD, "no longer in use", "Choose another one"):
			self.tally(month_on="2024-04-01")
		tally.quantity = 13
		tally.save()

	def test_twelve_months_are_entered_in_one_go(self):
		self.assertEqual(self.enter({month: month * 10 for month in range(1, 13)}, source="测试台账"), 12)
		self.assertEqual(self.quantities(), {month: month * 10 for month in range(1, 13)})
		sources = frappe.get_all("Monthly Tally", {"unit": self.community_1}, pluck="source")
		self.assertEqual(set(sources), {"测试台账"})

	def test_entering_again_changes_what_differs_and_leaves_the_rest(self):
		self.enter({1: 10, 2: 20}, source="测试台账")
		self.assertEqual(self.enter('{"2": 25, "3": 30, "1": 10}'), 2)
		self.assertEqual(self.quantities(), {1: 10, 2: 25, 3: 30})
		self.assertEqual(frappe.get_all("Monthly Tally", {"quantity": 25}, pluck="source"), ["测试台账"])

	def test_no_month_and_a_thirteenth_are_refused(self):
		for quantities in ({}, {13: 1}, {0: 1}):
			with self.refused("at least one month from 1 to 12"):
				self.enter(quantities)

	def test_a_clerk_enters_for_the_own_community_alone(self):
		with self.refused(error=frappe.PermissionError):
			self.enter({1: 10}, unit=self.community_2)
		self.assertFalse(frappe.db.exists("Monthly Tally", {"unit": self.community_2}))

	def test_a_reader_enters_nothing_and_a_stranger_sees_nothing(self):
		self.enter({1: 10})
		refusals = (frappe.PermissionError, frappe.ValidationError)  # early v15 raises the latter
		with self.refused(error=refusals):
			self.enter({2: 10}, user=self.users["Fazhi Leader"])
		self.assertEqual(self.quantities(self.stranger), {})
		with self.refused(error=refusals):
			self.quantities(self.users["Mediator"])

	def test_an_office_adds_a_figure_over_its_own_kind(self):
		self.enter({1: 10, 2: 20})
		factories.make_tally(self.community_1, tally_kind="测试另一工作量")
		factories.make_figure(
			"test.tally",
			record_kind="Monthly Tally",
			date_field="month_on",
			aggregate="Sum",
			aggregate_field="quantity",
			filters='[["tally_kind", "=", "测试工作量"]]',
		)
		found = cube.compute(figures(["test.tally"]), Period.year(2024), self.street_a, self.officer)
		self.assertEqual(found["test.tally"].worded(), "30件")
