from fazhi_governance.tests.factories import make_stored
from fazhi_governance.tests.report_case import ReportTestCase

COUNTS = ("received", "concluded", "in_time", "late", "overdue", "paused", "average", "longest")


class TestReviewTimeliness(ReportTestCase):
	report = "Review Timeliness"

	def types(self, result: dict) -> dict:
		return {
			row["title"]: tuple(row[each] for each in COUNTS) for row in result["result"] if not row["indent"]
		}

	def test_each_type_with_its_counts_and_working_days(self):
		decisions = make_stored(
			"Review Type", type_name="测试决策审查", kind="Major Decision", time_limit=15
		).name
		self.concluded(self.community_1)  # 4 working days, in time
		late = self.concluded(self.community_2, "2024-03-15")  # 9, late
		overdue = self.review(self.community_1)
		self.review(self.community_1, review_due_on=None, review_warn_on="2024-03-06")  # paused
		self.review(
			self.street_a, review_type=decisions, review_due_on="2099-01-01", review_warn_on="2098-12-01"
		)
		self.concluded(self.street_a, docstatus=2)
		result = self.run_report()
		self.assertEqual(
			self.types(result),
			{
				self.contracts: (4, 2, 1, 1, 1, 1, 6.5, 9),
				decisions: (1, 0, 0, 0, 0, 0, None, None),
			},
		)
		self.assertEqual(
			[(row["name"], row["state_label"], row["used"]) for row in result["result"] if row["indent"]],
			[(late.name, "Late", 9), (overdue.name, "Overdue", None)],
		)
		self.assertEqual(
			self.figures(result),
			{
				"Received": 5,
				"In Time": 1,
				"Late": 1,
				"Overdue": 1,
				"Paused": 1,
				"Average Working Days Used": 6.5,
			},
		)
		self.assertEqual(
			{name: sum(values.values()) for name, values in self.series(result).items()},
			{"In Time": 1, "Late": 1, "Overdue": 1, "Paused": 1, "Under Way": 1},
		)

	def test_pauses_are_taken_out_of_average_and_longest(self):
		pause = {"clock": "V1", "event": "Pause", "from_date": "2024-03-06", "to_date": "2024-03-08"}
		self.concluded(self.community_1, "2024-03-15", clock_events=[{**pause, "reason": "测试补正"}])
		self.assertEqual(self.types(self.run_report())[self.contracts][-2:], (6.0, 6))

	def test_without_an_opinion_there_is_no_average(self):
		self.review(self.community_1)
		result = self.run_report()
		self.assertEqual(self.types(result)[self.contracts][-2:], (None, None))
		self.assertNotIn("Average Working Days Used", self.figures(result))
