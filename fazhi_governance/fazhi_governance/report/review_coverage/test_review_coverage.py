from frappe.utils import formatdate

from fazhi_governance.tests.factories import make_stored
from fazhi_governance.tests.report_case import ReportTestCase


def came_on(day: str) -> str:
	return f"The opinion came only on {formatdate(day)}"


class TestReviewCoverage(ReportTestCase):
	report = "Review Coverage"

	def discussed(self, unit: str | None = None, **values):
		return self.decision(
			unit or self.street_a, **{"discussed_on": "2024-06-03", "result": "Passed", **values}
		).name

	def opinion(self, decision: str, opinion_on: str = "2024-05-31", **values):
		return self.concluded(
			self.street_a, opinion_on, matter_kind="Major Decision", matter=decision, **values
		).name

	def matter(self, unit: str | None = None, **values):
		return make_stored(
			"Reviewable Matter",
			**{
				"unit": unit or self.community_1,
				"title": "测试设备采购合同",
				"kind": "Contract",
				"issued_on": "2024-06-03",
				**values,
			},
		).name

	def kinds(self, result: dict) -> dict:
		"""Kind → due, reviewed, missed, rate, exempt."""
		fields = ("due", "reviewed", "missed", "rate", "exempt")
		return {
			row["title"]: tuple(row[field] for field in fields)
			for row in result["result"]
			if not row["indent"]
		}

	def missed(self, result: dict) -> list[tuple]:
		return [(row["record"], row["why"]) for row in result["result"] if row["indent"]]

	def is_covered(self) -> bool:
		return not self.missed(self.run_report())

	def test_due_reviewed_missed_and_exempt_by_kind(self):
		self.opinion(self.discussed())
		unreviewed = self.discussed(self.community_2)
		self.matter(review=self.concluded(self.community_1).name)
		self.matter(review=self.concluded(self.community_1).name)
		late = self.matter(review=self.concluded(self.community_1, "2024-06-04").name)
		self.matter(is_exempt=1)
		document = self.matter(kind="Normative Document")
		result = self.run_report()
		self.assertEqual(
			self.kinds(result),
			{
				"Major Decision": (2, 1, 1, 50.0, 0),
				"Normative Document": (1, 0, 1, 0.0, 0),
				"Contract": (3, 2, 1, 66.7, 1),
			},
		)
		self.assertEqual(
			self.missed(result),
			[
				(unreviewed, "Not reviewed"),
				(document, "Not reviewed"),
				(late, came_on("2024-06-04")),
			],
		)
		self.assertEqual(
			self.figures(result),
			{"To Be Reviewed": 6, "Reviewed in Time": 3, "Missed": 3, "Exempt": 1, "Coverage Rate": 50.0},
		)
		self.assertEqual(
			self.series(result),
			{
				"Reviewed in Time": {"Major Decision": 1, "Normative Document": 0, "Contract": 2},
				"Missed": {"Major Decision": 1, "Normative Document": 1, "Contract": 1},
			},
		)

	def test_each_missed_matter_leads_to_its_record(self):
		decision, contract = self.discussed(), self.matter()
		rows = [row for row in self.run_report()["result"] if row["indent"]]
		self.assertEqual(
			[(row["record_kind"], row["record"], row["unit"]) for row in rows],
			[("Major Decision", decision, self.street_a), ("Reviewable Matter", contract, self.community_1)],
		)

	def test_an_opinion_on_the_very_day_is_in_time(self):
		self.opinion(self.discussed(), "2024-06-03")
		self.matter(review=self.concluded(self.community_1, "2024-06-03").name)
		self.assertTrue(self.is_covered())

	def test_an_opinion_after_the_discussion_does_not_cover_it(self):
		self.opinion(self.discussed(), "2024-06-04")
		self.assertEqual([why for _record, why in self.missed(self.run_report())], [came_on("2024-06-04")])

	def test_one_of_two_opinions_in_time_is_enough(self):
		decision = self.discussed()
		self.opinion(decision, "2024-06-04")
		self.opinion(decision, "2024-05-30")
		self.assertTrue(self.is_covered())

	def test_an_opinion_that_does_not_let_it_go_on_does_not_cover_it(self):
		for values in (
			{"conclusion": "Unlawful"},
			{"conclusion": "No Authority"},
			{"conclusion": "Lawful After Changes"},
			{"voided_on": "2024-06-01"},
		):
			decision = self.discussed()
			self.opinion(decision, **values)
			self.assertIn((decision, "No opinion that lets it go on"), self.missed(self.run_report()))

	def test_an_opinion_that_asks_for_changes_covers_from_its_recheck(self):
		rechecked = {
			"conclusion": "Lawful After Changes",
			"recheck_result": "Satisfied",
			"revised_sha256": "0" * 64,
		}
		in_time, late = self.discussed(), self.discussed()
		self.opinion(in_time, **rechecked, rechecked_on="2024-06-03")
		self.opinion(late, **rechecked, rechecked_on="2024-06-05")
		self.assertEqual(self.missed(self.run_report()), [(late, came_on("2024-06-05"))])

	def test_a_draft_or_cancelled_opinion_covers_nothing(self):
		for docstatus in (0, 2):
			self.opinion(self.discussed(), docstatus=docstatus)
			self.matter(review=self.concluded(self.community_1, docstatus=docstatus).name)
		whys = [why for _record, why in self.missed(self.run_report())]
		self.assertEqual(whys, ["Not reviewed"] * 4)

	def test_an_opinion_on_something_else_covers_nothing(self):
		decision = self.discussed()
		self.concluded(self.street_a, matter_kind="Leading Group", matter=decision)
		self.assertFalse(self.is_covered())

	def test_what_no_meeting_has_decided_is_not_due(self):
		self.decision(self.street_a)
		self.discussed(result="")
		self.discussed(discussed_on="2023-12-29")
		self.matter(issued_on="2025-01-02")
		self.assertEqual(self.run_report()["result"], [])

	def test_exempt_ones_alone_have_no_rate(self):
		self.matter(is_exempt=1)
		result = self.run_report()
		self.assertEqual(self.kinds(result), {"Contract": (0, 0, 0, None, 1)})
		self.assertNotIn("Coverage Rate", self.figures(result))
