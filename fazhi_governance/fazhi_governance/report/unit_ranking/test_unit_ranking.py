from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase


class TestUnitRanking(ReportTestCase):
	report = "Unit Ranking"

	def setUp(self):
		super().setUp()
		self.of_street = self.scheme(self.street_a)

	def ranked(self, user: str | None = None, **filters) -> dict:
		result = self.run_report(user, year=2024, **filters)
		return {row["unit"]: row["rank"] for row in result["result"]}

	def test_units_are_ranked_by_their_confirmed_scores(self):
		third = factories.make_unit("测试五社区", self.street_a)
		self.assessment(
			self.community_1,
			self.of_street,
			({"lost_score": 2.5, "full_score": 50}, {"full_score": 50}),
			review_total=97.5,
			self_total=100,
		)
		self.assessment(self.community_2, self.of_street, review_total=88)
		self.assessment(self.station, self.of_street, review_total=97.5)
		self.assessment(third, self.of_street, workflow_state="Scores Under Review", review_total=99)
		result = self.run_report(year=2024)
		self.assertEqual(
			self.ranked(), {self.community_1: 1, self.station: 1, self.community_2: 3, third: None}
		)
		expected = {
			"scheme_title": "测试考核方案",
			"self_total": 100,
			"review_total": 97.5,
			"difference": -2.5,
			"deductions": 1,
			"status": "Scores Confirmed",
			"status_colour": "green",
		}
		row = next(row for row in result["result"] if row["unit"] == self.community_1)
		self.assertEqual({each: row[each] for each in expected}, expected)
		pending = next(row for row in result["result"] if row["unit"] == third)
		self.assertEqual((pending["review_total"], pending["difference"]), (None, None))
		self.assertEqual(
			self.figures(result), {"Assessed Units": 4, "Scores Confirmed": 3, "Average Review Score": 94.3}
		)
		self.assertEqual(self.series(result)["Total of Review Scores"][self.community_2], 88)

	def test_a_clerk_sees_the_own_score_and_no_rank(self):
		self.assessment(self.community_1, self.of_street)
		self.assessment(self.community_2, self.of_street, review_total=60)
		self.assertEqual(self.ranked(self.clerk), {self.community_1: None})
		self.assertEqual(self.ranked()[self.community_1], 1)

	def test_each_scheme_has_a_ranking_of_its_own(self):
		self.assessment(self.community_1, self.of_street, review_total=70)
		self.assessment(self.community_2, self.scheme(self.street_a), review_total=60)
		self.assertEqual(self.ranked(), {self.community_1: 1, self.community_2: 1})

	def test_another_year_is_left_out(self):
		self.assessment(self.community_1, self.of_street, assessed_to="2023-12-31")
		self.assertEqual(self.ranked(), {})
