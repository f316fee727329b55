from unittest.mock import patch

import frappe
from frappe import client
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.workflow import WorkflowPermissionError, WorkflowTransitionError, apply_workflow
from frappe.utils import add_days, getdate

from fazhi_governance.core import deadlines
from fazhi_governance.fazhi_governance.doctype.legality_review import legality_review
from fazhi_governance.fazhi_governance.doctype.legality_review.legality_review import LegalityReview, passing
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import conclude, make_decision, make_decision_review, make_review

KIND = "Legality Review"
FINDING = {"dimension": "Contract Points", "severity": "Must Change", "finding": "测试：违约金过高"}


def clock(code: str):
	return next(each for each in LegalityReview.clocks if each.rule == code)


class TestReception(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.reviewer = self.users["Legality Reviewer"]
		with self.as_user(self.officer):
			self.review = make_review(self.street_a)

	def act(self, action: str, user: str | None = None, **values):
		with self.as_user(user or self.reviewer):
			review = frappe.get_doc(KIND, self.review.name)
			if values:
				review.update(values)
				review.save()
			self.review = apply_workflow(review, action)
		return self.review

	def submitted(self, day: str):
		review = make_review(self.street_a)
		review.update({"workflow_state": "Submitted for Review", "submitted_on": day})
		return review.save()

	def test_the_checklist_and_the_time_limit_come_from_the_type(self):
		self.assertIn("合同文本", [row.material for row in self.review.materials])
		self.assertEqual((self.review.review_kind, self.review.time_limit), ("Contract", 5))

	def test_from_submission_to_archive_each_by_its_role(self):
		self.act("Submit for Review", self.officer)
		self.assertEqual(len(self.review.draft_sha256), 64)
		self.act("Confirm Materials Complete")
		self.assertEqual(self.review.reviewer, self.reviewer)
		self.act("Give Opinion", conclusion="Lawful After Changes", opinion="测试意见", findings=[FINDING])
		self.assertEqual((self.review.docstatus, self.review.recorded_on), (1, getdate()))
		self.assertFalse(self.review.bound_digest)
		with self.as_user(self.officer):
			self.review.findings[0].response = "Adopted"
			self.review.revised_draft = factories.make_file()
			self.review.save()
		self.act("Respond", self.officer)
		self.act("Recheck", recheck_result="Satisfied")
		self.assertEqual(self.review.bound_digest, self.review.revised_sha256)
		self.assertEqual(self.review.rechecked_by, self.reviewer)
		self.act("Archive", archive_number="测试卷1")
		self.assertEqual((self.review.workflow_state, self.review.archived_on), ("Archived", getdate()))

	def test_missing_materials_stop_the_review_and_are_named_on_return(self):
		with self.as_user(self.officer):
			self.review.materials[0].is_provided = 0
			self.review.save()
		self.act("Submit for Review", self.officer)
		with self.refused("These materials are missing: 合同文本"):
			self.act("Confirm Materials Complete")
		self.act("Return for Completion")
		self.assertEqual(self.review.return_reason, "合同文本")

	def test_nothing_is_returned_without_saying_what_is_missing(self):
		self.act("Submit for Review", self.officer)
		with self.refused("without saying what is missing"):
			self.act("Return for Completion")

	def test_the_clock_pauses_while_materials_are_outstanding(self):
		self.act("Submit for Review", self.officer)
		due = self.review.review_due_on
		self.act("Return for Completion", return_reason="测试：补资格材料")
		self.assertEqual(state_of(self.review, clock("V1")), deadlines.PAUSED)
		self.assertIsNone(self.review.review_due_on)
		self.act("Submit for Review", self.officer)
		(pause,) = self.review.clock_events
		self.assertEqual((pause.clock, getdate(pause.to_date)), ("V1", getdate()))
		self.assertGreaterEqual(self.review.review_due_on, due)

	def test_a_past_pause_moves_the_due_day_by_its_working_days(self):
		review = self.submitted("2024-05-06")
		self.assertEqual(getdate(review.review_due_on), getdate("2024-05-11"))  # a Saturday at work (调休)
		pause = {"clock": "V1", "event": "Pause", "from_date": "2024-05-07", "to_date": "2024-05-08"}
		review.append("clock_events", {**pause, "reason": "测试补正"})
		review.save()
		self.assertEqual(getdate(review.review_due_on), getdate("2024-05-14"))

	def test_a_deadline_across_the_spring_festival_counts_its_make_up_days(self):
		"""2024: off from the 10th to the 17th of February, at work on Sundays the 4th and 18th."""
		review = self.submitted("2024-02-07")
		# 8, 9 (New Year's Eve, a working day), 18, 19, 20
		self.assertEqual(getdate(review.review_due_on), getdate("2024-02-20"))

	def test_a_year_beyond_the_calendar_counts_weekdays_and_says_so(self):
		with patch.object(LegalityReview, "not_in_future", ()):
			review = self.submitted("2031-05-05")
			review.run_method("onload")
			(row,) = [each for each in review.get_onload("clocks") if each["rule"] == "V1"]
		self.assertEqual(getdate(row["due_on"]), getdate("2031-05-12"))
		self.assertFalse(row["is_calendar_known"])

	def test_the_same_draft_is_not_submitted_twice(self):
		self.act("Submit for Review", self.officer)
		content = frappe.get_doc("File", {"file_url": self.review.draft}).get_content()
		with self.as_user(self.officer):
			again = make_review(self.street_a, draft=factories.make_file(content))
			with self.refused("submitted already, as", self.review.name):
				apply_workflow(again, "Submit for Review")

	def test_a_state_is_changed_by_its_role_alone(self):
		with self.assertRaises(WorkflowTransitionError):
			self.act("Submit for Review", self.users["Fazhi Leader"])
		self.act("Submit for Review", self.officer)
		for user in (self.officer, self.users["Community Clerk"]):
			with self.subTest(user), self.as_user(user):
				with self.assertRaises((WorkflowPermissionError, frappe.ValidationError)):
					client.set_value(KIND, self.review.name, "workflow_state", "Under Review")
		with self.as_user(self.officer), self.in_one_transaction():
			failed = submit_cancel_or_update_docs(
				KIND, [self.review.name], "update", {"workflow_state": "Under Review"}
			)
		self.assertEqual(failed, [self.review.name])

	def test_an_advisor_with_an_interest_or_out_of_engagement_is_not_assigned(self):
		self.act("Submit for Review", self.officer)
		interested = factories.make_advisor(
			self.street_a, conflicts=[{"conflict_with": "设备采购", "from_date": "2024-01-01"}]
		)
		expired = factories.make_advisor(self.street_a, engaged_to="2024-12-31")
		stranger = factories.make_advisor(self.street_b)
		for advisor, says in (
			(interested, ("Rule A2", "《律师法》第三十九条", "设备采购")),
			(expired, ("Rule A1", "2024")),
			(stranger, ("is engaged by", self.street_b)),
		):
			with self.subTest(says), self.as_user(self.reviewer), self.refused(*says):
				client.set_value(KIND, self.review.name, "advisor", advisor.name)

	def test_a_data_import_does_not_pass_the_reception_by(self):
		row = {"unit": self.street_a, "subject": "测试导入", "review_type": "合同"}
		with self.as_user(self.system_manager), self.in_one_transaction():
			log = self.imported(
				KIND,
				{**row, "complete_on": "", "opinion_on": ""},
				{**row, "complete_on": "2024-05-06", "opinion_on": ""},
			)
			self.assertEqual([each.success for each in log], [1, 0])
			log = self.imported(
				KIND,
				{"name": self.review.name, "workflow_state": "Opinion Given"},
			)
		self.assertEqual([each.success for each in log], [0])

	def test_a_submission_without_a_draft_is_refused(self):
		with self.as_user(self.officer):
			review = make_review(self.street_a, draft=None)
			with self.refused("There is no draft to review"):
				apply_workflow(review, "Submit for Review")

	def test_days_without_the_act_are_refused(self):
		with self.as_user(self.reviewer), self.refused("has not been submitted for review"):
			client.set_value(KIND, self.review.name, "complete_on", "2024-05-06")


class TestOpinion(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.decision = make_decision(self.street_a)
		self.review = make_decision_review(self.decision)

	def test_it_is_bound_to_the_draft_it_read(self):
		conclude(self.review)
		self.assertEqual(self.review.bound_digest, self.decision.draft_sha256)
		self.assertEqual(self.review.draft_version, "送审稿")

	def test_it_is_not_given_on_a_draft_that_has_changed_meanwhile(self):
		def change_draft(_review):
			self.decision.append("drafts", factories.make_draft("改稿"))
			self.decision.save()

		with self.refused("no longer the one that was submitted"):
			conclude(self.review, prepared=change_draft)

	def test_a_back_dated_opinion_is_refused(self):
		with self.refused("is before"):
			conclude(self.review, opinion_on="2024-05-05")

	def test_an_opinion_recorded_later_is_noted_with_both_days(self):
		conclude(self.review)
		self.assertEqual(len([note for note in self.notes(self.review) if "Rule V4" in note]), 1)

	def test_who_recorded_it_when_is_nobodys_to_write(self):
		conclude(self.review)
		for fieldname in ("recorded_on", "voided_on", "draft_sha256"):
			stored = frappe.db.get_value(KIND, self.review.name, fieldname)
			try:
				client.set_value(KIND, self.review.name, fieldname, "2024-05-20")
			except frappe.UpdateAfterSubmitError:
				pass
			self.assertEqual(frappe.db.get_value(KIND, self.review.name, fieldname), stored)

	def test_a_decision_is_not_reviewed_without_a_legal_advisor(self):
		with self.refused("Rule V2", "《重大行政决策程序暂行条例》第二十八条"):
			conclude(self.review, advisor_opinion=None)

	def test_fewer_than_seven_working_days_need_reason_and_approval(self):
		conclude(self.review, opinion_on="2024-05-13")
		self.assertEqual(getdate(self.review.window_due_on), getdate("2024-05-15"))
		self.assertEqual(state_of(self.review, clock("D3")), deadlines.CLOSED_TOO_EARLY)
		self.assertTrue([note for note in self.notes(self.review) if "Rule D3R" in note])

	def test_a_shortened_review_with_reason_and_approval_passes_in_silence(self):
		conclude(
			self.review,
			opinion_on="2024-05-13",
			shortened_reason="测试：防汛",
			shortened_approved_by="测试主任",
		)
		self.assertFalse([note for note in self.notes(self.review) if "Rule D3R" in note])

	def test_a_conclusion_that_stops_needs_a_finding(self):
		for conclusion in ("Lawful After Changes", "Unlawful", "No Authority", "Resubmit After Procedure"):
			with self.subTest(conclusion), self.refused("no finding says why"):
				conclude(make_decision_review(make_decision(self.street_a)), conclusion)

	def test_only_a_reform_goes_on_with_its_risk_stated(self):
		with self.refused("Only an exploratory reform"):
			conclude(self.review, "Reform With Risk Stated", findings=[FINDING])
		reform = make_decision(self.street_a, is_reform_pilot=1)
		review = conclude(make_decision_review(reform), "Reform With Risk Stated", findings=[FINDING])
		self.assertEqual(review.bound_digest, reform.draft_sha256)

	def test_no_one_reviews_what_he_has_submitted(self):
		with self.refused("Rule V5", "has submitted the matter and reviews it"):
			conclude(self.review, submitted_by=frappe.session.user)

	def test_two_people_do_not_submit_it_both(self):
		second = None

		def load_second(review):
			nonlocal second
			second = frappe.get_doc(KIND, review.name)

		conclude(self.review, prepared=load_second)
		second.conclusion = "Unlawful"
		with self.assertRaises(frappe.TimestampMismatchError):
			second.submit()
		self.assertEqual(frappe.db.get_value(KIND, self.review.name, "conclusion"), "Lawful")

	def test_the_office_does_not_give_the_opinion_itself(self):
		def by_the_office(review):
			with self.as_user(self.officer), self.refused("Only reviewers write this"):
				frappe.get_doc(KIND, review.name).submit()

		conclude(self.review, prepared=by_the_office)

	def test_what_it_says_does_not_change_afterwards(self):
		conclude(self.review, "Lawful After Changes", findings=[FINDING])
		for change in ({"opinion": "改"}, {"conclusion": "Lawful"}):
			review = frappe.get_doc(KIND, self.review.name)
			review.update(change)
			with self.assertRaises(frappe.UpdateAfterSubmitError):
				review.save()
		review = frappe.get_doc(KIND, self.review.name)
		review.append("findings", FINDING)
		with self.refused("do not change"):
			review.save()

	def test_a_simple_contract_needs_no_advisor_and_no_finding(self):
		review = conclude(
			make_review(self.street_a, review_type="标准合同（简易）", template="测试物业服务合同范本")
		)
		self.assertEqual((review.is_simple_track, review.time_limit, review.docstatus), (1, 2, 1))

	def test_a_decision_is_not_reviewed_as_something_lighter(self):
		for lighter in ("其他事项", "标准合同（简易）"):
			with self.subTest(lighter), self.refused("is about a record of the kind Major Decision", lighter):
				make_decision_review(self.decision, review_type=lighter)

	def test_a_decision_review_needs_its_decision(self):
		with self.refused("needs the decision that it is about"):
			make_review(self.street_a, review_type="重大行政决策")

	def test_who_first_reviews_an_enforcement_decision_holds_the_qualification(self):
		def review():
			return make_review(self.street_a, review_type="重大行政执法决定", subject="测试拟处罚决定")

		with self.refused("for the first time, without the qualification", "Rule E2R", "第五十八条"):
			conclude(review())
		officer = factories.make_officer(self.street_a, user="Administrator", is_review_qualified=1)
		self.assertEqual(conclude(review()).docstatus, 1)
		# no longer new to it
		officer.update({"is_review_qualified": 0})
		officer.save()
		self.assertEqual(conclude(review(), opinion_on="2024-05-21").docstatus, 1)
		with self.refused("Rule E2R"):
			conclude(review(), opinion_on="2024-05-20")


class TestResponse(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.review = conclude(make_review(self.street_a), "Lawful After Changes", findings=[FINDING])

	def respond(self, **response):
		with self.as_user(self.officer):
			review = frappe.get_doc(KIND, self.review.name)
			review.findings[0].update(response)
			review.save()
			return apply_workflow(review, "Respond")

	def test_every_finding_gets_its_response(self):
		with self.refused("Findings 1 have no response"):
			self.respond()

	def test_not_adopting_needs_a_reason(self):
		with self.refused("Finding 1 is Not Adopted, but no reason is given"):
			self.respond(response="Not Adopted")
		self.assertEqual(
			self.respond(response="Not Adopted", response_reason="测试：相对方不同意").workflow_state,
			"Response Given",
		)

	def test_the_reviewer_does_not_answer_for_the_office(self):
		with self.as_user(self.users["Legality Reviewer"]):
			review = frappe.get_doc(KIND, self.review.name)
			review.findings[0].response = "Adopted"
			with self.refused("Office's Response cannot be written by you", "Only the submitting office"):
				review.save()

	def test_demanded_changes_are_not_archived_without_a_recheck(self):
		self.respond(response="Adopted")
		with self.as_user(self.users["Fazhi Manager"]), self.refused("have not been rechecked"):
			apply_workflow(frappe.get_doc(KIND, self.review.name), "Archive")

	def test_the_office_does_not_recheck_itself(self):
		self.respond(response="Adopted")
		with self.as_user(self.officer), self.refused("cannot be written by you"):
			client.set_value(KIND, self.review.name, "recheck_result", "Satisfied")

	def test_a_result_noted_without_the_recheck_opens_nothing(self):
		review = self.respond(response="Adopted")
		review.update({"recheck_result": "Satisfied", "revised_draft": factories.make_file()})
		review.save()
		table = frappe.qb.DocType(KIND)
		query = frappe.qb.from_(table).select(table.name).where(passing(table) & (table.name == review.name))
		self.assertEqual((query.run(), review.bound_digest), ((), None))

	def test_what_was_rechecked_is_returned_and_rechecked_anew_not_rewritten(self):
		review = self.respond(response="Adopted")
		with self.as_user(self.users["Legality Reviewer"]):
			review = frappe.get_doc(KIND, review.name)
			review.update({"recheck_result": "Not Satisfied", "rechecked_on": "2024-05-21"})
			with self.refused("The reviewer of this matter"):
				review.save()
		with self.as_user(self.users["Fazhi Manager"]):
			review = frappe.get_doc(KIND, review.name)
			review.update({"recheck_result": "Not Satisfied", "rechecked_on": "2024-05-21"})
			review.save()
		with self.as_user(self.officer):
			review = frappe.get_doc(KIND, review.name)
			review.revised_draft = factories.make_file()
			review.save()
		with self.as_user(self.users["Fazhi Manager"]):
			review = apply_workflow(frappe.get_doc(KIND, review.name), "Recheck")
			self.assertEqual(review.rechecked_on, getdate())
			review.recheck_result = "Satisfied"
			with self.refused("has been rechecked already"):
				review.save()
			review = apply_workflow(frappe.get_doc(KIND, review.name), "Return for Changes")
		self.assertEqual(
			(review.workflow_state, review.rechecked_by, review.revised_sha256), ("Opinion Given", None, None)
		)

	def test_it_passes_only_once_the_changes_are_rechecked(self):
		table = frappe.qb.DocType(KIND)
		query = (
			frappe.qb.from_(table).select(table.name).where(passing(table) & (table.unit == self.street_a))
		)
		self.assertEqual(query.run(), ())
		review = self.respond(response="Adopted")
		review.update({"recheck_result": "Satisfied", "revised_draft": factories.make_file()})
		review.save()
		frappe.get_doc(KIND, review.name).update({"workflow_state": "Rechecked"}).save()
		self.assertEqual(query.run(pluck=True), [review.name])


class TestValidity(GovernanceTestCase):
	def replace(self, file_url: str, content: str):
		"""On the disk, behind the record's back."""
		path = frappe.get_doc("File", {"file_url": file_url}).get_full_path()
		with open(path, "w", encoding="utf-8") as file:
			file.write(content)

	def test_a_file_replaced_behind_its_back_voids_it(self):
		review = conclude(make_review(self.street_a))
		self.assertIsNone(review.why_void())
		self.replace(review.draft, "测试：偷换的文本")
		self.assertIn("no longer the one that was reviewed", review.why_void())
		legality_review.void_changed()
		review.reload()
		self.assertEqual(review.voided_on, getdate())
		self.assertTrue([note for note in self.notes(review) if "no longer the one" in note])
		review.run_method("onload")
		self.assertEqual(
			[row["rule"] for row in review.get_onload("unmet_rules") if row["rule"] == "V3"], ["V3"]
		)

	def test_once_void_it_stays_void(self):
		review = conclude(make_review(self.street_a))
		before = frappe.get_doc("File", {"file_url": review.draft}).get_content()
		self.replace(review.draft, "测试：偷换的文本")
		legality_review.void_changed()
		self.replace(review.draft, before)
		legality_review.void_changed()
		review.reload()
		self.assertIn("void since", review.why_void())

	def test_the_file_of_an_opinion_is_not_deleted(self):
		review = conclude(make_review(self.street_a))
		with self.refused("rests on the file"):
			self.delete_file(review.draft)

	def test_a_draft_is_never_copied_into_the_open(self):
		review = conclude(make_decision_review(make_decision(self.street_a)))
		review.add_comment("Info", "测试")
		rows = frappe.get_all(
			"File",
			filters={"attached_to_name": review.name},
			fields=["is_private", "file_url", "attached_to_field"],
		)
		self.assertEqual(rows, [{"is_private": 1, "file_url": review.draft, "attached_to_field": "draft"}])
		self.assertFalse(frappe.db.exists("File", {"file_name": ["like", "%draft%"], "is_private": 0}))

	def test_a_public_file_and_another_units_file_are_refused(self):
		public = factories.make("File", {"file_name": "p.txt", "content": frappe.generate_hash()}).file_url
		with self.refused("open to everyone"):
			make_review(self.street_a, draft=public)
		foreign = make_review(self.street_b)
		with self.as_user(self.officer), self.refused("belongs to a record that you may not see"):
			make_review(self.street_a, draft=foreign.draft)
		with self.refused("is not on this site"):
			make_review(self.street_a, draft="https://example.invalid/draft.docx")

	def test_an_unused_opinion_is_cancelled_and_no_longer_passes(self):
		decision = make_decision(self.street_a)
		review = conclude(make_decision_review(decision))
		self.assertTrue(decision.passing_review())
		review.cancel()
		self.assertIsNone(decision.passing_review())

	def test_the_opinion_that_a_meeting_rests_on_is_not_cancelled(self):
		decision = make_decision(self.street_a)
		review = conclude(make_decision_review(decision))
		with self.as_user(self.users["Fazhi Manager"]):
			apply_workflow(frappe.get_doc("Major Decision", decision.name), "Lock Agenda")
		with self.refused("on the strength of this opinion"):
			review.cancel()

	def test_dates_in_the_future_are_refused(self):
		with self.refused("a day that has not come yet"):
			conclude(make_review(self.street_a), opinion_on=add_days(getdate(), 1))
