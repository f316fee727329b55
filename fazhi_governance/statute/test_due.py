from datetime import date

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from fazhi_governance.core.deadlines import DUE_SOON, MET, OVERDUE, PAUSED
from fazhi_governance.statute import due
from fazhi_governance.statute.clocks import clock_rows
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

REVIEW, CONSULTATION, ADVISOR = "Legality Review", "Law Advisor Consultation", "Legal Advisor"


class DueTestCase(GovernanceTestCase):
	def due_in(self, days: int, unit: str | None = None, owner: str | None = None, **values):
		"""A mediation case whose clock M7 is due so many days from today, warned of seven days before."""
		case = factories.make_case(unit or self.community_1, **values)
		case.db_set({**self.dates("mediation", days), "owner": owner or self.clerk})
		return case

	def dates(self, clock: str, days: int) -> dict:
		return {f"{clock}_due_on": add_days(today(), days), f"{clock}_warn_on": add_days(today(), days - 7)}

	def pairs(self, rows: list[dict], *docs) -> list[tuple]:
		"""Name and rule of the rows of these records."""
		names = [doc.name for doc in docs]
		return [(row["name"], row["rule"]) for row in rows if row["name"] in names]


class TestDue(DueTestCase):
	def test_only_what_is_late_soon_due_or_paused_is_due_the_latest_first(self):
		soon, late, paused, far, closed = (self.due_in(days) for days in (3, -2, 0, 30, -9))
		paused.db_set({"mediation_due_on": None, "mediation_warn_on": add_days(today(), -5)})
		closed.db_set("closed_on", add_days(today(), -1))
		rows = due.due(self.clerk)
		self.assertEqual(
			[(row["name"], row["state"], row["days"]) for row in rows],
			[(late.name, OVERDUE, -2), (soon.name, DUE_SOON, 3), (paused.name, PAUSED, None)],
		)
		self.assertEqual(self.pairs(rows, far, closed), [])

	def test_a_row_says_what_it_is_and_by_which_article(self):
		case = self.due_in(0)
		(row,) = due.due(self.clerk)
		shown = next(
			clock
			for clock in clock_rows(frappe.get_doc("Mediation Case", case.name))
			if clock["rule"] == "M7"
		)
		self.assertEqual((row["clock"], row["basis"]), (shown["title"], shown["basis"]))
		self.assertIn("《人民调解工作若干规定》第三十三条", row["basis"])
		self.assertEqual(
			{key: row[key] for key in ("doctype", "title", "unit", "who", "rule", "due_on")},
			{
				"doctype": "Mediation Case",
				"title": case.subject,
				"unit": self.community_1,
				"who": self.clerk,
				"rule": "M7",
				"due_on": getdate(),
			},
		)

	def test_each_clock_of_a_record_stands_for_itself(self):
		case = self.due_in(-3)
		case.db_set({"agreement_on": "2024-03-20", "wants_confirmation": 1, **self.dates("confirmation", 2)})
		self.assertEqual(self.pairs(due.due(self.clerk), case), [(case.name, "M7"), (case.name, "M2")])
		case.db_set("confirmation_applied_on", today())
		self.assertEqual(self.pairs(due.due(self.clerk), case), [(case.name, "M7")])

	def test_an_offices_own_rule_is_the_basis(self):
		standard = frappe.get_all("Statutory Rule", {"code": "M7"}, pluck="name", order_by="name")[0]
		factories.make_local_rule(self.street_a, standard, length=20)
		self.due_in(0)
		self.assertIn("测法〔2024〕1号", due.due(self.clerk)[0]["basis"])

	def test_what_was_cancelled_is_not_due(self):
		review = self.stored_review(reviewer=self.officer)
		self.assertEqual(self.pairs(due.due(self.officer), review), [(review.name, "V1")])
		review.db_set("docstatus", 2)
		self.assertEqual(self.pairs(due.due(self.officer), review), [])

	def test_a_minimum_period_is_never_due(self):
		review = self.stored_review(
			reviewer=self.officer,
			review_kind="Major Decision",
			complete_on="2024-05-06",
			window_due_on="2024-05-16",
		)
		self.assertEqual(self.pairs(due.due(self.officer), review), [(review.name, "V1")])
		counted = {clock.rule for doctype in due.kinds_with_clocks() for clock in due._clocks_of(doctype)}
		self.assertIn("V1", counted)
		self.assertNotIn("D3", counted)

	def test_every_kind_with_clocks_is_asked_by_one_query(self):
		for days in range(3):
			self.due_in(-days)
		due.due_for_anyone()  # rules and metadata are read once
		with self.counted_queries() as few:
			due.due_for_anyone()
		for days in range(6):
			self.due_in(-days, self.community_2, self.officer)
			self.stored_review(reviewer=self.officer)
		with self.counted_queries() as many:
			due.due_for_anyone()
		self.assertEqual(len(few), len(due.kinds_with_clocks()))
		self.assertEqual(len(many), len(few))

	def test_due_days_of_a_period_hold_those_met_too(self):
		met, late, before = self.due_in(-1), self.due_in(-1), self.due_in(-40)
		met.db_set("closed_on", add_days(today(), -3))
		period = getdate(add_days(today(), -7)), getdate(today())
		rows = {row["name"]: row["state"] for row in due.falling_due(*period, user=self.clerk)}
		self.assertEqual(rows, {met.name: MET, late.name: OVERDUE})
		self.assertNotIn(before.name, rows)

	def stored_review(self, unit: str | None = None, **values):
		return factories.make_stored(
			REVIEW,
			**{
				"unit": unit or self.street_a,
				"subject": "测试采购合同审查",
				"review_type": "合同",
				"workflow_state": "Under Review",
				"submitted_on": "2024-05-06",
				"review_due_on": "2024-05-27",
				"review_warn_on": "2024-05-23",
				**values,
			},
		)


class TestWhomItConcerns(DueTestCase):
	stored_review = TestDue.stored_review

	def consultation(self, advisor: str, unit: str | None = None, **values):
		return factories.make_stored(
			CONSULTATION,
			unit=unit or self.street_a,
			subject="测试咨询",
			kind="Contract",
			advisor=advisor,
			asked_on="2024-05-06",
			answer_by="2024-05-08",
			answer_due_on="2024-05-08",
			answer_warn_on="2024-05-06",
			workflow_state="Asked",
			**values,
		)

	def test_without_a_person_named_it_concerns_the_maker(self):
		case = self.due_in(-1, owner=self.clerk)
		self.assertEqual(self.pairs(due.due(self.clerk), case), [(case.name, "M7")])
		self.assertEqual(self.pairs(due.due(self.officer), case), [])
		self.assertEqual(self.pairs(due.due(self.officer, mine=False), case), [(case.name, "M7")])

	def test_a_review_concerns_its_reviewer_and_until_then_its_maker(self):
		reviewer = self.users["Legality Reviewer"]
		review = self.stored_review(reviewer=reviewer)
		review.db_set("owner", self.officer)
		self.assertEqual(self.pairs(due.due(reviewer), review), [(review.name, "V1")])
		self.assertEqual(self.pairs(due.due(self.officer), review), [])
		for nobody in (None, ""):
			review.db_set("reviewer", nobody)
			self.assertEqual(self.pairs(due.due(self.officer), review), [(review.name, "V1")])

	def test_a_consultation_concerns_the_advisors_user_wherever_it_is_from(self):
		lawyer = self.users[ADVISOR]
		advisor = factories.make_advisor(self.street_a, lawyer)
		asked = self.consultation(advisor.name)
		elsewhere = self.consultation(advisor.name, self.street_b)
		self.assertEqual(len(self.pairs(due.due(lawyer), asked, elsewhere)), 2)
		self.assertEqual(self.pairs(due.due(self.officer), asked), [])
		advisor.db_set("user", None)
		asked.db_set("owner", self.officer)
		self.assertEqual(self.pairs(due.due(self.officer), asked), [(asked.name, "C1")])

	def test_an_advisor_is_told_of_what_is_assigned_alone(self):
		lawyer = self.users[ADVISOR]
		factories.make_advisor(self.street_a, lawyer)
		other = factories.make_advisor(self.street_a, advisor_name="测试律师乙")
		theirs, review = self.consultation(other.name), self.stored_review(reviewer=lawyer)
		for mine in (True, False):
			self.assertEqual(self.pairs(due.due(lawyer, mine), theirs, review), [])

	def test_an_ended_engagement_ends_the_reminders(self):
		lawyer = self.users[ADVISOR]
		advisor = factories.make_advisor(self.street_a, lawyer)
		asked = self.consultation(advisor.name)
		self.assertEqual(self.pairs(due.due(lawyer), asked), [(asked.name, "C1")])
		advisor.db_set("ended_on", add_days(today(), -1))
		self.assertEqual(self.pairs(due.due(lawyer), asked), [])

	def test_an_expiry_and_a_decisions_clocks_are_due_too(self):
		advisor = factories.make_advisor(self.street_a)
		advisor.db_set(
			{"owner": self.officer, "engagement_due_on": add_days(today(), 30), "engagement_warn_on": today()}
		)
		decision = factories.make_stored(
			"Major Decision",
			unit=self.street_a,
			title="测试决策",
			handled_by=self.officer,
			discussed_on="2024-06-03",
			result="Passed",
			archive_due_on="2024-07-03",
			archive_warn_on="2024-06-26",
		)
		rows = {row["rule"]: row for row in due.due(self.officer)}
		self.assertEqual((rows["A3"]["name"], rows["A3"]["is_expiry"]), (advisor.name, True))
		self.assertEqual((rows["D10"]["name"], rows["D10"]["is_expiry"]), (decision.name, False))


class TestScopeOfDue(DueTestCase):
	def test_another_streets_records_never_appear(self):
		theirs = self.due_in(-1, self.community_3, owner=self.officer)
		period = date(2000, 1, 1), date(2100, 1, 1)
		for mine in (True, False):
			for user in (self.officer, self.clerk, self.unassigned, self.users["Fazhi Leader"]):
				self.assertEqual(self.pairs(due.due(user, mine), theirs), [], user)
				self.assertEqual(self.pairs(due.falling_due(*period, user, mine), theirs), [], user)
		self.assertEqual(self.pairs(due.due(self.stranger, mine=False), theirs), [(theirs.name, "M7")])

	def test_who_may_not_read_a_kind_is_told_nothing_of_it(self):
		case = self.due_in(-1, owner=self.users["Legality Reviewer"])
		self.assertFalse(
			frappe.has_permission("Mediation Case", "read", user=self.users["Legality Reviewer"])
		)
		self.assertEqual(self.pairs(due.due(self.users["Legality Reviewer"]), case), [])

	def test_those_seen_are_those_in_scope(self):
		ours, theirs = self.due_in(-1), self.due_in(-1, self.community_3)
		names = [ours.name, theirs.name]
		self.assertEqual(due.seen_by(self.clerk, "Mediation Case", names), {ours.name})
		self.assertEqual(due.seen_by(self.system_manager, "Mediation Case", names), set(names))
		self.assertEqual(due.seen_by(self.users["Legality Reviewer"], "Mediation Case", names), set())

	def test_whatever_anyone_may_see_is_gathered_once(self):
		cases = [self.due_in(-1), self.due_in(-1, self.community_3, self.stranger)]
		rows = {row["name"]: row["who"] for row in due.due_for_anyone()}
		self.assertEqual([rows[case.name] for case in cases], [self.clerk, self.stranger])


class TestReturnedAndWaiting(DueTestCase):
	def review(self, **values):
		with self.as_user(self.officer):
			return factories.make_review(self.street_a, **values)

	def returned_review(self):
		review = self.review()
		with self.as_user(self.officer):
			apply_workflow(review, "Submit for Review")
		with self.as_user(self.users["Legality Reviewer"]):
			review = frappe.get_doc(REVIEW, review.name)
			review.return_reason = "缺少测试附件"
			review.save()
			apply_workflow(review, "Return for Completion")
		return review

	def test_what_is_returned_is_told_to_its_submitter(self):
		review = self.returned_review()
		(row,) = due.returned(self.officer)
		self.assertEqual(
			(row["name"], row["title"], row["reason"], row["returned_on"]),
			(review.name, review.subject, "缺少测试附件", getdate()),
		)
		for other in (self.users["Fazhi Manager"], self.stranger, self.clerk):
			self.assertEqual(due.returned(other), [])

	def test_a_review_that_the_submitter_may_no_longer_see_is_not_told(self):
		self.returned_review().db_set("unit", self.street_b)
		self.assertEqual(due.returned(self.officer), [])

	def test_what_was_submitted_again_is_no_longer_returned(self):
		review = self.returned_review()
		with self.as_user(self.officer):
			apply_workflow(frappe.get_doc(REVIEW, review.name), "Submit for Review")
		self.assertEqual(due.returned(self.officer), [])

	def test_a_review_waits_for_the_advice_of_its_advisor(self):
		user = self.users[ADVISOR]
		advisor = factories.make_advisor(self.street_a, user=user).name
		review = self.review()
		with self.as_user(self.officer):
			apply_workflow(review, "Submit for Review")
		frappe.db.set_value(REVIEW, review.name, "advisor", advisor)
		self.assertEqual([row["name"] for row in due.waiting(user)], [review.name])
		frappe.db.set_value(REVIEW, review.name, "advisor_opined_on", getdate())
		self.assertEqual(due.waiting(user), [])

	def test_a_record_waits_for_those_whose_step_is_next(self):
		reviewer = self.users["Legality Reviewer"]
		review = self.review()
		self.assertEqual([row["name"] for row in due.waiting(self.officer)], [review.name])
		with self.as_user(self.officer):
			apply_workflow(review, "Submit for Review")
		self.assertEqual([row["name"] for row in due.waiting(self.officer)], [])
		(row,) = due.waiting(reviewer)
		self.assertEqual((row["name"], row["status"]), (review.name, "Submitted for Review"))
		for other in (self.stranger, self.unassigned, self.users["Mediator"], self.users[ADVISOR]):
			self.assertEqual(due.waiting(other), [])
