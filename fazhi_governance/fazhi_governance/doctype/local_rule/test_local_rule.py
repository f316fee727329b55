import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

RULE = "M2-2011-01-01"


class TestLocalRule(GovernanceTestCase):
	"""What a setting does to a rule: statute/test_rules.py."""

	def test_a_setting_needs_the_offices_document_number(self):
		with (
			self.as_user(self.users["Fazhi Manager"]),
			self.refused("document_number", error=frappe.MandatoryError),
		):
			factories.make_local_rule(self.street_a, RULE, document_number="")

	def test_two_settings_of_one_unit_and_rule_do_not_overlap(self):
		first = factories.make_local_rule(self.street_a, RULE, in_force_to="2024-12-31")
		with self.refused(first.name, "is in force at the same time", "2020-01-01 to 2024-12-31"):
			factories.make_local_rule(self.street_a, RULE, in_force_from="2024-12-31")
		factories.make_local_rule(self.street_a, RULE, in_force_from="2025-01-01")

	def test_settings_of_other_units_and_rules_may(self):
		factories.make_local_rule(self.street_a, RULE)
		factories.make_local_rule(self.community_1, RULE)
		factories.make_local_rule(self.street_b, RULE)
		factories.make_local_rule(self.street_a, "M7-2002-11-01")

	def test_a_setting_that_ends_before_it_begins_is_refused(self):
		with self.refused("In Force To is before In Force From"):
			factories.make_local_rule(self.street_a, RULE, in_force_to="2019-12-31")

	def test_a_negative_length_is_refused(self):
		with self.refused("Length is -5", "cannot be negative"):
			factories.make_local_rule(self.street_a, RULE, length=-5)

	def test_a_length_that_no_calendar_can_count_is_refused(self):
		with self.refused("Length is 99999, but 3660 is the most", "Enter less"):
			factories.make_local_rule(self.street_a, RULE, length=99999)

	def test_a_rule_that_an_office_has_set_is_not_deleted(self):
		rule = factories.make_rule("T1")
		factories.make_local_rule(self.street_a, rule.name)
		with self.refused(error=frappe.LinkExistsError):
			rule.delete()
