import frappe
from frappe.model.workflow import WorkflowPermissionError, WorkflowTransitionError, apply_workflow
from frappe.utils import add_days, getdate

from fazhi_governance.core import deadlines
from fazhi_governance.privacy import repeats
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.statute.clocks import clock_rows, state_of
from fazhi_governance.statute.steps import DONE, MISSING, NOT_REQUIRED, NOT_YET
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import make_petition

KIND = "Petition"
OPINION = {
	"opinion_outcome": "Claim Supported",
	"opinion_claims": "测试：按标准供暖。",
	"opinion_facts": "测试：室温低于标准。",
	"opinion_text": "测试：督促供热单位整改。",
	"opinion_basis": "测试供热条例第二十条",
}
LEADER = {"case_leader": "测试主任", "case_accepted_on": "2024-03-05", "case_plan": "测试：一案一方案"}
ACTION = {"acted_on": "2024-03-08", "action": "测试：入户测温", "acted_by": "测试网格员"}


class PetitionTestCase(GovernanceTestCase):
	"""In the shoes of a petition officer, who registers a petition of a community on 1 March 2024."""

	def setUp(self):
		super().setUp()
		self.handler, self.leader = self.users["Petition Officer"], self.users["Fazhi Leader"]
		self.addCleanup(setattr, frappe.flags, "current_date", frappe.flags.current_date)
		self.day("2024-03-01")
		with self.as_user(self.handler):
			self.petition = make_petition(self.community_1)

	def day(self, day: str):
		frappe.flags.current_date = day

	def write(self, user: str | None = None, **values):
		with self.as_user(user or self.handler):
			self.petition = frappe.get_doc(KIND, self.petition.name)
			self.petition.update(values)
			self.petition.save()
		return self.petition

	def act(self, action: str, user: str | None = None, on: str | None = None):
		if on:
			self.day(on)
		with self.as_user(user or self.handler):
			self.petition = apply_workflow(frappe.get_doc(KIND, self.petition.name), action)
		return self.petition

	def accepted(self, **values):
		self.write(route="Handling Opinion", **values)
		return self.act("Accept Petition")

	def concluded(self, on: str = "2024-04-10", **values):
		"""With all that is asked for."""
		self.accepted()
		self.day(on)
		self.write(**OPINION, local_unit=self.community_1, actions=[ACTION], **values)
		return self.act("Conclude Petition")

	def granted(self, on: str, length: int = 30, user: str | None = None, **values):
		self.day(on)
		row = {
			"clock": "P2",
			"event": "Extension",
			"from_date": on,
			"length": length,
			"reason": "测试：待鉴定",
		}
		with self.as_user(user or self.leader):
			self.petition = frappe.get_doc(KIND, self.petition.name)
			self.petition.append("clock_events", {**row, **values})
			self.petition.save()
		return self.petition

	def state(self, rule: str) -> str:
		return state_of(self.petition, next(clock for clock in self.petition.clocks if clock.rule == rule))

	def steps(self) -> dict[str, str]:
		return {step.rule: step.state(self.petition)[0] for step in self.petition.steps}


class TestItsLife(PetitionTestCase):
	def test_from_the_visit_to_the_closed_case_by_those_who_do_it(self):
		self.assertEqual(self.steps(), {"PS1": NOT_REQUIRED, "PS2": NOT_YET, "PS3": NOT_YET})
		self.write(needs_leader=1, route="Handling Opinion", notified_on="2024-03-01")
		petition = self.act("Accept Petition", on="2024-03-04")
		self.assertEqual((petition.acceptance, petition.handler), ("Accepted for Handling", self.handler))
		self.assertEqual(str(petition.accepted_on), "2024-03-04")
		self.assertEqual(self.steps(), {"PS1": MISSING, "PS2": DONE, "PS3": MISSING})

		self.day("2024-03-05")
		self.write(self.leader, **LEADER, case_deadline="2024-04-20")
		self.day("2024-03-08")
		self.write(self.clerk, actions=[ACTION], is_resolved_locally=1)
		self.day("2024-04-10")
		self.write(
			**OPINION,
			local_unit=self.community_1,
			is_claim_solved=1,
			satisfaction="Petitioner Satisfied",
		)
		self.assertEqual(self.steps(), dict.fromkeys(("PS1", "PS2", "PS3"), DONE))
		petition = self.act("Conclude Petition")
		self.assertEqual(str(petition.concluded_on), "2024-04-10")
		self.assertEqual((petition.is_concluded_in_time, petition.is_notified_in_time), (1, 1))
		with self.refused("Answer Delivered On is missing", "received the answer"):
			self.act("Close Petition")
		self.messages()
		self.write(delivered_on="2024-04-10")
		petition = self.act("Close Petition", on="2024-04-12")
		self.assertEqual(str(petition.closed_on), "2024-04-12")
		self.assertEqual(self.messages(), [])

	def test_what_is_not_handled_here_leaves_by_its_own_way(self):
		with self.refused("Forwarded or Referred To is missing"):
			self.act("Forward Petition")
		self.write(forwarded_to="测试供热公司")
		petition = self.act("Forward Petition")
		self.assertEqual((petition.acceptance, self.steps()["PS2"]), ("Forwarded Elsewhere", NOT_REQUIRED))
		self.assertEqual(self.act("Close Petition").workflow_state, "Case Closed")

	def test_a_petition_is_declined_with_a_reason(self):
		with self.refused("Reason for Not Accepting is missing", "told why"):
			self.act("Decline Petition")
		self.write(declined_reason="测试：已进入诉讼程序")
		self.assertEqual(self.act("Decline Petition").acceptance, "Not Accepted")

	def test_an_objection_is_raised_to_what_came_from_above_alone(self):
		with self.refused("Not a valid Workflow Action", error=WorkflowTransitionError):
			self.act("Raise Objection")
		self.write(channel="Assigned From Above", objection_reason="测试：属另一街道")
		self.assertEqual(self.petition.is_from_above, 1)
		self.assertEqual(str(self.petition.objection_due_on), "2024-03-08")
		petition = self.act("Raise Objection", on="2024-03-08")
		self.assertEqual((str(petition.objection_on), self.state("P1O")), ("2024-03-08", deadlines.MET))
		self.assertEqual(self.state("P1"), deadlines.NOT_STARTED)
		# the superior does not agree
		self.write(route="Handling Opinion")
		self.act("Accept Petition", on="2024-03-12")
		self.assertEqual(self.state("P1O"), deadlines.NOT_STARTED)
		self.assertEqual(str(self.petition.notice_due_on), "2024-03-18")

	def test_it_is_handled_again_after_a_review_that_sets_the_opinion_aside(self):
		self.concluded()
		review = {"stage": "First Review", "asked_on": "2024-04-20", "answered_on": "2024-05-10"}
		self.write(delivered_on="2024-04-10")
		self.day("2024-05-12")
		self.write(reviews=[{**review, "result": "Opinion Set Aside", "body": "测试区政府"}])
		with self.refused("cannot be written by you", "after the action Handle Again"):
			self.write(opinion_text="测试：改写")
		with self.refused("Answer Delivered On is filled in", "Clear the day of delivery"):
			self.act("Handle Again")
		self.write(delivered_on=None)
		petition = self.act("Handle Again")
		self.assertEqual((petition.concluded_on, petition.answered_on), (None, None))
		self.assertEqual(len(petition.reviews), 1)
		self.write(opinion_text="测试：重新办理")
		# the sixty days have run meanwhile
		with self.refused("Rule P2C"):
			self.act("Conclude Petition", on="2024-05-20")
		self.write(self.leader, late_reason="测试：复查撤销后重新办理")
		self.assertEqual(str(self.act("Conclude Petition").concluded_on), "2024-05-20")

	def test_two_people_conclude_the_same_petition(self):
		self.accepted()
		self.write(**OPINION)
		with self.as_user(self.handler):
			late = frappe.get_doc(KIND, self.petition.name)
			late.satisfaction = "Petitioner Satisfied"
		self.act("Conclude Petition", self.users["Fazhi Manager"])
		with self.as_user(self.handler):
			with self.refused(error=frappe.TimestampMismatchError):
				late.save()
			with self.refused("Not a valid Workflow Action", error=WorkflowTransitionError):
				apply_workflow(late, "Conclude Petition")

	def test_who_may_not_act(self):
		for user in (self.leader, self.clerk, self.users["Fazhi Auditor"]):
			with (
				self.as_user(user),
				self.refused(
					error=(WorkflowTransitionError, WorkflowPermissionError, frappe.PermissionError)
				),
			):
				apply_workflow(frappe.get_doc(KIND, self.petition.name), "Accept Petition")


class TestWhoWrites(PetitionTestCase):
	def test_a_leader_writes_what_leaders_do_alone(self):
		self.write(self.leader, **{**LEADER, "case_accepted_on": "2024-03-01"})
		with self.refused("cannot be written by you", "Petition officers write this"):
			self.write(self.leader, summary="测试改写")
		for values in (LEADER, {"late_reason": "测试"}):
			with self.refused("cannot be written by you", "Leaders write this"):
				self.write(
					**{
						**values,
						"case_plan": None,
						"case_accepted_on": "2024-03-01",
						"case_leader": "测试副主任",
					}
				)

	def test_the_communitys_clerk_writes_what_was_done_on_the_spot_alone(self):
		self.day("2024-03-09")
		self.write(self.clerk, actions=[ACTION])
		for values in ({"summary": "测试改写"}, {"case_plan": "测试"}):
			with self.refused("cannot be written by you"):
				self.write(self.clerk, **values)
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			make_petition(self.community_1)

	def test_an_extension_is_a_leaders(self):
		self.accepted()
		with self.refused("row 1: no leader has granted this extension", "Let a leader"):
			self.granted("2024-04-01", user=self.handler, approved_by="测试主任")
		petition = self.granted("2024-04-01", approved_by="测试冒名")
		self.assertEqual(petition.clock_events[0].approved_by, self.leader)
		with self.refused("no leader has granted this extension"):
			petition.clock_events[0].length = 20
			with self.as_user(self.handler):
				petition.save()

	def test_a_system_manager_enters_the_papers_of_a_past_year(self):
		self.day("2024-12-31")
		administrator = "Administrator"
		self.write(administrator, route="Handling Opinion")
		self.act("Accept Petition", administrator)
		self.write(administrator, accepted_on="2024-03-04")
		row = {"clock": "P2", "event": "Extension", "from_date": "2024-04-01", "length": 10, "reason": "测试"}
		self.write(administrator, clock_events=[{**row, "approved_by": "测试主任"}])
		self.assertEqual(str(self.petition.conclusion_due_on), "2024-05-13")
		self.write(administrator, **OPINION, answered_on="2024-05-10", extension_told_on="2024-04-02")
		self.act("Conclude Petition", administrator)
		self.assertEqual(
			(str(self.petition.concluded_on), self.petition.is_concluded_in_time), ("2024-05-10", 1)
		)
		self.assertFalse(any("Rule P18" in note for note in self.notes(self.petition)))


class TestClocks(PetitionTestCase):
	def test_the_written_notice_is_due_in_fifteen_days(self):
		# the 16th is a Saturday
		self.assertEqual(str(self.petition.notice_due_on), "2024-03-18")
		for day, state in (
			("2024-03-14", deadlines.ON_TRACK),
			("2024-03-15", deadlines.DUE_SOON),
			("2024-03-19", deadlines.OVERDUE),
		):
			self.day(day)
			self.assertEqual(self.state("P1"), state)
		self.write(notified_on="2024-03-19")
		self.assertEqual((self.state("P1"), self.petition.is_notified_in_time), (deadlines.MET_LATE, 0))

	def test_no_notice_is_due_to_who_cannot_be_reached(self):
		self.write(is_unreachable=1)
		self.assertIsNone(self.petition.notice_due_on)

	def test_sixty_days_from_acceptance_for_the_sixth_route_alone(self):
		self.accepted()
		# 30 April, the sixtieth day, is worked
		self.assertEqual(str(self.petition.conclusion_due_on), "2024-04-30")
		self.write(route="Arbitration Procedure")
		self.assertIsNone(self.petition.conclusion_due_on)

	def test_an_extension_before_the_due_day_moves_it(self):
		self.accepted()
		petition = self.granted("2024-04-30")
		self.assertEqual((str(petition.conclusion_due_on), petition.is_extended), ("2024-05-30", 1))

	def test_an_extension_after_the_due_day_is_void_and_said_to_be(self):
		self.accepted()
		self.messages()
		petition = self.granted("2024-05-06")
		[told] = [message for message in self.messages() if "Extension in row 1" in message]
		self.assertIn("Granted after the due day", told)
		self.assertIn("Conclusion Due On stays 2024-04-30", told)
		[clock] = [row for row in clock_rows(petition) if row["rule"] == "P2"]
		self.assertIn("Granted after the due day", clock["void"][0])
		petition = self.write(place="测试小区")
		self.assertNotIn("Extension in row 1", str(self.messages()))
		self.assertEqual((str(petition.conclusion_due_on), petition.is_extended), ("2024-04-30", 0))
		self.assertIn("Granted after the due day", petition.clock_events[0].void_because)

	def test_more_than_thirty_days_are_void(self):
		self.accepted()
		petition = self.granted("2024-04-01", 31)
		self.assertIn("Longer than the rule allows", petition.clock_events[0].void_because)
		petition = self.granted("2024-04-02", 20)
		self.assertEqual(str(petition.conclusion_due_on), "2024-05-20")
		petition = self.granted("2024-04-03", 11)
		self.assertIn("Longer than the rule allows", petition.clock_events[2].void_because)

	def test_a_leaders_own_deadline(self):
		self.accepted()
		self.day("2024-03-05")
		self.write(self.leader, **LEADER, case_deadline="2024-03-20")
		self.assertEqual(str(self.petition.case_due_on), "2024-03-20")

	def test_the_terms_of_review_and_recheck(self):
		self.concluded(satisfaction="Petitioner Not Satisfied")
		self.write(delivered_on="2024-04-10")
		# thirty days to ask, and then the first day on which the case may be closed
		self.assertEqual(str(self.petition.review_request_due_on), "2024-05-11")
		self.assertEqual(self.state("P11"), deadlines.RUNNING)
		self.day("2024-05-13")
		self.assertEqual(self.state("P11"), deadlines.OPEN)
		review = {"stage": "First Review", "asked_on": "2024-05-08"}
		self.write(reviews=[review])
		self.assertEqual(str(self.petition.review_due_on), "2024-06-07")
		review |= {"answered_on": "2024-06-05", "delivered_on": "2024-06-06", "result": "Opinion Upheld"}
		self.day("2024-06-20")
		self.write(reviews=[review, {"stage": "Final Recheck", "asked_on": "2024-06-20"}])
		self.assertEqual(self.state("P12"), deadlines.MET)
		self.assertEqual(str(self.petition.recheck_request_due_on), "2024-07-07")
		self.assertEqual(str(self.petition.recheck_due_on), "2024-07-22")
		hearing = {"clock": "P14", "event": "Pause", "reason": "测试：听证", "from_date": "2024-07-01"}
		self.day("2024-07-10")
		self.write(clock_events=[{**hearing, "to_date": "2024-07-05"}])
		self.assertEqual(str(self.petition.recheck_due_on), "2024-07-25")

	def test_who_is_content_need_not_be_waited_for(self):
		self.concluded(satisfaction="Petitioner Satisfied")
		self.write(delivered_on="2024-04-10")
		self.assertIsNone(self.petition.review_request_due_on)

	def test_a_recheck_follows_an_answered_review(self):
		self.concluded()
		self.write(delivered_on="2024-04-10")
		with self.refused("no answer to a review", "Enter the review"):
			self.write(reviews=[{"stage": "Final Recheck", "asked_on": "2024-04-10"}])
		with self.refused("is before Answer Delivered On"):
			self.write(reviews=[{"stage": "First Review", "asked_on": "2024-04-09"}])


class TestRules(PetitionTestCase):
	def test_concluding_late_without_an_extension_is_stopped(self):
		self.accepted()
		self.write(**OPINION)
		with self.refused("concluded on", "no extension is in effect", "Rule P2C", "第三十四条"):
			self.act("Conclude Petition", on="2024-05-06")
		self.granted("2024-05-06")
		with self.refused("Rule P2C"):
			self.act("Conclude Petition")
		with self.refused("cannot be written by you"):
			self.write(late_reason="测试")
		self.write(self.leader, late_reason="测试：等待鉴定结论")
		self.assertEqual(self.act("Conclude Petition").is_concluded_in_time, 0)

	def test_an_extension_is_told_to_the_petitioner(self):
		self.accepted()
		self.granted("2024-04-29")
		self.day("2024-05-06")
		self.write(**OPINION)
		with self.refused("has not been told why", "Rule P2T"):
			self.act("Conclude Petition")
		self.write(extension_told_on="2024-04-30")
		self.assertEqual(self.act("Conclude Petition").is_concluded_in_time, 1)

	def test_an_answer_that_is_dated_before_its_day_is_warned_of(self):
		self.accepted()
		self.write(**OPINION)
		self.day("2024-05-06")
		self.write(answered_on="2024-04-30")
		self.act("Conclude Petition")
		self.assertTrue(any("Rule P18" in note for note in self.notes(self.petition)))

	def test_six_representatives_are_warned_of(self):
		self.write(representatives_count=5)
		self.assertEqual(self.messages(), [])
		self.write(representatives_count=6)
		self.assertIn("6 representatives came", self.messages()[0])

	def test_who_has_an_interest_does_not_handle(self):
		self.accepted()
		with self.refused("has a direct interest", "Rule P4", "第二十八条"):
			self.write(handler_has_interest=1)
		self.write(handler=self.users["Fazhi Manager"])

	def test_the_accused_does_not_handle(self):
		handler = self.users["Accusation Handler"]
		with self.refused("is accused and handles the accusation", "Rule P4"):
			factories.make_accusation(
				self.community_1, self.community_2, accused_user=handler, handler=handler
			)

	def test_what_is_urgent_is_reported(self):
		self.write(is_urgent=1)
		self.assertIn("has not been reported", self.messages()[0])
		self.write(urgent_reported_on="2024-03-01")
		self.assertEqual(self.messages(), [])

	def test_an_opinion_has_its_contents(self):
		self.accepted()
		for missing in OPINION:
			self.write(**{**OPINION, missing: None})
			label = frappe.get_meta(KIND).get_label(missing)
			with self.refused(f"The handling opinion lacks: {label}", "Rule P8", "第三十二条"):
				self.act("Conclude Petition")

	def test_another_route_ends_with_an_answer_in_short(self):
		self.write(route="Performance of Duty")
		self.act("Accept Petition")
		with self.refused("Answer in Short is missing"):
			self.act("Conclude Petition")
		self.write(result_note="测试：已责令改正")
		self.act("Conclude Petition")

	def test_a_suggestion_is_adopted_or_not(self):
		with self.refused("The purpose is Public Suggestion, but the route is Handling Opinion"):
			self.write(purpose="Public Suggestion", route="Handling Opinion")
		self.write(purpose="Public Suggestion")
		self.assertEqual(self.petition.route, "Study of Suggestion")
		self.act("Accept Petition")
		with self.refused("What Became of the Suggestion is missing"):
			self.act("Conclude Petition")
		self.write(suggestion_result="Suggestion Adopted", result_note="测试：增设休息座椅")
		self.act("Conclude Petition")

	def test_no_route_no_conclusion(self):
		self.act("Accept Petition")
		with self.refused("No route has been chosen", "Rule PS2"):
			self.write(result_note="测试")
			self.act("Conclude Petition")

	def test_litigation_leaves_no_choice(self):
		self.write(content_class="Litigation-Related")
		self.assertEqual(self.petition.route, "Judicial Procedure")

	def test_a_settlement_without_an_agreement_is_warned_of(self):
		self.write(settlement="Settled by Mediation", settlement_on="2024-03-01")
		self.assertIn("no agreement in writing", self.messages()[0])
		self.write(settlement_document=self.file())
		self.assertEqual(self.messages(), [])

	def file(self) -> str:
		with self.as_user(self.handler):
			return factories.make_file()

	def test_a_leader_who_is_asked_for_and_missing_is_warned_of(self):
		self.accepted(needs_leader=1)
		self.write(**OPINION, local_unit=self.community_1, actions=[{**ACTION, "acted_on": "2024-03-01"}])
		self.act("Conclude Petition")
		self.assertIn("No leader has taken it on", self.messages()[0])

	def test_a_local_unit_belongs_to_the_petitions_unit(self):
		with self.refused("does not belong to", "or one below it"):
			self.write(local_unit=self.community_2)

	def test_a_number_of_the_national_system_stands_once(self):
		self.write(national_number="测220001")
		with self.as_user(self.handler), self.refused("has been entered already", "Go on with the petition"):
			make_petition(self.community_2, national_number="测220001")

	def test_days_before_their_time_are_refused(self):
		with self.refused("Accepted for Handling On is filled in, but the status is Registered"):
			self.write(accepted_on="2024-03-01")
		with self.refused("Answer Delivered On is filled in"):
			self.write(delivered_on="2024-03-01")

	def test_what_the_record_tells_itself_is_not_taken_from_outside(self):
		self.write(
			acceptance="Not Accepted", concluded_on="2024-03-01", is_concluded_in_time=1, is_extended=1
		)
		petition = self.petition
		self.assertEqual((petition.acceptance, petition.concluded_on), (None, None))
		self.assertEqual((petition.is_concluded_in_time, petition.is_extended), (0, 0))


class TestRepeats(PetitionTestCase):
	PERSON = {
		"role": "Petitioner",
		"party_kind": "Natural Person",
		"person_name": "测试信访人甲",
		"phone": "10000000011",
	}

	def again(self, day: str = "2024-03-20", **values):
		self.day(day)
		with self.as_user(self.handler):
			return make_petition(self.community_1, **{"received_on": day, **values})

	def test_a_repeat_petition_names_the_first_of_its_line(self):
		with self.refused("needs the earlier petition"):
			self.again(is_repeat=1)
		second = self.again(is_repeat=1, root_petition=self.petition.name)
		third = self.again("2024-03-25", is_repeat=1, root_petition=second.name)
		self.assertEqual(third.root_petition, self.petition.name)

	def test_the_same_matter_in_process_is_warned_of(self):
		self.accepted()
		second = self.again(
			is_repeat=1, is_same_facts=1, root_petition=self.petition.name, route="Handling Opinion"
		)
		with self.as_user(self.handler):
			apply_workflow(second, "Accept Petition")
		self.assertIn(f"is being handled already, as {self.petition.name}", self.messages()[0])

	def test_new_facts_are_a_new_matter(self):
		self.accepted()
		second = self.again(is_repeat=1, root_petition=self.petition.name, route="Handling Opinion")
		with self.as_user(self.handler):
			apply_workflow(second, "Accept Petition")
		self.assertEqual(self.messages(), [])

	def test_the_same_people_are_known_without_being_shown(self):
		self.write(persons=[self.PERSON])
		self.accepted()
		second = self.again(persons=[self.PERSON], route="Handling Opinion")
		self.assertEqual(self.messages(), [])
		with self.as_user(self.handler):
			apply_workflow(second, "Accept Petition")
		message = self.messages()[0]
		self.assertIn(f"is being handled already, as {self.petition.name}", message)
		self.assertNotIn("信访人甲", message)

	def test_who_petitions_again_after_the_answer_is_told_apart(self):
		self.write(persons=[self.PERSON])
		self.concluded("2024-03-15")
		self.again(persons=[self.PERSON])
		message = self.messages()[0]
		self.assertIn("Rule P19", message)
		self.assertIn(self.petition.name, message)
		self.again(persons=[self.PERSON], content_class="Civil Relief")
		self.assertEqual(self.messages(), [])

	def test_who_sees_all_units_is_told_of_all(self):
		make_petition(self.community_3, persons=[self.PERSON])
		self.write("Administrator", persons=[self.PERSON])
		self.assertIn("Rule P19", self.messages()[0])
		self.assertEqual(len(repeats.rows(self.petition)), 1)

	def test_a_petition_of_another_unit_is_not_told(self):
		"""That the same person has petitioned elsewhere."""
		make_petition(self.community_3, persons=[self.PERSON])
		self.again(persons=[self.PERSON])
		self.assertEqual(self.messages(), [])

	def test_after_the_recheck_the_same_facts_are_not_accepted(self):
		self.concluded()
		self.write(delivered_on="2024-04-10")
		review = {"stage": "First Review", "asked_on": "2024-04-15", "answered_on": "2024-05-10"}
		recheck = {"stage": "Final Recheck", "asked_on": "2024-05-20", "answered_on": "2024-06-10"}
		self.day("2024-06-12")
		self.write(reviews=[{**review, "delivered_on": "2024-05-11"}, recheck])
		again = self.again(
			"2024-07-01",
			is_repeat=1,
			is_same_facts=1,
			root_petition=self.petition.name,
			route="Handling Opinion",
		)
		with self.as_user(self.handler), self.refused("has been rechecked", "Rule P15", "第三十六条"):
			apply_workflow(again, "Accept Petition")

	def test_a_review_asked_for_after_thirty_days_is_warned_of(self):
		self.concluded()
		self.write(delivered_on="2024-04-10")
		self.day("2024-05-15")
		self.write(reviews=[{"stage": "First Review", "asked_on": "2024-05-10"}])
		self.assertEqual(self.messages(), [])
		self.write(reviews=[{"stage": "First Review", "asked_on": "2024-05-11"}])
		self.assertIn("after the 30 days", self.messages()[0])
