import json

import frappe
from frappe import client
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.utils import add_days, today

from fazhi_governance.audit import trail
from fazhi_governance.fazhi_governance.report.audit_trail import audit_trail
from fazhi_governance.privacy import reveal
from fazhi_governance.tests import factories
from fazhi_governance.tests.factories import concluded
from fazhi_governance.tests.report_case import YEAR, ReportTestCase

CASE = "Mediation Case"


class TestAuditTrail(ReportTestCase):
	"""Frappe tracks nothing in tests unless a record is saved with ignore_version=False."""

	report = "Audit Trail"

	def setUp(self):
		super().setUp()
		self.auditor = self.users["Fazhi Auditor"]
		frappe.db.set_value("User", self.clerk, "full_name", "测试专干")
		with self.as_user(self.clerk):
			self.case = factories.make_case(self.community_1)

	def change(self, doc, user: str | None = None, **values):
		with self.as_user(user or self.clerk):
			doc.update(values)
			doc.save(ignore_version=False)

	def listed(self, user: str | None = None, **filters) -> list[dict]:
		period = {"from_date": today(), "to_date": add_days(today(), 1)}
		return self.run_report(user or self.auditor, **{**period, "record": self.case.name, **filters})[
			"result"
		]

	def acts(self, what: str, **filters) -> list[dict]:
		return [row for row in self.listed(**filters) if row["what"] == what]

	def test_it_says_who_did_what_when_and_from_which_state_to_which(self):
		self.change(self.case, self.officer, **concluded("Withdrawn"))
		[made] = self.acts(trail.CREATED)
		self.assertEqual(
			(made["user_name"], made["kind_label"], made["record"], made["title"], made["unit"]),
			("测试专干", CASE, self.case.name, self.case.subject, self.community_1),
		)
		[moved] = self.acts(trail.STATE_CHANGED)
		self.assertEqual(
			(moved["user"], moved["field"], moved["before"], moved["after"]),
			(self.officer, "Status", "In Mediation", "Concluded"),
		)
		result = next(row for row in self.acts(trail.CHANGED) if row["field"] == "Result")
		self.assertEqual((result["before"], result["after"]), ("", "Withdrawn"))
		self.assertLessEqual(made["at"], moved["at"])

	def test_the_latest_stands_first(self):
		self.change(self.case, subject="测试改过的纠纷")
		times = [row["at"] for row in self.listed()]
		self.assertEqual(times, sorted(times, reverse=True))

	def test_it_speaks_the_readers_language(self):
		self.change(self.case, **concluded("Withdrawn"))
		frappe.local.lang = "zh"
		[moved] = self.acts(trail.STATE_CHANGED)
		self.assertEqual(
			(moved["what_label"], moved["field"], moved["before"], moved["after"]),
			("状态变更", "状态", "调解中", "办结"),
		)

	def test_checks_are_worded_and_marks_of_html_are_taken_away(self):
		self.change(self.case, may_escalate=1, police_told_on="2024-03-02", facts="测试一\n测试<b>二</b>")
		told = {row["field"]: (row["before"], row["after"]) for row in self.acts(trail.CHANGED)}
		self.assertEqual(told["May Escalate"], ("No", "Yes"))
		self.assertNotIn("<", told["Facts and Claims"][1])

	def test_rows_of_a_table_are_told_of(self):
		pause = {"clock": "M7", "event": "Pause", "from_date": "2024-03-05", "reason": "测试鉴定"}
		self.change(self.case, clock_events=[pause])
		[added] = [row for row in self.acts(trail.CHANGED) if "测试鉴定" in row["after"]]
		self.assertEqual((added["field"], added["before"]), ("Pauses and Extensions", ""))
		self.assertIn("Event：Pause", added["after"])
		self.case.clock_events[0].reason = "测试补充鉴定"
		self.change(self.case)
		[changed] = [row for row in self.acts(trail.CHANGED) if row["after"] == "测试补充鉴定"]
		self.assertEqual(
			(changed["field"], changed["before"]), ("Pauses and Extensions, row 1: Reason", "测试鉴定")
		)
		self.change(self.case, clock_events=[])
		[removed] = [row for row in self.acts(trail.CHANGED) if "测试补充鉴定" in row["before"]]
		self.assertEqual(removed["after"], "")

	def test_submission_and_cancellation_are_acts_of_their_own(self):
		review = self.concluded(self.community_1)
		for before, after in ((0, 1), (1, 2)):
			factories.make_stored(
				"Version",
				ref_doctype="Legality Review",
				docname=review.name,
				data=frappe.as_json({"changed": [["docstatus", before, after]]}),
			)
		whats = [row["what"] for row in self.listed(record=review.name)]
		self.assertIn(trail.SUBMITTED, whats)
		self.assertIn(trail.CANCELLED, whats)

	def test_a_step_that_a_rule_warned_of_is_told_with_the_rule(self):
		self.change(self.case, may_escalate=1)
		[noted] = self.acts(trail.NOTED)
		self.assertIn("Rule M5", noted["note"])
		self.assertNotIn("<", noted["note"])
		self.assertEqual(noted["user"], self.clerk)

	def test_a_remark_is_no_act(self):
		self.case.add_comment("Comment", "测试备注")
		self.assertEqual(self.acts(trail.NOTED), [])

	def test_the_trail_outlives_the_record(self):
		self.change(self.case, **concluded("Withdrawn"))
		self.case.add_comment("Info", "测试记载")
		self.case.db_set("case_number", None)  # a numbered one is not deleted
		with self.as_user(self.users["Fazhi Manager"]):
			client.delete(CASE, self.case.name)
		rows = self.listed()
		self.assertEqual({row["is_deleted"] for row in rows}, {True})
		[gone] = self.acts(trail.DELETION)
		self.assertEqual(
			(gone["user"], gone["record"], gone["title"], gone["unit"]),
			(self.users["Fazhi Manager"], self.case.name, self.case.subject, self.community_1),
		)
		[made] = self.acts(trail.CREATED)
		self.assertEqual(made["user"], self.clerk)
		[moved] = self.acts(trail.STATE_CHANGED)
		self.assertEqual((moved["kind_label"], moved["after"]), (CASE, "Concluded"))
		self.assertEqual([row["note"] for row in self.acts(trail.NOTED)], ["测试记载"])

	def test_the_trail_of_a_deleted_record_stays_within_its_unit(self):
		foreign = factories.make_case(self.community_3)
		self.change(foreign, "Administrator", subject="测试外单位纠纷")
		foreign.delete()
		self.assertEqual(self.listed(record=foreign.name), [])
		self.assertTrue(self.listed("Administrator", record=foreign.name))

	def test_an_export_is_told_of_without_what_was_looked_for(self):
		with self.as_user(self.officer):
			make_access_log(doctype=CASE, file_type="Excel", filters='[["subject", "like", "%测试甲%"]]')
			make_access_log(doctype=CASE, document=self.case.name, file_type="PDF", method="Print")
		[export] = self.acts(trail.EXPORTED, record="")
		self.assertEqual(
			(export["user"], export["kind_label"], export["note"]), (self.officer, CASE, "Excel")
		)
		self.assertNotIn("测试甲", frappe.as_json(export))
		[printed] = self.acts(trail.PRINTED)
		self.assertEqual((printed["record"], printed["unit"]), (self.case.name, self.community_1))

	def test_who_saw_personal_data_is_told_with_the_reason(self):
		manager = self.users["Fazhi Manager"]
		with self.as_user(manager):
			reveal.reveal(self.case, "测试：核对身份")
		[shown] = self.acts(trail.SHOWN)
		self.assertEqual(
			(shown["user"], shown["kind_label"], shown["record"], shown["title"], shown["note"]),
			(manager, CASE, self.case.name, self.case.subject, "测试：核对身份"),
		)
		self.assertEqual(self.acts(trail.SHOWN, record_kind="Legality Review"), [])
		self.assertEqual(len(self.acts(trail.SHOWN, record="", record_kind=reveal.REVEAL_LOG)), 1)
		self.assertEqual(self.acts(trail.SHOWN, from_date="1990-01-01", to_date="1990-12-31"), [])
		entries = [row for row in self.listed(record="") if row["kind"] == reveal.REVEAL_LOG]
		self.assertEqual(entries, [])

	def test_searches_and_exports_of_personal_data_are_told_of_without_what_was_looked_for(self):
		with self.as_user(self.users["Petition Officer"]):
			reveal.find("Full Name", "测试查找甲", "测试：接待来访")
		with self.as_user(self.users["Fazhi Manager"]), reveal.exporting("Petition", "测试：归档"):
			pass
		[search] = self.acts(trail.LOOKED_FOR, record="")
		self.assertEqual((search["kind"], search["note"]), (reveal.REVEAL_LOG, "测试：接待来访"))
		self.assertNotIn("测试查找甲", frappe.as_json(search))
		[export] = self.acts(trail.EXPORTED_IN_THE_CLEAR, record="")
		self.assertEqual(
			(export["user"], export["kind"], export["record"], export["note"]),
			(self.users["Fazhi Manager"], "Petition", "", "测试：归档"),
		)

	def test_reveals_stay_within_the_units_of_the_reader(self):
		foreign = factories.make_case(self.community_3)
		reveal.write_log(reveal.SEEN, CASE, "测试：外单位", doc=foreign)
		reveal.write_log(reveal.SEEN, CASE, "测试：本单位", doc=self.case)
		reasons = {row["note"] for row in self.acts(trail.SHOWN, record="")}
		self.assertEqual(reasons, {"测试：本单位"})
		self.assertEqual(self.acts(trail.SHOWN, record="", unit=self.community_2), [])

	def test_an_export_of_a_report_is_told_of_by_whatever_way_it_is_asked_for(self):
		method = frappe.get_hooks("override_whitelisted_methods")["frappe.desk.query_report.export_query"][-1]
		asked = {
			"report_name": "Review Coverage",
			"file_format_type": "CSV",
			"filters": json.dumps(YEAR),
			"visible_idx": "[]",
		}
		for user, may_export in ((self.users["Fazhi Manager"], True), (self.users["Fazhi Leader"], False)):
			with self.as_user(user):
				frappe.local.form_dict = frappe._dict(asked)
				if may_export:
					frappe.get_attr(method)()
				else:
					with self.refused(error=frappe.PermissionError):
						frappe.get_attr(method)()
		self.assertIn("csv", frappe.response.filename)
		[export] = self.acts(trail.EXPORTED, record="")
		self.assertEqual(
			(export["user"], export["note"]), (self.users["Fazhi Manager"], "CSV Review Coverage")
		)

	def test_exports_count_as_those_of_the_units_of_who_made_them(self):
		for user in (self.clerk, self.stranger, self.system_manager):
			with self.as_user(user):
				make_access_log(doctype=CASE, file_type="CSV")
		makers = {row["user"] for row in self.acts(trail.EXPORTED, record="")}
		self.assertEqual(makers, {self.clerk, self.system_manager})
		makers = {row["user"] for row in self.acts(trail.EXPORTED, record="", unit=self.community_2)}
		self.assertEqual(makers, {self.system_manager})

	def test_a_kind_a_user_and_a_period_are_asked_for(self):
		factories.make_activity(self.community_1)
		kinds = {row["kind"] for row in self.listed(record="", record_kind=CASE)}
		self.assertEqual(kinds, {CASE})
		self.change(self.case, self.officer, subject="测试改过的纠纷")
		period = {"from_date": today(), "to_date": add_days(today(), 1)}
		with self.as_user(self.auditor):  # run_report takes `user` for who runs it
			rows = audit_trail.execute({**period, "user": self.officer})[1]
		self.assertEqual([(row["record"], row["user"]) for row in rows], [(self.case.name, self.officer)])
		self.assertEqual(self.listed(from_date="1990-01-01", to_date="1990-12-31"), [])

	def test_passwords_and_fields_closed_to_the_reader_show_no_value(self):
		meta = frappe.get_meta(CASE)
		secret = frappe._dict(fieldtype="Password", permlevel=0)
		closed = frappe._dict(fieldtype="Data", permlevel=3)
		for df in (secret, closed):
			self.assertEqual(trail.worded("测试密码", df, meta), "")

	def test_more_than_a_page_is_said(self):
		size, trail.PAGE = trail.PAGE, 2
		try:
			for number in range(3):
				self.change(self.case, subject=f"测试{number}")
			result = self.run_report(
				self.auditor, from_date=today(), to_date=add_days(today(), 1), record=self.case.name
			)
		finally:
			trail.PAGE = size
		self.assertIn("only the latest entries", result["message"])
		self.assertEqual(len(result["result"]), 4)  # a creation, and a page of changes with one more

	def test_the_kinds_to_choose_from_are_those_one_may_read(self):
		kept = factories.make_stored("Custom DocPerm", parent="Leading Group", role="Fazhi Leader", read=1)
		self.addCleanup(frappe.clear_cache, doctype=kept.parent)
		frappe.clear_cache(doctype=kept.parent)
		with self.as_user(self.auditor):
			boot = frappe._dict()
			trail.offer_kinds(boot)
			self.assertIn({"value": CASE, "label": CASE}, boot.fazhi_record_kinds)
			self.assertNotIn(kept.parent, [kind["value"] for kind in boot.fazhi_record_kinds])
		with self.as_user(self.officer):
			boot = frappe._dict()
			trail.offer_kinds(boot)
			self.assertEqual(boot, {})
