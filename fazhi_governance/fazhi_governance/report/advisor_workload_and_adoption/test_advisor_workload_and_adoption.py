from fazhi_governance.tests.report_case import ReportTestCase


class TestAdvisorWorkloadAndAdoption(ReportTestCase):
	report = "Advisor Workload and Adoption"

	def row_of(self, advisor: str, **filters) -> dict:
		return next(row for row in self.run_report(**filters)["result"] if row["advisor"] == advisor)

	def test_what_each_advisor_did_and_what_became_of_it(self):
		first = self.advisor(self.street_a, firm="测试律师事务所").name
		second = self.advisor(self.street_a, advisor_name="测试律师乙").name
		due = {"answer_due_on": "2024-05-10", "answer_warn_on": "2024-05-08"}
		ask = self.consultation
		ask(self.street_a, first, **due, answered_on="2024-05-10", hours=1.5, adoption="Adopted", rating=1)
		ask(
			self.street_a,
			first,
			**due,
			answered_on="2024-05-13",
			hours=2,
			adoption="Partly Adopted",
			rating=0.6,
		)
		ask(self.community_1, first, kind="Litigation", **due, hours=0.5)
		ask(self.community_1, first, kind="Duty Day", answered_on="2024-05-09", adoption="Not Adopted")
		ask(self.street_a, second, answer_due_on="2099-01-01", answer_warn_on="2098-12-01")
		self.review(self.street_a, advisor=first, advisor_opined_on="2024-03-05")
		self.review(self.street_a, advisor=first)
		self.review(self.street_a, advisor=first, advisor_opined_on="2024-03-05", docstatus=2)
		result = self.run_report()
		expected = {
			"advisor_name": "测试律师甲",
			"firm": "测试律师事务所",
			"consultations": 4,
			"kind_contract": 2,
			"kind_litigation": 1,
			"kind_duty_day": 1,
			"kind_lecture": 0,
			"reviews": 1,
			"in_time": 2,
			"late": 1,
			"open": 1,
			"overdue": 1,
			"hours": 4.0,
			"adopted": 1,
			"partly": 1,
			"not_adopted": 1,
			"adoption_rate": 66.7,
			"rating": 4.0,
		}
		row = self.row_of(first)
		self.assertEqual({each: row[each] for each in expected}, expected)
		expected = {"consultations": 1, "open": 1, "overdue": 0, "adoption_rate": None, "rating": None}
		row = self.row_of(second)
		self.assertEqual({each: row[each] for each in expected}, expected)
		self.assertEqual(
			self.figures(result),
			{
				"Consultations": 5,
				"Reviews Advised": 1,
				"Answered Late": 1,
				"Overdue Answers": 1,
				"Hours Spent": 4.0,
				"Adoption Rate": 66.7,
				"Average Rating (of Five Stars)": 4.0,
			},
		)
		self.assertEqual(
			self.series(result),
			{
				"Consultations": {"测试律师甲": 4, "测试律师乙": 1},
				"Reviews Advised": {"测试律师甲": 1, "测试律师乙": 0},
			},
		)
		self.assertIn("(adopted + partly adopted) ÷", result["message"])

	def test_who_was_engaged_and_did_nothing_is_listed(self):
		idle = self.advisor(self.street_a).name
		gone = self.advisor(self.street_a, ended_on="2023-06-30").name
		listed = [row["advisor"] for row in self.run_report()["result"]]
		self.assertEqual(listed, [idle])
		self.assertEqual(self.row_of(idle)["consultations"], 0)
		self.assertNotIn(gone, listed)

	def test_an_advisor_of_another_unit_shows_only_with_what_was_done_here(self):
		elsewhere = self.advisor(self.street_b).name
		self.consultation(self.street_b, elsewhere)
		self.assertEqual(self.run_report()["result"], [])
		self.consultation(self.community_1, elsewhere)
		self.assertEqual(self.row_of(elsewhere)["consultations"], 1)

	def test_what_was_asked_in_another_year_is_left_out(self):
		advisor = self.advisor(self.street_a).name
		self.consultation(self.street_a, advisor, asked_on="2023-12-31", answered_on="2024-01-02")
		self.review(self.street_a, "2024-12-30", advisor=advisor, advisor_opined_on="2025-01-02")
		row = self.row_of(advisor)
		self.assertEqual((row["consultations"], row["reviews"]), (0, 0))
