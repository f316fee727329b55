import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestLaw(GovernanceTestCase):
	def test_a_law_is_named_without_its_marks(self):
		with self.as_user(self.officer):
			self.assertEqual(factories.make_law("《测试法》").name, "测试法")

	def test_a_law_needs_a_short_name(self):
		with self.refused("Short Name is required"):
			factories.make_law("")

	def test_a_law_stands_once(self):
		factories.make_law("测试法")
		with self.refused(error=frappe.DuplicateEntryError):
			factories.make_law("《测试法》")

	def test_a_law_of_ones_own_is_edited_and_deleted(self):
		with self.as_user(self.users["Fazhi Manager"]):
			law = factories.make_law()
			law.issued_by = "测试机关"
			law.save()
			law.delete()

	def test_a_standard_law_is_edited_and_deleted_by_no_one(self):
		for user in (self.users["Fazhi Manager"], "Administrator"):
			with self.as_user(user):
				law = frappe.get_doc("Law", "民法典")
				law.title = "测试"
				with self.refused("Law 中华人民共和国民法典", "comes with the app"):
					law.save()
				with self.refused("Law 中华人民共和国民法典", "comes with the app and cannot be deleted"):
					frappe.delete_doc("Law", "民法典", force=True)

	def test_a_law_that_a_record_cites_is_not_deleted(self):
		law = factories.make_law()
		factories.make_activity(self.community_1, laws=[{"law": law.name}])
		with self.refused(error=frappe.LinkExistsError):
			law.delete()
