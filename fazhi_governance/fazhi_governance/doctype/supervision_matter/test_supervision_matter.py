import frappe
from frappe.utils import getdate

from fazhi_governance.core import deadlines
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statute.clocks import clock_rows, state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

PUT_RIGHT = {"rectified_on": "2024-04-22", "result": "测试：合并检查"}


class TestSupervisionMatter(GovernanceTestCase):
	RECORD = "Supervision Matter“测试检查次数过多”"

	def setUp(self):
		super().setUp()
		self.enforcement = self.users["Enforcement Clerk"]

	def matter(self, **values):
		with self.as_user(self.enforcement):
			return factories.make_supervision(self.street_a, **values)

	def write(self, matter, **values):
		with self.as_user(self.enforcement):
			matter.update(values)
			return matter.save()

	def test_from_the_finding_to_the_list_it_is_taken_off(self):
		matter = self.matter(rectify_by="2024-04-30", unit_concerned=self.station)
		(clock,) = matter.clocks
		self.assertEqual(
			(matter.status, matter.rectification_due_on), ("To Be Put Right", getdate("2024-04-30"))
		)
		self.assertEqual(state_of(matter, clock, getdate("2024-04-23")), deadlines.DUE_SOON)
		self.assertEqual(state_of(matter, clock, getdate("2024-05-01")), deadlines.OVERDUE)
		self.write(matter, accepted_on="2024-04-09", **PUT_RIGHT)
		self.assertEqual((matter.status, state_of(matter, clock)), ("Put Right", deadlines.MET))
		self.write(matter, closed_on="2024-04-24")
		self.assertEqual(matter.status, "Taken Off the List")
		self.assertEqual(self.messages(), [])

	def test_what_is_taken_off_the_list_without_a_result_is_warned_of(self):
		for missing in ({"rectified_on": None}, {"result": ""}):
			matter = self.matter(closed_on="2024-04-24", **{**PUT_RIGHT, **missing})
			(note,) = self.notes(matter)
			self.assertIn("without a day and a result", note)
			self.assertIn("Rule E23", note)

	def test_from_2026_on_the_regulation_stands_behind_it(self):
		with self.as_user(self.enforcement):
			frappe.flags.current_date = "2026-03-02"
			self.addCleanup(frappe.flags.pop, "current_date")
			late = factories.make_supervision(self.street_a, found_on="2026-03-02", rectify_by="2026-03-16")
		(row,) = clock_rows(late)
		self.assertIn("《行政执法监督条例》", row["basis"])
		(row,) = clock_rows(self.matter(rectify_by="2024-04-30"))
		self.assertNotIn("《", row["basis"])

	def test_days_that_cannot_be_are_refused(self):
		with self.refused(self.RECORD, "Put Right On", "is before Found or Received On"):
			self.matter(rectified_on="2024-04-07")
		with self.refused(self.RECORD, "Taken Off the List On", "is before Put Right On"):
			self.matter(closed_on="2024-04-21", **PUT_RIGHT)

	def test_the_case_that_it_is_about_counts_it(self):
		case = factories.make_enforcement_case(self.street_a)
		matter = self.matter(source="Case File Review", enforcement_case=case.name)
		filters = {"enforcement_case": case.name}
		self.assertEqual(frappe.get_all("Supervision Matter", filters=filters, pluck="name"), [matter.name])

	def test_the_rate_is_that_of_the_matters_found(self):
		self.matter(**PUT_RIGHT)
		self.matter(problem_class="Case Not Filed")
		self.matter(found_on="2023-12-29", rectified_on="2024-01-08", result="测试")
		found = cube.compute(
			figures(["supervision.matters", "supervision.rectified", "supervision.rate", "supervision.four"]),
			Period.year(2024),
			self.street_a,
		)
		values = [
			found[code].value for code in ("supervision.matters", "supervision.rectified", "supervision.four")
		]
		self.assertEqual(values, [2, 1, 1])
		self.assertEqual(found["supervision.rate"].worded(), "50%")
