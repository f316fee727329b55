import json

import frappe
from frappe.handler import execute_cmd

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

CASE = "Mediation Case"


class TestCounts(GovernanceTestCase):
	"""As REST asks: by the names of Frappe's own functions, which the app's take the place of."""

	def setUp(self):
		super().setUp()
		self.cases = [
			factories.make_case(unit).name for unit in (self.community_1, self.community_2, self.community_3)
		]
		self.ours = {"name": ["in", self.cases]}
		self.addCleanup(setattr, frappe.local, "request", getattr(frappe.local, "request", None))
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)

	def ask(self, method: str, user: str, **arguments):
		with self.as_user(user):
			frappe.local.request = frappe._dict(method="GET")
			frappe.local.form_dict = frappe._dict(arguments, cmd=method)
			return execute_cmd(method)

	def count(self, user: str, doctype: str = CASE, **filters) -> int:
		filters = json.dumps({**self.ours, **filters} if doctype == CASE else filters)
		return self.ask("frappe.client.get_count", user, doctype=doctype, filters=filters)

	def test_a_count_holds_the_own_units_alone(self):
		self.assertEqual(self.count(self.officer), 2)
		self.assertEqual(self.count(self.clerk), 1)
		self.assertEqual(self.count(self.clerk, unit=self.community_3), 0)
		self.assertEqual(self.count(self.unassigned), 0)
		self.assertEqual(self.count(self.system_manager), 3)

	def test_who_may_not_read_a_kind_may_not_count_it(self):
		with self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
			self.count(self.users["Legal Advisor"])

	def test_units_are_counted_in_scope_too(self):
		units = ["in", [self.community_1, self.community_3]]
		self.assertEqual(self.count(self.clerk, "Governance Unit", name=units), 1)

	def test_record_kinds_of_others_are_counted_as_before(self):
		self.assertEqual(self.count(self.officer, "Role", name="Fazhi Officer"), 1)

	def test_the_persons_assigned_are_those_of_the_own_units_records(self):
		for case, person in zip(self.cases, (self.officer, self.clerk, self.stranger), strict=True):
			factories.make("ToDo", dict(self.assignment(case), allocated_to=person))

		def assigned(user: str) -> dict:
			rows = self.ask(
				"frappe.desk.listview.get_group_by_count",
				user,
				doctype=CASE,
				current_filters=json.dumps([[CASE, "name", "in", self.cases]]),
				field="assigned_to",
			)
			return {row["name"]: row["count"] for row in rows}

		self.assertEqual(assigned(self.officer), {self.officer: 1, self.clerk: 1})
		self.assertEqual(assigned(self.clerk), {self.officer: 1})
		self.assertEqual(assigned(self.stranger), {self.stranger: 1})

	@staticmethod
	def assignment(case: str) -> dict:
		return {"reference_type": CASE, "reference_name": case, "description": "测试交办"}
