from datetime import date

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

DAY = date(2024, 3, 4)
OF_THE_LAW = {
	"kind": "Inspection",
	"decision_document": None,
	"decision_published_on": None,
	"law": "行政处罚法",
}


class TestEnforcementItem(GovernanceTestCase):
	"""What a case makes of it: test_enforcement_case.py."""

	def item(self, **values):
		with self.as_user(self.users["Enforcement Clerk"]):
			return factories.make_item(self.street_a, **values)

	def test_a_power_is_held_by_a_published_decision_within_its_days(self):
		item = self.item(held_to="2024-12-31")
		for day, problem in (
			(DAY, None),
			(date(2023, 1, 1), None),
			(date(2024, 12, 31), None),
			(date(2022, 12, 31), "is held only from"),
			(date(2025, 1, 1), "was held only until"),
		):
			with self.subTest(day):
				found = item.why_not_held(day)
				self.assertIn(problem, found) if problem else self.assertIsNone(found)

	def test_a_penalty_without_a_published_decision_is_not_held(self):
		law = {"law": "行政处罚法", "article": "第二十四条"}
		self.assertIn("No provincial decision", self.item(decision_document=None, **law).why_not_held(DAY))
		for published_on in (None, "2024-03-05"):
			item = self.item(decision_published_on=published_on)
			self.assertIn("had not been published by", item.why_not_held(DAY))

	def test_another_power_may_rest_on_the_law_alone(self):
		self.assertIsNone(self.item(**OF_THE_LAW, article="第五十四条").why_not_held(DAY))
		self.assertIn("no law with its article either", self.item(**OF_THE_LAW).why_not_held(DAY))

	def test_days_that_cannot_be_are_refused(self):
		with self.refused("Held Until", "is before Held From Day"):
			self.item(held_to="2022-12-31")
		with self.refused("a day that has not come yet"):
			self.item(decision_published_on="2999-01-01")
