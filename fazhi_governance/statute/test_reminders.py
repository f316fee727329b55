from unittest.mock import patch

import frappe
from frappe.utils import add_days, strip_html, today

from fazhi_governance.statute import reminders
from fazhi_governance.statute.test_due import REVIEW, DueTestCase
from fazhi_governance.tests import factories

ACCOUNT = "fazhi_governance.statute.reminders.EmailAccount.find_default_outgoing"
LEADER = "Fazhi Leader"


class DigestTestCase(DueTestCase):
	def setUp(self):
		super().setUp()
		self.settle(sends_digest=1, sends_mail=1, head_after_days=1, leader_after_days=7)
		self.speaking({})

	def speaking(self, languages: dict[str, str]):
		"""Whatever the site's own language is."""
		language = patch.object(reminders, "get_user_lang", lambda user: languages.get(user, "en"))
		language.start()
		self.addCleanup(language.stop)

	def settle(self, **values):
		settings = frappe.get_doc("Fazhi Settings")
		settings.update(values)
		settings.save()
		self.addCleanup(frappe.clear_document_cache, "Fazhi Settings", "Fazhi Settings")

	def send(self, has_account: bool = False, is_muted: bool = False):
		"""As the scheduler does, with the mail that would go out."""
		muted = patch.object(frappe, "are_emails_muted", return_value=is_muted)
		with muted, patch(ACCOUNT, return_value=has_account), patch.object(frappe, "sendmail") as sendmail:
			reminders.send_digests()
		return sendmail

	def logs(self, user: str) -> list[dict]:
		return frappe.get_all(
			"Notification Log",
			filters={"for_user": user, "type": "Alert"},
			fields=["name", "subject", "email_content", "type", "read"],
			order_by="creation",
		)

	def body(self, user: str) -> str:
		(log,) = self.logs(user)
		return log.email_content


class TestDigest(DigestTestCase):
	def test_the_digest_is_quiet_when_nothing_is_due(self):
		self.due_in(30)
		self.due_in(0).db_set({"mediation_due_on": None, "mediation_warn_on": add_days(today(), -5)})
		sendmail = self.send(has_account=True)
		self.assertEqual(self.logs(self.clerk), [])
		self.assertNotIn([self.clerk], [call.kwargs["recipients"] for call in sendmail.call_args_list])

	def test_one_message_tells_all_that_is_due_with_article_and_link(self):
		late, soon = self.due_in(-1, subject="测试甲"), self.due_in(2, subject="测试乙")
		self.send()
		(log,) = self.logs(self.clerk)
		self.assertEqual((log.type, log.read), ("Alert", 0))
		self.assertEqual(log.subject, "Reminder of law-based work: 1 overdue，1 due soon")
		text = strip_html(log.email_content)
		for fragment in (
			"测试甲",
			"测试乙",
			"overdue by 1 days",
			"2 days left",
			"《人民调解工作若干规定》第三十三条",
		):
			self.assertIn(fragment, text)
		for case in (late, soon):
			self.assertRegex(log.email_content, rf'href="/\w+/mediation-case/{case.name}"')

	def test_a_second_run_on_the_same_day_tells_nothing_more(self):
		self.due_in(-1)
		self.send()
		sendmail = self.send(has_account=True)
		self.assertEqual(len(self.logs(self.clerk)), 1)
		self.assertNotIn([self.clerk], [call.kwargs["recipients"] for call in sendmail.call_args_list])

	def test_the_next_day_tells_anew(self):
		self.due_in(-1)
		self.send()
		with patch.object(reminders, "today", return_value=add_days(today(), 1)):
			self.send()
		self.assertEqual(len(self.logs(self.clerk)), 2)

	def test_it_is_written_in_the_persons_language(self):
		self.due_in(-1)
		self.speaking({self.clerk: "zh"})
		self.send()
		(log,) = self.logs(self.clerk)
		self.assertEqual(log.subject, "法治工作提醒：已逾期1项")
		self.assertIn("已逾期1日。依据：", log.email_content)
		self.assertEqual(frappe.local.lang, "en")

	def test_a_long_section_is_cut_and_says_so(self):
		self.due_in(-2, subject="测试甲")
		self.due_in(-1, subject="测试乙")
		with patch.object(reminders, "MOST_LINES", 1):
			self.send()
		self.assertIn("测试甲", self.body(self.clerk))
		self.assertNotIn("测试乙", self.body(self.clerk))
		self.assertIn("and 1 more", self.body(self.clerk))

	def test_titles_are_text_not_markup(self):
		self.due_in(-1, subject="<img src=x onerror=alert(1)>测试")
		self.send()
		self.assertNotIn("<img", self.body(self.clerk))
		self.assertIn("测试", self.body(self.clerk))

	def test_mail_goes_out_where_the_site_can_send_it(self):
		self.due_in(-1)
		sendmail = self.send(has_account=True)
		(call,) = [each for each in sendmail.call_args_list if each.kwargs["recipients"] == [self.clerk]]
		self.assertIn("overdue by 1 days", call.kwargs["message"])
		# outside the desk a link needs the host
		self.assertIn(f'href="{frappe.utils.get_url()}/', call.kwargs["message"])

	def test_no_mail_without_an_account_or_against_the_settings(self):
		self.due_in(-1)
		self.send(has_account=False).assert_not_called()
		frappe.db.delete("Notification Log", {"type": "Alert"})
		frappe.db.delete("DefaultValue", {"defkey": reminders.TOLD_ON})
		self.settle(sends_mail=0)
		self.send(has_account=True).assert_not_called()
		self.assertEqual(len(self.logs(self.clerk)), 1)

	def test_no_mail_where_the_site_has_muted_it(self):
		self.due_in(-1)
		self.send(has_account=True, is_muted=True).assert_not_called()
		self.assertEqual(len(self.logs(self.clerk)), 1)

	def test_a_mail_that_fails_takes_back_no_message_in_the_desk(self):
		self.due_in(-1)
		failing = patch.object(reminders, "_mail", side_effect=frappe.OutgoingEmailError("测试故障"))
		with failing, patch.object(frappe, "log_error") as log_error:
			self.send(has_account=True)
		log_error.assert_any_call(title=f"Daily digest of {self.clerk}")
		self.assertEqual(len(self.logs(self.clerk)), 1)

	def test_mail_is_queued_as_frappe_does(self):
		account = frappe.get_doc(
			{
				"doctype": "Email Account",
				"name": "测试邮箱",
				"email_account_name": "测试邮箱",
				"email_id": "office@street-a.invalid",
				"enable_outgoing": 1,
				"default_outgoing": 1,
			}
		)
		account.db_insert()
		self.addCleanup(frappe.cache.delete_keys, "outgoing_email_account")
		frappe.local.outgoing_email_account = {}
		self.due_in(-1)
		with patch.object(frappe, "are_emails_muted", return_value=False):
			reminders.send_digests()
		queued = frappe.get_all(
			"Email Queue Recipient", {"recipient": self.clerk}, pluck="parent", order_by="name"
		)
		self.assertEqual(len(queued), 1)

	def test_switched_off_no_one_is_told(self):
		self.settle(sends_digest=0)
		self.due_in(-1)
		self.send(has_account=True).assert_not_called()
		self.assertEqual(self.logs(self.clerk), [])

	def test_who_wants_no_notifications_gets_none(self):
		frappe.get_doc({"doctype": "Notification Settings", "name": self.clerk, "enabled": 0}).db_insert()
		self.due_in(-1)
		self.send(has_account=True)
		self.assertEqual(self.logs(self.clerk), [])

	def test_a_disabled_account_is_not_told(self):
		frappe.db.set_value("User", self.clerk, "enabled", 0)
		self.due_in(-1)
		self.due_in(-1, owner="Administrator")
		self.send()
		self.assertEqual(self.logs(self.clerk), [])
		self.assertEqual(self.logs("Administrator"), [])

	def test_no_one_is_told_of_a_record_out_of_scope(self):
		self.due_in(-20, self.community_3, owner=self.officer, subject="测试他街")
		self.due_in(-1, owner=self.officer, subject="测试本街")
		self.send()
		self.assertIn("测试本街", self.body(self.officer))
		for user in self.users.values():
			for log in self.logs(user):
				self.assertNotIn("测试他街", log.email_content)

	def test_a_returned_review_is_told_with_what_is_missing(self):
		factories.make_stored(
			REVIEW,
			unit=self.street_a,
			subject="测试退回",
			review_type="合同",
			workflow_state="Returned for Completion",
			submitted_by=self.officer,
			return_reason="缺少测试附件",
		)
		self.send()
		(log,) = self.logs(self.officer)
		self.assertEqual(log.subject, "Reminder of law-based work: 1 returned to you")
		self.assertIn("Returned for completion: 缺少测试附件", log.email_content)

	def test_a_failure_for_one_person_is_logged_and_stops_no_other(self):
		self.due_in(-1, owner=self.clerk)
		self.due_in(-1, owner=self.officer)
		tell = reminders._tell

		def failing(user, *args):
			tell(user, *args)
			if user == self.clerk:
				raise ValueError("测试故障")

		# Frappe's error log is in no transaction: a real entry would stay in the site
		with patch.object(reminders, "_tell", failing), patch.object(frappe, "log_error") as log_error:
			self.send()
		self.assertEqual(self.logs(self.clerk), [])  # nothing half done
		self.assertEqual(len(self.logs(self.officer)), 1)
		log_error.assert_called_once_with(title=f"Daily digest of {self.clerk}")

	def test_the_scheduler_runs_it_before_the_office_opens(self):
		hooks = frappe.get_hooks("scheduler_events", app_name="fazhi_governance")
		self.assertIn("fazhi_governance.statute.reminders.send_digests", hooks["cron"]["0 7 * * *"])

	def test_the_queries_do_not_grow_with_the_records(self):
		self.due_in(-1)
		settings = frappe.get_doc("Fazhi Settings")
		reminders.digests(settings)  # rules and permissions are read once
		with self.counted_queries() as few:
			reminders.digests(settings)
		for _each in range(5):
			self.due_in(-1)
		with self.counted_queries() as many:
			reminders.digests(settings)
		self.assertEqual(len(many), len(few))


class TestEscalation(DigestTestCase):
	def setUp(self):
		super().setUp()
		self.head = factories.make_user("head@street-a.invalid", "Fazhi Officer", self.street_a)
		self.leader = self.users[LEADER]
		frappe.db.set_value("Governance Unit", self.street_a, "head", self.head)

	def told(self, user: str) -> str:
		return "".join(log.email_content for log in self.logs(user))

	def test_the_head_is_told_after_the_days_set(self):
		self.settle(head_after_days=2)
		self.due_in(-2, subject="测试两日")
		self.due_in(-3, subject="测试三日")
		self.send()
		(log,) = self.logs(self.head)
		self.assertEqual(log.subject, "Reminder of law-based work: 1 overdue in your units")
		self.assertIn("测试三日", log.email_content)
		self.assertNotIn("测试两日", log.email_content)

	def test_the_nearest_head_above_is_told(self):
		own = factories.make_user("head@community.invalid", "Community Clerk", self.community_1)
		frappe.db.set_value("Governance Unit", self.community_1, "head", own)
		self.due_in(-3, subject="测试一社")
		self.due_in(-3, self.community_2, subject="测试二社")
		self.send()
		self.assertIn("测试一社", self.told(own))
		self.assertNotIn("测试一社", self.told(self.head))
		self.assertIn("测试二社", self.told(self.head))

	def test_a_head_who_has_left_is_passed_over(self):
		gone = factories.make_user("gone@community.invalid", "Community Clerk", self.community_1)
		frappe.db.set_value("User", gone, "enabled", 0)
		frappe.db.set_value("Governance Unit", self.community_1, "head", gone)
		self.due_in(-3, subject="测试三日")
		self.send()
		self.assertIn("测试三日", self.told(self.head))

	def test_the_leaders_are_told_after_the_days_set(self):
		foreign = factories.make_user("leader@street-b.invalid", LEADER, self.street_b)
		self.due_in(-7, subject="测试七日")
		self.due_in(-8, subject="测试八日")
		self.send()
		self.assertIn("测试八日", self.told(self.leader))
		self.assertNotIn("测试七日", self.told(self.leader))
		self.assertEqual(self.told(foreign), "")

	def test_what_is_ones_own_is_told_once(self):
		self.due_in(-9, owner=self.head, subject="测试本人")
		frappe.db.set_value("Governance Unit", self.community_1, "head", self.leader)
		self.due_in(-9, subject="测试一人两任")
		self.send()
		(log,) = self.logs(self.head)
		self.assertEqual(log.subject, "Reminder of law-based work: 1 overdue")
		self.assertEqual(self.told(self.leader).count("测试一人两任"), 1)

	def test_what_is_only_due_soon_is_not_escalated(self):
		self.settle(head_after_days=0, leader_after_days=0)
		self.due_in(1)
		self.send()
		self.assertEqual(self.told(self.head) + self.told(self.leader), "")
