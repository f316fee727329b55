import json
from datetime import date
from unittest.mock import patch

import frappe
from frappe import client
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import add_days, getdate, today
from frappe.utils.csvutils import to_csv

from fazhi_governance.core import deadlines
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

KIND = "Law Advisor Consultation"
RECORD = "Law Advisor Consultation“测试设备采购合同”"


class ConsultationTestCase(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.advisors_user = factories.make_user("advisor-1@firm.invalid", "Legal Advisor", None)
		cls.other_advisor = factories.make_user("advisor-2@firm.invalid", "Legal Advisor", None)
		cls.advisor = factories.make_advisor(cls.street_a, cls.advisors_user).name
		cls.without_account = factories.make_advisor(cls.street_a, advisor_name="测试律师乙").name
		factories.make_advisor(cls.street_a, cls.other_advisor, advisor_name="测试律师丙")

	def ask(self, **values):
		with self.as_user(self.officer):
			return factories.make_consultation(self.street_a, **{"advisor": self.advisor, **values})

	def write(self, doc, user: str | None = None, **values):
		"""As a form or REST does: the record as the user finds it, changed and saved."""
		with self.as_user(user or frappe.session.user):
			doc = frappe.get_doc(KIND, doc.name)
			doc.update(values)
			return doc.save()

	def answered(self, **values):
		asked = self.ask(**values)
		return self.write(asked, self.advisors_user, opinion="测试意见", workflow_state="Answered")

	def decided(self, **values):
		return self.write(
			self.answered(),
			self.officer,
			**{"adoption": "Adopted", "workflow_state": "Adoption Decided", **values},
		)

	def archived(self):
		return self.write(self.decided(), self.officer, workflow_state="Archived")

	def file(self, name: str, user: str) -> str:
		with self.as_user(user):
			file = factories.make(
				"File", {"file_name": name, "is_private": 1, "content": f"{name}{self.id()}"}
			)
		self.addCleanup(file.delete_file_data_content)  # from the disk, too
		return file.file_url


class TestLawAdvisorConsultation(ConsultationTestCase):
	def test_a_question_goes_its_way_from_hand_to_hand(self):
		"""Each step by its action, as the form takes it."""
		asked = self.ask()
		self.assertEqual(asked.workflow_state, "Asked")
		self.write(asked, self.advisors_user, opinion="测试意见", hours=1.5)
		with self.as_user(self.advisors_user):
			self.assertEqual([each["action"] for each in get_transitions(asked)], ["Give Answer"])
			answered = apply_workflow(asked.as_json(), "Give Answer")
		self.assertEqual((answered.workflow_state, answered.answered_on), ("Answered", getdate()))
		self.write(asked, self.officer, adoption="Adopted", rating=0.8)
		with self.as_user(self.officer):
			decided = apply_workflow(frappe.get_doc(KIND, asked.name).as_json(), "Decide on Adoption")
			self.assertEqual((decided.workflow_state, decided.adopted_on), ("Adoption Decided", getdate()))
			archived = apply_workflow(decided.as_json(), "Archive")
		self.assertEqual((archived.workflow_state, archived.archived_on), ("Archived", getdate()))

	def test_an_answer_is_wanted_within_five_working_days(self):
		self.assertEqual(getdate(self.ask(asked_on="2024-04-29").answer_by), date(2024, 5, 9))

	def test_an_exception_of_the_own_calendar_counts(self):
		factories.make_exception(self.street_a, "2024-05-09")
		self.assertEqual(getdate(self.ask(asked_on="2024-04-29").answer_by), date(2024, 5, 10))

	def test_the_clock_of_the_day_agreed_on(self):
		for days, state in ((-1, deadlines.OVERDUE), (0, deadlines.DUE_SOON), (30, deadlines.ON_TRACK)):
			asked = self.ask(answer_by=add_days(today(), days))
			self.assertEqual(state_of(asked, asked.clocks[0]), state)
		answered = self.answered(answer_by=add_days(today(), -1))
		self.assertEqual(state_of(answered, answered.clocks[0]), deadlines.MET_LATE)

	def test_an_answer_wanted_before_the_question_is_refused(self):
		with self.refused(RECORD, "Answer Wanted By", "is before Asked On"):
			self.ask(answer_by="2024-05-05")

	def test_a_day_to_come_is_refused(self):
		with self.refused(RECORD, "Asked On is", "Only what has happened"):
			self.ask(asked_on=add_days(today(), 1))

	def test_a_question_is_asked_but_for_a_service(self):
		with self.refused(RECORD, "It asks no question", "Write the question"):
			self.ask(question="")
		for service in ("Lecture", "Duty Day", "Petition Reception"):
			self.assertTrue(self.ask(kind=service, question="").name)

	def test_an_answer_without_an_opinion_is_refused(self):
		for opinion in ("", " "):
			with self.refused(RECORD, "answered without a legal opinion", "Write the opinion"):
				self.write(self.ask(), self.advisors_user, opinion=opinion, workflow_state="Answered")

	def test_a_decision_without_adoption_or_reason_is_refused(self):
		for values, says in (
			({}, "not said whether the advice was adopted"),
			({"adoption": "Partly Adopted"}, "Partly Adopted, but the reason is missing"),
			({"adoption": "Not Adopted", "adoption_reason": " "}, "Not Adopted, but the reason is missing"),
		):
			with self.refused(RECORD, says):
				self.write(self.answered(), self.officer, workflow_state="Adoption Decided", **values)
		self.assertTrue(self.decided(adoption="Not Adopted", adoption_reason="测试理由").adopted_on)

	def test_a_rating_beyond_the_stars_is_refused(self):
		for rating in (5, -1):
			with self.refused(RECORD, "The rating is", "one to five stars"):
				self.write(self.answered(), self.officer, rating=rating)

	def test_no_judgement_before_the_answer(self):
		for values in ({"adoption": "Adopted"}, {"rating": 0.4}):
			with self.refused(RECORD, "judged, but has not been given"):
				self.write(self.ask(), self.officer, **values)

	def test_asking_again_clears_what_rested_on_the_answer_and_keeps_the_opinion(self):
		answered = self.answered()
		self.write(answered, self.officer, adoption="Adopted", rating=0.6)
		asked = self.write(answered, self.officer, workflow_state="Asked")
		self.assertEqual((asked.answered_on, asked.adoption, asked.rating), (None, "", 0))
		self.assertEqual(asked.opinion, "测试意见")
		self.assertGreater(getdate(asked.answer_by), getdate())
		asked = self.write(asked, self.officer, question="测试新的问题？")
		self.assertEqual(
			self.write(asked, self.advisors_user, workflow_state="Answered").answered_on, getdate()
		)

	def test_the_advisor_is_told_once(self):
		asked = self.ask()
		self.write(asked, self.officer, question="测试：补充一问？")
		told = frappe.get_all(
			"Notification Log",
			filters={"document_name": asked.name, "for_user": self.advisors_user},
			pluck="subject",
		)
		self.assertEqual(len(told), 1)
		self.assertIn("Your legal advice is asked", told[0])

	def test_what_is_answered_keeps_its_files(self):
		asked = self.ask(materials=[{"title": "测试合同", "file": self.file("contract.txt", self.officer)}])
		self.assertEqual(frappe.get_doc(KIND, asked.name).kept_files(), [])
		signed = self.file("opinion.txt", self.advisors_user)
		values = {"opinion": "测试意见", "signed_document": signed, "workflow_state": "Answered"}
		self.write(asked, self.advisors_user, **values)
		for file_url in (signed, asked.materials[0].file):
			with self.refused(RECORD, "rests on the file", "Attach a new version"):
				self.delete_file(file_url)

	def test_materials_may_go_while_it_is_unanswered(self):
		asked = self.ask(materials=[{"title": "测试合同", "file": self.file("contract.txt", self.officer)}])
		file = frappe.get_doc("File", {"attached_to_doctype": KIND, "attached_to_name": asked.name})
		file.delete()
		self.assertFalse(frappe.db.exists("File", file.name))


class TestHands(ConsultationTestCase):
	"""Who writes what."""

	ANSWER = (("opinion", "测试意见"), ("answered_on", "2024-05-07"), ("hours", 3))
	ADOPTION = (("adoption", "Adopted"), ("adoption_reason", "测试理由"), ("rating", 0.8))
	QUESTION = (
		*(("subject", "测试改题"), ("kind", "Other"), ("asked_on", "2024-05-05"), ("question", "测试改问？")),
		*(("answer_by", "2024-06-01"), ("materials", [{"title": "测试材料"}])),
	)

	def test_nobody_answers_in_the_advisors_place(self):
		for user in (self.officer, self.users["Fazhi Manager"], self.users["Legality Reviewer"]):
			for field, value in self.ANSWER:
				with self.refused("cannot be written by you", "测试律师甲 answers with the account"):
					self.write(self.ask(), user, **{field: value})

	def test_nobody_sends_off_the_advisors_draft(self):
		asked = self.write(self.ask(), self.advisors_user, opinion="测试草稿")
		for user in (self.officer, self.users["Fazhi Manager"], self.users["Legality Reviewer"]):
			with self.refused("Status cannot be written by you", "answers with the account"):
				self.write(asked, user, workflow_state="Answered")

	def test_another_advisor_finds_no_record_to_write(self):
		with self.refused(error=frappe.PermissionError):
			self.write(self.ask(), self.other_advisor, opinion="测试意见")

	def test_the_office_logs_the_answer_of_an_advisor_without_an_account_from_paper(self):
		for user in (self.officer, self.users["Fazhi Manager"], self.users["Legality Reviewer"]):
			asked = self.ask(advisor=self.without_account)
			with self.refused(RECORD, "signed document is missing", "Attach the Signed Document"):
				self.write(asked, user, opinion="测试意见", workflow_state="Answered")
			values = {"opinion": "测试意见", "signed_document": self.file(f"{user}.txt", user)}
			answered = self.write(asked, user, workflow_state="Answered", **values)
			self.assertEqual(answered.answered_on, getdate())

	def test_an_advisor_does_not_touch_the_question(self):
		asked = self.ask()
		for field, value in self.QUESTION:
			with self.refused("cannot be written by you", f"for the office of {self.street_a}"):
				self.write(asked, self.advisors_user, **{field: value})

	def test_an_advisor_does_not_hand_on_what_was_assigned(self):
		other = frappe.db.get_value("Law Advisor", {"user": self.other_advisor})
		with self.refused("Law Advisor cannot be written by you"):
			self.write(self.ask(), self.advisors_user, advisor=other)

	def test_an_advisor_does_not_judge_the_own_advice(self):
		answered = self.answered()
		for field, value in self.ADOPTION:
			with self.refused("cannot be written by you", "Whoever gave the advice does not judge it"):
				self.write(answered, self.advisors_user, **{field: value})

	def test_an_office_lawyer_asks_and_answers_but_does_not_judge(self):
		"""A government lawyer is a person of the office and an advisor in one."""
		frappe.db.set_value("Law Advisor", self.without_account, "user", self.users["Fazhi Manager"])
		with self.as_user(self.users["Fazhi Manager"]):
			asked = factories.make_consultation(self.street_a, self.without_account, kind="Duty Day")
			answered = self.write(asked, opinion="测试值班", workflow_state="Answered")
			with self.refused("Whoever gave the advice does not judge it"):
				self.write(answered, adoption="Adopted")
		self.assertTrue(
			self.write(
				answered, self.officer, adoption="Adopted", workflow_state="Adoption Decided"
			).adopted_on
		)

	def test_an_officer_of_no_unit_is_here_an_advisor_and_no_more(self):
		frappe.db.set_value("Law Advisor", self.without_account, "user", self.unassigned)
		asked = self.ask(advisor=self.without_account)
		with self.refused("cannot be written by you", f"for the office of {self.street_a}"):
			self.write(asked, self.unassigned, question="测试改问？")
		self.assertTrue(
			self.write(asked, self.unassigned, opinion="测试意见", workflow_state="Answered").answered_on
		)

	def test_what_is_answered_is_fixed_on_both_sides(self):
		answered = self.answered()
		for user in (self.officer, self.users["Fazhi Manager"], self.advisors_user):
			for field, value in self.QUESTION:
				with self.refused("has been answered", "Ask Again"):
					self.write(answered, user, **{field: value})
			for field, value in (("opinion", "测试改口"), ("answered_on", "2024-05-08"), ("hours", 9)):
				with self.refused("The answer has been given", "Ask Again"):
					self.write(answered, user, **{field: value})

	def test_what_is_archived_is_judged_no_more(self):
		archived = self.archived()
		with self.refused("cannot be written by you", "It is archived"):
			self.write(archived, self.officer, adoption="Not Adopted", adoption_reason="测试理由")
		self.assertEqual(self.write(archived, self.officer, archive_number="测档1").archive_number, "测档1")

	def test_a_form_shows_what_its_user_may_not_write(self):
		asked = self.ask()
		locked = {}
		for user in (self.officer, self.advisors_user):
			with self.as_user(user):
				locked[user] = frappe.get_doc(KIND, asked.name).locked_fields()
		self.assertIn("opinion", locked[self.officer])
		self.assertNotIn("question", locked[self.officer])
		self.assertIn("question", locked[self.advisors_user])
		self.assertNotIn("opinion", locked[self.advisors_user])


class TestSteps(ConsultationTestCase):
	"""Each step is taken by its role and as a whole, whichever way it comes."""

	# what the advisor and the office may not do: the record, the state wanted, what else is sent
	ADVISORS = (("answered", "Asked"), ("answered", "Adoption Decided"), ("decided", "Archived"))
	OFFICES = (("ask", "Answered"),)
	NOBODYS = (
		("ask", "Adoption Decided"),
		("ask", "Archived"),
		("answered", "Archived"),
		("decided", "Asked"),
	)
	ACTIONS = {
		("ask", "Answered"): "Give Answer",
		("answered", "Asked"): "Ask Again",
		("answered", "Adoption Decided"): "Decide on Adoption",
		("decided", "Archived"): "Archive",
	}
	REFUSALS = (frappe.ValidationError, frappe.PermissionError)
	FACTS = {
		"Asked": {},
		"Answered": {"opinion": "测试意见"},
		"Adoption Decided": {"adoption": "Adopted"},
		"Archived": {"archived_on": "2024-05-10"},
	}

	def assert_refused(self, attempt, *without: str):
		"""Attempt each wrong step as each user who may not take it.

		:param attempt: takes the record, what it is (as in ACTIONS) and the state wanted
		:param without: users who are left out
		"""
		readers = (self.users["Fazhi Leader"], self.users["Fazhi Auditor"], self.stranger, self.other_advisor)
		for users, steps in (
			((self.advisors_user,), (*self.ADVISORS, *self.NOBODYS)),
			((self.officer, self.users["Fazhi Manager"]), (*self.OFFICES, *self.NOBODYS)),
			((self.users["Legality Reviewer"],), (("decided", "Archived"),)),
			(readers, tuple(self.ACTIONS)),
		):
			for record, state in steps:
				doc = getattr(self, record)()
				for user in users:
					if user in without:
						continue
					with self.subTest(user=user, record=record, state=state):
						with self.as_user(user), self.refused(error=self.REFUSALS):
							attempt(doc, record, state)
						stored = frappe.db.get_value(KIND, doc.name, "workflow_state")
						self.assertEqual(stored, doc.workflow_state)

	def values(self, state: str) -> dict:
		return {"workflow_state": state, **self.FACTS[state]}

	def test_a_wrong_hand_through_a_save(self):
		self.assert_refused(lambda doc, _record, state: client.save({**doc.as_dict(), **self.values(state)}))

	def test_a_wrong_hand_through_set_value(self):
		self.assert_refused(
			lambda doc, _record, state: client.set_value(KIND, doc.name, "workflow_state", state)
		)
		self.assert_refused(
			lambda doc, _record, state: client.set_value(KIND, doc.name, json.dumps(self.values(state)))
		)

	def test_a_wrong_hand_through_the_action(self):
		action_to = {state: action for (_record, state), action in self.ACTIONS.items()}

		def attempt(doc, _record, state):
			apply_workflow(doc.as_json(), action_to[state])

		self.assert_refused(attempt)

	def test_a_wrong_hand_through_a_bulk_edit(self):
		def attempt(doc, _record, state):
			with self.in_one_transaction():
				failed = submit_cancel_or_update_docs(KIND, [doc.name], "update", self.values(state))
			self.assertEqual(failed, [doc.name])
			raise frappe.ValidationError

		self.assert_refused(attempt)

	def test_the_right_hand_without_a_workflow(self):
		"""An administrator may switch it off; the rules stay."""
		frappe.db.set_value("Workflow", {"document_type": KIND}, "is_active", 0)
		self.forget_workflow()
		self.addCleanup(self.forget_workflow)
		self.assertEqual(self.archived().archived_on, getdate())
		self.assert_refused(
			lambda doc, _record, state: client.set_value(KIND, doc.name, json.dumps(self.values(state))),
			self.users["Legality Reviewer"],
		)

	def forget_workflow(self):
		frappe.cache.hdel("workflow", KIND)
		frappe.clear_document_cache("Workflow", KIND)

	def test_a_fact_without_its_state_is_refused(self):
		"""By whom it may be written, through each way."""
		for record, user, fact in (
			("ask", self.advisors_user, {"opinion": "测试意见", "answered_on": "2024-05-07"}),
			("ask", self.system_manager, {"answered_on": "2024-05-07"}),
			("ask", self.system_manager, {"archived_on": "2024-05-07"}),
			("answered", self.officer, {"adoption": "Adopted", "adopted_on": today()}),
			("answered", self.system_manager, {"answered_on": None}),
			("decided", self.officer, {"archived_on": today()}),
			("decided", self.officer, {"adopted_on": None}),
			("archived", self.officer, {"archived_on": None}),
		):
			doc = getattr(self, record)()
			state = doc.workflow_state
			with self.subTest(record=record, fact=fact), self.as_user(user):
				says = (f"but the status is {state}", "take the step by its action")
				with self.refused(RECORD, *says):
					self.write(doc, **fact)
				with self.refused(RECORD, *says):
					client.set_value(KIND, doc.name, json.dumps(fact))
				with self.in_one_transaction():
					self.assertEqual(
						submit_cancel_or_update_docs(KIND, [doc.name], "update", fact), [doc.name]
					)

	def test_a_state_of_the_offices_own_stands_beside_the_facts(self):
		state = factories.make("Workflow State", {"workflow_state_name": "测试会商"}).name
		workflow = frappe.get_doc("Workflow", {"document_type": KIND})
		workflow.append("states", {"state": state, "doc_status": "0", "allow_edit": "Fazhi Officer"})
		workflow.update({"is_active": 0}).save()
		self.forget_workflow()
		self.addCleanup(self.forget_workflow)
		talked_over = self.write(self.answered(), self.officer, workflow_state=state)
		self.assertTrue(talked_over.answered_on)

	def test_a_data_import(self):
		with self.as_user(self.system_manager), self.in_one_transaction():
			usual = {
				"unit": self.street_a,
				"kind": "Contract",
				"advisor": self.advisor,
				"asked_on": "2024-05-06",
				"question": "测试？",
				"answered_on": "",
				"workflow_state": "",
			}
			log = self.imported(
				KIND,
				{**usual, "subject": "测试可入"},
				{**usual, "subject": "测试早答", "answered_on": "2024-05-07"},
				{**usual, "subject": "测试早归", "workflow_state": "Archived"},
				{**usual, "subject": "测试无问", "question": ""},
				{**usual, "subject": "测试期外", "asked_on": "2022-05-06"},
			)
		self.assertEqual([row.success for row in log], [1, 0, 0, 0, 0])
		found = frappe.get_all(KIND, filters={"subject": ["like", "测试%"]}, pluck="subject")
		self.assertEqual(found, ["测试可入"])

	def test_a_data_import_over_what_is_there(self):
		asked = self.ask()
		with self.as_user(self.system_manager), self.in_one_transaction():
			for values in ({"workflow_state": "Archived"}, {"answered_on": "2024-05-07"}):
				log = self.imported(KIND, {"name": asked.name, **values})
				self.assertEqual([row.success for row in log], [0])
