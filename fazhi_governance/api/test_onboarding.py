import frappe
from frappe import handler
from frappe.desk.desktop import get_desktop_page

from fazhi_governance.tests.base import GovernanceTestCase

FIRST_WEEK = "Fazhi First Week"
WORKSPACE = frappe.as_json({"name": "Law-based Government", "title": "Law-based Government", "public": 1})


class TestOnboarding(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
		frappe.clear_document_cache("System Settings", "System Settings")
		self.addCleanup(frappe.clear_document_cache, "System Settings", "System Settings")
		frappe.get_doc("Module Onboarding", FIRST_WEEK).reset_progress()
		self.steps = [step.name for step in frappe.get_doc("Module Onboarding", FIRST_WEEK).get_steps()]

	def mark(self, step: str, field: str = "is_complete", value="1"):
		"""As the desk does it."""
		method = "frappe.desk.desktop.update_onboarding_step"
		frappe.local.form_dict = frappe._dict(cmd=method, name=step, field=field, value=value)
		frappe.local.request = frappe._dict(method="POST")
		return handler.execute_cmd(method)

	def guides(self, user: str) -> list[str]:
		with self.as_user(user):
			return [guide["label"] for guide in get_desktop_page(WORKSPACE)["onboardings"]["items"]]

	def test_each_sees_the_guide_that_is_for_them(self):
		self.assertEqual(self.guides(self.users["Fazhi Manager"]), [FIRST_WEEK])
		self.assertEqual(self.guides(self.system_manager), ["Fazhi Office Setup", FIRST_WEEK])
		self.assertEqual(self.guides(self.clerk), [])

	def test_the_guide_is_gone_when_every_step_is_done_or_skipped(self):
		manager = self.users["Fazhi Manager"]
		for number, step in enumerate(self.steps):
			self.assertEqual(self.guides(manager), [FIRST_WEEK])
			with self.as_user(manager):
				self.mark(step, "is_skipped" if number % 2 else "is_complete")
		self.assertEqual(self.guides(manager), [])
		self.assertEqual(self.guides(self.system_manager), ["Fazhi Office Setup"])

	def test_no_one_else_marks_a_step_and_no_one_writes_another_field(self):
		step = self.steps[0]
		with self.as_user(self.clerk), self.refused("for others", error=frappe.PermissionError):
			self.mark(step)
		with self.as_user(self.users["Fazhi Manager"]), self.refused("marked as done or skipped"):
			self.mark(step, "description")
		done = frappe.db.get_value("Onboarding Step", step, ["is_complete", "is_skipped"])
		self.assertEqual(done, (0, 0))

	def test_steps_of_other_apps_are_left_to_frappe(self):
		step = frappe.db.get_value("Onboarding Step Map", {"parent": "Website"}, "step")
		with self.as_user(self.system_manager):
			self.mark(step)
		self.assertEqual(frappe.db.get_value("Onboarding Step", step, "is_complete"), 1)

	def test_every_step_leads_somewhere(self):
		for guide in frappe.get_all(
			"Module Onboarding", filters={"module": "Fazhi Governance"}, pluck="name"
		):
			for step in frappe.get_doc("Module Onboarding", guide).get_steps():
				target = ("Page", step.path) if step.path else ("DocType", step.reference_document)
				self.assertTrue(frappe.db.exists(*target), f"{guide}: {step.name} leads to {target[1]}")
