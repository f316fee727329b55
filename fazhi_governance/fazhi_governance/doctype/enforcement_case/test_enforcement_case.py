from datetime import date

import frappe
from frappe.model.workflow import WorkflowTransitionError, apply_workflow
from frappe.utils import add_days, getdate, today

from fazhi_governance.core import deadlines
from fazhi_governance.fazhi_governance.doctype.enforcement_case.enforcement_case import (
	RESULTS,
	EnforcementCase,
)
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.statute.steps import DONE, MISSING, NOT_REQUIRED, NOT_YET
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import conclude, make_case_review

KIND = "Enforcement Case"
# a code with a right check character, of no real body
CODE = "91220000MA0000000C"
INVESTIGATED = {"investigated_on": "2024-03-06"}
TOLD = {**INVESTIGATED, "told_on": "2024-03-18", "statement": "None Made"}
IMPOSED = {"decided_on": "2024-03-28", "result": "Penalty Imposed", "fine": 500}
DECIDED = {**TOLD, **IMPOSED}
ON_THE_SPOT = {
	"is_simple": 1,
	"told_on": "2024-03-04",
	"statement": "None Made",
	"decided_on": "2024-03-04",
	"result": "Penalty Imposed",
}
HEARD = {"has_hearing_right": 1, "hearing_demand": "Demanded", "hearing_notified_on": "2024-03-18"}


class CaseTestCase(GovernanceTestCase):
	RECORD = "Enforcement Case“测试擅自占道案”"

	def setUp(self):
		super().setUp()
		self.enforcement = self.users["Enforcement Clerk"]
		self.staff = [
			factories.make_officer(self.street_a, name) for name in ("测试执法员甲", "测试执法员乙")
		]
		self.item = factories.make_item(self.street_a)

	def rows(self, *officers) -> list[dict]:
		return [{"officer": officer.name} for officer in (officers or self.staff)]

	def case(self, **values):
		with self.as_user(self.enforcement):
			return factories.make_enforcement_case(
				self.street_a, **{"item": self.item.name, "officers": self.rows(), **values}
			)

	def write(self, case, **values):
		with self.as_user(self.enforcement):
			case = frappe.get_doc(KIND, case.name)
			case.update(values)
			return case.save()

	def states(self, case) -> dict[str, str]:
		return {step.rule: step.state(case)[0] for step in EnforcementCase.steps}

	def state(self, case, rule: str, day: str | None = None) -> str:
		clock = next(each for each in case.clocks if each.rule == rule)
		return state_of(case, clock, getdate(day) if day else None)

	def of_kind(self, kind: str) -> str:
		return factories.make_item(self.street_a, kind=kind, item_name=f"测试{kind}").name


class TestCourse(CaseTestCase):
	def test_from_filing_to_the_file_by_the_clerk(self):
		case = self.case()
		self.assertEqual(
			(case.lane, case.status, case.handled_by), ("Penalty", "Case Filed", self.enforcement)
		)
		self.assertEqual(
			self.states(case),
			{
				**{"E11": DONE, "E12": MISSING, "E13": MISSING, "E14": NOT_REQUIRED, "E2": NOT_REQUIRED},
				**{"E15": NOT_REQUIRED, "E20": NOT_REQUIRED, "E16": NOT_YET, "E17": NOT_YET},
				**{"E18": NOT_YET, "E19": NOT_YET},
			},
		)
		for values, status in (
			(INVESTIGATED, "Investigated"),
			(TOLD, "Party Told"),
			(IMPOSED, "Decided"),
			({"delivered_on": "2024-04-01", "performed_on": "2024-04-03"}, "Delivered"),
			({"published_on": "2024-04-02"}, "Delivered"),
			({"archived_on": "2024-04-10", "archive_number": "测-1", "is_recorded": 1}, "Archived"),
		):
			case = self.write(case, **values)
			self.assertEqual(case.status, status)
		self.assertEqual(set(self.states(case).values()), {DONE, NOT_REQUIRED})
		self.assertEqual((case.used_days, self.messages(), self.notes(case)), (24, [], []))

	def test_two_people_do_not_both_close_it(self):
		case = self.write(self.case(), **DECIDED)
		first, second = (frappe.get_doc(KIND, case.name) for _each in range(2))
		with self.as_user(self.enforcement):
			first.update({"archived_on": "2024-04-10"})
			first.save()
		with self.as_user(self.users["Fazhi Officer"]):
			second.update({"archived_on": "2024-04-11"})
			with self.refused(error=frappe.TimestampMismatchError):
				second.save()

	def test_a_day_and_a_result_go_together(self):
		case = self.write(self.case(), **TOLD)
		for half in ({"decided_on": "2024-03-28"}, {"result": "No Penalty"}):
			with self.refused(self.RECORD, "Decided On and Result go together", "Enter both"):
				self.write(case, **half)

	def test_each_kind_of_enforcement_has_its_results(self):
		for lane, results in RESULTS.items():
			item = self.of_kind(lane)
			other = next(result for each, (result, *_rest) in RESULTS.items() if each != lane)
			with self.subTest(lane):
				done = {**TOLD, "approved_on": "2024-03-20", "decided_on": "2024-03-28"}
				for result in results:
					self.assertEqual(self.case(item=item, **done, result=result).lane, lane)
				with self.refused("is no result of this kind of enforcement", "Choose one of"):
					self.case(item=item, **done, result=other)

	def test_a_check_that_finds_nothing_needs_no_notice(self):
		case = self.case(
			item=self.of_kind("Inspection"),
			investigated_on="2024-03-04",
			decided_on="2024-03-04",
			result="Nothing Found",
		)
		states = self.states(case)
		self.assertEqual((states["E12"], states["E13"], states["E17"]), (DONE, NOT_REQUIRED, NOT_REQUIRED))
		self.assertEqual((case.decision_due_on, case.delivery_due_on), (None, None))

	def test_an_amount_without_a_penalty_is_refused(self):
		with self.refused(self.RECORD, "a fine or a confiscation, but no penalty", "clear the amounts"):
			self.case(**{**DECIDED, "result": "No Penalty"})

	def test_days_in_a_wrong_order_or_to_come_are_refused(self):
		with self.refused(self.RECORD, "Decided On", "is before Party Told On"):
			self.case(**{**DECIDED, "decided_on": "2024-03-17"})
		with self.refused(self.RECORD, "a day that has not come yet"):
			self.case(filed_on=add_days(today(), 1))

	def test_what_follows_from_other_fields_is_nobodys_to_write(self):
		case = self.case(
			status="Archived", lane="Inspection", needs_review=1, reviewed_on="2024-03-05", used_days=3
		)
		self.assertEqual((case.status, case.lane, case.needs_review), ("Case Filed", "Penalty", 0))
		self.assertEqual((case.reviewed_on, case.used_days), (None, 0))


class TestParty(CaseTestCase):
	def test_a_citizen_is_not_named(self):
		for named in ({"party_name": "测试甲"}, {"party_code": CODE}):
			with self.refused(self.RECORD, "not stored here", "an organisation is entered as such"):
				self.case(**named)

	def test_an_organisation_has_a_name_and_a_code_that_holds(self):
		with self.refused(self.RECORD, "The organisation has no name"):
			self.case(party_kind="Organisation")
		for wrong in ("91220000MA0000000D", "12345", "测试"):
			with self.refused(self.RECORD, wrong, "no unified social credit code", "leave it empty"):
				self.case(party_kind="Organisation", party_name="测试商店", party_code=wrong)
		case = self.case(party_kind="Organisation", party_name="测试商店", party_code=" 91220000ma0000000c ")
		self.assertEqual(case.party_code, CODE)

	def test_no_advisor_with_an_interest_in_it_reviews_its_case(self):
		case = self.case(party_kind="Organisation", party_name="测试甲商贸有限公司")
		advisor = factories.make_advisor(
			self.street_a, conflicts=[{"conflict_with": "测试甲商贸有限公司", "from_date": "2023-01-01"}]
		)
		with self.refused("Rule A2"):
			make_case_review(case, advisor=advisor.name)


class TestPower(CaseTestCase):
	def test_a_power_that_is_not_held_on_the_day_of_filing_stops_the_case(self):
		for unheld, words in (
			({"decision_document": None}, "No provincial decision is entered"),
			({"decision_published_on": None}, "had not been published by"),
			({"decision_published_on": "2024-03-05"}, "had not been published by"),
			({"held_from": "2024-03-05"}, "is held only from"),
			({"held_to": "2024-03-03"}, "was held only until"),
		):
			item = factories.make_item(self.street_a, **unheld)
			with (
				self.subTest(unheld),
				self.refused(self.RECORD, words, "Rule E4", "第二十四条", "What to do"),
			):
				self.case(item=item.name)

	def test_a_power_of_the_office_serves_its_units_and_no_others(self):
		with self.as_user(self.enforcement):
			case = factories.make_enforcement_case(self.station, item=self.item.name)
		self.assertEqual(case.lane, "Penalty")
		foreign = factories.make_item(self.street_b)
		with self.refused(self.RECORD, "neither", "Choose an item of the own office"):
			self.case(item=foreign.name)


class TestOfficers(CaseTestCase):
	def act(self, *officers, **values):
		return self.case(officers=self.rows(*officers), **{**INVESTIGATED, **values})

	def officer_of(self, name: str, **values):
		return factories.make_officer(self.street_a, name, **values)

	def test_two_with_certificates_act(self):
		case = self.act()
		self.assertEqual(
			[(row.officer_name, row.staff_status) for row in case.officers],
			[("测试执法员甲", "On Staff"), ("测试执法员乙", "On Staff")],
		)

	def test_fewer_than_two_are_stopped(self):
		words = ("Investigated or Checked On", "1 officers with a valid certificate", "Rule E1", "第四十二条")
		with self.refused(self.RECORD, *words):
			self.act(self.staff[0])
		with self.refused(self.RECORD, *words):
			self.act(self.staff[0], self.staff[0])
		self.assertEqual(self.case(officers=[]).status, "Case Filed")

	def test_a_certificate_that_ended_the_day_before_does_not_count(self):
		ended = self.officer_of("测试到期", certificate_to="2024-03-05")
		with self.refused("1 officers", "the certificate of 测试到期 was valid until", "Rule E1"):
			self.act(self.staff[0], ended)
		last_day = self.officer_of("测试末日", certificate_to="2024-03-06")
		self.assertEqual(self.act(self.staff[0], last_day).status, "Investigated")
		# it has ended by the time the party is told
		with self.refused("Party Told On", "the certificate of 测试末日"):
			self.act(self.staff[0], last_day, **TOLD)

	def test_a_certificate_that_ended_yesterday_does_not_serve_today(self):
		ended = self.officer_of("测试到期", certificate_to=add_days(today(), -1))
		with self.refused("the certificate of 测试到期 was valid until", "Rule E1"):
			self.act(self.staff[0], ended, filed_on=today(), investigated_on=today())

	def test_a_certificate_of_later_does_not_count(self):
		later = self.officer_of("测试新证", certificate_from="2024-03-07")
		with self.refused("the certificate of 测试新证 was issued only on"):
			self.act(self.staff[0], later)

	def test_auxiliary_staff_does_not_count(self):
		helper = self.officer_of("测试辅助", status="Auxiliary", certificate_number="", certificate_to=None)
		with self.refused("测试辅助 is auxiliary staff"):
			self.act(self.staff[0], helper)
		self.assertEqual(len(self.act(*self.staff, helper).officers), 3)

	def test_who_has_left_by_then_does_not_count(self):
		gone = self.officer_of("测试离岗", left_on="2024-03-05")
		with self.refused("测试离岗 had left on", "Rule E1"):
			self.act(self.staff[0], gone)
		last_day = self.officer_of("测试离岗日", left_on="2024-03-06")
		self.assertEqual(self.act(self.staff[0], last_day).status, "Investigated")

	def test_an_officer_of_another_office_is_refused(self):
		foreign = factories.make_officer(self.street_b, "测试外街道")
		with self.refused(
			"Officers of the Case, row 1", "is not on the roster of", "Choose an officer of the own"
		):
			self.act(foreign)

	def test_a_later_certificate_says_nothing_about_a_decided_case(self):
		case = self.write(self.act(), **DECIDED)
		officer = self.staff[0]
		officer.update({"certificate_from": "2025-01-01", "certificate_to": "2029-12-31"})
		officer.save()
		case = self.write(case, delivered_on="2024-04-01")
		self.assertEqual(str(case.officers[0].certificate_to), "2099-12-31")
		officer.update({"status": "Auxiliary"})
		officer.save()
		self.assertEqual(self.write(case, performed_on="2024-04-03").officers[0].staff_status, "On Staff")

	def test_a_certificate_renewed_in_time_serves_the_open_case(self):
		officer = self.officer_of("测试换证", certificate_to="2024-03-10")
		case = self.act(self.staff[0], officer)
		with self.refused("the certificate of 测试换证"):
			self.write(case, **TOLD)
		officer.update({"certificate_from": "2024-03-11", "certificate_to": "2027-03-10"})
		officer.save()
		self.assertEqual(self.write(case, **TOLD).status, "Party Told")

	def test_what_the_case_notes_of_an_officer_is_nobodys_to_write(self):
		case = self.act()
		row = case.officers[0].as_dict()
		row.certificate_number, row.certificate_to = "假证", "2030-01-01"
		case = self.write(case, officers=[row, case.officers[1].as_dict()])
		noted = case.officers[0]
		self.assertEqual(
			(noted.certificate_number, str(noted.certificate_to)), ("测执证测试执法员甲", "2099-12-31")
		)


class TestSteps(CaseTestCase):
	def test_no_decision_before_the_investigation(self):
		with self.refused(self.RECORD, "No day of an investigation", "Rule E12"):
			self.case(**{**DECIDED, "investigated_on": None})

	def test_no_decision_before_the_party_is_told_and_heard(self):
		with self.refused(self.RECORD, "has not been told", "Rule E13", "第六十二条"):
			self.case(**INVESTIGATED, **IMPOSED)
		with self.refused("whether the party made a statement", "Rule E13"):
			self.case(**{**DECIDED, "statement": ""})
		self.assertEqual(self.case(**{**DECIDED, "statement": "Waived"}).status, "Decided")

	def test_a_demanded_hearing_is_held_before_the_decision(self):
		later = {"decided_on": "2024-04-15"}
		with self.refused(self.RECORD, "has not been held", "Rule E14", "第六十三条"):
			self.case(**DECIDED, **HEARD)
		case = self.case(**{**DECIDED, **HEARD, **later}, hearing_on="2024-03-27")
		self.assertEqual(self.states(case)["E14"], DONE)

	def test_a_hearing_may_be_demanded_for_five_working_days(self):
		right = {**TOLD, "has_hearing_right": 1}
		# told on Monday: the fifth working day is the next Monday
		for decided_on, waits in (("2024-03-25", True), ("2024-03-26", False)):
			decided = {**right, **IMPOSED, "decided_on": decided_on}
			if waits:
				with self.refused("A hearing may still be demanded", "Rule E14"):
					self.case(**decided)
				self.assertEqual(self.case(**decided, hearing_demand="Waived").status, "Decided")
			else:
				self.assertEqual(self.case(**decided).hearing_due_on, getdate("2024-03-26"))

	def test_a_hearing_is_notified_seven_working_days_ahead(self):
		heard = {**TOLD, **HEARD}
		for notified_on, warned in (
			("2024-03-19", "only 6 working days"),
			(None, "when the party was notified"),
		):
			case = self.case(**{**heard, "hearing_notified_on": notified_on}, hearing_on="2024-03-27")
			(note,) = self.notes(case)
			self.assertIn(warned, note)
			self.assertIn("Rule E9", note)
		self.assertEqual(self.notes(self.case(**heard, hearing_on="2024-03-27")), [])

	def test_a_serious_violation_is_discussed_by_the_heads(self):
		with self.refused(self.RECORD, "not discussed by the heads", "Rule E15", "第五十七条"):
			self.case(**DECIDED, is_serious=1)
		case = self.case(**DECIDED, is_serious=1, discussed_on="2024-03-27")
		self.assertEqual(self.states(case)["E15"], DONE)

	def test_coercion_is_approved_by_the_head(self):
		taken = {
			**TOLD,
			"decided_on": "2024-03-28",
			"result": "Measure Taken",
			"item": self.of_kind("Coercion"),
		}
		with self.refused(self.RECORD, "has not approved the coercion", "Rule E20", "《行政强制法》第十八条"):
			self.case(**taken)
		self.assertEqual(self.case(**taken, approved_on="2024-03-20").status, "Decided")

	def test_archived_without_a_record_throughout_is_said(self):
		case = self.case(**DECIDED, archived_on="2024-04-10")
		self.assertEqual(self.states(case)["E19"], MISSING)
		case = self.write(case, is_recorded=1)
		self.assertEqual(self.states(case)["E19"], DONE)

	def test_what_is_withheld_by_law_is_not_to_be_published(self):
		case = self.case(**DECIDED, is_withheld=1, withheld_reason="测试：涉及未成年人")
		self.assertEqual((self.states(case)["E18"], case.publicity_due_on), (NOT_REQUIRED, None))


class TestOnTheSpot(CaseTestCase):
	def test_it_needs_neither_filing_nor_investigation(self):
		case = self.case(**ON_THE_SPOT, fine=200)
		states = self.states(case)
		self.assertEqual((states["E11"], states["E12"], states["E13"]), (NOT_REQUIRED, NOT_REQUIRED, DONE))

	def test_two_officers_decide_it(self):
		with self.refused("Party Told On", "Rule E1"):
			self.case(**ON_THE_SPOT, fine=50, officers=self.rows(self.staff[0]))

	def test_a_fine_above_the_limit_of_the_party_is_stopped(self):
		company = {"party_kind": "Organisation", "party_name": "测试商店"}
		for party, limit in (({}, 200), (company, 3000)):
			self.assertEqual(self.case(**ON_THE_SPOT, **party, fine=limit).fine, limit)
			with self.refused(f"{limit + 1}.00 yuan", f"the limit of {limit}", "Rule E8", "第五十一条"):
				self.case(**ON_THE_SPOT, **party, fine=limit + 1)

	def test_nothing_is_confiscated(self):
		with self.refused("Nothing is confiscated on the spot", "Rule E8"):
			self.case(**ON_THE_SPOT, confiscated=10)


class TestReview(CaseTestCase):
	FLAGS = ("concerns_public_interest", "is_complicated", "is_review_prescribed")

	def setUp(self):
		super().setUp()
		factories.make_officer(self.street_a, "测试审核员", user="Administrator", is_review_qualified=1)
		self.reviewed = {**TOLD, **IMPOSED, "decided_on": "2024-05-27"}

	def test_each_of_the_four_cases_demands_a_review(self):
		hearing = {**HEARD, "hearing_on": "2024-03-27", "affects_major_rights": 1}
		for flags in (*({flag: 1} for flag in self.FLAGS), hearing):
			with self.subTest(flags):
				self.assertEqual(self.case(**TOLD, **flags).needs_review, 1)
				with self.refused(self.RECORD, "No legality review", "Rule E2", "第五十八条"):
					self.case(**self.reviewed, **flags)
		# major rights alone, without a hearing, are none of the four
		self.assertEqual(self.case(**self.reviewed, affects_major_rights=1).needs_review, 0)

	def test_a_passing_review_opens_the_way(self):
		case = self.case(**TOLD, is_complicated=1)
		review = conclude(make_case_review(case))
		case = self.write(case, **IMPOSED | {"decided_on": "2024-05-27"})
		self.assertEqual((self.states(case)["E2"], str(case.reviewed_on)), (DONE, "2024-05-20"))
		self.assertIn(review.name, case.review_done())

	def test_who_handles_the_case_submits_it_and_another_reviews_it(self):
		case = self.case(**TOLD, is_complicated=1)
		with self.as_user(self.enforcement):
			review = apply_workflow(make_case_review(case), "Submit for Review")
			self.assertEqual((review.workflow_state, review.matter), ("Submitted for Review", case.name))
			with self.assertRaises(WorkflowTransitionError):
				apply_workflow(review, "Confirm Materials Complete")
		with self.as_user(self.users["Legality Reviewer"]):
			apply_workflow(frappe.get_doc("Legality Review", review.name), "Confirm Materials Complete")

	def test_one_that_does_not_pass_stops_it(self):
		finding = [{"dimension": "Substance", "severity": "Must Change", "finding": "测试：裁量不当"}]
		for conclusion, words in (
			("Unlawful", "The conclusion of"),
			("Lawful After Changes", "asks for changes that have not been rechecked"),
		):
			case = self.case(**TOLD, is_complicated=1)
			conclude(make_case_review(case), conclusion, findings=finding)
			with self.subTest(conclusion), self.refused(words, "Rule E2"):
				self.write(case, **IMPOSED | {"decided_on": "2024-05-27"})

	def test_one_given_after_the_decision_stops_it(self):
		case = self.case(**TOLD, is_complicated=1)
		conclude(make_case_review(case))
		with self.refused("is later than the decision", "Rule E2"):
			self.write(case, **IMPOSED | {"decided_on": "2024-05-17"})

	def test_the_review_of_another_case_opens_nothing(self):
		conclude(make_case_review(self.case(**TOLD)))
		with self.refused("No legality review", "Rule E2"):
			self.case(**self.reviewed, is_complicated=1)

	def test_it_is_not_reviewed_as_something_lighter(self):
		with self.refused("is about a record of the kind Enforcement Case", "其他事项"):
			make_case_review(self.case(), review_type="其他事项")

	def test_the_opinion_that_a_decision_rests_on_is_not_cancelled(self):
		case = self.case(**TOLD, is_complicated=1)
		review = conclude(make_case_review(case))
		self.write(case, **IMPOSED | {"decided_on": "2024-05-27"})
		with self.refused("decided on the strength of this opinion"):
			review.cancel()

	def test_the_advisor_of_a_review_sees_its_case_alone(self):
		user = factories.make_user("advisor@firm.invalid", "Legal Advisor", None)
		advisor = factories.make_advisor(self.street_a, user)
		case = self.case(**TOLD)
		self.case(title="测试另案")
		make_case_review(case, advisor=advisor.name)
		with self.as_user(user):
			self.assertEqual(frappe.get_list(KIND, pluck="name"), [case.name])
			with self.refused(error=frappe.PermissionError):
				frappe.get_doc(KIND, case.name).save()

	def test_through_all_hands(self):
		"""The clerk's case, the officer's submission, the reviewer's opinion, the clerk's decision."""
		reviewer = self.users["Legality Reviewer"]
		factories.make_officer(self.street_a, "测试审核员乙", user=reviewer, is_review_qualified=1)
		case = self.case(filed_on=today(), is_review_prescribed=1, **{"investigated_on": today()})
		case = self.write(case, told_on=today(), statement="None Made")
		with self.as_user(self.officer):
			review = apply_workflow(make_case_review(case), "Submit for Review")
		with self.as_user(reviewer):
			self.assertEqual(frappe.get_doc(KIND, case.name).title, case.title)
			review = apply_workflow(frappe.get_doc(review.doctype, review.name), "Confirm Materials Complete")
			review.update({"conclusion": "Lawful", "opinion": "测试意见"})
			review.save()
			apply_workflow(review, "Give Opinion")
			with self.refused(error=frappe.PermissionError):
				frappe.get_doc(KIND, case.name).save()
		case = self.write(case, decided_on=today(), result="Penalty Imposed", fine=1000)
		self.assertEqual(case.reviewed_on, getdate())


class TestClocks(CaseTestCase):
	def test_a_penalty_is_decided_within_ninety_days(self):
		case = self.case()
		# the 90th day is a Sunday
		self.assertEqual(case.decision_due_on, date(2024, 6, 3))
		self.assertEqual(self.state(case, "E3", "2024-05-18"), deadlines.ON_TRACK)
		self.assertEqual(self.state(case, "E3", "2024-05-19"), deadlines.DUE_SOON)
		self.assertEqual(self.state(case, "E3", "2024-06-04"), deadlines.OVERDUE)
		case = self.write(case, **DECIDED | {"decided_on": "2024-06-04"})
		self.assertEqual((self.state(case, "E3"), case.used_days), (deadlines.MET_LATE, 92))

	def test_an_extension_counts_if_it_was_granted_in_time(self):
		event = {"clock": "E3", "event": "Extension", "length": 30, "reason": "测试：鉴定"}
		case = self.case(clock_events=[{**event, "from_date": "2024-06-03"}])
		self.assertEqual((case.decision_due_on, case.clock_events[0].void_because), (date(2024, 7, 2), None))
		late = self.case(clock_events=[{**event, "from_date": "2024-06-04"}])
		self.assertEqual(late.decision_due_on, date(2024, 6, 3))
		self.assertIn("after the due day", late.clock_events[0].void_because)

	def test_seven_days_of_the_law_are_working_days(self):
		case = self.case(evidence_kept_on="2024-04-01", **DECIDED | {"decided_on": "2024-04-01"})
		# Qingming is off from the 4th to the 6th, Sunday the 7th is worked
		for fieldname in ("kept_due_on", "delivery_due_on", "publicity_due_on"):
			self.assertEqual(case.get(fieldname), date(2024, 4, 11), fieldname)

	def test_a_check_is_made_public_within_twenty_working_days(self):
		case = self.case(
			item=self.of_kind("Inspection"), **INVESTIGATED, decided_on="2024-03-06", result="Nothing Found"
		)
		self.assertEqual((case.disclosure_due_on, case.publicity_due_on), (date(2024, 4, 3), None))

	def test_a_reconsideration_is_answered_within_ten_working_days(self):
		case = self.case(**DECIDED, reconsideration_received_on="2024-05-20")
		self.assertEqual(
			(case.reconsideration_due_on, case.contested_on), (date(2024, 6, 3), date(2024, 5, 20))
		)
		case = self.write(case, reconsideration_answered_on="2024-06-03")
		self.assertEqual(self.state(case, "L1"), deadlines.MET)

	def test_a_decision_that_was_set_aside_is_withdrawn_within_three_working_days(self):
		case = self.case(**DECIDED, published_on="2024-04-02", set_aside_on="2024-06-06")
		# the 10th is the Dragon Boat Festival
		self.assertEqual(case.withdrawal_due_on, date(2024, 6, 12))
		self.assertEqual(self.state(case, "E5R", "2024-06-13"), deadlines.OVERDUE)
		case = self.write(case, withdrawn_on="2024-06-12")
		self.assertEqual(self.state(case, "E5R"), deadlines.MET)

	def test_a_complaint_is_answered_within_fifteen_days(self):
		case = self.case(**DECIDED, lawsuit_received_on="2024-06-03")
		self.assertEqual(case.lawsuit_due_on, date(2024, 6, 18))
		self.assertEqual(self.state(case, "L2", "2024-06-19"), deadlines.OVERDUE)

	def test_the_head_appears_in_court_or_proves_why_not(self):
		heard = {**DECIDED, "lawsuit_received_on": "2024-06-03", "lawsuit_heard_on": "2024-07-10"}
		for appearance, warned in (
			({}, "not entered whether the head appeared"),
			({"head_appearance": "Did Not Appear"}, "no proved reason"),
			({"head_appearance": "Did Not Appear", "absence_reason": "测试：防汛"}, None),
			({"head_appearance": "Deputy of the Office"}, None),
		):
			with self.subTest(appearance):
				notes = self.notes(self.case(**heard, **appearance))
				self.assertEqual(len(notes), int(bool(warned)))
				if warned:
					self.assertIn(warned, notes[0])
					self.assertIn("Rule L3", notes[0])


class TestFigures(CaseTestCase):
	def test_what_an_office_reports(self):
		self.case(**DECIDED, published_on="2024-04-02")
		self.case(**ON_THE_SPOT, fine=100, is_withheld=1, withheld_reason="测试")
		self.case(**DECIDED | {"decided_on": "2024-06-10", "fine": 400})
		self.case(
			item=self.of_kind("Inspection"), **INVESTIGATED, decided_on="2024-03-06", result="Nothing Found"
		)
		self.case(filed_on="2023-12-29", **DECIDED)
		open_case = self.case(officers=self.rows(self.staff[0]))
		self.assertEqual(open_case.status, "Case Filed")
		names = ("cases", "filed", "checks", "concluded", "simple", "fines", "officers")
		codes = [f"enforcement.{name}" for name in names]
		rates = ["enforcement.in_time_rate", "enforcement.publication_rate"]
		found = cube.compute(figures([*codes, *rates]), Period.year(2024), self.street_a)
		self.assertEqual([found[code].value for code in codes], [5, 4, 1, 4, 1, 1500, 2])
		# of four, one took 98 days and one 90 from the last year; of four that are to be published, one is
		self.assertEqual([found[code].worded() for code in rates], ["75%", "25%"])
