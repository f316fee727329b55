from datetime import date

import frappe

from fazhi_governance.statute import renewal
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded

CASE = "Mediation Case"
MANAGER = "Fazhi Manager"


class TestRenewal(GovernanceTestCase):
	"""What a rule or a calendar says anew holds for running clocks at once, also where nobody saves the record."""

	def setUp(self):
		super().setUp()
		# 30 days from 20 March 2024 end on Friday, 19 April
		wanted = concluded(wants_confirmation=1)
		self.running = factories.make_case(self.community_1, **wanted)
		self.stopped = factories.make_case(self.community_1, **wanted, confirmation_applied_on="2024-04-01")
		self.elsewhere = factories.make_case(self.community_3, **wanted)

	def due(self, case, field: str = "confirmation_due_on") -> date:
		return frappe.db.get_value(CASE, case.name, field)

	def test_a_calendar_exception_moves_running_clocks_of_its_units_and_gives_them_back(self):
		with self.as_user(self.users[MANAGER]):
			exception = factories.make_exception(self.street_a, "2024-04-19")
			self.assertEqual(self.due(self.running), date(2024, 4, 22))
			self.assertEqual(self.due(self.stopped), date(2024, 4, 19))
			self.assertEqual(self.due(self.elsewhere), date(2024, 4, 19))
			exception.delete()
			self.assertEqual(self.due(self.running), date(2024, 4, 19))

	def test_a_local_rule_moves_running_clocks_and_the_record_shows_no_edit(self):
		case = factories.make_case(self.community_1)
		modified = frappe.db.get_value(CASE, case.name, "modified")
		self.assertEqual(self.due(case, "mediation_due_on"), date(2024, 4, 1))
		with self.as_user(self.users[MANAGER]):
			factories.make_local_rule(self.street_a, "M7-2002-11-01", length=2)
		self.assertEqual(self.due(case, "mediation_due_on"), date(2024, 5, 1))
		self.assertEqual(frappe.db.get_value(CASE, case.name, "modified"), modified)

	def test_a_rule_that_is_switched_off_leaves_no_due_date(self):
		with self.as_user(self.users[MANAGER]):
			factories.make_local_rule(self.street_a, "M2-2011-01-01", is_in_use=0)
		self.assertIsNone(self.due(self.running))
		self.assertEqual(self.due(self.elsewhere), date(2024, 4, 19))

	def test_new_standard_rules_reach_running_clocks_after_an_update_of_the_app(self):
		renewal.renew_after_update_of_the_app()
		frappe.db.set_value("Statutory Rule", "M2-2011-01-01", "length", 31)
		renewal.renew_after_update_of_the_app()
		self.assertEqual(self.due(self.running), date(2024, 4, 22))  # the 20th is a Saturday
		self.assertEqual(self.due(self.stopped), date(2024, 4, 19))
