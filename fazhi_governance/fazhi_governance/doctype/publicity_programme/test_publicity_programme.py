import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestPublicityProgramme(GovernanceTestCase):
	def test_a_programme_is_shared_by_all_units(self):
		with self.as_user(self.clerk):
			programme = factories.make_programme()
		with self.as_user(self.stranger):
			factories.make_activity(self.community_3, programme=programme)
			found = frappe.get_list("Publicity Programme", filters={"name": programme}, pluck="name")
		self.assertEqual(found, [programme])

	def test_a_programme_stands_once(self):
		factories.make_programme()
		with self.as_user(self.clerk), self.refused(error=frappe.DuplicateEntryError):
			factories.make_programme()

	def test_a_programme_that_an_activity_names_is_not_deleted(self):
		programme = factories.make_programme()
		factories.make_activity(self.community_1, programme=programme)
		with self.as_user(self.users["Fazhi Manager"]), self.refused(error=frappe.LinkExistsError):
			frappe.delete_doc("Publicity Programme", programme)
