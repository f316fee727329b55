import frappe
from frappe import handler

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestWorkflow(GovernanceTestCase):
	def test_the_form_is_told_of_clocks_and_steps_after_an_action(self):
		petition = factories.make_petition(self.community_1)
		with self.as_user(self.users["Petition Officer"]):
			frappe.local.form_dict = frappe._dict(
				cmd="frappe.model.workflow.apply_workflow", doc=petition.as_json(), action="Accept Petition"
			)
			frappe.local.request = frappe._dict(method="POST")
			moved = handler.execute_cmd("frappe.model.workflow.apply_workflow")
		told = moved.as_dict()["__onload"]
		self.assertEqual(moved.workflow_state, "In Handling")
		states = {step["title"]: step["state"] for step in told["checklist"]}
		self.assertEqual(list(states.values()).count("Missing"), 2, states)
		self.assertTrue(told["clocks"])
