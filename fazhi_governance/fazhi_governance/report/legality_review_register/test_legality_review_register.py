from datetime import date

import frappe

from fazhi_governance.tests.report_case import ReportTestCase

PAUSE = {"clock": "V1", "event": "Pause", "reason": "测试补正"}


def finding(response: str = "", reason: str | None = None) -> dict:
	return {
		"dimension": "Content",
		"severity": "Should Change",
		"finding": "测试条款不明",
		"response": response,
		"response_reason": reason,
	}


class TestLegalityReviewRegister(ReportTestCase):
	report = "Legality Review Register"

	def only_row(self, **filters) -> dict:
		[row] = self.run_report(**filters)["result"]
		return row

	def used(self, *pauses: dict, **values) -> int | None:
		self.concluded(
			self.community_1,
			**{"opinion_on": "2024-03-15", "clock_events": [{**PAUSE, **each} for each in pauses], **values},
		)
		return self.run_report()["result"][-1]["used"]

	def test_a_line_says_what_the_official_register_asks_for(self):
		advisor = self.advisor(self.street_a, advisor_name="测试律师乙").name
		decision = self.decision(self.street_a, discussed_on="2024-03-20").name
		frappe.db.set_value("User", self.users["Legality Reviewer"], "full_name", "测试审查员")
		self.concluded(
			self.street_a,
			complete_on="2024-03-05",
			reviewer=self.users["Legality Reviewer"],
			advisor=advisor,
			findings=[finding("Adopted"), finding("Adopted")],
			matter_kind="Major Decision",
			matter=decision,
			archive_number="测档-1",
		)
		row = self.only_row()
		expected = {
			"review_type": self.contracts,
			"subject": "测试设备采购合同",
			"unit": self.street_a,
			"submitted_on": date(2024, 3, 4),
			"complete_on": date(2024, 3, 5),
			"reviewer_name": "测试审查员",
			"advisor_name": "测试律师乙",
			"findings": 2,
			"conclusion_label": "Lawful",
			"opinion_on": date(2024, 3, 8),
			"used": 4,
			"adoption": "All Adopted",
			"discussed_on": date(2024, 3, 20),
			"archive_number": "测档-1",
			"state_label": "In Time",
			"voided_on": None,
		}
		self.assertEqual({each: row[each] for each in expected}, expected)

	def test_working_days_used_do_not_count_the_day_of_the_start(self):
		self.assertEqual(self.used(), 9)
		self.assertEqual(self.used(opinion_on="2024-03-04"), 0)

	def test_working_days_used_follow_the_holiday_notice(self):
		# 9, 18 (a Sunday made up), 19 and 20 February: the Spring Festival is taken out
		self.assertEqual(self.used(submitted_on="2024-02-08", opinion_on="2024-02-20"), 4)

	def test_pauses_are_taken_out_of_the_working_days_used(self):
		self.assertEqual(self.used({"from_date": "2024-03-06", "to_date": "2024-03-08"}), 6)

	def test_overlapping_pauses_are_taken_out_once(self):
		first = {"from_date": "2024-03-06", "to_date": "2024-03-08"}
		self.assertEqual(self.used(first, {"from_date": "2024-03-07", "to_date": "2024-03-11"}), 5)
		self.assertEqual(self.used(first, {"from_date": "2024-03-07", "to_date": "2024-03-07"}), 6)

	def test_a_pause_counts_only_within_the_run(self):
		self.assertEqual(self.used({"from_date": "2024-03-01", "to_date": "2024-03-05"}), 8)
		self.assertEqual(self.used({"from_date": "2024-03-14", "to_date": None}), 7)
		self.assertEqual(self.used({"from_date": "2024-03-18", "to_date": "2024-03-20"}), 9)

	def test_only_pauses_of_its_own_clock_are_taken_out(self):
		span = {"from_date": "2024-03-06", "to_date": "2024-03-08"}
		self.assertEqual(self.used({**span, "clock": "D3"}), 9)
		self.assertEqual(self.used({**span, "event": "Extension", "length": 3}), 9)

	def test_an_open_review_has_used_nothing_yet_to_be_told(self):
		self.review(self.community_1)
		row = self.only_row()
		self.assertEqual((row["used"], row["conclusion_label"], row["state_label"]), (None, "", "Overdue"))
		self.assertEqual(row["state_label_colour"], "red")

	def test_adoption_is_told_as_all_part_none_or_not_answered_with_the_reasons(self):
		cases = (
			([], ""),
			([finding("Adopted"), finding("Adopted")], "All Adopted"),
			([finding("Adopted"), finding("Not Adopted", "另有规定")], "Partly Adopted：另有规定"),
			([finding("Partly Adopted", "部分可行")], "Partly Adopted：部分可行"),
			(
				[finding("Not Adopted", "理由一"), finding("Not Adopted", "理由二")],
				"Not Adopted：理由一；理由二",
			),
			([finding("Adopted"), finding()], "Awaiting Response"),
		)
		for findings, told in cases:
			self.concluded(self.community_1, findings=findings)
			row = self.run_report()["result"][-1]
			self.assertEqual((row["findings"], row["adoption"]), (len(findings), told))

	def test_chart_and_summary_count_the_rows(self):
		self.review(self.community_1)
		self.concluded(self.community_1, findings=[finding("Adopted"), finding("Not Adopted"), finding()])
		self.concluded(self.community_2, "2024-03-12", conclusion="Unlawful")
		result = self.run_report()
		self.assertEqual(
			self.series(result), {"Reviews": {"No Conclusion Yet": 1, "Lawful": 1, "Unlawful": 1}}
		)
		self.assertEqual(
			self.figures(result),
			{
				"Reviews": 3,
				"Opinions Given": 2,
				"In Time": 1,
				"Late": 1,
				"Overdue": 1,
				"Findings (Items)": 3,
				"Findings Adopted or in Part (Items)": 1,
			},
		)

	def test_a_cancelled_review_and_one_of_another_year_are_left_out(self):
		self.concluded(self.community_1, docstatus=2)
		self.review(self.community_1, "2023-12-31")
		self.review(self.community_1, "2025-01-01")
		self.assertEqual(self.run_report()["result"], [])

	def test_type_and_conclusion_narrow_it_down(self):
		name = self.concluded(self.community_1).name
		self.concluded(self.community_1, conclusion="Unlawful", review_type="Other")
		self.assertEqual(self.only_row(review_type=self.contracts)["name"], name)
		self.assertEqual(self.only_row(conclusion="Lawful")["name"], name)

	def test_the_day_of_the_meeting_is_not_told_to_who_may_not_see_the_decision(self):
		decision = self.decision(self.community_1, discussed_on="2024-03-20").name
		self.concluded(self.community_1, matter_kind="Major Decision", matter=decision)
		elsewhere = self.decision(self.street_b, discussed_on="2024-03-21").name
		self.concluded(self.community_1, matter_kind="Major Decision", matter=elsewhere)
		self.assertEqual(
			[row["discussed_on"] for row in self.run_report()["result"]], [date(2024, 3, 20), None]
		)
		self.assertEqual([row["discussed_on"] for row in self.run_report(self.clerk)["result"]], [None, None])
