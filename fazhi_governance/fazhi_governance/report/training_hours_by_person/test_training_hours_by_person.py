import frappe

from fazhi_governance.tests.report_case import ReportTestCase


class TestTrainingHoursByPerson(ReportTestCase):
	report = "Training Hours by Person"

	def setUp(self):
		super().setUp()
		settings = frappe.get_doc("Fazhi Settings")
		settings.update(
			{
				"staff_hours": 10,
				"enforcement_hours": 20,
				"training_targets": [{"held_by": "Central Group", "sessions": 4}],
			}
		)
		settings.save()
		self.addCleanup(frappe.clear_document_cache, "Fazhi Settings", "Fazhi Settings")

	def people(self, user: str | None = None, **filters) -> dict:
		result = self.run_report(user, **{"year": 2024, **filters})["result"]
		fields = ("unit", "sessions", "hours", "target", "gap")
		return {row["person"]: tuple(row[each] for each in fields) for row in result}

	def test_hours_of_each_person_and_the_gap_to_the_target(self):
		officer = self.enforcement_officer(self.station).name
		self.training(
			self.street_a,
			{"person_name": "测试甲"},
			{"person_name": "测试乙", "attendance": "Absent", "hours": 0},
			{"person_name": "测试执法员甲", "officer": officer},
		)
		self.training(
			self.street_a,
			{"person_name": "测试甲", "attendance": "Made Up", "hours": 7.5},
			{"person_name": "测试执法员甲", "officer": officer, "hours": 7.5},
			held_on="2024-12-31",
			hours=7.5,
		)
		self.training(self.station, {"person_name": "测试执法员甲", "officer": officer})
		self.assertEqual(
			self.people(),
			{
				"测试甲": (self.street_a, 2, 11.5, 10.0, 0),
				"测试乙": (self.street_a, 0, 0.0, 10.0, 10.0),
				"测试执法员甲": (self.station, 3, 15.5, 20.0, 4.5),
			},
		)

	def test_an_officer_without_any_training_has_the_whole_gap(self):
		self.enforcement_officer(self.station, officer_name="测试执法员乙")
		self.assertEqual(self.people(), {"测试执法员乙": (self.station, 0, 0, 20.0, 20.0)})

	def test_no_target_no_gap(self):
		frappe.db.set_single_value("Fazhi Settings", "staff_hours", 0)
		frappe.clear_document_cache("Fazhi Settings", "Fazhi Settings")
		self.training(self.street_a, {"person_name": "测试甲"})
		self.assertEqual(self.people(), {"测试甲": (self.street_a, 1, 4.0, None, None)})

	def test_who_has_left_keeps_the_hours_but_has_no_target_and_who_was_not_there_yet_is_not_listed(self):
		officer = self.enforcement_officer(self.station, left_on="2024-08-31").name
		self.enforcement_officer(self.station, officer_name="测试执法员丙", left_on="2023-12-31")
		self.enforcement_officer(self.station, officer_name="测试执法员丁", joined_on="2025-01-01")
		self.training(self.station, {"person_name": "测试执法员甲", "officer": officer})
		self.assertEqual(self.people(), {"测试执法员甲": (self.station, 1, 4.0, None, None)})

	def test_the_same_name_in_two_units_is_two_persons(self):
		self.training(self.community_1, {"person_name": "测试甲"})
		self.training(self.community_2, {"person_name": "测试甲"})
		rows = self.run_report(year=2024)["result"]
		self.assertEqual(
			[(row["unit"], row["hours"]) for row in rows], [(self.community_1, 4), (self.community_2, 4)]
		)

	def test_two_officers_of_one_name_are_two_persons(self):
		first, second = (self.enforcement_officer(self.station).name for _each in range(2))
		self.training(self.station, {"person_name": "测试执法员甲", "officer": first})
		rows = self.run_report(year=2024)["result"]
		self.assertEqual({row["officer"]: row["hours"] for row in rows}, {first: 4.0, second: 0})

	def test_people_of_a_unit_keep_the_hours_of_trainings_held_above_it(self):
		officer = self.enforcement_officer(self.station).name
		self.training(
			self.street_a, {"person_name": "测试甲"}, {"person_name": "测试执法员甲", "officer": officer}
		)
		self.assertEqual(self.people(unit=self.station), {"测试执法员甲": (self.station, 1, 4.0, 20.0, 16.0)})

	def test_another_units_training_is_neither_shown_nor_counted(self):
		officer = self.enforcement_officer(self.station).name
		self.training(
			self.street_b, {"person_name": "测试丁"}, {"person_name": "测试执法员甲", "officer": officer}
		)
		self.assertEqual(self.people(), {"测试执法员甲": (self.station, 0, 0, 20.0, 20.0)})

	def test_another_units_officer_is_told_by_name_alone(self):
		officer = self.enforcement_officer(self.street_b, certificate_number="测试保密").name
		self.training(self.community_1, {"person_name": "测试执法员甲", "officer": officer})
		result = self.run_report(year=2024)
		[row] = result["result"]
		self.assertEqual((row["person"], row["unit"], row["hours"]), ("测试执法员甲", self.community_1, 4))
		self.assertNotIn("测试保密", frappe.as_json(result))

	def test_who_may_not_read_officers_is_not_told_of_those_who_were_not_there(self):
		officer = self.enforcement_officer(self.community_1, certificate_number="测试保密").name
		self.enforcement_officer(self.community_1, officer_name="测试执法员乙")
		self.training(self.community_1, {"person_name": "测试执法员甲", "officer": officer})
		result = self.run_report(self.clerk, year=2024)
		self.assertEqual([row["person"] for row in result["result"]], ["测试执法员甲"])
		self.assertNotIn("测试保密", frappe.as_json(result))

	def test_only_those_below_the_target(self):
		self.training(self.street_a, {"person_name": "测试甲", "hours": 10}, {"person_name": "测试乙"})
		self.assertEqual(list(self.people(only_gaps=1)), ["测试乙"])
		result = self.run_report(year=2024, only_gaps=1)
		self.assertEqual(
			(self.figures(result)["Persons"], self.figures(result)["Persons Below the Target"]), (2, 1)
		)

	def test_another_year_is_left_out(self):
		self.training(self.street_a, {"person_name": "测试甲"}, held_on="2023-12-31")
		self.assertEqual(self.people(), {})

	def test_sessions_of_each_body_against_their_target(self):
		for held_by in ("Central Group", "Central Group", "Party Branch"):
			self.training(self.street_a, {"person_name": "测试甲"}, held_by=held_by)
		self.training(self.street_b, {"person_name": "测试丁"}, held_by="Central Group")
		result = self.run_report(year=2024)
		self.assertEqual(
			self.series(result),
			{
				"Sessions Held": {"Central Group": 2, "Party Branch": 1},
				"Target (Sessions)": {"Central Group": 4, "Party Branch": 0},
			},
		)
		self.assertEqual(
			self.figures(result),
			{
				"Persons": 1,
				"Persons Below the Target": 0,
				"Sessions Held": 3,
				"Central Group: Sessions of Target": "2 / 4",
			},
		)
