import frappe
from frappe.utils import getdate

from fazhi_governance.core import deadlines
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

FOUND = {"sites_count": 12, "problems_count": 5, "rectify_by": "2024-05-27"}


class TestJointEnforcement(GovernanceTestCase):
	RECORD = "Joint Enforcement“测试安全生产联合检查”"

	def action(self, **values):
		with self.as_user(self.users["Enforcement Clerk"]):
			return factories.make_joint_enforcement(self.street_a, **values)

	def state(self, action, day: str) -> str:
		return state_of(action, action.clocks[0], getdate(day))

	def test_what_was_found_is_followed_until_all_is_put_right(self):
		action = self.action(**FOUND)
		self.assertEqual(
			(action.status, action.rectification_due_on), ("To Be Put Right", getdate("2024-05-27"))
		)
		self.assertEqual(self.state(action, "2024-05-19"), deadlines.ON_TRACK)
		self.assertEqual(self.state(action, "2024-05-20"), deadlines.DUE_SOON)
		self.assertEqual(self.state(action, "2024-05-28"), deadlines.OVERDUE)
		with self.as_user(self.users["Enforcement Clerk"]):
			action.update({"rectified_count": 5, "rectified_on": "2024-05-24"})
			action.save()
		self.assertEqual(action.status, "Put Right")
		self.assertEqual(self.state(action, "2024-05-28"), deadlines.MET)

	def test_an_action_that_found_nothing_has_nothing_due(self):
		action = self.action(sites_count=3, rectify_by="2024-05-27")
		self.assertEqual((action.status, action.rectification_due_on), ("Nothing Found", None))

	def test_more_is_not_put_right_than_was_found(self):
		with self.refused(self.RECORD, "6 problems were put right, but only 5 were found", "Correct one of"):
			self.action(**FOUND, rectified_count=6)

	def test_all_is_not_put_right_while_some_is_not(self):
		with self.refused(self.RECORD, "only 4 of 5 problems are", "clear All Put Right On"):
			self.action(**FOUND, rectified_count=4, rectified_on="2024-05-24")

	def test_days_and_numbers_that_cannot_be_are_refused(self):
		with self.refused(self.RECORD, "is before Held On"):
			self.action(**{**FOUND, "rectify_by": "2024-05-12"})
		with self.refused(self.RECORD, "a day that has not come yet"):
			self.action(held_on="2999-01-01")
		with self.refused(self.RECORD, "cannot be negative"):
			self.action(sites_count=-1)

	def test_the_rate_is_that_of_all_problems_found(self):
		self.action(**FOUND, rectified_count=5, rectified_on="2024-05-24")
		self.action(**{**FOUND, "problems_count": 15}, rectified_count=10, field="Traffic Safety")
		self.action(field="Illegal Construction", held_on="2025-01-06")
		codes = ("joint.times", "joint.sites", "joint.problems", "joint.rectified", "joint.fields")
		found = cube.compute(figures([*codes, "joint.rate"]), Period.year(2024), self.street_a)
		self.assertEqual(
			[found[code].value for code in codes], [2, 24, 20, 15, ["Production Safety", "Traffic Safety"]]
		)
		self.assertEqual(found["joint.rate"].worded(), "75%")

	def test_a_community_sees_its_own_and_writes_none(self):
		own, other = (factories.make_joint_enforcement(unit) for unit in (self.community_1, self.community_2))
		with self.as_user(self.clerk):
			self.assertEqual(frappe.get_list("Joint Enforcement", pluck="name"), [own.name])
			with self.refused(error=frappe.PermissionError):
				frappe.get_doc("Joint Enforcement", own.name).save()
			with self.refused(error=frappe.PermissionError):
				frappe.get_doc("Joint Enforcement", other.name).check_permission("read")
