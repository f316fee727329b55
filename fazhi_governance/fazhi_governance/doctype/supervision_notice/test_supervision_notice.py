import frappe
from frappe.model.workflow import WorkflowPermissionError, apply_workflow
from frappe.utils import today

from fazhi_governance.statute import due
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

NOTICE = "Supervision Notice“测试督办事项”"


class TestSupervisionNotice(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.notice = self.issue()

	def issue(self, **values):
		with self.as_user(self.officer):
			return factories.make_notice(self.community_1, **values)

	def write(self, user: str, action: str | None = None, **values):
		with self.as_user(user):
			notice = frappe.get_doc(self.notice.doctype, self.notice.name)
			if values:
				notice.update(values)
				notice.save()
			if action:
				apply_workflow(notice, action)
			return frappe.get_doc(self.notice.doctype, self.notice.name)

	def reply(self, **values):
		return self.write(self.clerk, "Give Reply", reply="测试回复", **values)

	# the course

	def test_it_is_issued_replied_to_and_closed(self):
		self.assertEqual((self.notice.workflow_state, self.notice.issued_by_unit), ("Issued", self.street_a))
		notice = self.reply()
		self.assertEqual((notice.workflow_state, str(notice.replied_on)), ("Replied", today()))
		self.assertEqual(notice.replier, self.clerk)
		notice = self.write(self.officer, "Close Notice", opinion="测试意见")
		self.assertEqual((notice.workflow_state, str(notice.closed_on)), ("Closed", today()))

	def test_a_returned_reply_comes_back_to_who_gave_it(self):
		self.reply()
		notice = self.write(self.officer, "Return Reply", return_reason="测试没有说明原因")
		self.assertEqual((notice.replied_on, str(notice.returned_on)), (None, today()))
		self.assertEqual([row["name"] for row in due.returned(self.clerk)], [notice.name])
		self.assertEqual(due.returned(self.officer), [])
		notice = self.write(self.clerk, "Give Reply", reply="测试补充回复")
		self.assertEqual((notice.workflow_state, notice.reply), ("Replied", "测试补充回复"))
		self.assertEqual(due.returned(self.clerk), [])

	def test_it_waits_for_the_supervised_unit_and_then_for_the_office(self):
		self.assertIn(self.notice.name, [row["name"] for row in due.waiting(self.clerk)])
		self.assertNotIn(self.notice.name, [row["name"] for row in due.waiting(self.officer)])
		self.reply()
		self.assertNotIn(self.notice.name, [row["name"] for row in due.waiting(self.clerk)])
		self.assertIn(self.notice.name, [row["name"] for row in due.waiting(self.officer)])

	def test_the_office_logs_a_paper_reply_with_its_day(self):
		with self.refused("Not a valid Workflow Action", error=frappe.ValidationError):
			self.write(self.officer, "Give Reply")
		notice = self.write(self.officer, reply="测试纸质回复")
		with self.as_user(self.officer):
			notice.update({"workflow_state": "Replied", "replied_on": "2024-06-14"})
			notice.save()
		self.assertEqual((str(notice.replied_on), notice.replier), ("2024-06-14", None))

	def test_a_step_without_its_words_is_refused(self):
		with self.refused(NOTICE, "replied to without a reply", "Write the Reply first"):
			self.write(self.clerk, "Give Reply")
		self.reply()
		with self.refused(NOTICE, "closed without an opinion", "Closing Opinion first"):
			self.write(self.officer, "Close Notice")
		with self.refused(NOTICE, "returned without a reason", "Reason for Return"):
			self.write(self.officer, "Return Reply")

	def test_a_day_without_its_step_is_refused(self):
		with self.refused(NOTICE, "a day of reply or closing, but its status is Issued"):
			self.write(self.clerk, reply="测试回复", replied_on="2024-06-10")
		with self.refused(NOTICE, "a day of reply or closing, but its status is Issued"):
			self.write(self.officer, closed_on="2024-06-10")

	def test_days_keep_their_order(self):
		with self.refused("Reply Wanted By", "is before Issued On"):
			self.issue(reply_by="2024-06-02")
		with self.refused("Replied On", "is before Issued On"):
			self.write(self.officer, reply="测试", replied_on="2024-06-02", workflow_state="Replied")

	# who

	def test_the_supervised_unit_writes_the_reply_alone(self):
		for field, value in (
			("issue", "测试改写"),
			("reply_by", "2025-06-17"),
			("opinion", "测试意见"),
			("issued_by_unit", self.community_1),
		):
			with self.subTest(field=field), self.refused(NOTICE, "Only the issuing office writes this"):
				self.write(self.clerk, **{field: value})
		with self.refused(NOTICE, "Only the issuing office writes this"):
			self.write(self.users["Petition Officer"], requirement="测试")

	def test_the_supervised_unit_does_not_close_it(self):
		self.reply()
		with self.refused(error=(WorkflowPermissionError, frappe.ValidationError)):
			self.write(self.clerk, "Close Notice", opinion="测试意见")
		with self.refused(NOTICE, error=frappe.ValidationError):
			self.write(self.clerk, workflow_state="Closed", opinion="测试意见")

	def test_a_reply_that_is_given_stands(self):
		self.reply()
		for user in (self.clerk, self.officer):
			with self.refused(NOTICE, "it can be changed after it is returned"):
				self.write(user, reply="测试改写")

	def test_what_is_closed_stays(self):
		self.reply()
		self.write(self.officer, "Close Notice", opinion="测试意见")
		with self.refused(NOTICE, "The notice is closed"):
			self.write(self.users["Fazhi Manager"], opinion="测试改写")

	def test_it_is_issued_from_above(self):
		with self.as_user(self.officer):
			with self.refused("No unit stands above"):
				factories.make_notice(self.street_a)
			for unit in (self.community_1, self.community_2, self.street_b):
				with self.refused(f"{unit} does not stand above {self.community_1}"):
					factories.make_notice(self.community_1, issued_by_unit=unit)

	def test_who_serves_the_supervised_unit_alone_issues_none(self):
		officer = factories.make_user("officer@community.invalid", "Fazhi Officer", self.community_1)
		with self.as_user(officer):
			with self.refused(f"{self.street_a} is none of your units"):
				factories.make_notice(self.community_1)
			with self.refused(NOTICE, "Only the issuing office writes this"):
				self.write(officer, issue="测试改写")
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_notice(self.community_1)

	# the task

	def test_a_task_counts_its_notices(self):
		task = factories.make_task(self.community_1)
		first = self.issue(task=task.name)
		self.issue(task=task.name, issued_on="2024-07-01", reply_by="2024-07-15")
		task.reload()
		self.assertEqual((task.urged_count, str(task.last_urged_on)), (2, "2024-07-01"))
		task.save()
		self.assertEqual(task.urged_count, 2)
		first.reload()
		first.update({"task": None})
		first.save()
		task.reload()
		self.assertEqual(task.urged_count, 1)

	def test_a_deleted_notice_counts_no_more(self):
		task = factories.make_task(self.community_1)
		self.issue(task=task.name).delete()
		task.reload()
		self.assertEqual((task.urged_count, task.last_urged_on), (0, None))

	def test_a_task_of_another_unit_is_refused(self):
		task = factories.make_task(self.community_2)
		with self.refused("The task “测试重点任务”", self.community_2, self.community_1):
			self.issue(task=task.name)
		task = factories.make_task(self.community_2, co_units=[{"unit": self.community_1}])
		self.assertEqual(self.issue(task=task.name).task, task.name)

	def test_a_notice_is_answered_though_its_task_has_gone_to_another_unit(self):
		task = factories.make_task(self.community_1)
		self.notice = self.issue(task=task.name)
		task.reload()
		task.unit = self.community_2
		task.save()
		self.assertEqual(self.reply().workflow_state, "Replied")

	def test_its_matter_is_one_that_the_office_may_see(self):
		foreign = factories.make_case(self.community_3)
		with self.refused(foreign.name, "none that you may see"):
			self.issue(matter_kind="Mediation Case", matter=foreign.name)

	# the clock

	def test_a_late_reply_is_seen(self):
		self.notice.onload()
		(row,) = self.notice.get_onload("clocks")
		self.assertEqual((row["rule"], row["state"], str(row["due_on"])), ("T4", "Overdue", "2024-06-17"))
		notice = self.reply()
		notice.onload()
		self.assertEqual([row["state"] for row in notice.get_onload("clocks")], ["Met Late"])
