import frappe

from fazhi_governance.api.publicity_plan import progress
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestPublicityPlan(GovernanceTestCase):
	def plan(self, *duties: dict, unit: str | None = None, **values):
		with self.as_user(self.officer):
			return factories.make_publicity_plan(unit or self.street_a, *duties, **values)

	def activity(self, unit: str | None = None, **values):
		return factories.make_activity(unit or self.community_1, **values)

	def linked(self, activity) -> str | None:
		return frappe.db.get_value(activity.doctype, activity.name, "plan")

	def done(self, plan, user: str | None = None, year: int = 2024) -> list[int]:
		with self.as_user(user or self.officer):
			return [row["done"] for row in progress(plan.name, year)["duties"]]

	def test_an_activity_counts_against_the_plan_in_force_on_its_day(self):
		plan = self.plan()
		self.assertEqual(self.activity().plan, plan.name)
		for day in ("2021-01-01", "2025-12-31"):
			self.assertEqual(self.activity(held_on=day).plan, plan.name)
		for day in ("2020-12-31", "2026-01-01"):
			self.assertIsNone(self.activity(held_on=day).plan)
		self.assertIsNone(self.activity(self.community_3).plan)

	def test_no_one_chooses_another_plan(self):
		plan, other = self.plan(), self.plan(title="测试下一规划", from_year=2026, to_year=2030)
		with self.as_user(self.clerk):
			self.assertEqual(self.activity(plan=other.name).plan, plan.name)

	def test_the_own_units_plan_counts_before_the_streets(self):
		street = self.plan()
		own = self.plan(unit=self.community_1, from_year=2024, to_year=2024)
		self.assertEqual(self.activity().plan, own.name)
		self.assertEqual(self.activity(held_on="2023-05-06").plan, street.name)
		self.assertEqual(self.activity(self.community_2).plan, street.name)

	def test_what_was_logged_before_its_plan_is_linked_with_it(self):
		first, second = self.activity(), self.activity(self.community_2)
		outside = self.activity(self.community_3)
		own = self.plan(unit=self.community_1, from_year=2024, to_year=2024)
		street = self.plan()
		self.assertEqual(
			[self.linked(each) for each in (first, second, outside)], [own.name, street.name, None]
		)
		with self.as_user(self.officer):
			own.to_year = own.from_year = 2025
			own.save()
		self.assertEqual(self.linked(first), street.name)
		with self.as_user(self.users["Fazhi Manager"]):
			frappe.delete_doc("Publicity Plan", street.name)
		self.assertEqual((self.linked(first), self.linked(second)), (None, None))

	def test_duties_count_by_unit_law_and_form(self):
		law, other_law = factories.make_law("测试甲法").name, factories.make_law("测试乙法").name
		plan = self.plan(
			{"responsible_unit": self.street_a, "quantity": 9},
			{"responsible_unit": self.community_1, "quantity": 9},
			{"responsible_unit": self.street_a, "law": law, "quantity": 9},
			{"responsible_unit": self.street_a, "activity_form": "Lecture", "quantity": 9},
			{"responsible_unit": self.community_2, "law": law, "activity_form": "Lecture", "quantity": 9},
			{"responsible_unit": self.station, "quantity": 9},
		)
		# about two laws, of which one is a duty: once, not twice
		self.activity(laws=[{"law": law}, {"law": other_law}])
		self.activity(self.community_2, laws=[{"law": law}], activity_form="Lecture")
		self.activity(self.community_2, laws=[{"law": other_law}], duty_unit=self.station)
		self.activity(held_on="2023-05-06")
		self.assertEqual(self.done(plan), [3, 1, 2, 1, 1, 1])
		self.assertEqual(self.done(plan, year=2023), [1, 1, 0, 0, 0, 0])

	def test_an_activity_on_behalf_of_a_unit_below_counts_once(self):
		plan = self.plan({"responsible_unit": self.street_a, "quantity": 1})
		self.activity(duty_unit=self.station)
		self.assertEqual(self.done(plan), [1])

	def test_one_grouped_query_whatever_the_number_of_duties(self):
		plan = self.plan(
			*({"responsible_unit": unit} for unit in (self.street_a, self.community_1, self.station))
		)
		with self.as_user(self.officer), self.counted_queries() as sent:
			progress(plan.name, 2024)
		counting = [query for query in sent if "tabPublicity Duty" in query and "COUNT" in query]
		self.assertEqual(len(counting), 1)

	def test_targets_tell_what_the_figures_say(self):
		plan = self.plan(
			targets=[
				{"figure": "publicity.activities", "quantity": 2},
				{"figure": "publicity.materials", "quantity": 100},
			]
		)
		self.activity(materials_count=40)
		with self.as_user(self.officer):
			targets = progress(plan.name, 2024)["targets"]
			of_other_year = progress(plan.name, 2022)["targets"]
		self.assertEqual([(row["planned"], row["done"]) for row in targets], [(2, 1), (100, 40)])
		self.assertEqual([row["done"] for row in of_other_year], [None, None])

	def test_a_target_over_records_that_one_may_not_read_is_left_out(self):
		plan = self.plan(targets=[{"figure": "mediation.received", "quantity": 2}])
		with self.as_user(self.officer):
			self.assertEqual(len(progress(plan.name, 2024)["targets"]), 1)
		with self.as_user(self.users["Enforcement Clerk"]):
			self.assertEqual(progress(plan.name, 2024)["targets"], [])

	def test_a_figure_out_of_use_is_named_and_breaks_nothing(self):
		factories.make_figure("test.activities", record_kind="Law Publicity Activity", date_field="held_on")
		plan = self.plan(targets=[{"figure": "test.activities", "quantity": 2}])
		figure = frappe.get_doc("Statistical Figure", "test.activities")
		figure.is_enabled = 0
		figure.save()
		with self.as_user(self.officer):
			(row,) = progress(plan.name, 2024)["targets"]
		self.assertIn("test.activities", row["problem"])

	def test_the_progress_of_another_streets_plan_is_closed(self):
		plan = self.plan()
		with self.as_user(self.stranger), self.refused(error=frappe.PermissionError):
			progress(plan.name, 2024)

	def test_a_clerk_plans_nothing(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_publicity_plan(self.community_1)

	def test_two_plans_for_one_year_are_refused(self):
		plan = self.plan()
		with self.refused("Publicity Plan“测试另一规划”", self.street_a, plan.name, "correct the years"):
			self.plan(title="测试另一规划", from_year=2025, to_year=2030)
		self.plan(title="测试下一规划", from_year=2026, to_year=2030)

	def test_odd_years_are_refused(self):
		for years, fragment in (
			((2025, 2021), "is before its first year 2025"),
			((0, 2025), "Its years are 0 and 2025"),
			((2021, 20250), "Its years are 2021 and 20250"),
		):
			with self.refused("测试普法规划", fragment):
				self.plan(from_year=years[0], to_year=years[1])

	def test_a_duty_of_another_street_is_refused(self):
		with self.refused("Duty List, row 1", self.community_3, "of the own office"):
			self.plan({"responsible_unit": self.community_3})

	def test_a_duty_stands_once_and_asks_for_something(self):
		duty = {"responsible_unit": self.community_1, "quantity": 1}
		with self.refused("rows 1 and 2 ask for the same", "enter the sum"):
			self.plan(duty, duty)
		with self.refused("row 1: it asks for no activity"):
			self.plan({**duty, "quantity": 0})

	def test_a_target_is_a_count_or_a_sum_and_stands_once(self):
		with self.refused("Targets, row 1", "neither a count nor a sum"):
			self.plan(targets=[{"figure": "publicity.laws", "quantity": 1}])
		with self.refused("Targets, row 2", "has a target already"):
			self.plan(targets=[{"figure": "publicity.activities", "quantity": 1}] * 2)
