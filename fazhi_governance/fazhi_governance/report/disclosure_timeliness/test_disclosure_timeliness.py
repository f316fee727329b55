from fazhi_governance.tests.report_case import ReportTestCase

CODES = ("disclosure.published", "disclosure.in_time", "disclosure.late", "disclosure.pending")
CODES += ("average", "longest")


class TestDisclosureTimeliness(ReportTestCase):
	report = "Disclosure Timeliness"

	def setUp(self):
		"""Two published after 4 and 24 working days, one not yet."""
		super().setUp()
		self.disclosure(self.community_1, published_on="2024-03-08", channel="Notice Board")
		self.disclosure(
			self.community_2, published_on="2024-04-08", channel="Reading Room", is_late=1, category="Fees"
		)
		self.pending = self.disclosure(
			self.community_1, disclosure_due_on="2024-04-01", disclosure_warn_on="2024-03-25"
		).name

	def test_each_category_with_the_working_days_it_took(self):
		result = self.run_report()
		self.assertEqual(self.line(result, "Budget and Accounts", *CODES), (1, 1, 0, 1, 4.0, 4))
		self.assertEqual(self.line(result, "Fees", *CODES), (1, 0, 1, 0, 24.0, 24))
		self.assertEqual(self.line(result, "Totals", *CODES), (2, 1, 1, 1, 14.0, 24))
		self.assertEqual(self.lines(result)["Fees"]["disclosure_late_colour"], "red")
		self.assertEqual(
			self.figures(result),
			{
				"Published (Items)": 2,
				"Rate in Time": 50.0,
				"Late": 1,
				"Not Published Yet": 1,
				"Not to Be Published": 0,
				"Overdue Now": 1,
			},
		)
		self.assertEqual(result["result"][1]["record"], self.pending)

	def test_the_days_belong_to_the_same_part_as_the_items(self):
		for rows, title in (("Unit", self.community_2), ("Month", "2024-04"), ("channel", "Reading Room")):
			with self.subTest(rows):
				result = self.run_report(rows=rows)
				self.assertEqual(self.line(result, title, "disclosure.published", "average"), (1, 24.0))
