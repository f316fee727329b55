from datetime import date

import frappe
from frappe.utils import add_days, formatdate, getdate, today

from fazhi_governance.core import deadlines
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

ASKED_ON = date(2024, 5, 6)


class TestLawAdvisor(GovernanceTestCase):
	RECORD = "Law Advisor“测试律师甲”"

	def advisor(self, **values):
		with self.as_user(self.officer):
			return factories.make_advisor(self.street_a, **values)

	def test_an_officer_engages_an_advisor(self):
		advisor = self.advisor()
		self.assertEqual((advisor.unit, advisor.kind), (self.street_a, "Lawyer"))

	def test_an_engagement_that_ends_before_it_begins_is_refused(self):
		with self.refused(self.RECORD, "is before Engaged From"):
			self.advisor(engaged_to="2022-12-31")
		with self.refused(self.RECORD, "Engagement Ended On", "is before Engaged From"):
			self.advisor(ended_on="2022-12-31")

	def test_an_early_end_after_the_last_day_is_refused(self):
		with self.refused(self.RECORD, "Engaged Until", "is before Engagement Ended On"):
			self.advisor(engaged_to="2024-12-31", ended_on="2025-01-01")

	def test_an_end_agreed_on_may_lie_ahead(self):
		ahead = add_days(today(), 30)
		self.assertEqual(self.advisor(ended_on=ahead).ended_on, ahead)

	def test_the_end_is_warned_of_sixty_days_ahead(self):
		for days, state in ((60, deadlines.DUE_SOON), (61, deadlines.ON_TRACK), (-1, deadlines.OVERDUE)):
			advisor = self.advisor(engaged_to=add_days(today(), days))
			self.assertEqual(state_of(advisor, advisor.clocks[0]), state)
			self.assertEqual(advisor.engagement_due_on, getdate(advisor.engaged_to))
		advisor.ended_on = add_days(today(), -2)
		self.assertEqual(state_of(advisor, advisor.clocks[0]), deadlines.MET)

	def test_a_conflict_too_short_to_be_told_from_other_words_is_refused(self):
		for name in ("甲", " 甲 "):
			with self.refused(self.RECORD, "row 1", "“甲” is too short", "Enter the whole name"):
				self.advisor(conflicts=[{"conflict_with": name}])

	def test_a_conflict_that_ends_before_it_begins_is_refused(self):
		row = {"conflict_with": "测试公司", "from_date": "2024-05-02", "to_date": "2024-05-01"}
		with self.refused(self.RECORD, "row 1: it ends before it begins", "leave the end empty"):
			self.advisor(conflicts=[row])

	def test_an_advisor_does_not_write_the_own_record(self):
		user = factories.make_user("advisor@firm.invalid", "Legal Advisor", None)
		advisor = self.advisor(user=user)
		with self.as_user(user):
			advisor = frappe.get_doc("Law Advisor", advisor.name)
			self.assertTrue(advisor.has_permission("read"))
			advisor.engaged_to = "2100-12-31"
			with self.refused(error=frappe.PermissionError):
				advisor.save()


class TestAssignment(GovernanceTestCase):
	"""Shown on a consultation; a review declares the same."""

	def setUp(self):
		super().setUp()
		self.firm = "测试建设公司"

	def advisor(self, **values):
		return factories.make_advisor(self.street_a, **values)

	def assign(self, advisor, **values):
		with self.as_user(self.officer):
			unit = values.pop("unit", self.street_a)
			return factories.make_consultation(unit, advisor.name, **values)

	def conflicted(self, **conflict):
		row = {"conflict_with": self.firm, "from_date": "2024-01-01", **conflict}
		return self.advisor(conflicts=[row])

	def test_within_the_engagement_both_end_days_included(self):
		advisor = self.advisor(engaged_from=ASKED_ON, engaged_to=ASKED_ON)
		self.assertEqual(self.assign(advisor, asked_on=ASKED_ON).advisor, advisor.name)

	def test_out_of_the_engagement_is_refused_with_its_days(self):
		for first, last in (("2023-01-01", "2024-05-05"), ("2024-05-07", "2025-05-06")):
			says = (formatdate(first), formatdate(last), formatdate(ASKED_ON))
			with self.refused("测试律师甲", *says, "Rule A1", "What to do"):
				self.assign(self.advisor(engaged_from=first, engaged_to=last))

	def test_after_an_early_end_is_refused(self):
		advisor = self.advisor(ended_on="2024-05-05")
		with self.refused("the engagement ended on", formatdate("2024-05-05"), "Rule A1"):
			self.assign(advisor)
		self.assertTrue(self.assign(advisor, asked_on="2024-05-05").name)

	def test_an_advisor_serves_the_own_unit_and_those_below(self):
		for unit in (self.street_a, self.community_1):
			self.assertTrue(self.assign(self.advisor(), unit=unit).name)

	def test_an_advisor_of_another_unit_is_refused(self):
		for unit in (self.street_b, self.community_1):
			advisor = factories.make_advisor(unit)
			with self.refused(
				"测试律师甲", unit, "neither", self.street_a, "Choose an advisor of the own unit"
			):
				self.assign(advisor)

	def test_a_party_named_in_a_text_is_a_conflict(self):
		advisor = self.conflicted()
		for text in ({"subject": f"与{self.firm}的合同"}, {"question": f"{self.firm}能否解除？"}):
			with self.refused("测试律师甲", f"conflict of interest with {self.firm}", "Rule A2", "律师法"):
				self.assign(advisor, **text)
		self.assertTrue(self.assign(advisor).name)

	def test_a_party_named_in_the_matters_title_is_a_conflict(self):
		case = factories.make_case(self.community_1, subject=f"测试甲与{self.firm}的纠纷")
		with self.refused(self.firm, "Rule A2"):
			self.assign(self.conflicted(), matter_kind="Mediation Case", matter=case.name)

	def test_the_very_matter_is_a_conflict(self):
		case, other = (factories.make_case(self.community_1) for _each in range(2))
		advisor = self.conflicted(matter_kind="Mediation Case", matter=case.name)
		with self.refused(self.firm, case.name, "Rule A2"):
			self.assign(advisor, matter_kind="Mediation Case", matter=case.name)
		self.assertTrue(self.assign(advisor, matter_kind="Mediation Case", matter=other.name).name)

	def test_a_unit_concerned_is_a_conflict_for_all_below_it(self):
		advisor = self.conflicted(affected_unit=self.community_1)
		with self.refused(self.firm, self.community_1, "Rule A2"):
			self.assign(advisor, unit=self.community_1)
		self.assertTrue(self.assign(advisor, unit=self.community_2).name)
		with self.refused(self.firm, "Rule A2"):
			self.assign(self.conflicted(affected_unit=self.street_a), unit=self.community_1)

	def test_the_unit_of_the_matter_is_concerned_too(self):
		case = factories.make_case(self.community_1)
		with self.refused(self.firm, "Rule A2"):
			self.assign(
				self.conflicted(affected_unit=self.community_1),
				matter_kind="Mediation Case",
				matter=case.name,
			)

	def test_a_conflict_counts_while_it_lasts(self):
		past = self.conflicted(to_date="2024-05-05")
		self.assertTrue(self.assign(past, subject=f"与{self.firm}的合同").name)
		to_come = self.conflicted(from_date=add_days(today(), 1))
		self.assertTrue(self.assign(to_come, subject=f"与{self.firm}的合同").name)

	def test_a_conflict_that_arises_before_the_answer_stops_it(self):
		user = factories.make_user("advisor@firm.invalid", "Legal Advisor", None)
		advisor = self.advisor(user=user)
		asked = self.assign(advisor, subject=f"与{self.firm}的合同")
		advisor.append("conflicts", {"conflict_with": self.firm, "from_date": today()})
		advisor.save()
		with self.as_user(user), self.refused(self.firm, "Rule A2"):
			asked.opinion = "测试意见"
			asked.save()

	def test_what_is_answered_outlives_the_engagement_and_a_later_conflict(self):
		user = factories.make_user("advisor@firm.invalid", "Legal Advisor", None)
		advisor = self.advisor(user=user)
		asked = self.assign(advisor, subject=f"与{self.firm}的合同")
		with self.as_user(user):
			asked.update({"opinion": "测试意见", "workflow_state": "Answered"})
			asked.save()
		advisor.update({"engaged_to": "2024-05-05", "engaged_from": "2024-01-01"})
		advisor.append("conflicts", {"conflict_with": self.firm, "from_date": "2024-01-01"})
		advisor.save()
		with self.as_user(self.officer):
			asked = frappe.get_doc(asked.doctype, asked.name)
			asked.update({"adoption": "Adopted", "workflow_state": "Adoption Decided"})
			asked.save()
			asked.onload()
		self.assertEqual(asked.get_onload("unmet_rules"), [])

	def test_a_matter_is_a_governed_record_that_the_asker_may_see(self):
		foreign = factories.make_case(self.community_3)
		with self.refused(foreign.name, "none that you may see", "Choose a record of your own units"):
			self.assign(self.advisor(), matter_kind="Mediation Case", matter=foreign.name)
		with self.refused("User is no kind of record that can be a matter"):
			self.assign(self.advisor(), matter_kind="User", matter=self.officer)
		with self.refused("Matter Kind is chosen, but no Matter"):
			self.assign(self.advisor(), matter_kind="Mediation Case")
