"""What holds for every script report: scope, permission, the number of queries, a system without records."""

import json

import frappe
from frappe.utils import add_days, today

from fazhi_governance.kinds import ADVISOR_ROLE, ROLES
from fazhi_governance.scope import visible
from fazhi_governance.tests.base import forget
from fazhi_governance.tests.factories import make_stored, make_user
from fazhi_governance.tests.report_case import YEAR, ReportTestCase

# report → the filters that find the records of `records`
REPORTS = {
	"Legality Review Register": YEAR,
	"Review Coverage": YEAR,
	"Review Timeliness": YEAR,
	"Advisor Workload and Adoption": YEAR,
	"Major Decision Procedure": YEAR,
	"Training Hours by Person": {"year": 2024},
	"Unit Ranking": {"year": 2024},
	"Certificates Expiring": {"horizon": 60, "with_expired": 1},
	"Disputes by Type and Result": YEAR,
	"Publicity Duty Completion": {"year": 2024},
	"Due for Appraisal": {"until": "2099-12-31"},
	"Petitions on Time": YEAR,
	"Publicity Results": YEAR,
	"Progress of Key Tasks": YEAR,
	"Enforcement Overview": YEAR,
	"Disclosure Timeliness": YEAR,
	"Units Compared": YEAR,
	"Figures by Month": {"year": 2024},
	"Audit Trail": {"from_date": today(), "to_date": add_days(today(), 1)},
}


class TestReports(ReportTestCase):
	@classmethod
	def setUpClass(cls):
		"""Readers of all reports: some are open to officers, some to auditors."""
		super().setUpClass()
		cls.officer = make_user("reader@street-a.invalid", "Fazhi Officer", cls.street_a)
		cls.unassigned = make_user("reader@nowhere.invalid", "Fazhi Officer", None)
		for user in (cls.officer, cls.unassigned):
			make_stored("Has Role", parent=user, parenttype="User", parentfield="roles", role="Fazhi Auditor")
		forget()

	def records(self, unit: str):
		"""What each report reads, of one unit."""
		self.review(
			unit, findings=[{"dimension": "Substance", "finding": "测试", "severity": "For Reference"}]
		)
		self.concluded(unit, "2024-03-20", advisor_opined_on="2024-03-19", advisor=self.advisor(unit).name)
		self.consultation(unit, self.advisor(unit).name, answered_on="2024-05-07", adoption="Adopted")
		self.consultation(unit, self.advisor(unit).name, kind="Litigation", hours=2)
		decision = self.decision(
			unit,
			discussed_on="2024-06-03",
			result="Passed",
			participations=[{"method": "Symposium", "from_date": "2024-02-01"}],
		)
		self.concluded(unit, matter_kind="Major Decision", matter=decision.name)
		self.decision(unit, discussed_on="2024-06-04", result="Passed", affects_operators=1)
		self.matter(unit)
		self.matter(unit, is_exempt=1)
		officer = self.enforcement_officer(unit).name
		self.assessment(unit)
		self.training(unit, {"person_name": "测试甲"}, {"officer": officer, "person_name": "测试执法员甲"})
		plan = self.plan(unit, {"responsible_unit": unit, "quantity": 3}).name
		self.activity(unit, plan=plan)
		self.dispute(unit)
		overdue = {"notice_due_on": "2024-03-19", "notice_warn_on": "2024-03-14"}
		self.petition(unit, **overdue)
		self.task(unit, task_due_on="2024-06-30", task_warn_on="2024-06-20")
		self.enforcement_case(unit, decision_due_on="2024-06-02", decision_warn_on="2024-05-20")
		self.disclosure(unit, published_on="2024-03-08", channel="Notice Board")
		self.disclosure(unit, disclosure_due_on="2024-04-01", disclosure_warn_on="2024-03-25")

	def matter(self, unit: str, **values):
		return make_stored(
			"Reviewable Matter",
			**{"unit": unit, "title": "测试合同", "kind": "Contract", "issued_on": "2024-06-03", **values},
		)

	def shown(self, report: str, user: str, **filters) -> dict:
		result = self.run_report(user, report, **REPORTS[report], **filters)
		return json.loads(
			frappe.as_json({each: result[each] for each in ("result", "chart", "report_summary", "message")})
		)

	def test_no_other_units_record_shows_in_rows_chart_or_summary(self):
		self.records(self.community_1)
		before = {report: self.shown(report, self.officer) for report in REPORTS}
		of_all = {report: self.shown(report, "Administrator") for report in REPORTS}
		self.records(self.community_3)
		for report in REPORTS:
			with self.subTest(report):
				self.assertTrue(before[report]["result"])
				self.assertEqual(self.shown(report, self.officer), before[report])
				self.assertEqual(self.shown(report, self.officer, unit=self.street_a), before[report])
				others = self.shown(report, self.officer, unit=self.street_b)
				self.assertEqual(others["result"], [])
				self.assertFalse(any(each["value"] for each in others["report_summary"]), others)
				self.assertNotEqual(self.shown(report, "Administrator"), of_all[report])

	def test_a_unit_is_asked_for_with_all_below_it(self):
		self.records(self.community_1)
		of_one = {report: self.shown(report, self.officer, unit=self.community_1) for report in REPORTS}
		self.records(self.community_2)
		self.records(self.street_a)
		for report in REPORTS:
			with self.subTest(report):
				self.assertEqual(self.shown(report, self.officer, unit=self.community_1), of_one[report])
				self.assertNotEqual(self.shown(report, self.officer, unit=self.street_a), of_one[report])

	def test_who_reads_the_records_reads_the_report_and_no_legal_advisor_does(self):
		self.records(self.community_1)
		for report in REPORTS:
			ref_doctype = frappe.db.get_value("Report", report, "ref_doctype")
			readers = {row.role for row in frappe.get_meta(ref_doctype).permissions if row.read}
			for role in ("System Manager", *ROLES):
				with self.subTest(report=report, role=role):
					if role in readers - {ADVISOR_ROLE}:
						self.assertTrue(self.shown(report, self.users[role])["result"])
					else:
						with self.refused(error=frappe.PermissionError):
							self.shown(report, self.users[role])

	def test_a_clerk_sees_the_own_community_alone(self):
		self.records(self.community_1)
		open_to_clerks = (
			*("Legality Review Register", "Review Timeliness", "Training Hours by Person"),
			*("Disputes by Type and Result", "Petitions on Time", "Publicity Results"),
			*("Progress of Key Tasks", "Units Compared", "Figures by Month"),
		)
		before = {report: self.shown(report, self.clerk) for report in open_to_clerks}
		self.records(self.community_2)
		for report in open_to_clerks:
			self.assertTrue(before[report]["result"])
			self.assertEqual(self.shown(report, self.clerk), before[report])

	def test_who_advises_another_unit_too_does_not_count_what_is_assigned_there(self):
		make_stored(
			"Has Role", parent=self.officer, parenttype="User", parentfield="roles", role=ADVISOR_ROLE
		)
		forget()
		advisor = self.advisor(self.street_b, user=self.officer, engaged_to="2099-12-31").name
		review, table = self.review(self.street_b, advisor=advisor), frappe.qb.DocType("Legality Review")
		with self.as_user(self.officer):
			assigned = frappe.qb.from_(table).select(table.name).where(visible(table, "Legality Review"))
			self.assertEqual(assigned.run(pluck=True), [review.name])
		shown = self.shown("Legality Review Register", self.officer)
		self.assertEqual((shown["result"], self.figures(shown)["Reviews"]), ([], 0))

	def test_a_kind_that_a_role_may_not_read_is_not_counted_either(self):
		self.records(self.community_1)
		frappe.get_doc(
			{
				"doctype": "Custom DocPerm",
				"parent": "Major Decision",
				"role": "System Manager",
				"permlevel": 0,
				"read": 1,
			}
		).insert()
		frappe.clear_cache(doctype="Major Decision")
		self.addCleanup(frappe.clear_cache, doctype="Major Decision")
		titles = [row["title"] for row in self.shown("Review Coverage", self.officer)["result"]]
		self.assertNotIn("Major Decision", titles)
		self.assertIn("Contract", titles)

	def test_the_number_of_queries_does_not_grow_with_the_rows(self):
		self.records(self.community_1)
		few = {report: self.queries(report) for report in REPORTS}
		for _each in range(4):
			self.records(self.community_1)
		for report in REPORTS:
			with self.subTest(report):
				self.assertEqual(self.queries(report), few[report])

	def queries(self, report: str) -> list[str]:
		self.shown(report, self.officer)  # fills the caches
		with self.counted_queries() as sent:
			self.shown(report, self.officer)
		return sorted(query.split("WHERE")[0] for query in sent)

	def test_a_system_without_a_record_has_an_empty_report(self):
		self.records(self.community_1)
		for report in REPORTS:
			with self.subTest(report):
				empty = self.shown(report, self.unassigned)
				self.assertEqual(empty["result"], [])
				self.assertFalse(any(each["value"] for each in empty["report_summary"]), empty)

	def test_a_period_without_records_is_empty(self):
		self.records(self.community_1)
		for report, filters in REPORTS.items():
			if filters is YEAR:
				empty = self.run_report(report=report, from_date="1990-01-01", to_date="1990-12-31")
				self.assertEqual(empty["result"], [], report)

	def test_a_period_is_asked_for_whole_and_in_order(self):
		for report, filters in REPORTS.items():
			if filters is YEAR:
				with self.refused("Enter the first and the last day"):
					self.run_report(report=report, to_date="")
				with self.refused("ends before it begins"):
					self.run_report(report=report, to_date="2023-12-31")
		for year in (None, 24):
			with self.refused("year with four digits"):
				self.run_report(report="Training Hours by Person", year=year)

	def test_a_name_with_a_per_cent_sign_breaks_nothing(self):
		for report in REPORTS:
			self.assertEqual(self.shown(report, self.officer, unit="100% 测试")["result"], [])
