import frappe
from frappe.model.workflow import get_workflow_name

from fazhi_governance.setup import seed
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

KINDS = (
	*("Major Decision", "Legality Review", "Law Advisor Consultation"),
	*("Supervision Notice", "Unit Assessment"),
	"Petition",
)


class TestSeededWorkflows(GovernanceTestCase):
	"""Given once; an office's administrators own them afterwards."""

	def workflow(self, kind: str = "Major Decision"):
		return frappe.get_doc("Workflow", {"document_type": kind})

	def test_each_kind_has_its_workflow_in_force(self):
		for kind in KINDS:
			self.assertEqual(get_workflow_name(kind), kind)

	def test_every_state_stands_in_the_status_field_and_has_its_own_role(self):
		for kind in KINDS:
			options = frappe.get_meta(kind).get_field("workflow_state").options.split("\n")
			states = {row.state for row in self.workflow(kind).states}
			self.assertEqual(states, set(options), kind)

	def test_a_change_of_the_offices_own_stays(self):
		workflow = self.workflow()
		workflow.transitions = [row for row in workflow.transitions if row.action != "End Procedure"]
		workflow.save()
		seed.workflows()
		self.assertNotIn("End Procedure", [row.action for row in self.workflow().transitions])

	def test_a_workflow_that_was_deleted_stays_away(self):
		self.workflow().delete()
		seed.workflows()
		self.assertFalse(frappe.db.exists("Workflow", {"document_type": "Major Decision"}))

	def test_a_state_of_the_offices_own_may_be_entered(self):
		factories.make("Workflow State", {"workflow_state_name": "测试会签"})
		workflow = self.workflow()
		workflow.append("states", {"state": "测试会签", "doc_status": "0", "allow_edit": "Fazhi Officer"})
		workflow.append(
			"transitions",
			{
				"state": "In Preparation",
				"action": "Submit for Review",
				"next_state": "测试会签",
				"allowed": "Fazhi Officer",
			},
		)
		workflow.save()
		self.addCleanup(frappe.clear_cache, doctype="Major Decision")
		decision = factories.make_decision(self.street_a)
		with self.as_user(self.officer):
			decision = frappe.get_doc("Major Decision", decision.name)
			decision.workflow_state = "测试会签"
			decision.save()
		self.assertEqual(decision.workflow_state, "测试会签")

	def test_what_no_workflow_uses_any_more_goes_with_the_app(self):
		for kind in KINDS:
			self.workflow(kind).delete()
		seed.remove_workflow_masters()
		self.assertFalse(frappe.db.exists("Workflow State", "Agenda Locked"))
		self.assertFalse(frappe.db.exists("Workflow Action Master", "Lock Agenda"))

	def test_the_review_types_are_given_once(self):
		frappe.db.set_value("Review Type", "合同", "time_limit", 9)
		seed.review_types()
		self.assertEqual(frappe.db.get_value("Review Type", "合同", "time_limit"), 9)
