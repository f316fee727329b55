import frappe

from fazhi_governance.tests.base import GovernanceTestCase


class TestFazhiSettings(GovernanceTestCase):
	def save(self, **values):
		settings = frappe.get_doc("Fazhi Settings")
		self.addCleanup(frappe.clear_document_cache, "Fazhi Settings", "Fazhi Settings")
		settings.update(values)
		return settings.save()

	def test_a_manager_sets_the_targets_of_a_year(self):
		with self.as_user(self.users["Fazhi Manager"]):
			self.save(
				enforcement_hours=50,
				training_targets=[
					{"held_by": "Central Group", "sessions": 12},
					{"held_by": "First Agenda Item", "sessions": 24},
				],
			)
		settings = frappe.get_doc("Fazhi Settings")
		self.assertEqual(settings.enforcement_hours, 50)
		self.assertEqual([row.sessions for row in settings.training_targets], [12, 24])

	def test_a_body_has_one_target(self):
		twice = [{"held_by": "Central Group", "sessions": number} for number in (12, 6)]
		with self.refused("Fazhi Settings: Central Group has two targets", "Remove one"):
			self.save(training_targets=twice)

	def test_negative_targets_are_refused(self):
		for values in (
			{"staff_hours": -1},
			{"enforcement_hours": "-0.5"},
			{"leader_after_days": -1},
			{"training_targets": [{"held_by": "Station", "sessions": -1}]},
		):
			with self.refused("Fazhi Settings", "Enter 0 or more"):
				self.save(**values)

	def test_an_officer_reads_them_and_changes_none(self):
		with self.as_user(self.officer):
			self.assertTrue(frappe.has_permission("Fazhi Settings", "read"))
			with self.refused(error=frappe.PermissionError):
				self.save(staff_hours=1)
