from contextlib import suppress
from unittest.mock import patch

import frappe
from frappe.desk.search import search_link
from frappe.utils import add_days, global_search, today

from fazhi_governance.api import lookups
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestLookups(GovernanceTestCase):
	"""What a legal advisor finds: tests/test_advisor_sees.py."""

	def advisors(self, user: str, unit: str, txt: str = "", day: str | None = None) -> list[str]:
		"""As the form asks."""
		with self.as_user(user):
			results = search_link(
				"Law Advisor",
				txt,
				query="fazhi_governance.api.lookups.get_advisors",
				filters={"unit": unit, "day": day},
			)
		# early Frappe 15 answers by the response alone
		return [each["value"] for each in frappe.response.pop("results", results)]

	def test_the_advisors_on_offer_are_those_engaged_by_the_unit_or_above_it(self):
		street, community = (factories.make_advisor(unit).name for unit in (self.street_a, self.community_1))
		for unit in (self.community_2, self.street_b):
			factories.make_advisor(unit)
		officer = factories.make_user("officer@community.invalid", "Fazhi Officer", self.community_1)
		self.assertEqual(set(self.advisors(officer, self.community_1)), {street, community})
		self.assertEqual(self.advisors(self.officer, self.street_a), [street])
		self.assertEqual(self.advisors(self.officer, self.street_b), [])
		self.assertEqual(self.advisors(self.officer, ""), [])

	def test_the_advisors_on_offer_are_engaged_on_the_day(self):
		current = factories.make_advisor(self.street_a).name
		ended = factories.make_advisor(self.street_a, ended_on=add_days(today(), -1)).name
		factories.make_advisor(self.street_a, engaged_from="2023-01-01", engaged_to="2023-12-31")
		self.assertEqual(self.advisors(self.officer, self.street_a), [current])
		self.assertEqual(set(self.advisors(self.officer, self.street_a, day="2024-05-06")), {current, ended})

	def test_an_advisor_is_found_by_name_and_firm(self):
		advisor = factories.make_advisor(self.street_a, advisor_name="测试律师丁", firm="测试律师事务所").name
		factories.make_advisor(self.street_a)
		for txt in ("律师丁", "事务所"):
			self.assertEqual(self.advisors(self.officer, self.street_a, txt), [advisor])

	def test_who_may_not_read_advisors_is_offered_none(self):
		factories.make_advisor(self.street_a)
		with suppress(frappe.PermissionError, frappe.ValidationError):
			self.assertEqual(self.advisors(self.users["Mediator"], self.street_a), [])

	def test_a_search_for_a_text_finds_what_one_may_see(self):
		todo = factories.make("ToDo", {"description": "测试交办", "allocated_to": self.officer}).name
		found = [{"doctype": "ToDo", "name": name, "content": "测试交办"} for name in (todo, "测试已删除")]
		with patch.object(global_search, "search", return_value=found):
			for user, seen in ((self.officer, [todo]), (self.stranger, [])):
				with self.as_user(user):
					self.assertEqual([row["name"] for row in lookups.search_all("测试交办")], seen)

	def test_what_is_linked_with_a_record_of_another_kind_is_told_in_scope(self):
		own, foreign = (factories.make_case(unit).name for unit in (self.community_1, self.community_3))
		group = factories.make_group(self.street_a)
		for case in (own, foreign):
			frappe.db.set_value("Mediation Case", case, "mediation_committee", group.name)
		with self.as_user(self.officer):
			linked = lookups.get_linked("Leading Group", group.name)
			self.assertEqual([row["name"] for row in linked["Mediation Case"]], [own])
		with self.as_user(self.stranger), self.refused(error=frappe.PermissionError):
			lookups.get_linked("Leading Group", group.name)

	def test_a_title_is_told_in_scope(self):
		advisor = factories.make_advisor(self.street_a).name
		for user, title in ((self.officer, "测试律师甲"), (self.stranger, advisor), (self.clerk, advisor)):
			with self.as_user(user):
				self.assertEqual(lookups.get_link_title("Law Advisor", advisor), title)
