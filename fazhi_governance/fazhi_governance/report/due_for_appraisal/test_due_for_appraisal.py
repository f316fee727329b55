from datetime import date

import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase

CASE, ACTIVITY = "Mediation Case", "Law Publicity Activity"


class TestDueForAppraisal(ReportTestCase):
	report = "Due for Appraisal"

	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, "Fazhi Settings", "Fazhi Settings")
		settings = frappe.get_doc("Fazhi Settings")
		settings.retention_rules = []
		settings.extend(
			"retention_rules",
			[
				{"record_kind": CASE, "years": 3, "basis": "测试保管期限表"},
				{"record_kind": ACTIVITY, "is_permanent": 1},
				{"record_kind": "Enforcement Officer", "years": 1},
			],
		)
		settings.save()
		self.case = factories.make_case(self.community_1, received_on="2020-05-06")

	def listed(self, user: str | None = None, **filters) -> list[dict]:
		return self.run_report(user or self.users["Fazhi Auditor"], **filters)["result"]

	def test_years_are_counted_from_the_end_of_the_records_year(self):
		for until, expected in (("2023-12-30", []), ("2023-12-31", [self.case.name])):
			self.assertEqual([row["record"] for row in self.listed(until=until)], expected)
		[row] = self.listed(until="2023-12-31")
		self.assertEqual(
			(row["kind_label"], row["title"], row["unit"], row["day"], row["years"], row["ran_out_on"]),
			(CASE, self.case.subject, self.community_1, date(2020, 5, 6), 3, date(2023, 12, 31)),
		)
		self.assertEqual(row["basis"], "测试保管期限表")

	def test_what_is_kept_for_good_is_never_due(self):
		factories.make_activity(self.community_1, held_on="1990-05-06")
		self.assertNotIn(ACTIVITY, [row["kind"] for row in self.listed(until="2099-12-31")])

	def test_a_kind_without_a_day_of_its_own_goes_by_the_day_of_its_entry(self):
		officer = factories.make_officer(self.station)
		frappe.db.set_value("Enforcement Officer", officer.name, "creation", "2021-03-04 10:00:00")
		[row] = self.listed(until="2022-12-31", record_kind="Enforcement Officer")
		self.assertEqual((row["record"], row["day"]), (officer.name, date(2021, 3, 4)))

	def test_nothing_is_deleted(self):
		self.listed(until="2099-12-31")
		self.assertTrue(frappe.db.exists(CASE, self.case.name))

	def test_until_today_unless_told_otherwise(self):
		result = self.run_report(self.users["Fazhi Auditor"])
		self.assertEqual(self.figures(result), {"Records Due for Appraisal": 1})
		self.assertEqual(self.series(result), {"Records Due for Appraisal": {CASE: 1}})
