"""What holds for every report of figures: its totals are the figures themselves, whoever asks and however split."""

import re
from unittest.mock import patch

from frappe.desk.query_report import get_script

from fazhi_governance import figure_report
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase

# report → all by which its rows can be split
REPORTS = {
	"Petitions on Time": ("Unit", "Month", "channel", "content_class"),
	"Publicity Results": ("Unit", "Month", "activity_form", "programme", "laws"),
	"Progress of Key Tasks": ("Unit", "Month"),
	"Enforcement Overview": ("lane", "Month", "Unit"),
	"Disclosure Timeliness": ("category", "channel", "Month", "Unit"),
	"Disputes by Type and Result": ("dispute_type", "risk_level", "Month", "Unit"),
	"Units Compared": ("Unit",),
}


class TestFigureReport(ReportTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.law, cls.programme = factories.make_law().name, factories.make_programme()
		for unit in (cls.street_a, cls.community_1, cls.community_2, cls.community_3):
			cls.records(unit)

	@classmethod
	def records(cls, unit: str):
		"""Two of each kind, which differ in all that rows can be split by."""
		make, day, later = cls(), "2024-03-04", "2024-08-05"
		done = {"is_notified_in_time": 1, "satisfaction": "Petitioner Satisfied"}
		make.petition(unit, notice_due_on=day, concluded_on=day, **done)
		make.petition(
			unit, received_on=later, notice_due_on=later, channel="Phone Call", content_class="Other Content"
		)
		make.activity(unit, cls.law, held_on=day, audience_count=10, programme=cls.programme)
		make.activity(unit, held_on=later, activity_form="Lecture")
		make.task(unit, due_on=day, status="Done", is_on_time=1)
		make.task(unit, due_on=later)
		make.enforcement_case(unit, decided_on=day, used_days=3, fine=0.5)
		make.enforcement_case(unit, filed_on=later, decided_on=later, lane="Inspection")
		make.disclosure(unit, published_on=day, channel="Notice Board")
		make.disclosure(unit, created_on=day, published_on=later, is_late=1, category="Fees")
		closed = {"status": "Concluded", "result": "Oral Agreement", "closed_on": later, "persons_count": 3}
		make.dispute(unit, **closed, risk_level="Red")
		make.dispute(unit, received_on=later, dispute_type="Labour", risk_level="Yellow")

	def amount(self, code: str):
		value = cube.compute(figures([code]), Period.year(2024), user=self.officer)[code]
		if value.figure.aggregate == "Names":
			return "、".join(value.value)
		if value.figure.aggregate == "Ratio" and value.has_data:
			return round(100 * value.value, 1)
		return value.value

	def test_the_totals_are_the_figures_of_the_whole(self):
		for report, splits in REPORTS.items():
			for rows in splits:
				result = self.run_report(report=report, rows=rows)
				total = self.lines(result)["Totals"]
				codes = {
					column["figure"]: column["fieldname"]
					for column in result["columns"]
					if "figure" in column
				}
				self.assertTrue(codes)
				for code, fieldname in codes.items():
					with self.subTest(report, rows=rows, figure=code):
						self.assertEqual(total[fieldname], self.amount(code))

	def test_the_desk_offers_what_the_report_can_be_split_by(self):
		for report, splits in REPORTS.items():
			script = get_script(report)["script"]
			offered = re.findall(r'^\t\t\["(\w+)", __', script, re.MULTILINE)
			self.assertEqual(offered, list(splits) if len(splits) > 1 else [], report)

	def test_months_go_over_ten_years_at_most(self):
		ten_years = {"from_date": "2015-01-01", "to_date": "2024-12-31", "rows": "Month"}
		self.assertEqual(len(self.run_report(report="Publicity Results", **ten_years)["result"]), 121)
		with self.refused("10 years at most", "shorter period"):
			self.run_report(report="Publicity Results", **{**ten_years, "to_date": "2025-01-01"})

	def test_of_many_overdue_the_first_are_listed_and_all_counted(self):
		overdue = {"task_due_on": "2024-06-30", "task_warn_on": "2024-06-20"}
		for _number in range(3):
			self.task(self.community_1, **overdue)
		with patch.object(figure_report, "MOST_LISTED", 2):
			result = self.run_report(report="Progress of Key Tasks")
		self.assertEqual(len([row for row in result["result"] if row.get("record")]), 2)
		self.assertEqual(result["result"][0]["overdue"], "The first 2 are listed")
		self.assertEqual(self.lines(result)[self.community_1]["overdue_now"], 3)

	def test_of_several_topmost_units_each_has_a_row(self):
		result = self.run_report("Administrator", report="Publicity Results")
		self.assertLessEqual({self.street_a, self.street_b}, self.lines(result).keys())
