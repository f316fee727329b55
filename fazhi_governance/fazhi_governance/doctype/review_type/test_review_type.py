import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestReviewType(GovernanceTestCase):
	def review_type(self, **values):
		materials = [{"material": name} for name in values.pop("materials", ("测试材料甲", "测试材料乙"))]
		with self.as_user(self.users["Fazhi Manager"]):
			return factories.make(
				"Review Type",
				{
					"type_name": "测试审查类别",
					"kind": "Contract",
					"time_limit": 3,
					"materials": materials,
					**values,
				},
			)

	def test_an_office_sets_its_own_limit_and_materials(self):
		review_type = self.review_type()
		self.assertEqual((review_type.name, review_type.is_in_use), ("测试审查类别", 1))
		review_type.time_limit = 5
		review_type.append("materials", {"material": "测试材料丙", "is_required": 0})
		review_type.save()
		self.assertEqual([row.is_required for row in review_type.materials], [1, 1, 0])

	def test_a_limit_of_no_day_is_refused(self):
		for days in (0, -1, 99999):
			with self.refused("Review Type 测试审查类别", f"{days} working days", "Enter 1 or more"):
				self.review_type(time_limit=days)

	def test_a_material_is_listed_once(self):
		with self.refused("Review Type 测试审查类别", "测试材料甲 is listed twice", "Remove one"):
			self.review_type(materials=("测试材料甲", " 测试材料甲 "))

	def test_a_reviewer_reads_and_changes_none(self):
		with self.as_user(self.users["Legality Reviewer"]), self.refused(error=frappe.PermissionError):
			factories.make("Review Type", {"type_name": "测试", "kind": "Other", "time_limit": 1})
