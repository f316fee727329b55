import frappe
from frappe.utils import add_days, today

from fazhi_governance.setup import seed
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

TASK = "Governance Task“测试重点任务”"


def entry(percent: int, day: str = "2024-06-03", **values) -> dict:
	return {"reported_on": day, "percent": percent, "text": "测试进展", **values}


class TestGovernanceTask(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		with self.as_user(self.officer):
			self.task = factories.make_task(self.community_1)

	def report(self, *entries: dict, user: str | None = None, **values):
		with self.as_user(user or self.clerk):
			task = frappe.get_doc(self.task.doctype, self.task.name)
			task.extend("progress_log", entries)
			task.update(values)
			task.save()
		return task

	# progress

	def test_the_status_follows_the_progress_that_a_clerk_reports(self):
		self.assertEqual((self.task.status, self.task.percent), ("Not Started", 0))
		task = self.report(entry(40))
		self.assertEqual((task.status, task.percent, task.completed_on), ("In Progress", 40, None))
		self.assertEqual(task.progress_log[0].reported_by, self.clerk)
		task = self.report(entry(100, "2024-12-31"), result="测试完成情况")
		self.assertEqual((task.status, str(task.completed_on), task.is_on_time), ("Done", "2024-12-31", 1))

	def test_what_is_done_the_day_after_is_late(self):
		task = self.report(entry(100, "2025-01-01"), result="测试完成情况")
		self.assertEqual((task.status, task.is_on_time), ("Done", 0))
		task.onload()
		self.assertEqual([row["state"] for row in task.get_onload("clocks")], ["Met Late"])

	def test_entries_stand_by_their_days_and_the_last_counts(self):
		task = self.report(entry(80, "2024-09-02"), entry(30, "2024-04-01"))
		self.assertEqual(([row.percent for row in task.progress_log], task.percent), ([30, 80], 80))

	def test_a_task_is_done_from_the_day_on_which_it_last_reached_the_whole(self):
		with self.as_user(self.officer):
			task = self.report(entry(100), result="测试完成情况", user=self.officer)
			task = self.report(entry(70, "2024-07-01", kind="Urging Check"), user=self.officer)
			self.assertEqual((task.status, task.percent, task.completed_on), ("In Progress", 70, None))
		task = self.report(entry(100, "2024-08-01"), entry(100, "2024-09-02"))
		self.assertEqual(str(task.completed_on), "2024-08-01")

	def test_a_check_that_names_no_percentage_leaves_the_progress(self):
		self.report(entry(40))
		task = self.report(entry(0, "2024-07-01", kind="Urging Check"), user=self.officer)
		self.assertEqual((task.percent, task.urged_count, str(task.last_urged_on)), (40, 1, "2024-07-01"))

	def test_faulty_entries_are_refused(self):
		for faulty in (entry(10, "2024-02-29"), entry(10, add_days(today(), 1))):
			with self.refused(TASK, "row 1", "is before the deployment", "or in the future"):
				self.report(faulty)
		with self.refused(TASK, "row 1: 101 percent", "Enter 0 to 100"):
			self.report(entry(101))

	# the Kanban board

	def drop(self, status: str, user: str | None = None, **values):
		with self.as_user(user or self.officer):
			task = frappe.get_doc(self.task.doctype, self.task.name)
			task.update({"status": status, **values})
			task.save()
		return task

	def test_a_card_dropped_on_done_is_entered_in_the_log(self):
		task = self.drop("Done", result="测试完成情况")
		self.assertEqual((task.percent, str(task.completed_on), task.is_on_time), (100, today(), 0))
		self.assertEqual([(row.text, row.percent) for row in task.progress_log], [("测试完成情况", 100)])

	def test_a_card_dropped_against_the_log_is_refused(self):
		self.report(entry(100), result="测试完成情况")
		with self.refused(TASK, "set back to In Progress", "Add an entry"):
			self.drop("In Progress")
		with self.refused(TASK, "set back to Not Started", "it follows from the progress"):
			self.drop("Not Started")

	def test_work_may_have_begun_before_anything_is_reported(self):
		self.assertEqual(self.drop("In Progress").status, "In Progress")
		self.assertEqual(self.drop("Not Started").status, "Not Started")

	def test_a_cancelled_task_says_why_and_has_no_clock(self):
		with self.refused(TASK, "cancelled without a reason", "Result Achieved"):
			self.drop("Cancelled")
		task = self.drop("Cancelled", result="测试任务并入其他任务")
		self.assertEqual((task.status, task.task_due_on, task.completed_on), ("Cancelled", None, None))

	def test_a_clerk_moves_no_card(self):
		with self.refused(TASK, "Status", "writes its progress alone"):
			self.drop("Done", user=self.clerk)

	def test_the_board_is_given_once(self):
		board = frappe.get_doc("Kanban Board", {"reference_doctype": "Governance Task"})
		statuses = self.task.meta.get_field("status").options.split("\n")
		self.assertEqual([column.column_name for column in board.columns], statuses)
		board.delete()
		seed.kanban_boards()
		self.assertFalse(frappe.db.exists("Kanban Board", {"reference_doctype": "Governance Task"}))

	# who writes what

	def test_a_clerk_writes_progress_and_nothing_else(self):
		for field, value in (
			("title", "测试改名"),
			("due_on", "2025-12-31"),
			("target", "测试目标"),
			("assessment_score", 100),
			("deployment_number", "测发〔2024〕1号"),
			("co_units", [{"unit": self.community_2}]),
		):
			with self.subTest(field=field), self.refused("Governance Task“", "cannot be written by you"):
				self.report(**{field: value})
		for role in ("Petition Officer", "Enforcement Clerk"):
			with self.refused(TASK, "cannot be written by you"):
				self.report(due_on="2025-12-31", user=self.users[role])
			self.assertEqual(self.report(entry(10), user=self.users[role]).percent, 10)

	def test_what_the_record_fills_in_cannot_be_sent(self):
		task = self.report(percent=100, completed_on="2024-06-03", is_on_time=1, urged_count=9, is_assessed=1)
		self.assertEqual((task.percent, task.completed_on, task.is_on_time), (0, None, 0))
		self.assertEqual((task.urged_count, task.is_assessed), (0, 0))

	def test_an_entry_is_its_writers_own(self):
		task = self.report(entry(40, reported_by=self.stranger))
		self.assertEqual(task.progress_log[0].reported_by, self.clerk)
		petitions = self.users["Petition Officer"]
		for change in (lambda rows: rows.clear(), lambda rows: rows[0].update({"percent": 50})):
			with self.as_user(petitions), self.refused(TASK, "it has been entered by", "entry of your own"):
				task = frappe.get_doc(self.task.doctype, self.task.name)
				change(task.progress_log)
				task.save()
		task = frappe.get_doc(self.task.doctype, self.task.name)
		task.progress_log[0].percent = 45
		with self.as_user(self.clerk):
			task.save()
		self.assertEqual(task.percent, 45)

	def test_a_check_is_the_offices(self):
		with self.refused(TASK, "row 1: a check is entered by the office", "Choose Progress Report"):
			self.report(entry(40, kind="Urging Check"))

	def test_a_closed_task_takes_no_more_reports(self):
		self.report(entry(100), result="测试完成情况")
		with self.refused(TASK, "Progress Log", "The task is closed: its status is Done"):
			self.report(entry(100, "2024-07-01"))

	def test_tasks_of_other_units_are_out_of_reach(self):
		other = factories.make_task(self.community_2)
		with self.as_user(self.clerk):
			self.assertEqual(frappe.get_list("Governance Task", pluck="name"), [self.task.name])
			with self.refused(error=frappe.PermissionError):
				frappe.get_doc("Governance Task", other.name).save()
			with self.refused(error=frappe.PermissionError):
				factories.make_task(self.community_1)

	# deployment, source, assessment

	def test_it_is_deployed_before_it_is_due(self):
		with self.refused("To Be Done By", "is before Deployed On"):
			factories.make_task(self.street_a, due_on="2024-02-29")
		with self.refused("Deployed On", "a day that has not come yet"):
			factories.make_task(self.street_a, deployed_on=add_days(today(), 1), due_on=add_days(today(), 9))

	def test_its_source_is_a_record_that_may_be_seen(self):
		foreign = factories.make_case(self.community_3)
		with self.as_user(self.officer):
			with self.refused(foreign.name, "none that you may see"):
				factories.make_task(self.street_a, source_kind="Mediation Case", source=foreign.name)
			with self.refused("Source Kind is chosen, but no Source"):
				factories.make_task(self.street_a, source_kind="Mediation Case")

	def test_an_assessment_has_its_day(self):
		with self.as_user(self.officer):
			task = self.report(assessment_score=88, user=self.officer)
			self.assertEqual((task.is_assessed, str(task.assessed_on)), (1, today()))
			with self.refused(TASK, "The assessment score is 101", "Enter 0 to 100"):
				self.report(assessment_score=101, user=self.officer)
			with self.refused("Assessed On", "is before Deployed On"):
				self.report(assessed_on="2024-02-29", user=self.officer)

	def test_no_points_at_all_is_an_assessment_too(self):
		task = self.report(assessment_score=0, assessed_on="2025-01-10", user=self.officer)
		self.assertEqual((task.is_assessed, task.assessment_score), (1, 0))

	# rules

	def test_done_without_proof_is_warned_of(self):
		task = self.report(entry(100))
		(note,) = self.notes(task)
		self.assertIn("neither a result nor evidence", note)
		self.assertIn("Rule O2", note)

	def test_done_with_proof_is_not(self):
		with self.as_user(self.clerk):
			proof = factories.make_file()
		self.assertEqual(self.notes(self.report(entry(100, evidence=proof))), [])

	def test_what_an_assessment_rests_on_is_kept(self):
		with self.as_user(self.clerk):
			proof = factories.make_file()
		task = self.report(entry(100, evidence=proof))
		self.assertEqual(task.kept_files(), [])
		self.report(assessment_score=90, user=self.officer)
		with self.as_user(self.clerk), self.refused("测试重点任务"):
			self.delete_file(proof)

	def test_a_task_concerns_the_head_of_its_unit(self):
		frappe.db.set_value("Governance Unit", self.community_2, "head", self.clerk)
		task = factories.make_task(self.community_2)
		self.assertEqual(task.in_charge, self.clerk)

	def test_an_unfinished_task_is_overdue_from_the_day_after(self):
		frappe.flags.current_date = "2024-12-31"
		self.addCleanup(frappe.flags.pop, "current_date", None)
		self.task.onload()
		self.assertEqual([row["state"] for row in self.task.get_onload("clocks")], ["Due Soon"])
		frappe.flags.current_date = "2025-01-01"
		self.task.onload()
		self.assertEqual([row["state"] for row in self.task.get_onload("clocks")], ["Overdue"])
