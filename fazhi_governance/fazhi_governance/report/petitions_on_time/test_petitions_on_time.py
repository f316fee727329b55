from fazhi_governance.tests.report_case import ReportTestCase

OVERDUE = {"notice_due_on": "2024-03-19", "notice_warn_on": "2024-03-14"}
IN_TIME = {
	"acceptance": "Accepted for Handling",
	"accepted_on": "2024-03-10",
	"notice_due_on": "2024-03-19",
	"notified_on": "2024-03-15",
	"is_notified_in_time": 1,
}
CONCLUDED = {"conclusion_due_on": "2024-05-09", "concluded_on": "2024-05-08", "is_concluded_in_time": 1}


class TestPetitionsOnTime(ReportTestCase):
	report = "Petitions on Time"
	TOLD = ("petition.received", "petition.notice_due", "petition.notified_in_time")
	TOLD += ("petition.notified_in_time_rate",)

	def test_due_and_done_of_each_unit_and_of_all(self):
		self.petition(self.community_1, **IN_TIME, **CONCLUDED)
		self.petition(self.community_1, **OVERDUE)
		self.petition(self.community_2, **IN_TIME, conclusion_due_on="2024-05-09")
		result = self.run_report()
		self.assertEqual(self.line(result, self.community_1, *self.TOLD), (2, 2, 1, 50.0))
		self.assertEqual(self.line(result, self.community_2, *self.TOLD), (1, 1, 1, 100.0))
		self.assertEqual(self.line(result, "Totals", *self.TOLD), (3, 3, 2, 66.7))
		self.assertEqual(
			self.figures(result),
			{
				"Registered (Cases)": 3,
				"Taken On (Cases)": 2,
				"Rate Told in Time": 66.7,
				"Rate Concluded in Time": 50.0,
				"Overdue Now": 2,
			},
		)
		self.assertEqual(
			self.series(result),
			{
				"Conclusions Due": {self.community_1: 1, self.community_2: 1},
				"Concluded in Time": {self.community_1: 1, self.community_2: 0},
			},
		)
		row = self.lines(result)[self.community_1]
		self.assertEqual(row["petition_notified_in_time_rate_colour"], "orange")
		self.assertEqual(
			row["petition_notified_in_time_rate_note"], "按期书面告知信访事项 1 ÷ 应书面告知信访事项 2"
		)

	def test_what_is_overdue_comes_first_and_opens(self):
		late = self.petition(self.community_2, **OVERDUE)
		later = self.petition(
			self.community_1, conclusion_due_on="2024-05-09", conclusion_warn_on="2024-05-01"
		)
		earlier = self.petition(
			self.community_1,
			received_on="2023-12-01",
			notice_due_on="2023-12-16",
			notice_warn_on="2023-12-11",
		)
		self.petition(self.community_1, conclusion_due_on="2025-01-09", conclusion_warn_on="2025-01-01")
		result = self.run_report()
		head, *rows = result["result"][:4]
		self.assertEqual(head["title"], "Overdue Now: 3")
		self.assertEqual([row["record"] for row in rows], [earlier.name, late.name, later.name])
		self.assertEqual((rows[1]["kind"], rows[1]["unit"]), ("Petition", self.community_2))
		self.assertIn("书面告知信访人的期限", rows[1]["overdue"])
		lines = self.lines(result)
		self.assertEqual(
			[lines[title]["overdue_now"] for title in (self.community_1, self.community_2, "Totals")],
			[2, 1, 3],
		)
		months = self.lines(self.run_report(rows="Month"))
		# what was due before the period belongs to none of its months
		self.assertEqual(
			[months[title]["overdue_now"] for title in ("2024-03", "2024-05", "Totals")], [1, 1, 3]
		)

	def test_what_is_done_or_not_due_yet_is_not_overdue(self):
		self.petition(self.community_1, **IN_TIME, notice_warn_on="2024-03-14")
		self.petition(self.community_1, notice_due_on="2099-01-01", notice_warn_on="2098-12-20")
		self.assertEqual(self.figures(self.run_report(to_date="2099-12-31"))["Overdue Now"], 0)

	def test_an_accusation_is_neither_counted_nor_listed(self):
		self.petition(self.community_1)
		self.petition(self.community_1, purpose="Accusation", **OVERDUE)
		for user in (self.officer, self.users["Accusation Handler"]):
			result = self.run_report(user)
			self.assertEqual(self.line(result, "Totals", "petition.received"), (1,))
			self.assertEqual(self.figures(result)["Overdue Now"], 0)

	def test_by_channel_and_by_month(self):
		self.petition(self.community_1)
		self.petition(self.community_1, channel="Phone Call", received_on="2024-12-31")
		channels = self.run_report(rows="channel")
		self.assertEqual(list(self.lines(channels)), ["Visit in Person", "Phone Call", "Totals"])
		self.assertEqual(
			self.lines(channels)["Phone Call"]["opens"]["where"], ["Petition", "channel", "=", "Phone Call"]
		)
		months = self.run_report(rows="Month")
		self.assertEqual(self.line(months, "2024-12", "petition.received"), (1,))
		self.assertEqual(self.line(months, "2024-11", "petition.received"), (None,))

	def test_rows_by_anything_else_are_refused(self):
		with self.refused("no rows by subject", "Unit、Month、channel、content_class"):
			self.run_report(rows="subject")
