import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestDeletedRecord(GovernanceTestCase):
	"""How it comes about, and that it stays: audit/test_keeping.py."""

	def test_it_is_seen_where_the_record_was_seen(self):
		cases = [factories.make_case(unit) for unit in (self.community_1, self.community_3)]
		for case in cases:
			case.delete()
		with self.as_user(self.users["Fazhi Auditor"]):
			self.assertEqual(frappe.get_list("Deleted Record", pluck="record"), [cases[0].name])
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			frappe.get_list("Deleted Record")

	def test_no_one_makes_one_by_hand(self):
		values = {
			"doctype": "Deleted Record",
			"unit": self.street_a,
			"record_kind": "Law",
			"record": "测试法",
		}
		with self.as_user(self.users["Fazhi Manager"]), self.refused(error=frappe.PermissionError):
			frappe.get_doc(values).insert()
