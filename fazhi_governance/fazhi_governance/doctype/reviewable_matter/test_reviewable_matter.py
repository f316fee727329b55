import frappe
from frappe.utils import add_days, today

from fazhi_governance.statute import rules
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestReviewableMatter(GovernanceTestCase):
	RECORD = "Reviewable Matter“测试设备采购合同”"

	def setUp(self):
		super().setUp()
		if not rules.standard_rows("V6"):
			factories.make_rule("V6", level="Warn", record_kind="Reviewable Matter", advice="测试办法")

	def matter(self, **values):
		with self.as_user(self.users["Legality Reviewer"]):
			return factories.make_matter(self.street_a, **values)

	def review(self, unit: str | None = None, **values) -> str:
		return factories.make_stored(
			"Legality Review",
			**{
				"unit": unit or self.street_a,
				"subject": "测试设备采购合同",
				"review_kind": "Contract",
				"docstatus": 1,
				"opinion_on": "2024-06-03",
				"conclusion": "Lawful After Changes",
				**values,
			},
		).name

	def unmet(self, matter) -> list[str]:
		matter.onload()
		return [row["problem"] for row in matter.get_onload("unmet_rules")]

	def test_a_matter_reviewed_by_the_day_of_issue_is_clear(self):
		matter = self.matter(review=self.review())
		self.assertEqual((self.unmet(matter), self.messages()), ([], []))

	def test_a_matter_without_a_timely_opinion_is_warned_of(self):
		for review, problem in (
			(None, "no legality review is linked"),
			({"docstatus": 0, "opinion_on": None}, "has given no opinion"),
			({"opinion_on": "2024-06-04"}, "before the opinion of the review"),
			({"conclusion": "Unlawful"}, "the conclusion of the review"),
			({"voided_on": "2024-06-03"}, "has been void since"),
		):
			matter = self.matter(review=self.review(**review) if review else None)
			(found,) = self.unmet(matter)
			self.assertIn(problem, found)
			(shown,) = self.messages()
			self.assertIn(problem, shown)

	def test_an_opinion_voided_after_the_issue_had_stood(self):
		self.assertEqual(self.unmet(self.matter(review=self.review(voided_on="2024-06-04"))), [])

	def test_an_exempt_matter_needs_its_reason(self):
		with self.refused(self.RECORD, "to need no review, but not why", "Enter the reason"):
			self.matter(is_exempt=1, exempt_reason=" ")
		matter = self.matter(is_exempt=1, exempt_reason="测试内部管理事项")
		self.assertEqual(self.unmet(matter), [])

	def test_a_review_of_another_kind_is_refused(self):
		review = self.review(review_kind="Normative Document")
		with self.refused(self.RECORD, "The kind of matter is Contract", review, "Normative Document"):
			self.matter(review=review)

	def test_a_review_of_another_street_is_refused(self):
		review = self.review(self.street_b)
		with self.refused(self.RECORD, review, "not among those that you may see", "of the own office"):
			self.matter(review=review)

	def test_what_is_issued_tomorrow_is_refused(self):
		with self.refused(self.RECORD, "a day that has not come yet"):
			self.matter(issued_on=add_days(today(), 1))

	def test_a_clerk_has_no_book_of_matters(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_matter(self.community_1)
