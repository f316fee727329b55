import frappe

from fazhi_governance.privacy.sealing import SEALED_VALUE
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import make_person


class TestSealedValue(GovernanceTestCase):
	"""How it is made and read: privacy/test_sealing.py, privacy/test_reveal.py."""

	def test_no_role_reads_it_by_any_list(self):
		case = factories.make_case(self.community_1, persons=[make_person()])
		(name,) = frappe.get_all(SEALED_VALUE, {"record": case.name}, pluck="name")
		for role, user in self.users.items():
			with self.subTest(role=role), self.as_user(user):
				self.assertFalse(frappe.has_permission(SEALED_VALUE, "read", doc=name))
				with self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
					frappe.get_list(SEALED_VALUE)
