import frappe
from frappe import client
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.workflow import WorkflowPermissionError, WorkflowTransitionError, apply_workflow
from frappe.utils import add_days, getdate

from fazhi_governance.core import deadlines
from fazhi_governance.fazhi_governance.doctype.major_decision.major_decision import MajorDecision
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.statute.steps import DONE, MISSING, NOT_REQUIRED, NOT_YET
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import conclude, make_decision, make_decision_review

KIND = "Major Decision"
FINDING = {"dimension": "Substance", "severity": "Must Change", "finding": "测试：增设义务"}
EXPERT = {"expert": "测试专家", "dated": "2024-03-20", "is_signed": 1}
RISK = {
	"risk_points": [{"risk": "测试风险", "measures": "测试措施", "risk_level": "Low"}],
	"risk_assessed_on": "2024-03-25",
	"risk_conclusion": "Controllable",
}
DISCUSSION = {
	"meeting": "测试第3次主任办公会",
	"discussed_on": "2024-06-03",
	"result": "Passed",
	"head_spoke_last": 1,
	"attendees": [
		{"person_name": "测试主任", "is_head": 1, "stance": "In Favour"},
		{"person_name": "测试副主任", "stance": "Reserved"},
	],
}
# step → (flags that demand it, what makes it done)
BEFORE_THE_MEETING = {
	"S1": (
		{"participations": []},
		{"participations": [{"method": "Site Visits", "from_date": "2024-03-08"}]},
	),
	"S2": ({"is_technical": 1}, {"experts": [EXPERT]}),
	"S3": ({"has_stability_risk": 1}, RISK),
	"D9": (
		{"affects_operators": 1},
		{"competition_reviewed_on": "2024-03-25", "competition_conclusion": "Complies"},
	),
}
COMMENT = {"method": "Public Comment", "from_date": "2024-03-01", "to_date": "2024-03-20"}
HEARING = {"method": "Hearing", "from_date": "2024-03-20", "papers_delivered_on": "2024-03-15"}
# gate → (what it warns of, how it is met, what the message says)
WARNINGS = {
	"D4": (
		{"participations": [COMMENT]},
		{"participations": [{**COMMENT, "shortened_reason": "测试：汛期"}]},
		("the public had 19 days", "第十五条"),
	),
	"D5": (
		{"participations": [HEARING]},
		{"participations": [{**HEARING, "papers_delivered_on": "2024-03-13"}]},
		("delivered 5 days before", "第十六条"),
	),
}


class DecisionTestCase(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.manager = self.users["Fazhi Manager"]
		with self.as_user(self.officer):
			self.decision = make_decision(self.street_a)

	def reviewed(self, **values):
		conclude(make_decision_review(self.decision), **values)
		self.decision.reload()

	def act(self, action: str, user: str | None = None):
		with self.as_user(user or self.manager):
			self.decision = apply_workflow(frappe.get_doc(KIND, self.decision.name), action)
		return self.decision

	def write(self, user: str | None = None, **values):
		with self.as_user(user or self.officer):
			decision = frappe.get_doc(KIND, self.decision.name)
			decision.update(values)
			self.decision = decision.save()
		return self.decision

	def draft(self, version: str) -> dict:
		with self.as_user(self.officer):
			return factories.make_draft(version)

	def states(self) -> dict[str, str]:
		return {step.rule: step.state(self.decision)[0] for step in MajorDecision.steps}


class TestChecklist(DecisionTestCase):
	def test_a_plain_decision_needs_the_public_and_the_review(self):
		self.assertEqual(
			self.states(),
			{
				**{"S1": DONE, "S2": NOT_REQUIRED, "S3": NOT_REQUIRED, "D9": NOT_REQUIRED, "D1": MISSING},
				**{"S4": NOT_YET, "S5": NOT_YET, "S6": NOT_YET, "S7": NOT_YET, "S8": NOT_YET},
				"S9": NOT_REQUIRED,
			},
		)

	def test_each_flag_demands_its_step_and_the_step_meets_it(self):
		for rule, (flags, done) in BEFORE_THE_MEETING.items():
			with self.subTest(rule):
				self.decision = make_decision(self.street_a, **flags)
				self.assertEqual(self.states()[rule], MISSING)
				self.decision.update(done)
				self.decision.save()
				self.assertEqual(self.states()[rule], DONE)

	def test_what_is_closed_to_the_public_by_law_needs_no_participation_but_its_basis(self):
		self.decision = make_decision(
			self.street_a, participations=[], is_confidential=1, confidentiality_basis="测试法第一条"
		)
		self.assertEqual((self.states()["S1"], self.states()["S6"]), (NOT_REQUIRED, NOT_REQUIRED))
		with self.refused("Basis of Confidentiality is missing"):
			make_decision(self.street_a, is_confidential=1)

	def test_comments_are_answered_each_with_its_reason(self):
		comment = {"content": "测试意见"}
		for answer, state in (
			({}, MISSING),
			({"adoption": "Not Adopted"}, MISSING),
			({"adoption": "Not Adopted", "reason": "测试理由"}, DONE),
			({"adoption": "Adopted"}, DONE),
		):
			self.decision = make_decision(self.street_a, comments=[{**comment, **answer}])
			self.assertEqual(self.states()["S1"], state, answer)

	def test_the_public_is_heard_to_the_last_day(self):
		until = {"method": "Public Comment", "from_date": add_days(getdate(), -30)}
		for last, state in ((0, DONE), (1, MISSING)):
			self.decision = make_decision(
				self.street_a, participations=[{**until, "to_date": add_days(getdate(), last)}]
			)
			self.assertEqual(self.states()["S1"], state)

	def test_an_unsigned_expert_opinion_does_not_do(self):
		self.decision = make_decision(self.street_a, is_technical=1, experts=[{**EXPERT, "is_signed": 0}])
		self.assertEqual(self.states()["S2"], MISSING)

	def test_the_form_shows_every_step_with_its_article(self):
		self.decision.run_method("onload")
		rows = self.decision.get_onload("checklist")
		self.assertEqual([row["rule"] for row in rows], [step.rule for step in MajorDecision.steps])
		self.assertTrue(all("条" in row["basis"] and row["note"] for row in rows))

	def test_fair_competition_is_judged_by_the_law_of_the_decisions_own_day(self):
		for started_on, basis in (
			("2024-03-01", "《重大行政决策程序暂行条例》"),
			("2024-08-01", "《公平竞争审查条例》第十八条"),
		):
			decision = make_decision(
				self.street_a, started_on=started_on, affects_operators=1, participations=[]
			)
			decision.run_method("onload")
			(row,) = [row for row in decision.get_onload("checklist") if row["rule"] == "D9"]
			self.assertIn(basis, row["basis"])


class TestGates(DecisionTestCase):
	def test_every_gate_and_step_has_its_rule(self):
		for declared in (*MajorDecision.gates, *MajorDecision.steps, *MajorDecision.clocks):
			self.assertTrue(frappe.db.exists("Statutory Rule", {"code": declared.rule}), declared.rule)

	def test_without_a_review_it_does_not_go_to_the_meeting(self):
		with self.refused(
			"Rule D1", "No legality review", "《重大行政决策程序暂行条例》第二十五条", "What to do"
		):
			self.act("Lock Agenda")

	def test_a_passing_review_opens_the_way(self):
		self.reviewed()
		self.assertEqual(self.act("Lock Agenda").workflow_state, "Agenda Locked")
		self.assertEqual(self.decision.agenda_locked_by, self.manager)

	def test_an_unlawful_conclusion_keeps_it_closed(self):
		for conclusion in ("Unlawful", "No Authority", "Resubmit After Procedure", "Lawful After Changes"):
			with self.subTest(conclusion):
				self.decision = make_decision(self.street_a)
				self.reviewed(conclusion=conclusion, findings=[FINDING])
				with self.refused("Rule D1"):
					self.act("Lock Agenda")

	def test_a_reform_goes_on_with_its_risk_stated(self):
		self.write(is_reform_pilot=1)
		self.reviewed(conclusion="Reform With Risk Stated", findings=[FINDING])
		self.act("Lock Agenda")

	def test_changes_that_were_rechecked_open_the_way_for_the_changed_draft(self):
		review = conclude(make_decision_review(self.decision), "Lawful After Changes", findings=[FINDING])
		self.write(drafts=[*self.decision.drafts, self.draft("修改稿")])
		review.reload()
		self.assertIsNone(review.voided_on)
		review.findings[0].response = "Adopted"
		review.update({"workflow_state": "Response Given"}).save()
		review.update({"workflow_state": "Rechecked", "recheck_result": "Satisfied"}).save()
		self.assertEqual(review.bound_digest, self.decision.draft_sha256)
		self.act("Lock Agenda")

	def test_a_missing_step_stops_it_by_its_article(self):
		for rule, (flags, done) in BEFORE_THE_MEETING.items():
			with self.subTest(rule):
				self.decision = make_decision(self.street_a, **flags)
				self.reviewed()
				with self.refused(f"Rule {rule}", "条"):
					self.act("Lock Agenda")
				self.write(**done)
				self.act("Lock Agenda")

	def test_a_new_draft_voids_the_opinion_visibly_and_closes_the_gate(self):
		review = conclude(make_decision_review(self.decision))
		self.write(drafts=[*self.decision.drafts, self.draft("改稿")])
		review.reload()
		self.assertEqual(review.voided_on, getdate())
		with self.refused("Rule D1", "is void"):
			self.act("Lock Agenda")

	def test_a_replaced_file_is_found_after_the_lock(self):
		self.reviewed()
		self.act("Lock Agenda")
		path = frappe.get_doc("File", {"file_url": self.decision.drafts[-1].file}).get_full_path()
		with open(path, "w", encoding="utf-8") as file:
			file.write("测试：偷换的草案")
		with self.refused("Rule D2", "is not the one that"):
			self.write(co_units="测试单位")
		self.act("Release Agenda")
		self.assertEqual(self.states()["D1"], MISSING)

	def test_the_drafts_stand_still_while_the_agenda_is_locked(self):
		self.reviewed()
		self.act("Lock Agenda")
		with self.refused("The agenda is locked, so the drafts cannot change"):
			self.write(drafts=[*self.decision.drafts, self.draft("改稿")])

	def test_the_file_that_a_review_has_read_is_not_deleted(self):
		self.reviewed()
		file = frappe.get_doc(
			"File", {"file_url": self.decision.drafts[-1].file, "attached_to_doctype": KIND}
		)
		with self.refused("rests on the file"):
			file.delete()

	def test_an_expert_with_an_interest_is_refused(self):
		with self.refused("Rule D6", "测试专家", "第二十条"):
			self.write(experts=[{**EXPERT, "has_interest": 1}])
		self.write(experts=[EXPERT])

	def test_an_uncontrollable_risk_does_not_go_to_the_meeting(self):
		self.write(has_stability_risk=1, **{**RISK, "risk_conclusion": "Uncontrollable"})
		self.reviewed()
		with self.refused("Rule D7", "第二十四条"):
			self.act("Lock Agenda")
		self.write(risk_conclusion="Controllable After Changes")
		self.act("Lock Agenda")

	def test_warnings_let_pass_and_are_written_down(self):
		for rule, (unmet, met, says) in WARNINGS.items():
			with self.subTest(rule):
				self.assertFalse(self.notes(make_decision(self.street_a, **met)))
				(note,) = self.notes(make_decision(self.street_a, **unmet))
				for fragment in (f"Rule {rule}", *says):
					self.assertIn(fragment, note)

	def test_thirty_days_are_enough_and_twenty_nine_are_not(self):
		for last, is_short in (("2024-03-31", False), ("2024-03-30", True)):
			decision = make_decision(self.street_a, participations=[{**COMMENT, "to_date": last}])
			self.assertEqual(bool(decision.comment_period_too_short()), is_short, last)

	def test_an_office_sets_a_gate_to_warn_under_its_own_document_number(self):
		factories.make_local_rule(self.street_a, "D1-2019-09-01", level="Warn")
		self.act("Lock Agenda")
		(note,) = [each for each in self.notes(self.decision) if "Rule D1" in each]
		self.assertIn("测法〔2024〕1号", note)


class TestMeeting(DecisionTestCase):
	def setUp(self):
		super().setUp()
		self.reviewed()

	def test_it_is_locked_discussed_published_executed_and_evaluated(self):
		self.act("Lock Agenda")
		self.write(**DISCUSSION)
		self.act("Record Decision", self.officer)
		self.write(reported_to_party_on="2024-06-04", published_on="2024-06-05", published_at="测试网站")
		self.act("Publish", self.officer)
		self.write(
			executing_unit=self.street_a,
			execute_by="2024-12-31",
			executed_on="2024-11-30",
			evaluation_reason="Office Finds It Necessary",
			evaluated_on="2024-12-20",
			evaluation_result="Go On",
		)
		self.act("Archive", self.officer)
		self.assertEqual(set(self.states().values()) - {NOT_REQUIRED}, {DONE})
		self.assertEqual(self.decision.archived_on, getdate())

	def test_nobody_discusses_what_is_not_on_a_locked_agenda(self):
		with self.refused("its agenda was never locked"):
			self.write(**DISCUSSION)

	def test_the_record_of_the_discussion_is_whole(self):
		self.act("Lock Agenda")
		with self.refused("Discussed On is missing"):
			self.act("Record Decision", self.officer)
		self.write(**{**DISCUSSION, "attendees": DISCUSSION["attendees"][1:]})
		with self.refused("presiding head"):
			self.act("Record Decision", self.officer)

	def test_the_head_speaks_last_and_gives_reasons_for_differing(self):
		self.act("Lock Agenda")
		for values, says in (
			({**DISCUSSION, "head_spoke_last": 0}, "the head spoke last"),
			({**DISCUSSION, "differs_from_majority": 1}, "no reason is recorded"),
		):
			self.write(**DISCUSSION)
			self.write(**values)
			self.assertTrue(
				[note for note in self.notes(self.decision) if "Rule D8" in note and says in note]
			)

	def test_an_opinion_later_than_the_discussion_does_not_count(self):
		self.act("Lock Agenda")
		with self.refused("Rule D1", "is later than the discussion"):
			self.write(**{**DISCUSSION, "discussed_on": "2024-05-10"})

	def test_a_discussion_before_the_lock_is_noted(self):
		self.act("Lock Agenda")
		self.write(**DISCUSSION)
		self.assertTrue([note for note in self.notes(self.decision) if "Rule D14" in note])

	def test_publishing_needs_a_decision_that_was_passed(self):
		self.act("Lock Agenda")
		self.write(**{**DISCUSSION, "result": "Put Off"})
		self.act("Record Decision", self.officer)
		with self.refused("Rule S4", "第三十条"):
			self.write(published_on="2024-06-05")

	def test_what_was_put_off_returns_and_its_discussion_stays_readable(self):
		self.act("Lock Agenda")
		self.write(**{**DISCUSSION, "result": "Put Off", "result_reason": "测试：补充论证"})
		self.act("Record Decision", self.officer)
		self.act("Return to Preparation")
		self.assertEqual((self.decision.discussed_on, self.decision.agenda_locked_on), (None, None))
		self.assertTrue([note for note in self.notes(self.decision) if "测试：补充论证" in note])

	def test_what_was_passed_does_not_return(self):
		self.act("Lock Agenda")
		self.write(**DISCUSSION)
		self.act("Record Decision", self.officer)
		with self.refused("has been passed by the meeting"):
			self.act("Return to Preparation")

	def test_the_clocks_after_the_decision(self):
		self.act("Lock Agenda")
		self.write(**DISCUSSION, execute_by="2024-12-31")
		due = {clock.rule: getdate(self.decision.get(clock.due)) for clock in MajorDecision.clocks}
		# twenty working days over the Dragon Boat Festival; thirty days; as agreed
		self.assertEqual(
			due,
			{"D12": getdate("2024-07-02"), "D10": getdate("2024-07-03"), "D13": getdate("2024-12-31")},
		)
		self.assertEqual(state_of(self.decision, MajorDecision.clocks[2]), deadlines.OVERDUE)


class TestEveryWayIn(DecisionTestCase):
	"""A form is not the only way to the meeting."""

	def test_each_step_of_the_workflow_by_its_role_alone(self):
		self.reviewed()
		for user in (self.officer, self.users["Legality Reviewer"], self.clerk):
			with self.subTest(user), self.assertRaises((WorkflowTransitionError, frappe.PermissionError)):
				self.act("Lock Agenda", user)

	def test_rest(self):
		with self.as_user(self.manager):
			for fieldname, value in (
				("workflow_state", "Agenda Locked"),
				("workflow_state", "Decided"),
				("discussed_on", "2024-06-03"),
				("result", "Passed"),
				("published_on", "2024-06-03"),
			):
				with (
					self.subTest(fieldname),
					self.assertRaises((frappe.ValidationError, WorkflowPermissionError)),
				):
					client.set_value(KIND, self.decision.name, fieldname, value)
			client.set_value(KIND, self.decision.name, "agenda_locked_on", "2024-06-01")
		self.decision.reload()
		self.assertEqual(
			(self.decision.workflow_state, self.decision.agenda_locked_on), ("In Preparation", None)
		)

	def test_bulk_edit(self):
		with self.as_user(self.manager), self.in_one_transaction():
			for change in ({"workflow_state": "Agenda Locked"}, {"discussed_on": "2024-06-03"}):
				failed = submit_cancel_or_update_docs(KIND, [self.decision.name], "update", change)
				self.assertEqual(failed, [self.decision.name])

	def test_data_import(self):
		row = {
			"unit": self.street_a,
			"title": "测试导入",
			"category": "Development Plan",
			"lead_unit": self.street_a,
			"started_on": "2024-03-01",
		}
		with self.as_user(self.system_manager), self.in_one_transaction():
			log = self.imported(
				KIND,
				{**row, "discussed_on": "", "result": "", "published_on": ""},
				{**row, "discussed_on": "2024-06-03", "result": "Passed", "published_on": ""},
				{**row, "discussed_on": "", "result": "", "published_on": "2024-06-03"},
			)
			self.assertEqual([each.success for each in log], [1, 0, 0])
			log = self.imported(
				KIND,
				{"name": self.decision.name, "agenda_locked_on": "2024-06-01 09:00:00", "result": "Passed"},
			)
		self.assertEqual([each.success for each in log], [0])

	def test_two_people_lock_the_agenda_at_once(self):
		self.reviewed()
		first, second = (frappe.get_doc(KIND, self.decision.name) for _each in range(2))
		with self.as_user(self.manager):
			first.workflow_state = "Agenda Locked"
			first.save()
		with self.as_user(self.users["Fazhi Leader"]), self.assertRaises(frappe.TimestampMismatchError):
			second.workflow_state = "Agenda Locked"
			second.save()
		self.decision.reload()
		self.assertEqual(self.decision.agenda_locked_by, self.manager)

	def test_the_leader_locks_but_does_not_write(self):
		self.reviewed()
		with self.refused("cannot be written by you"):
			self.write(self.users["Fazhi Leader"], title="测试改题")
		self.act("Lock Agenda", self.users["Fazhi Leader"])

	def test_dates_in_the_future_are_refused(self):
		with self.refused("has not come yet"):
			make_decision(self.street_a, started_on=add_days(getdate(), 1))

	def test_a_draft_whose_file_is_gone_is_named(self):
		with self.refused("The file of draft 无 is gone"):
			make_decision(
				self.street_a,
				drafts=[{"version": "无", "dated": "2024-03-01", "file": "/private/files/none.docx"}],
			)
