import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestDemoRecord(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.unit = factories.make_unit("测试新社区", self.street_a)

	def make(self):
		return frappe.get_doc(
			{
				"doctype": "Demo Record",
				"demo_key": "unit-of-a-test",
				"reference_doctype": "Governance Unit",
				"reference_name": self.unit,
				"sequence": 1,
			}
		)

	def test_people_read_it_and_change_nothing(self):
		name = self.make().insert(ignore_permissions=True).name
		with self.as_user(self.system_manager):
			record = frappe.get_doc("Demo Record", name)
			for act in ("write", "create", "delete"):
				self.assertFalse(record.has_permission(act), act)
			self.assertTrue(record.has_permission("read"))
			with self.assertRaises(frappe.PermissionError):
				self.make().insert()

	def test_no_role_of_the_app_sees_it(self):
		for role, user in self.users.items():
			if role != "System Manager":
				self.assertFalse(frappe.has_permission("Demo Record", "read", user=user), role)

	def test_it_keeps_no_record_from_being_deleted(self):
		self.make().insert(ignore_permissions=True)
		frappe.delete_doc("Governance Unit", self.unit)
		self.assertFalse(frappe.db.exists("Governance Unit", self.unit))
