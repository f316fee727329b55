from fazhi_governance.tests.report_case import ReportTestCase

CODES = ("enforcement.cases", "enforcement.concluded", "enforcement.in_time_rate", "enforcement.fines")


class TestEnforcementOverview(ReportTestCase):
	report = "Enforcement Overview"

	def setUp(self):
		super().setUp()
		decided = {"decided_on": "2024-04-08", "result": "Penalty Imposed", "used_days": 35}
		self.enforcement_case(self.station, **decided, fine=200.5, published_on="2024-04-10")
		self.enforcement_case(
			self.station,
			**{**decided, "used_days": 120},
			lawsuit_heard_on="2024-09-02",
			head_appearance="Head of the Office",
		)
		self.enforcement_case(self.station, lane="Inspection")

	def test_each_lane(self):
		result = self.run_report()
		self.assertEqual(self.line(result, "Penalty", *CODES), (2, 2, 50.0, 200.5))
		self.assertEqual(self.line(result, "Inspection", *CODES), (1, None, None, None))
		self.assertEqual(self.line(result, "Totals", *CODES), (3, 2, 50.0, 200.5))
		self.assertEqual(
			self.line(result, "Penalty", "enforcement.to_publish", "enforcement.published"), (2, 1)
		)
		self.assertEqual(self.figures(result)["Rate of Heads Appearing"], 100.0)

	def test_each_month_and_unit(self):
		months = self.run_report(rows="Month")
		self.assertEqual(self.line(months, "2024-03", *CODES), (3, None, None, None))
		self.assertEqual(self.line(months, "2024-04", *CODES), (None, 2, 50.0, 200.5))
		self.assertEqual(self.line(self.run_report(rows="Unit"), self.station, *CODES), (3, 2, 50.0, 200.5))

	def test_a_case_past_its_day_is_listed_first_by_the_clock_that_ran_out_first(self):
		case = self.enforcement_case(
			self.station,
			decided_on="2024-05-06",
			delivery_due_on="2024-05-13",
			delivery_warn_on="2024-05-10",
			publicity_due_on="2024-05-15",
			publicity_warn_on="2024-05-12",
		)
		head, row = self.run_report()["result"][:2]
		self.assertEqual((head["title"], row["record"]), ("Overdue Now: 1", case.name))
		self.assertIn("处罚决定书的送达期限", row["overdue"])
