import json

import frappe

from fazhi_governance.setup import seed
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestTallyKind(GovernanceTestCase):
	def test_a_site_starts_with_some_and_keeps_what_it_changes(self):
		for name in frappe.get_all("Tally Kind", pluck="name"):
			frappe.delete_doc("Tally Kind", name)
		frappe.db.set_default(seed.SEEDED_TALLY_KINDS, json.dumps([]))
		seed.tally_kinds()
		frappe.db.set_value("Tally Kind", "交通劝导次数", "is_in_use", 0)
		frappe.delete_doc("Tally Kind", "网格巡查次数")
		seed.tally_kinds()
		self.assertEqual(frappe.db.get_value("Tally Kind", "窗口受理件数", "unit_of_measure"), "件")
		self.assertFalse(frappe.db.get_value("Tally Kind", "交通劝导次数", "is_in_use"))
		self.assertFalse(frappe.db.exists("Tally Kind", "网格巡查次数"))

	def test_an_administrator_adds_the_offices_own(self):
		with self.as_user(self.users["Fazhi Manager"]):
			kind = factories.make("Tally Kind", {"kind_name": "测试走访次数", "unit_of_measure": "次"})
		self.assertEqual((kind.name, kind.is_in_use), ("测试走访次数", 1))

	def test_an_officer_reads_and_changes_none(self):
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			factories.make("Tally Kind", {"kind_name": "测试走访次数", "unit_of_measure": "次"})
