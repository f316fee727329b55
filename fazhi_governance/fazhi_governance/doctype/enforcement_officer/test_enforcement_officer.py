import frappe
from frappe.utils import add_days, getdate, today

from fazhi_governance.core import deadlines
from fazhi_governance.statute.clocks import state_case, state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestEnforcementOfficer(GovernanceTestCase):
	RECORD = "Enforcement Officer“测试执法员”"

	def officer_of(self, **values):
		with self.as_user(self.users["Enforcement Clerk"]):
			return factories.make_officer(self.community_1, **values)

	def state(self, officer) -> str:
		(clock,) = officer.clocks
		table = frappe.qb.DocType(officer.doctype)
		stored = (
			frappe.qb.from_(table).select(state_case(table, clock)).where(table.name == officer.name).run()
		)
		self.assertEqual(stored[0][0], state_of(officer, clock))
		return stored[0][0]

	def test_the_end_of_a_certificate_is_warned_of_sixty_days_ahead(self):
		for days, state in (
			(61, deadlines.ON_TRACK),
			(60, deadlines.DUE_SOON),
			(0, deadlines.DUE_SOON),
			(-1, deadlines.OVERDUE),
		):
			officer = self.officer_of(
				officer_name=f"测试{days}", certificate_to=add_days(today(), days), joined_on="2023-01-01"
			)
			self.assertEqual(officer.certificate_due_on, getdate(add_days(today(), days)))
			self.assertEqual(self.state(officer), state, days)

	def test_a_certificate_of_who_has_left_runs_out_no_more(self):
		officer = self.officer_of(certificate_to=add_days(today(), 10))
		officer.left_on = today()
		officer.save()
		self.assertEqual(self.state(officer), deadlines.MET)

	def test_the_form_calls_it_by_the_rule(self):
		officer = self.officer_of()
		officer.onload()
		(clock,) = officer.get_onload("clocks")
		self.assertEqual((clock["rule"], clock["is_expiry"]), ("E7", True))

	def test_staff_without_a_certificate_are_refused(self):
		for missing in ("certificate_number", "certificate_to"):
			with self.refused(self.RECORD, "no certificate number or no day", "is entered as auxiliary"):
				self.officer_of(**{missing: None})

	def test_auxiliary_staff_need_no_certificate(self):
		for number in (1, 2):
			officer = self.officer_of(
				officer_name=f"测试辅助{number}",
				status="Auxiliary",
				certificate_number="",
				certificate_to=None,
			)
			self.assertEqual(self.state(officer), deadlines.NOT_STARTED)

	def test_a_certificate_that_ends_before_it_begins_is_refused(self):
		with self.refused(self.RECORD, "is before Certificate Issued On", "Correct one of the two dates"):
			self.officer_of(certificate_from="2024-01-02", certificate_to="2024-01-01")

	def test_who_leaves_before_joining_is_refused(self):
		with self.refused(self.RECORD, "Left On", "is before Joined On"):
			self.officer_of(joined_on="2024-01-02", left_on="2024-01-01")

	def test_a_number_belongs_to_one_officer(self):
		self.officer_of(certificate_number="测执证1")
		with self.refused(error=frappe.UniqueValidationError):
			self.officer_of(officer_name="测试另一人", certificate_number="测执证1")
