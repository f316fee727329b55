import frappe

from fazhi_governance.privacy.reveal import SEEN, write_log
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestRevealLog(GovernanceTestCase):
	"""What is written into it: privacy/test_reveal.py."""

	def test_who_watches_over_a_unit_reads_its_log_and_no_other(self):
		for unit in (self.community_1, self.community_3):
			write_log(SEEN, "Mediation Case", "测试：核对登记", doc=factories.make_case(unit))
		for role in ("Fazhi Manager", "Fazhi Leader", "Fazhi Auditor"):
			with self.as_user(self.users[role]):
				self.assertEqual(frappe.get_list("Reveal Log", pluck="unit"), [self.community_1])
		with (
			self.as_user(self.users["Petition Officer"]),
			self.refused(error=(frappe.PermissionError, frappe.ValidationError)),
		):
			frappe.get_list("Reveal Log")
