import frappe
from frappe.utils import add_days, today

from fazhi_governance.register.tables.publicity import LAW_LITERATE_RESIDENTS, training_hours
from fazhi_governance.statute import rules
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestLawLiterateResident(GovernanceTestCase):
	RECORD = "Law Literate Resident“测试明白人”"

	def setUp(self):
		super().setUp()
		if not rules.standard_rows("F1"):
			factories.make_rule("F1", level="Inform", record_kind="Law Literate Resident")
		settings = frappe.get_single("Fazhi Settings")
		settings.residents_per_community = 3
		settings.save()

	def resident(self, **values):
		with self.as_user(self.clerk):
			return factories.make_resident(self.community_1, **values)

	def unmet(self, resident) -> list[str]:
		resident.onload()
		return [row["problem"] for row in resident.get_onload("unmet_rules")]

	def test_a_clerk_chooses_logs_and_lets_go(self):
		resident = self.resident()
		with self.as_user(self.clerk):
			resident.append("actions", {"acted_on": "2024-05-06", "kind": "Helping in Mediation"})
			resident.append("actions", {"acted_on": "2024-06-03", "kind": "Making Law Known"})
			resident.save()
			resident.left_on = "2024-12-31"
			resident.save()
		self.assertEqual([row.kind for row in resident.actions], ["Helping in Mediation", "Making Law Known"])

	def test_no_phone_number_is_kept(self):
		fields = [df.fieldname for df in frappe.get_meta("Law Literate Resident").fields]
		self.assertFalse([field for field in fields if "phone" in field or "mobile" in field])

	def test_an_action_lies_in_the_time_of_the_role(self):
		for day in ("2023-02-28", "2024-07-01", add_days(today(), 1)):
			with self.refused(self.RECORD, "Actions of the Resident, row 1", "Enter the day"):
				self.resident(left_on="2024-06-30", actions=[{"acted_on": day, "kind": "Other"}])
		with self.refused(self.RECORD, "Actions of the Resident, row 1"):
			self.resident(actions=[{"acted_on": add_days(today(), 1), "kind": "Other"}])
		self.resident(left_on="2024-06-30", actions=[{"acted_on": "2024-06-30", "kind": "Other"}])

	def test_too_few_in_a_community_are_told_of_and_stop_nothing(self):
		first, second = self.resident(), self.resident(resident_name="测试乙")
		(problem,) = self.unmet(first)
		self.assertIn(f"{self.community_1} has 2 law-literate residents in the role, where 3", problem)
		self.assertEqual(self.messages(), [])
		factories.make_resident(self.community_2)
		self.assertTrue(self.unmet(first))
		third = self.resident(resident_name="测试丙")
		self.assertEqual([self.unmet(each) for each in (first, second, third)], [[], [], []])
		third.left_on = today()
		third.save()
		self.assertTrue(self.unmet(first))

	def test_without_a_target_nothing_is_told(self):
		settings = frappe.get_single("Fazhi Settings")
		settings.residents_per_community = 0
		settings.save()
		self.assertEqual(self.unmet(self.resident()), [])

	def test_hours_come_from_the_trainings_attended(self):
		resident = self.resident()
		with self.as_user(self.officer):
			training = factories.make_training(
				self.station,
				kind="Law-literate Residents",
				hours=4,
				attendees=[{"resident": resident.name}, {"person_name": "测试乙"}],
			)
			factories.make_training(
				self.street_a, hours=3, attendees=[{"resident": resident.name, "attendance": "Absent"}]
			)
		self.assertEqual(training.attendees[0].person_name, "测试明白人")
		self.assertEqual(training_hours([resident.name]), {resident.name: 4})
		with self.as_user(self.clerk):
			resident.onload()
		self.assertEqual(resident.get_onload("training_hours"), 4)

	def test_a_resident_of_another_street_is_not_listed_in_a_training(self):
		stranger = factories.make_resident(self.community_3, "测试外人").name
		with self.as_user(self.officer), self.refused(stranger, self.street_a, "by name alone"):
			factories.make_training(self.street_a, attendees=[{"resident": stranger}])
		self.assertNotIn("测试外人", "".join(self.messages()))

	def test_the_roster_counts_hours_and_actions(self):
		resident = self.resident(actions=[{"acted_on": "2024-05-06", "kind": "Other"}])
		self.resident(resident_name="测试乙", left_on="2023-12-31")
		factories.make_training(self.community_1, hours=4, attendees=[{"resident": resident.name}])
		rows = LAW_LITERATE_RESIDENTS.rows(
			frappe.utils.getdate("2024-01-01"), frappe.utils.getdate("2024-12-31"), [self.community_1]
		)
		((number, name, unit, background, _chosen, _certificate, hours, actions, left),) = list(rows)
		self.assertEqual(
			(number, name, unit, background, hours, actions, left),
			(1, "测试明白人", self.community_1, "网格员", 4, 1, None),
		)

	def test_a_clerk_writes_of_the_own_community_alone(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_resident(self.community_2)
