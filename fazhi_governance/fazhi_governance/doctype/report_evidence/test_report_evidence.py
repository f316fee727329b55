import frappe

from fazhi_governance.annual_report.freeze import EVIDENCE
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded


class TestReportEvidence(GovernanceTestCase):
	"""How it is made and compared: annual_report/test_freeze.py."""

	def test_no_role_reads_it_by_any_list(self):
		factories.make_case(self.community_1, **concluded())
		report = factories.make_report(
			self.street_a, sections=[{"part": "Achievements", "body": "化解{{化解矛盾纠纷}}。"}]
		)
		report.submit()
		(name,) = frappe.get_all(EVIDENCE, {"report": report.name}, pluck="name")
		for role, user in self.users.items():
			with self.subTest(role=role), self.as_user(user):
				self.assertFalse(frappe.has_permission(EVIDENCE, "read", doc=name))
				with self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
					frappe.get_list(EVIDENCE)
