import json

import frappe
from frappe.utils import add_days, getdate, today

from fazhi_governance.api import due as api
from fazhi_governance.core.deadlines import OVERDUE
from fazhi_governance.statute.test_due import DueTestCase
from fazhi_governance.tests import factories

MODULE = "Fazhi Governance"


class TestDuePage(DueTestCase):
	def test_the_page_tells_the_own_or_all_in_scope(self):
		own, other = self.due_in(-1), self.due_in(-1, owner=self.officer)
		foreign = self.due_in(-1, self.community_3, self.stranger)
		with self.as_user(self.clerk):
			mine, all_seen = api.due_for_me(), api.due_for_me(mine=False)
		self.assertEqual(self.pairs(mine["due"], own, other, foreign), [(own.name, "M7")])
		self.assertEqual({row["name"] for row in all_seen["due"]}, {own.name, other.name})
		self.assertEqual((mine["returned"], mine["waiting"]), ([], []))

	def test_the_month_holds_due_days_and_meetings_in_scope(self):
		case = self.due_in(-1)
		training = factories.make_stored(
			"Training Record", unit=self.street_a, topic="测试学法", held_on=today(), kind="Study"
		)
		decision = factories.make_stored(
			"Major Decision", unit=self.street_a, title="测试决策", discussed_on=add_days(today(), -2)
		)
		for doctype, title, day in (
			("Training Record", "topic", "held_on"),
			("Major Decision", "title", "discussed_on"),
		):
			factories.make_stored(doctype, **{"unit": self.street_b, title: "测试他街", day: today()})
		with self.as_user(self.officer):
			rows = api.month(add_days(today(), -3), add_days(today(), 3), mine=False)
		self.assertEqual(
			[(row["name"], row["on"], row["state"]) for row in rows],
			[
				(decision.name, getdate(add_days(today(), -2)), None),
				(case.name, getdate(add_days(today(), -1)), OVERDUE),
				(training.name, getdate(), None),
			],
		)

	def test_a_calendar_holds_the_own_units_and_lets_nothing_be_dragged(self):
		decisions = [
			factories.make_stored("Major Decision", unit=unit, title="测试决策", discussed_on=today())
			for unit in (self.street_a, self.street_b)
		]
		field_map = {"id": "name", "start": "discussed_on", "end": "discussed_on", "title": "title"}
		with self.as_user(self.officer):
			events = api.calendar_events(
				"Major Decision",
				add_days(today(), -10),
				add_days(today(), 10),
				json.dumps(field_map),
				"[]",
				json.dumps(["name", "title", "discussed_on"]),
			)
		self.assertEqual([event["name"] for event in events], [decisions[0].name])
		self.assertEqual(events[0]["docstatus"], 1)

	def test_the_number_cards_count_what_the_page_lists(self):
		self.due_in(-1), self.due_in(-2), self.due_in(2)
		self.due_in(-1, owner=self.officer)
		review = factories.make_stored(
			"Legality Review",
			unit=self.street_a,
			subject="测试退回",
			workflow_state="Returned for Completion",
			submitted_by=self.officer,
		)
		with self.as_user(self.clerk):
			self.assertEqual(self.numbers(), [2, 1, 0, 3])
		with self.as_user(self.officer):
			self.assertEqual(self.numbers(), [1, 0, 1, 3])
		review.db_set("unit", self.street_b)
		with self.as_user(self.officer):
			self.assertEqual(self.numbers()[2], 0)

	def numbers(self) -> list[int]:
		"""Beside each stands what the page opens with."""
		shown = [card().removesuffix("</span>").rpartition(">") for card in self.cards()]
		opens = ["mine", "mine", "mine", "all"]
		self.assertEqual(
			[tag for tag, _mark, _number in shown], [f'<span data-due="{each}"' for each in opens]
		)
		return [int(number) for _tag, _mark, number in shown]

	def cards(self):
		return api.overdue, api.due_soon, api.to_do, api.overdue_in_units

	def test_every_number_card_has_its_method_and_every_role_sees_it(self):
		of_due = {"module": MODULE, "method": ["like", f"{api.__name__}.%"]}
		methods = set(frappe.get_all("Number Card", of_due, pluck="method", order_by="name"))
		self.assertEqual(methods, {f"{card.__module__}.{card.__name__}" for card in self.cards()})
		for user in self.users.values():
			with self.as_user(user):
				for name in frappe.get_all("Number Card", of_due, pluck="name", order_by="name"):
					self.assertTrue(frappe.has_permission("Number Card", doc=name), (user, name))

	def test_every_role_may_open_the_page(self):
		page = frappe.get_doc("Page", "due-for-me")
		for user in self.users.values():
			with self.as_user(user):
				self.assertTrue(page.is_permitted(), user)
