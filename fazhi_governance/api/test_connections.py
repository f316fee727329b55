import frappe
from frappe.handler import execute_cmd

from fazhi_governance.api import connections
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

REVIEW, CONSULTATION, DECISION = "Legality Review", "Law Advisor Consultation", "Major Decision"


class TestConnections(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.decision = factories.make_stored(DECISION, unit=self.street_a, title="测试决策")
		self.lawyer = self.users["Legal Advisor"]
		self.advisor = factories.make_advisor(self.street_a, self.lawyer).name
		other = factories.make_advisor(self.street_a).name
		on_it = {"matter_kind": DECISION, "matter": self.decision.name, "subject": "测试"}
		factories.make_stored(CONSULTATION, unit=self.street_a, advisor=self.advisor, **on_it)
		factories.make_stored(CONSULTATION, unit=self.street_a, advisor=other, **on_it)
		factories.make_stored(CONSULTATION, unit=self.street_b, advisor=other, **on_it)
		factories.make_stored(REVIEW, unit=self.street_a, **on_it)
		factories.make_stored(REVIEW, unit=self.street_a, **{**on_it, "matter_kind": "Reviewable Matter"})

	def counts(self, user: str, doctype: str = DECISION, name: str | None = None) -> dict[str, int]:
		with self.as_user(user):
			counts = connections.get_open_count(doctype, name or self.decision.name)["count"]
		rows = counts["external_links_found"] if isinstance(counts, dict) else counts
		counted = {row.get("doctype") or row["name"]: row["count"] for row in rows}
		return {kind: count for kind, count in counted.items() if count or kind in (REVIEW, CONSULTATION)}

	def test_what_hangs_on_a_record_is_counted_in_scope(self):
		self.assertEqual(self.counts(self.officer), {REVIEW: 1, CONSULTATION: 2})
		self.assertEqual(self.counts(self.system_manager), {REVIEW: 1, CONSULTATION: 3})

	def test_an_advisor_counts_what_is_assigned_alone(self):
		self.assertEqual(self.counts(self.lawyer), {REVIEW: 0, CONSULTATION: 1})

	def test_the_connections_of_an_advisor_are_in_scope_too(self):
		factories.make_stored(CONSULTATION, unit=self.street_b, advisor=self.advisor, subject="测试")
		self.assertEqual(self.counts(self.officer, "Law Advisor", self.advisor)[CONSULTATION], 1)
		self.assertEqual(self.counts(self.lawyer, "Law Advisor", self.advisor)[CONSULTATION], 2)

	def test_tasks_are_counted_by_the_record_they_come_from(self):
		source = {"source_kind": DECISION, "source": self.decision.name, "title": "测试"}
		for unit in (self.street_a, self.community_1, self.street_b):
			factories.make_stored("Governance Task", unit=unit, **source)
		factories.make_stored("Governance Task", unit=self.street_a, **{**source, "source_kind": REVIEW})
		self.assertEqual(self.counts(self.officer)["Governance Task"], 2)
		self.assertNotIn("Governance Task", self.counts(self.lawyer))

	def test_who_may_not_see_the_record_learns_nothing_of_it(self):
		with self.refused(error=frappe.PermissionError):
			self.counts(self.stranger)

	def test_it_stands_in_the_place_of_frappes_own(self):
		"""As the form and REST ask."""
		self.addCleanup(setattr, frappe.local, "request", getattr(frappe.local, "request", None))
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)
		with self.as_user(self.lawyer):
			frappe.local.request = frappe._dict(method="GET")
			arguments = {"doctype": DECISION, "name": self.decision.name}
			method = "frappe.desk.notifications.get_open_count"
			frappe.local.form_dict = frappe._dict(arguments, cmd=method)
			counts = execute_cmd(method)["count"]
		rows = counts["external_links_found"] if isinstance(counts, dict) else counts
		self.assertEqual([row["count"] for row in rows if row["count"]], [1])
