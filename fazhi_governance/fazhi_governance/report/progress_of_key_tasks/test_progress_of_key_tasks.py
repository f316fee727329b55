from fazhi_governance.tests.factories import make_stored
from fazhi_governance.tests.report_case import ReportTestCase

CODES = ("task.due", "task.done", "task.on_time", "task.unfinished", "task.completion_rate")


class TestProgressOfKeyTasks(ReportTestCase):
	report = "Progress of Key Tasks"

	def setUp(self):
		super().setUp()
		self.task(self.community_1, status="Done", completed_on="2024-06-01", is_on_time=1)
		self.task(self.community_1, status="Done", completed_on="2024-07-09")
		self.late = self.task(
			self.community_2, status="Not Started", task_due_on="2024-06-30", task_warn_on="2024-06-20"
		).name
		self.task(self.community_2, status="Cancelled")
		shortcoming = {"unit": self.community_1, "title": "测试短板", "raised_on": "2024-02-01"}
		make_stored("Shortcoming", **shortcoming, closed_on="2024-09-01")
		make_stored("Shortcoming", **shortcoming)

	def test_what_each_unit_has_done(self):
		result = self.run_report()
		self.assertEqual(self.line(result, self.community_1, *CODES), (2, 2, 1, 0, 100.0))
		self.assertEqual(self.line(result, self.community_2, *CODES), (1, 0, 0, 1, 0))
		self.assertEqual(self.line(result, "Totals", *CODES), (3, 2, 1, 1, 66.7))
		self.assertEqual(self.figures(result)["Rate of Promises Kept"], 50.0)
		self.assertEqual([row.get("record") for row in result["result"][:2]], [None, self.late])

	def test_who_may_not_read_shortcomings_has_no_column_of_them(self):
		result = self.run_report(self.users["Enforcement Clerk"])
		shown = [column["fieldname"] for column in result["columns"]]
		self.assertIn("task_due", shown)
		self.assertFalse([name for name in shown if name.startswith("shortcoming")])
		self.assertNotIn("Rate of Promises Kept", self.figures(result))
