from datetime import date

import frappe
from frappe.utils import formatdate
from frappe.utils.nestedset import NestedSetRecursionError

from fazhi_governance import scope
from fazhi_governance.statistics import cube, figures
from fazhi_governance.tests import base, factories
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

	def test_an_office_signs_in_full_until_it_says_otherwise(self):
		for name, values, issuers in (
			("测试镇", {"unit_type": "Township Government"}, "测试镇人民政府"),
			(
				"测试乡",
				{"unit_type": "Township Government", "issuers": "中共测试乡委员会"},
				"中共测试乡委员会",
			),
			("测试四社区", {}, None),
		):
			unit = factories.make_unit(name, **values)
			self.assertEqual(frappe.db.get_value(scope.UNIT, unit, "issuers"), issuers)

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


class TestMove(GovernanceTestCase):
	"""Community 1 moves from street A to street B on 1 July 2024."""

	CLOSED = "测试一社区（至2024年6月30日）"
	UNTIL, SINCE = date(2024, 6, 30), date(2024, 7, 1)
	YEAR = figures.Period.year(2024)

	def setUp(self):
		super().setUp()
		self.on("2024-06-20")
		self.addCleanup(self.on, None)
		for unit in (self.community_1, self.community_2):
			frappe.db.set_value(scope.UNIT, unit, "is_group", 1)
		self.grid = factories.make_unit("测试网格", self.community_1)
		with self.as_user(self.clerk):
			self.open_case = factories.make_case(self.community_1, received_on="2024-06-03")
			factories.make_case(self.community_1, **factories.concluded("Withdrawn"))
		factories.make_case(self.grid, received_on="2024-05-06")

	def on(self, day: str | None):
		frappe.flags.current_date = day

	def move(self, user: str | None = None, unit: str | None = None, parent: str | None = None) -> str:
		self.on("2024-07-01")
		with self.as_user(user or self.system_manager):
			return frappe.get_doc(scope.UNIT, unit or self.community_1).move(parent or self.street_b)

	def counted(self, unit: str, **period) -> int | None:
		figure = figures.find("mediation.received")
		asked = figures.Period(**period) if period else self.YEAR
		return cube.compute([figure], asked, unit)[figure.code].value or 0

	def test_the_past_stays_and_the_future_counts_in_the_new_place(self):
		report = factories.make_report(self.street_a, 2023)
		before = (self.counted(self.street_a), self.counted(self.street_b))
		new = self.move()
		self.assertEqual((self.counted(self.street_a), self.counted(self.street_b)), before)
		self.assertEqual(before, (3, 0))
		self.on("2024-07-02")
		with self.as_user(self.clerk):
			factories.make_case(new, received_on="2024-07-02")
		self.on("2025-03-03")
		self.assertEqual((self.counted(self.street_a), self.counted(self.street_b)), (3, 1))
		later = {"from_date": date(2024, 7, 1), "to_date": date(2024, 12, 31)}
		self.assertEqual((self.counted(self.street_a, **later), self.counted(self.street_b, **later)), (0, 1))
		self.assertEqual(frappe.get_doc("Annual Report", report.name).unit, self.street_a)

	def test_the_records_behind_a_number_of_the_past_are_the_same(self):
		figure = figures.find("mediation.received")

		def behind():
			doctype, filters = cube.drill_down(figure, self.YEAR, self.street_a)
			return sorted(frappe.get_list(doctype, filters=filters, pluck="name", limit=0))

		before = behind()
		self.move()
		self.assertEqual(behind(), before)
		self.assertEqual(len(before), 3)

	def test_the_tree_is_whole(self):
		new = self.move()
		self.assertEqual(new, "测试一社区")
		self.assertEqual(scope.chain(new), [new, self.street_b])
		self.assertEqual(scope.chain(self.CLOSED), [self.CLOSED, self.street_a])
		self.assertIn("测试网格（至2024年6月30日）", scope.subtree(self.CLOSED))
		self.assertEqual(scope.subtree(new), [new, "测试网格"])
		nodes = frappe.get_all(scope.UNIT, fields=["lft", "rgt"], order_by="lft")
		edges = [edge for node in nodes for edge in (node.lft, node.rgt)]
		self.assertEqual(len(edges), len(set(edges)))
		self.assertTrue(all(node.lft < node.rgt for node in nodes))
		closed, unit = (frappe.get_doc(scope.UNIT, name) for name in (self.CLOSED, new))
		self.assertEqual(str(closed.dissolved_on), "2024-06-30")
		self.assertEqual((str(unit.established_on), unit.succeeds), ("2024-07-01", self.CLOSED))

	def test_staff_work_in_both_and_by_default_in_the_new_place(self):
		new = self.move()
		with self.as_user(self.clerk):
			self.assertEqual(set(scope.units_of()), {new, "测试网格", *scope.subtree(self.CLOSED)})
			self.assertEqual(frappe.new_doc("Mediation Case").unit, new)
			case = frappe.get_doc("Mediation Case", self.open_case.name)
			self.assertEqual(case.unit, self.CLOSED)
			case.update(factories.concluded("Withdrawn", closed_on="2024-07-01"))
			case.save()
		self.assertEqual(self.counted(self.street_a), 3)

	def test_each_street_sees_what_is_its_own(self):
		new = self.move()
		with self.as_user(self.clerk):
			later = factories.make_case(new, received_on="2024-07-01").name
		with self.as_user(self.officer):
			listed = frappe.get_list("Mediation Case", pluck="name")
			self.assertIn(self.open_case.name, listed)
			self.assertNotIn(later, listed)
		with self.as_user(self.stranger):
			self.assertEqual(frappe.get_list("Mediation Case", pluck="name"), [later])

	def test_a_record_is_entered_where_the_unit_was_on_its_day(self):
		new = self.move()
		with self.as_user(self.clerk):
			factories.make_case(self.CLOSED, received_on="2024-06-30")
			with self.refused(
				f"works only until {formatdate(self.UNTIL)}", f"Enter it for {new}, or correct the day"
			):
				factories.make_case(self.CLOSED, received_on="2024-07-01")
			with self.refused(
				f"only since {formatdate(self.SINCE)}", f"Enter it for {self.CLOSED}, or correct the day"
			):
				factories.make_case(new, received_on="2024-06-30")
			self.open_case.reload()
			self.open_case.received_on = "2024-07-01"
			with self.refused(f"works only until {formatdate(self.UNTIL)}"):
				self.open_case.save()

	def test_a_unit_dissolved_for_good_takes_no_more_records(self):
		station = frappe.get_doc(scope.UNIT, self.station)
		station.dissolved_on = "2024-05-31"
		station.save()
		factories.make_case(self.station, received_on="2024-05-31")
		with self.refused("works only until", "Enter it for the unit that works today"):
			factories.make_case(self.station, received_on="2024-06-03")
		with self.refused(error=frappe.LinkValidationError):
			factories.make_case("测试没有的社区")

	def test_the_parent_of_a_unit_with_records_is_not_changed_by_hand(self):
		for unit in (self.community_1, self.grid):
			doc = frappe.get_doc(scope.UNIT, unit)
			doc.parent_governance_unit = self.street_b
			with self.refused("already has records (Mediation Case)", "use the button Move Unit"):
				doc.save()
		doc = frappe.get_doc(scope.UNIT, self.community_2)
		doc.parent_governance_unit = self.street_b
		doc.save()

	def test_records_of_a_unit_below_hold_the_parent_too(self):
		factories.make_case(factories.make_unit("测试二网格", self.community_2))
		doc = frappe.get_doc(scope.UNIT, self.community_2)
		doc.parent_governance_unit = self.street_b
		with self.refused("already has records"):
			doc.save()

	def test_who_may_not_write_both_places_moves_nothing(self):
		for user in (self.clerk, self.officer, self.users["Fazhi Manager"], self.users["System Manager"]):
			with self.refused(error=frappe.PermissionError):
				self.move(user)
		self.assertFalse(frappe.db.exists(scope.UNIT, self.CLOSED))

	def test_a_manager_of_both_places_moves_it(self):
		manager = self.users["Fazhi Manager"]
		values = {"user": manager, "allow": scope.UNIT, "for_value": self.street_b}
		factories.make("User Permission", values)
		base.forget()
		self.move(manager)
		self.assertTrue(frappe.db.exists(scope.UNIT, self.CLOSED))

	def test_a_move_to_nowhere_is_refused(self):
		for parent, why in (
			(self.street_a, "it is there already"),
			(self.community_1, "is the unit itself or below it"),
			(self.grid, "is the unit itself or below it"),
			(self.community_3, "is not marked as having units below it"),
		):
			with self.refused(f"测试一社区 cannot be moved below {parent}", why):
				self.move(parent=parent)
		self.move()
		with self.refused(f"it was dissolved on {formatdate(self.UNTIL)}"):
			self.move(unit=self.CLOSED)
		with self.refused(f"it stands in its place only since {formatdate(self.SINCE)}"):
			self.move(parent=self.street_a)
		with self.refused(f"{self.CLOSED} has been dissolved"):
			self.move(unit=self.community_3, parent=self.CLOSED)

	def test_a_unit_moves_back_another_day(self):
		new = self.move()
		self.on("2025-01-01")
		back = frappe.get_doc(scope.UNIT, new).move(self.street_a)
		self.assertEqual(scope.chain(back), [back, self.street_a])
		self.assertTrue(frappe.db.exists(scope.UNIT, "测试一社区（至2024年12月31日）"))

	def test_it_is_not_dissolved_before_it_is_established(self):
		doc = frappe.get_doc(scope.UNIT, self.station)
		doc.update({"established_on": "2024-05-06", "dissolved_on": "2024-05-05"})
		with self.refused("is dissolved before it is established", "Correct one of the two days"):
			doc.save()
