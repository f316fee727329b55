import frappe
from frappe.utils import add_days, getdate, today

from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.statute import due
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import HELD_ON, make_petition, make_reception

HELD = {"held_on": HELD_ON, "groups_count": 2, "persons_count": 5}


class TestLeaderReception(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.handler = self.users["Petition Officer"]
		with self.as_user(self.handler):
			self.reception = make_reception(self.street_a)

	def write(self, user: str | None = None, **values):
		with self.as_user(user or self.handler):
			self.reception = frappe.get_doc("Leader Reception", self.reception.name)
			self.reception.update(values)
			self.reception.save()
		return self.reception

	def test_it_is_planned_held_and_recorded(self):
		self.assertEqual(self.reception.status, "Reception Planned")
		self.assertEqual(self.reception.reception_due_on, HELD_ON)
		petition = make_petition(self.community_1)
		rows = [{"petition": petition.name, "matter": "测试供暖", "reply": "测试：三日内答复"}]
		reception = self.write(
			self.users["Fazhi Leader"], **HELD, petitions=rows, outcome="测试：当场答复1批"
		)
		self.assertEqual(reception.status, "Reception Held")

	def test_the_status_follows_the_days(self):
		with self.refused("called off without a reason", "Enter Reason for Calling Off"):
			self.write(is_called_off=1)
		self.assertEqual(
			self.write(is_called_off=1, called_off_reason="测试防汛").status, "Reception Called Off"
		)
		self.assertIsNone(self.reception.reception_due_on)
		reception = self.write(**HELD)
		self.assertEqual((reception.status, reception.is_called_off), ("Reception Held", 0))
		self.assertEqual(self.write(status="Reception Called Off").status, "Reception Held")

	def test_what_was_received_needs_the_day(self):
		for values in ({"groups_count": 1, "persons_count": 1}, {"outcome": "测试"}):
			with self.refused("not when the reception was held", "Enter Reception Held On"):
				self.write(**values)
		with self.refused("a day that has not come yet"):
			self.write(held_on=add_days(today(), 1))

	def test_numbers_that_do_not_go_together_are_refused(self):
		with self.refused("2 groups were received, but only 1 persons"):
			self.write(**{**HELD, "persons_count": 1})
		rows = [{"matter": "测试甲"}, {"matter": "测试乙"}, {"matter": "测试丙"}]
		with self.refused("3 petitions are listed, but only 2 groups"):
			self.write(**HELD, petitions=rows)
		with self.refused("cannot be negative"):
			self.write(**{**HELD, "groups_count": -1})
		self.write(held_on=HELD_ON, outcome="测试：无人来访")

	def test_a_planned_day_that_has_passed_is_overdue(self):
		self.write(planned_on=add_days(today(), -1))
		rows = [row for row in due.due(self.handler) if row["name"] == self.reception.name]
		self.assertEqual([(row["rule"], row["state"]) for row in rows], [("P17", "Overdue")])

	def test_figures_count_what_was_held(self):
		self.write(**HELD)
		make_reception(
			self.street_a,
			planned_on="2024-06-03",
			leader_name="测试领导乙",
			**{**HELD, "held_on": "2024-06-04"},
		)
		make_reception(self.street_a, planned_on="2024-07-01")
		make_reception(self.street_a, planned_on="2024-07-02", is_called_off=1, called_off_reason="测试")
		make_reception(self.street_b, **HELD)
		codes = [
			f"reception.{each}" for each in ("planned", "held", "held_rate", "leaders", "groups", "persons")
		]
		with self.as_user(self.handler):
			values = cube.compute(figures.figures(codes), Period.year(2024))
		self.assertEqual([values[code].value for code in codes], [3, 2, 2 / 3, 2, 4, 10])

	def test_who_reads_and_who_writes(self):
		for user in (self.clerk, self.users["Fazhi Auditor"], self.users["Accusation Handler"]):
			with self.as_user(user), self.refused(error=frappe.PermissionError):
				frappe.get_doc("Leader Reception", self.reception.name).save()
		self.assertEqual(getdate(self.reception.planned_on), HELD_ON)
		with self.as_user(self.users["Mediator"]), self.refused(error=frappe.PermissionError):
			factories.make_reception(self.street_a)
