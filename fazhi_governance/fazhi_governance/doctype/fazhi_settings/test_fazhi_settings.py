import frappe

from fazhi_governance.setup import seed
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

	def test_a_kind_is_kept_for_good_or_for_so_many_years(self):
		case = {"record_kind": "Mediation Case"}
		with self.as_user(self.users["Fazhi Manager"]):
			self.save(
				retention_rules=[{**case, "years": 30}, {"record_kind": "Major Decision", "is_permanent": 1}]
			)
		for rows, why in (
			([{**case, "years": 30}, {**case, "is_permanent": 1}], "it has two rows"),
			([case], "enter the years, or tick Kept for Good"),
			([{"record_kind": "ToDo", "years": 1}], "it is no record kind that belongs to a unit"),
			([{**case, "years": -1}], "Enter 0 or more"),
		):
			with self.refused("Fazhi Settings", why):
				self.save(retention_rules=rows)

	def test_what_is_usual_is_given_once_and_not_again(self):
		def kinds():
			return {row.record_kind: row.years for row in frappe.get_doc("Fazhi Settings").retention_rules}

		self.assertEqual(kinds()["Mediation Case"], 30)
		settings = frappe.get_doc("Fazhi Settings")
		rows = [row for row in settings.retention_rules if row.record_kind != "Training Record"]
		for row in rows:
			row.years = 0 if row.is_permanent else 20
		self.save(retention_rules=rows)
		seed.retention_rules()
		self.assertNotIn("Training Record", kinds())
		self.assertEqual(kinds()["Mediation Case"], 20)

	def test_an_officer_reads_them_and_changes_none(self):
		with self.as_user(self.officer):
			self.assertTrue(frappe.has_permission("Fazhi Settings", "read"))
			with self.refused(error=frappe.PermissionError):
				self.save(staff_hours=1)
