import json

import frappe
from frappe import client
from frappe.desk import reportview, treeview
from frappe.desk.listview import get_group_by_count
from frappe.desk.search import search_link

from fazhi_governance import list_conditions, scope
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

CASE = "Mediation Case"


class TestScope(GovernanceTestCase):
	"""A user sees the own units' records and those of all units below, and nothing of any other, not even
	in a number."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.case_of = {
			unit: factories.make_case(unit, subject=f"{unit}的测试纠纷", persons_count=10).name
			for unit in (cls.street_a, cls.community_1, cls.community_2, cls.street_b, cls.community_3)
		}

	def cases(self, *units: str) -> list[str]:
		return sorted(self.case_of[unit] for unit in units)

	def listed(self) -> list[str]:
		"""Of this test's own cases, those in the user's list."""
		filters = {"name": ["in", list(self.case_of.values())]}
		return sorted(frappe.get_list(CASE, filters=filters, pluck="name", order_by="name"))

	def test_a_user_lists_the_own_unit_and_those_below(self):
		with self.as_user(self.officer):
			self.assertEqual(self.listed(), self.cases(self.street_a, self.community_1, self.community_2))
		with self.as_user(self.clerk):
			self.assertEqual(self.listed(), self.cases(self.community_1))
		with self.as_user(self.stranger):
			self.assertEqual(self.listed(), self.cases(self.street_b, self.community_3))

	def test_a_user_of_no_unit_sees_no_record(self):
		with self.as_user(self.unassigned):
			self.assertEqual(frappe.get_list(CASE), [])
			self.assertEqual(frappe.get_list("Governance Unit"), [])
			for case in self.case_of.values():
				self.assertFalse(frappe.get_doc(CASE, case).has_permission("read"))

	def test_system_managers_and_the_administrator_see_all(self):
		for user in (self.system_manager, "Administrator"):
			with self.as_user(user):
				self.assertEqual(self.listed(), self.cases(*self.case_of))
				self.assertTrue(frappe.get_doc(CASE, self.case_of[self.street_b]).has_permission("write"))

	def test_a_system_manager_with_units_sees_these_alone(self):
		with self.as_user(self.users["System Manager"]):
			self.assertEqual(self.listed(), self.cases(self.street_a, self.community_1, self.community_2))

	def test_the_rest_api_lists_the_own_units_alone(self):
		with self.as_user(self.clerk):
			filters = {"name": ["in", list(self.case_of.values())]}
			rows = client.get_list(CASE, fields=["name"], filters=filters)
			self.assertEqual([row.name for row in rows], self.cases(self.community_1))
			name = client.get_value(CASE, "name", {"name": self.case_of[self.community_3]})
			self.assertEqual(name, {})

	def view(self, **asked):
		"""What the list view, the report builder and their export send."""
		frappe.local.form_dict = frappe._dict(
			{
				"doctype": CASE,
				"fields": json.dumps([f"`tab{CASE}`.`name`", f"`tab{CASE}`.`unit`"]),
				"filters": json.dumps([[CASE, "name", "in", list(self.case_of.values())]]),
				"order_by": f"`tab{CASE}`.`name` asc",
				"start": 0,
				"page_length": 100,
				**asked,
			}
		)

	def test_the_list_view_and_its_count_hold_the_own_units_alone(self):
		with self.as_user(self.clerk):
			self.view()
			self.assertEqual(
				sorted(row[0] for row in reportview.get()["values"]), self.cases(self.community_1)
			)
			self.view()
			self.assertEqual(reportview.get_count(), 1)

	def test_the_sidebar_and_the_tree_hold_the_own_units_alone(self):
		with self.as_user(self.officer):
			filters = json.dumps([[CASE, "name", "in", list(self.case_of.values())]])
			counts = {row.name: row.count for row in get_group_by_count(CASE, filters, "unit")}
			self.assertEqual(counts, dict.fromkeys(self.branch_a(), 1))
			children = treeview.get_children(scope.UNIT, self.street_a)
			self.assertEqual(
				{row.value for row in children}, {self.community_1, self.community_2, self.station}
			)
			self.assertEqual(treeview.get_children(scope.UNIT, self.street_b), [])

	def branch_a(self) -> list[str]:
		return [self.street_a, self.community_1, self.community_2]

	def test_an_export_holds_the_own_units_alone(self):
		with self.as_user(self.users["Fazhi Auditor"]):
			self.view(file_format_type="CSV", title="cases")
			reportview.export_query()
			written = frappe.response.filecontent.decode("utf-8-sig")
		for unit, case in self.case_of.items():
			self.assertEqual(case in written, unit in self.branch_a(), unit)

	def link_search(self, doctype: str, txt: str) -> list[str]:
		results = search_link(doctype, txt) or frappe.response.pop("results")
		return [each["value"] for each in results]

	def test_a_link_search_finds_the_own_units_alone(self):
		with self.as_user(self.clerk):
			self.assertEqual(self.link_search("Governance Unit", "测试"), [self.community_1])
			self.assertEqual(self.link_search(CASE, "的测试纠纷"), self.cases(self.community_1))
		with self.as_user(self.stranger):
			found = self.link_search("Governance Unit", "测试")
			self.assertEqual(set(found), {self.street_b, self.community_3})

	def test_a_single_record_of_another_unit_is_neither_read_nor_written(self):
		with self.as_user(self.officer):
			client.get(CASE, self.case_of[self.community_2])
			with self.refused(error=frappe.PermissionError):
				client.get(CASE, self.case_of[self.community_3])
			with self.refused(error=frappe.PermissionError):
				client.set_value(CASE, self.case_of[self.community_3], "subject", "测试改名")
			with self.refused(error=frappe.PermissionError):
				frappe.delete_doc(CASE, self.case_of[self.street_b])

	def test_a_record_cannot_be_made_for_another_unit(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			client.insert(factories.case_values(self.community_3))

	def test_a_record_of_another_unit_is_not_taken_over_by_sending_it_with_the_own_unit(self):
		foreign = frappe.get_doc(CASE, self.case_of[self.community_3]).as_dict()
		with self.as_user(self.officer):
			with self.refused(error=frappe.PermissionError):
				client.save({**foreign, "unit": self.community_1})
			with self.refused(error=frappe.PermissionError):
				client.set_value(CASE, foreign.name, {"unit": self.community_1})
		self.assertEqual(frappe.db.get_value(CASE, foreign.name, "unit"), self.community_3)

	def test_a_record_is_not_given_away_to_another_unit(self):
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			client.set_value(CASE, self.case_of[self.community_1], "unit", self.community_3)

	def test_figures_count_the_own_units_alone(self):
		year = Period.year(2024)
		wanted = figures.figures(["mediation.received", "mediation.persons", "mediation.units"])

		def amounts(unit=None, user=None):
			return [value.value for value in cube.compute(wanted, year, unit, user).values()]

		with self.as_user(self.clerk):
			self.assertEqual(amounts(), [1, 10, 1])
			self.assertEqual(amounts(self.street_b), [None, None, None])
		with self.as_user(self.officer):
			self.assertEqual(amounts(), [3, 30, 3])
			self.assertEqual(amounts(self.community_2), [1, 10, 1])
		with self.as_user(self.unassigned):
			self.assertEqual(amounts(), [None, None, None])
		self.assertEqual(amounts(self.street_b, user=self.stranger), [2, 20, 2])
		self.assertEqual(amounts(self.street_b, user=self.officer), [None, None, None])

	def test_figures_count_all_units_for_who_sees_all(self):
		def received() -> int:
			values = cube.compute(figures.figures(["mediation.received"]), Period.year(2024))
			return values["mediation.received"].value

		for user in (self.system_manager, "Administrator"):
			with self.as_user(user):
				before = received()
				for unit in (self.station, self.community_3):
					factories.make_case(unit)
				self.assertEqual(received(), before + 2)

	def test_a_figure_of_a_record_kind_that_the_user_may_not_read_is_refused(self):
		refusals = (frappe.PermissionError, frappe.ValidationError)  # early v15 raises the latter
		with self.as_user(self.users["Legal Advisor"]), self.refused(error=refusals):
			cube.compute(figures.figures(["mediation.received"]), Period.year(2024))

	def test_a_permission_for_one_record_kind_opens_that_kind_alone(self):
		user = factories.make_user("activities@street-b.invalid", "Fazhi Officer", None)
		factories.make(
			"User Permission",
			{
				"user": user,
				"allow": scope.UNIT,
				"for_value": self.street_b,
				"apply_to_all_doctypes": 0,
				"applicable_for": "Law Publicity Activity",
			},
		)
		activity = factories.make_activity(self.community_3)
		with self.as_user(user):
			found = frappe.get_list("Law Publicity Activity", filters={"name": activity.name}, pluck="name")
			self.assertEqual(found, [activity.name])
			self.assertEqual(self.listed(), [])

	def test_moving_a_community_takes_effect_at_once(self):
		with self.as_user(self.officer):
			before = self.listed()
		new = frappe.get_doc(scope.UNIT, self.community_2).move(self.street_b)
		case = factories.make_case(new, received_on=frappe.utils.today()).name
		with self.as_user(self.officer):
			self.assertEqual(self.listed(), before)
			self.assertEqual(frappe.get_list(CASE, {"name": case}), [])
		with self.as_user(self.stranger):
			self.assertEqual(self.listed(), self.cases(self.street_b, self.community_3))
			self.assertTrue(frappe.get_list(CASE, {"name": case}))
			wanted = figures.figures(["mediation.received"])
			value = cube.compute(wanted, Period.year(2024))["mediation.received"]
			self.assertEqual(value.value, 2)

	def test_a_new_community_is_seen_at_once(self):
		with self.as_user(self.officer):
			self.listed()
		unit = factories.make_unit("测试四社区", self.street_a)
		case = factories.make_case(unit)
		with self.as_user(self.officer):
			self.assertEqual(frappe.get_list(CASE, filters={"unit": unit}, pluck="name"), [case.name])

	def test_a_renamed_community_is_seen_at_once(self):
		with self.as_user(self.officer):
			self.listed()
		new_name = frappe.rename_doc(scope.UNIT, self.community_2, "测试改名社区")
		with self.as_user(self.officer):
			self.assertIn(self.case_of[self.community_2], self.listed())
			self.assertEqual(
				frappe.get_list(CASE, filters={"unit": new_name}, pluck="name"), self.cases(self.community_2)
			)

	def test_marks_in_the_name_of_a_unit_do_no_harm(self):
		unit = factories.make_unit("测试'\\\") or 1=1 -- %s社区", self.street_a)
		case = factories.make_case(unit)
		user = factories.make_user("marks@street-a.invalid", "Community Clerk", unit)
		with self.as_user(user):
			self.assertEqual(frappe.get_list(CASE, pluck="name"), [case.name])
			wanted = figures.figures(["mediation.received"])
			self.assertEqual(cube.compute(wanted, Period.year(2024))["mediation.received"].value, 1)
			self.assertTrue(frappe.get_doc(CASE, case.name).has_permission("write"))

	def test_every_record_kind_has_a_list_condition_and_nothing_else_has(self):
		for doctype in (scope.UNIT, *GOVERNED_DOCTYPES):
			condition = getattr(list_conditions, frappe.scrub(doctype))
			self.assertEqual(condition("Administrator"), "")
			self.assertIn("IS NULL", condition(self.unassigned))
			table = frappe.qb.DocType(doctype)
			query = frappe.qb.from_(table).select(table.name)
			self.assertEqual(query.where(scope.visible(table, doctype, self.unassigned)).run(), ())
			self.assertIn(self.community_1, condition(self.clerk))
		with self.assertRaisesRegex(AttributeError, "user is no governed DocType"):
			list_conditions.user

	def test_units_within_a_branch_are_cut_to_those_that_the_user_may_see(self):
		self.assertEqual(scope.units_within(self.street_a, self.clerk), [self.community_1])
		self.assertEqual(scope.units_within(self.street_b, self.clerk), [])
		self.assertEqual(set(scope.units_within(self.street_b)), {self.street_b, self.community_3})
		self.assertIsNone(scope.units_within(None))

	def test_the_app_opens_to_its_roles(self):
		with self.as_user(self.clerk):
			self.assertTrue(scope.may_open_app())
		with self.as_user("Guest"):
			self.assertFalse(scope.may_open_app())
