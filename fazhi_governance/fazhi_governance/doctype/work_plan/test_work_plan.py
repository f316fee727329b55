import frappe
from frappe.utils import add_days, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

RESOURCES = {"persons_count": 6, "budget": 80000, "facilities": "测试会议室一间"}


class TestWorkPlan(GovernanceTestCase):
	def unmet(self, plan) -> list[str]:
		plan.onload()
		return [row["rule"] for row in plan.get_onload("unmet_rules")]

	def test_a_plan_says_what_is_set_aside_for_it(self):
		with self.as_user(self.officer):
			plan = factories.make_work_plan(self.street_a, persons_count=6)
			self.assertEqual(self.unmet(plan), ["T3"])
			problem = plan.get_onload("unmet_rules")[0]["problem"]
			self.assertIn("Budget (yuan)、Facilities Set Aside", problem)
			self.assertNotIn("People", problem)
			plan.update(RESOURCES)
			plan.save()
		self.assertEqual(self.unmet(plan), [])
		self.assertEqual(self.notes(plan), [])

	def test_faulty_numbers_and_days_are_refused(self):
		with self.refused("Budget (yuan)", "cannot be negative"):
			factories.make_work_plan(self.street_a, budget=-1)
		with self.refused("24 is no year of a plan", "four digits"):
			factories.make_work_plan(self.street_a, year=24)
		with self.refused("Adopted On", "a day that has not come yet"):
			factories.make_work_plan(self.street_a, adopted_on=add_days(today(), 1))

	def test_a_clerk_reads_the_own_communitys_plan_and_writes_none(self):
		plan = factories.make_work_plan(self.community_1)
		with self.as_user(self.clerk):
			self.assertEqual(frappe.get_list("Work Plan", pluck="name"), [plan.name])
			with self.refused(error=frappe.PermissionError):
				factories.make_work_plan(self.community_1)
