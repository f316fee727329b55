import frappe

from fazhi_governance.tests.base import GovernanceTestCase


class TestImportedRecord(GovernanceTestCase):
	def test_no_one_reads_it_but_the_import(self):
		for user in (*self.users.values(), self.clerk):
			with self.as_user(user):
				self.assertFalse(frappe.has_permission("Imported Record", "read"), user)
				with self.refused(error=frappe.PermissionError):
					frappe.get_list("Imported Record")
