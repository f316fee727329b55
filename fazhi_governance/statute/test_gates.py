from unittest.mock import patch

import frappe
from frappe import client
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.workflow import apply_workflow
from frappe.utils import formatdate

from fazhi_governance.fazhi_governance.doctype.annual_report.annual_report import AnnualReport
from fazhi_governance.fazhi_governance.doctype.mediation_case.mediation_case import MediationCase
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import case_values, concluded

# rule → (values that do not meet it, values that do, what the message says)
BLOCKING = {
	"M1": (
		{"is_refused": 1},
		concluded("Mediation Refused", is_refused=1),
		("A party has refused mediation, yet the case goes on", "《人民调解法》第十七条"),
	),
	"M3": (
		{"is_signed_electronically": 1, "personal_status": "Inheritance"},
		{"is_signed_electronically": 1, "personal_status": "None"},
		("concerns Inheritance, but is signed electronically", "《电子签名法》第三条"),
	),
	"M4": (
		concluded("No Agreement", other_remedies_told=0),
		concluded("No Agreement"),
		("the parties were not told of their other remedies", "《人民调解法》第二十六条"),
	),
	"M8": (
		concluded(agreement=""),
		concluded(),
		("concluded as successful without an agreement", "《人民调解法》第二十八条、第二十九条"),
	),
}
SESSION = {"mediated_on": "2024-03-05", "record": "测试双方各自陈述。"}
WARNING = {
	"M2R": (
		{"wants_confirmation": 1, "personal_status": "Marriage"},
		{"wants_confirmation": 1, "personal_status": "Inheritance"},
		("Judicial confirmation is wanted", "《关于人民调解协议司法确认程序的若干规定》第四条"),
	),
	"M10": (
		{"sessions": [SESSION], "has_consent": 0},
		{"sessions": [SESSION], "has_consent": 1},
		("the consent of both sides is not recorded", "《人民调解法》第三条"),
	),
	"M5": (
		{"may_escalate": 1},
		{"may_escalate": 1, "police_told_on": "2024-03-02"},
		("the police have not been told", "《人民调解法》第二十五条"),
	),
}
REFUSED, _MET, SAYS = BLOCKING["M1"]


class TestGatesOfACase(GovernanceTestCase):
	def test_every_gate_is_tested(self):
		self.assertEqual({gate.rule for gate in MediationCase.gates}, {*BLOCKING, *WARNING})

	def test_a_step_whose_condition_is_missing_is_stopped_with_the_article(self):
		for rule, (unmet, _met, says) in BLOCKING.items():
			with self.subTest(rule), self.as_user(self.clerk):
				record = "Mediation Case“测试甲与测试乙的相邻纠纷”"
				with self.refused(record, f"Rule {rule}", "What to do", *says):
					client.insert(case_values(self.community_1, **unmet))

	def test_a_step_whose_condition_is_met_passes_in_silence(self):
		for rule, (_unmet, met, _says) in (BLOCKING | WARNING).items():
			with self.subTest(rule), self.as_user(self.clerk):
				case = factories.make_case(self.community_1, **met)
				self.assertEqual(self.messages(), [])
				self.assertEqual(self.notes(case), [])

	def test_a_warning_lets_pass_tells_and_is_written_down_once(self):
		for rule, (unmet, met, says) in WARNING.items():
			with self.subTest(rule), self.as_user(self.clerk):
				case = factories.make_case(self.community_1, **unmet)
				(told,) = self.messages()
				for fragment in (f"Rule {rule}", "What to do", *says):
					self.assertIn(fragment, told)
				case.facts = "测试补记"
				case.save()
				self.assertEqual(self.messages(), [])
				(noted,) = self.notes(case)
				self.assertIn(says[0], noted)
				self.assertEqual(
					frappe.db.get_value("Comment", {"reference_name": case.name}, "owner"), self.clerk
				)

				case.update(met)
				case.save()
				self.assertEqual((self.messages(), len(self.notes(case))), ([], 1))
				case.update({"police_told_on": None, **unmet})
				case.save()
				self.assertEqual((len(self.messages()), len(self.notes(case))), (1, 2))

	def test_the_form_shows_what_is_not_met(self):
		case = factories.make_case(self.community_1, **WARNING["M5"][0])
		with self.as_user(self.users["Fazhi Leader"]):
			case = frappe.get_doc("Mediation Case", case.name)
			case.run_method("onload")
		(row,) = case.get_onload("unmet_rules")
		self.assertEqual((row["rule"], row["level"]), ("M5", "Warn"))
		self.assertEqual(row["basis"], "《人民调解法》第二十五条")
		self.assertIn("the police have not been told", row["problem"])

	def test_a_refused_case_that_is_settled_after_all_is_stopped(self):
		with self.as_user(self.clerk), self.refused("yet the result is Written Agreement", "第十七条"):
			factories.make_case(self.community_1, **concluded(is_refused=1))

	def test_a_case_is_judged_by_the_law_of_its_own_day(self):
		case = factories.make_case(
			self.community_1, is_refused=1, received_on="2010-12-31"
		)  # before the Mediation Law
		case.received_on = "2011-01-01"
		with self.refused("《人民调解法》第十七条"):
			case.save()

	def test_the_message_is_safe_to_show(self):
		with self.assertRaises(frappe.ValidationError) as caught:
			factories.make_case(self.community_1, subject="<b onload=x>测试</b>", **REFUSED)
		self.assertNotIn("<b onload", str(caught.exception))


class TestAttempts(GovernanceTestCase):
	def test_who_tried_what_was_stopped_stands_on_the_timeline_once_it_is_undone(self):
		case = factories.make_case(self.community_1)
		callbacks = frappe.db.after_rollback
		with patch.object(frappe.db, "after_rollback", type(callbacks)()), patch.object(frappe.db, "commit"):
			with self.as_user(self.clerk), self.refused(*SAYS):
				client.set_value("Mediation Case", case.name, "is_refused", 1)
			self.assertEqual(self.notes(case), [])
			frappe.db.after_rollback.run()
		(note,) = self.notes(case)
		self.assertIn("Stopped: Mediation Case", note)
		self.assertEqual(frappe.db.get_value("Comment", {"reference_name": case.name}, "owner"), self.clerk)


class TestLevels(GovernanceTestCase):
	def test_a_switched_off_gate_lets_pass_in_silence(self):
		factories.make_local_rule(self.street_a, "M1-2011-01-01", is_in_use=0)
		case = factories.make_case(self.community_1, **REFUSED)
		self.assertEqual((self.messages(), self.notes(case)), ([], []))
		with self.refused(*SAYS):
			factories.make_case(self.community_3, **REFUSED)

	def test_a_gate_that_informs_is_shown_in_the_form_alone(self):
		factories.make_local_rule(self.street_a, "M1-2011-01-01", level="Inform")
		case = factories.make_case(self.community_1, **REFUSED)
		self.assertEqual((self.messages(), self.notes(case)), ([], []))
		case.run_method("onload")
		self.assertEqual([row["level"] for row in case.get_onload("unmet_rules")], ["Inform"])

	def test_an_office_turns_a_warning_into_a_stop_under_its_document_number(self):
		factories.make_local_rule(self.street_a, "M5-2011-01-01", level="Block")
		with self.refused("《人民调解法》第二十五条", "as set by 测法〔2024〕1号"):
			factories.make_case(self.community_1, may_escalate=1)


class TestEveryWayIn(GovernanceTestCase):
	"""A form is not the only way: what a gate stops is stopped whichever way it comes."""

	def setUp(self):
		super().setUp()
		self.case = factories.make_case(self.community_1)

	def is_refused(self) -> int:
		return frappe.db.get_value("Mediation Case", self.case.name, "is_refused")

	def test_saving_a_document(self):
		with self.as_user(self.clerk), self.refused(*SAYS):
			case = frappe.get_doc("Mediation Case", self.case.name)
			case.update(REFUSED)
			case.save()

	def test_the_rest_api(self):
		with self.as_user(self.clerk):
			with self.refused(*SAYS):
				client.save({**self.case.as_dict(), **REFUSED})
			with self.refused(*SAYS):
				client.set_value("Mediation Case", self.case.name, "is_refused", 1)
		self.assertEqual(self.is_refused(), 0)

	def test_a_bulk_edit(self):
		with self.as_user(self.clerk), self.in_one_transaction():
			failed = submit_cancel_or_update_docs("Mediation Case", [self.case.name], "update", REFUSED)
			self.assertEqual(failed, [self.case.name])
			saved = submit_cancel_or_update_docs(
				"Mediation Case", [self.case.name], "update", {"facts": "测试"}
			)
			self.assertEqual(saved, [])
		self.assertEqual(self.is_refused(), 0)

	def test_a_data_import(self):
		with self.as_user(self.system_manager), self.in_one_transaction():
			log = self.imported(
				"Mediation Case",
				case_values(self.community_1, subject="测试可入", is_refused=0),
				case_values(self.community_1, subject="测试不可入", is_refused=1),
			)
		self.assertEqual([row.success for row in log], [1, 0])
		self.assertIn("M1", log[1].messages)  # in the language of the site
		found = frappe.get_all("Mediation Case", filters={"subject": ["like", "测试%可入"]}, pluck="subject")
		self.assertEqual(found, ["测试可入"])

	def test_a_workflow(self):
		"""Of the office's own making, over the risk level."""
		for state in ("Yellow", "Red"):
			factories.make("Workflow State", {"workflow_state_name": state})
		factories.make("Workflow Action Master", {"workflow_action_name": "测试升级"})
		factories.make(
			"Workflow",
			{
				"workflow_name": "测试流程",
				"document_type": "Mediation Case",
				"workflow_state_field": "risk_level",
				"is_active": 1,
				"states": [
					{"state": state, "doc_status": "0", "allow_edit": "Community Clerk"}
					for state in ("Yellow", "Red")
				],
				"transitions": [
					{
						"state": "Yellow",
						"action": "测试升级",
						"next_state": "Red",
						"allowed": "Community Clerk",
					}
				],
			},
		)
		self.addCleanup(frappe.clear_cache, doctype="Mediation Case")
		frappe.db.set_value("Mediation Case", self.case.name, "is_refused", 1)
		with self.as_user(self.clerk), self.refused(*SAYS):
			apply_workflow(frappe.get_doc("Mediation Case", self.case.name), "测试升级")


class TestGatesOfAReport(GovernanceTestCase):
	def report(self, body: str = "", **values):
		sections = [{"part": "Achievements", "heading": "测试小节", "body": body}]
		return factories.make_report(self.street_a, sections=sections, **values)

	def test_every_gate_is_tested(self):
		# in annual_report/: R2 in test_freeze, R5 to R7 in test_checks
		elsewhere = {"R2", "R5", "R6", "R7"}
		self.assertEqual({gate.rule for gate in AnnualReport.gates}, {"M6", "R3", "R4", *elsewhere})

	def assert_warned(self, doc, *fragments: str):
		(told,), (noted,) = self.messages(), self.notes(doc)
		for fragment in fragments:
			self.assertIn(fragment, told)
		self.assertIn(fragments[0], noted)

	def assert_silent(self, doc):
		self.assertEqual((self.messages(), self.notes(doc)), ([], []))

	def test_full_success_beside_open_cases_is_warned_of(self):
		factories.make_case(self.community_1, **concluded())
		factories.make_case(self.community_2)
		factories.make_case(self.community_3)
		with self.as_user(self.officer):
			report = self.report("调解成功率{{调解成功率}}。")
			self.assert_warned(
				report,
				"success rate of 100 %, with 在办矛盾纠纷 1件、未回访的调解协议 1件",
				"Rule M6",
				"Recommended",
			)

	def test_full_success_without_loose_ends_passes(self):
		factories.make_case(self.community_1, **concluded(followed_up_on="2024-04-20"))
		with self.as_user(self.officer):
			self.assert_silent(self.report("调解成功率{{调解成功率}}。"))

	def test_less_than_full_success_passes(self):
		factories.make_case(self.community_1, **concluded())
		factories.make_case(self.community_1, **concluded("No Agreement"))
		with self.as_user(self.officer):
			self.assert_silent(self.report("调解成功率{{调解成功率}}。"))

	def test_loose_ends_do_not_matter_to_a_report_that_states_no_rate(self):
		factories.make_case(self.community_1, **concluded())
		factories.make_case(self.community_2)
		with self.as_user(self.officer):
			self.assert_silent(self.report("化解矛盾纠纷{{化解矛盾纠纷}}。"))

	def test_slips_of_an_official_report_are_warned_of(self):
		with self.as_user(self.officer):
			report = self.report("强化法制思维，恳请批示。妥否，请批示。" + "字" * 5000)
			self.assert_warned(
				report,
				"“法制思维” should read “法治思维”",
				"belongs in a request, not in a report",
				"it has 5027 characters, over 5000 are too long",
				"《党政机关公文处理工作条例》",
				"source not yet confirmed",
			)

	def test_a_clean_report_passes(self):
		with self.as_user(self.officer):
			self.assert_silent(self.report("强化法治思维。" + "字" * 4000))

	def test_a_signature_before_the_cut_off_is_warned_of(self):
		with self.as_user(self.officer):
			report = self.report(signed_on="2024-12-20")
			self.assert_warned(report, f"signed on {formatdate('2024-12-20')}, before the day", "Rule R4")

	def test_a_cut_off_within_the_year_is_warned_of(self):
		with self.as_user(self.officer):
			report = self.report(cut_off_on="2024-11-30", signed_on="2024-12-20")
			self.assert_warned(report, f"counts up to {formatdate('2024-11-30')} only", "Rule R4")

	def test_a_signature_after_the_year_passes(self):
		with self.as_user(self.officer):
			self.assert_silent(self.report(signed_on="2025-01-10"))
