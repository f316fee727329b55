import frappe

from fazhi_governance.fazhi_governance.doctype.law_advisor.assignment import AdvisedDocument
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestStatutoryRule(GovernanceTestCase):
	"""Which rule is in force: statute/test_rules.py."""

	def test_a_rule_is_named_by_code_and_first_day(self):
		self.assertEqual(factories.make_rule("T1").name, "T1-2020-01-01")

	def test_a_clock_needs_a_length(self):
		with self.refused("Rule T1 is a clock, but has no Length"):
			factories.make_clock_rule("T1", length=0)

	def test_a_length_that_no_calendar_can_count_is_refused(self):
		for fieldname in ("length", "extension_cap", "warn_span"):
			with self.refused("测试规则T1", "is 99999, but 3660 is the most", "Enter less"):
				factories.make_clock_rule("T1", **{fieldname: 99999})

	def test_a_fixed_date_needs_a_day_of_the_year(self):
		for month, day in ((None, None), (0, 1), (13, 1), (3, 0), (3, 32)):
			with self.refused("Rule T1: ", f"{month}/{day} is no day of a year", "Correct Month and Day"):
				factories.make_clock_rule("T1", clock_kind="Fixed Date", fixed_month=month, fixed_day=day)
		factories.make_clock_rule("T1", clock_kind="Fixed Date", length=0, fixed_month=2, fixed_day=29)

	def test_only_a_deadline_is_counted_backwards(self):
		with self.refused("Rule T1: only a deadline can be counted backwards"):
			factories.make_clock_rule("T1", clock_kind="Minimum Period", is_backwards=1)

	def test_a_gate_needs_no_time(self):
		factories.make_rule("T1", length=0)

	def test_an_officer_writes_no_rule(self):
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			factories.make_rule("T1")

	def test_every_standard_rule_is_declared_on_its_record_kind(self):
		for rule in frappe.get_all(
			"Statutory Rule", filters={"is_standard": 1}, fields=["code", "record_kind"]
		):
			controller = frappe.get_doc({"doctype": rule.record_kind})
			declared = {each.rule for each in (*controller.clocks, *controller.gates, *controller.steps)}
			if rule.record_kind == "Law Advisor":
				# who may be assigned is asked where the assignment is made
				declared |= {gate.rule for gate in AdvisedDocument.ADVISOR_GATES}
			self.assertIn(rule.code, declared, rule.record_kind)

	def test_every_standard_rule_says_where_it_comes_from_and_what_to_do(self):
		for rule in frappe.get_all("Statutory Rule", filters={"is_standard": 1}, fields=["*"]):
			with self.subTest(rule.name):
				self.assertTrue(rule.advice)
				if rule.source_status == "Recommended":
					# what serves a statute, or keeps an interest out, stops all the same
					stops = rule.level == "Block"
					self.assertEqual(stops, rule.code in ("A1", "D2", "V5"))
				else:
					self.assertTrue(rule.law and rule.article)
					self.assertTrue(frappe.db.exists("Law", rule.law))
				if rule.rolls_over:
					self.assertTrue(rule.rolls_over_basis)
