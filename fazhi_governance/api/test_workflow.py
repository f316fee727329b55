import frappe
from frappe import handler

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestWorkflow(GovernanceTestCase):
	def act(self, doc, action: str):
		"""As the form's button does it."""
		method = "frappe.model.workflow.apply_workflow"
		frappe.local.form_dict = frappe._dict(cmd=method, doc=doc.as_json(), action=action)
		frappe.local.request = frappe._dict(method="POST")
		return handler.execute_cmd(method)

	def test_the_form_is_told_of_clocks_steps_and_locks_after_an_action(self):
		petition = factories.make_petition(self.community_1)
		with self.as_user(self.users["Petition Officer"]):
			moved = self.act(petition, "Accept Petition")
			told = moved.as_dict()["__onload"]
			moved.update({"route": "Performance of Duty", "result_note": "测试：已答复"}).save()
			closed = self.act(moved, "Conclude Petition").as_dict()["__onload"]["locked_fields"]
			opened = self.act(moved, "Handle Again").as_dict()["__onload"]["locked_fields"]
		self.assertEqual(moved.workflow_state, "In Handling")
		self.assertEqual([("result_note" in locked) for locked in (closed, opened)], [True, False])
		states = {step["title"]: step["state"] for step in told["checklist"]}
		self.assertEqual(list(states.values()).count("Missing"), 2, states)
		self.assertTrue(told["clocks"])
