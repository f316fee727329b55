import frappe
from frappe.utils.nestedset import NestedSetRecursionError

from fazhi_governance import scope
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestGovernanceUnit(GovernanceTestCase):
	def test_a_unit_bears_its_own_name(self):
		self.assertEqual(factories.make_unit(" 测试四社区 ", self.street_a), "测试四社区")

	def test_where_the_name_is_taken_the_parents_stands_in_front(self):
		self.assertEqual(factories.make_unit("测试司法所", self.street_b), "测试乙街道测试司法所")
		self.assertEqual(frappe.db.get_value(scope.UNIT, "测试乙街道测试司法所", "unit_name"), "测试司法所")

	def test_two_units_of_one_parent_do_not_share_a_name(self):
		factories.make_unit("测试司法所", self.street_b)
		with self.refused(error=frappe.DuplicateEntryError):
			factories.make_unit("测试司法所", self.street_b)

	def test_a_division_code_has_6_9_or_12_digits(self):
		for code in ("110105", "110105001", "110105001002"):
			factories.make_unit(f"测试{code}", self.street_a, division_code=code)
		for code in ("1101", "11010A"):
			with self.refused("测试五社区", f"Division Code {code}", "Enter its 6, 9 or 12 digits"):
				factories.make_unit("测试五社区", self.street_a, division_code=code)

	def test_the_branch_and_the_chain_of_a_unit(self):
		self.assertEqual(
			set(scope.subtree(self.street_a)),
			{self.street_a, self.community_1, self.community_2, self.station},
		)
		self.assertEqual(scope.subtree(self.station), [self.station])
		group = factories.make_unit("测试网格", self.community_1)
		self.assertEqual(scope.chain(group), [group, self.community_1, self.street_a])
		self.assertIn(group, scope.subtree(self.street_a))

	def test_a_unit_is_not_put_below_itself(self):
		street = frappe.get_doc(scope.UNIT, self.street_a)
		street.parent_governance_unit = self.community_1
		with self.refused(error=NestedSetRecursionError):
			street.save()

	def test_a_unit_with_units_below_it_is_not_deleted(self):
		with self.refused(error=frappe.ValidationError):
			frappe.delete_doc(scope.UNIT, self.street_a)

	def test_a_unit_with_records_is_not_deleted(self):
		factories.make_case(self.station)
		with self.refused(self.station, error=frappe.LinkExistsError):
			frappe.delete_doc(scope.UNIT, self.station)

	def test_a_deleted_unit_leaves_the_branch(self):
		self.assertIn(self.station, scope.subtree(self.street_a))
		frappe.delete_doc(scope.UNIT, self.station)
		self.assertNotIn(self.station, scope.subtree(self.street_a))

	def test_a_unit_needs_a_name(self):
		with self.refused("unit_name", error=frappe.MandatoryError):
			frappe.get_doc({"doctype": scope.UNIT, "unit_type": "Community"}).insert()

	def test_a_manager_keeps_the_own_branch_alone(self):
		with self.as_user(self.users["Fazhi Manager"]):
			unit = frappe.get_doc(scope.UNIT, self.community_1)
			unit.division_code = "110105001001"
			unit.save()
			with self.refused(error=frappe.PermissionError):
				unit = frappe.get_doc(scope.UNIT, self.community_3)
				unit.division_code = "110105001002"
				unit.save()

	def test_new_units_are_made_by_who_is_bound_to_none(self):
		"""Frappe lets no one make a record of the very kind that the own permission is bound to."""
		with self.as_user(self.users["Fazhi Manager"]), self.refused(error=frappe.PermissionError):
			factories.make_unit("测试四社区", self.street_a)
		with self.as_user(self.system_manager):
			factories.make_unit("测试四社区", self.street_a)
