from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase


class TestPublicityDutyCompletion(ReportTestCase):
	report = "Publicity Duty Completion"

	def run_report(self, *args, **filters):
		return super().run_report(*args, **{"year": 2024, **filters})

	def rows(self, result: dict) -> list[tuple]:
		fields = ("responsible_unit", "planned", "done", "missing", "rate")
		return [tuple(row[field] for field in fields) for row in result["result"]]

	def setUp(self):
		super().setUp()
		factories.make_publicity_plan(
			self.street_a,
			{"responsible_unit": self.community_1, "quantity": 2},
			{"responsible_unit": self.community_2, "activity_form": "Lecture", "quantity": 4},
		)
		for _number in range(3):
			factories.make_activity(self.community_1)
		factories.make_activity(self.community_2, activity_form="Lecture")
		factories.make_activity(self.community_2)

	def test_done_planned_and_missing_of_each_duty(self):
		result = self.run_report()
		self.assertEqual(
			self.rows(result), [(self.community_1, 2, 3, 0, 150.0), (self.community_2, 4, 1, 3, 25.0)]
		)
		self.assertEqual(
			self.figures(result), {"Duties in the List": 2, "Duties Met": 1, "Duties Not Met": 1}
		)
		self.assertEqual(
			self.series(result),
			{
				"Planned": {self.community_1: 2, self.community_2: 4},
				"Done": {self.community_1: 3, self.community_2: 1},
			},
		)

	def test_only_what_is_missing(self):
		self.assertEqual(self.rows(self.run_report(only_gaps=1)), [(self.community_2, 4, 1, 3, 25.0)])

	def test_a_year_outside_the_plan_has_no_duties(self):
		self.assertEqual(self.run_report(year=2026)["result"], [])

	def test_a_clerk_sees_the_own_communitys_duties_in_the_streets_plan(self):
		self.assertEqual(self.rows(self.run_report(self.clerk)), [(self.community_1, 2, 3, 0, 150.0)])

	def test_a_year_is_needed(self):
		with self.refused("four digits"):
			self.run_report(year=0)
