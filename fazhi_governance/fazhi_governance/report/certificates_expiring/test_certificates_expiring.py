import frappe
from frappe.utils import add_days, today

from fazhi_governance.reporting import RED
from fazhi_governance.tests.report_case import ReportTestCase, certificate


class TestCertificatesExpiring(ReportTestCase):
	report = "Certificates Expiring"

	def setUp(self):
		super().setUp()
		for name, days in (("己", 200), ("丙", 60), ("甲", -1), ("丁", 61), ("乙", 0)):
			self.enforcement_officer(self.station, officer_name=f"测试{name}", **certificate(days))
		self.enforcement_officer(self.station, officer_name="测试离岗", left_on=today(), **certificate(5))

	def listed(self, **filters) -> list[tuple]:
		rows = self.run_report(**filters)["result"]
		return [(row["officer_name"], row["days_left"], row["state_label"]) for row in rows]

	def test_the_next_to_expire_stand_first_and_who_has_left_does_not_count(self):
		self.assertEqual(
			self.listed(),
			[("测试甲", -1, "Run Out"), ("测试乙", 0, "Due Soon"), ("测试丙", 60, "Due Soon")],
		)

	def test_who_needs_no_certificate_is_not_listed(self):
		auxiliary = {
			"certificate_to": add_days(today(), 5),
			"certificate_due_on": None,
			"certificate_warn_on": None,
		}
		self.enforcement_officer(self.station, officer_name="测试辅助人员", status="Auxiliary", **auxiliary)
		self.assertNotIn("测试辅助人员", [name for name, *_rest in self.listed()])

	def test_the_horizon_is_chosen(self):
		self.assertEqual([name for name, *_rest in self.listed(horizon=61)][-1], "测试丁")
		self.assertEqual(self.listed(horizon=0)[-1], ("测试乙", 0, "Due Soon"))

	def test_the_expired_may_be_left_out(self):
		self.assertEqual(self.listed(with_expired=0)[0][0], "测试乙")

	def test_that_none_has_run_out_is_no_alarm(self):
		self.assertEqual(self.alarms(), ["Run Out"])
		frappe.db.delete("Enforcement Officer", {"officer_name": "测试甲"})
		self.assertEqual(self.alarms(), [])

	def alarms(self) -> list[str]:
		summary = self.run_report()["report_summary"]
		return [figure["label"] for figure in summary if figure["indicator"] == RED]

	def test_all_officers_are_counted_whatever_the_horizon(self):
		for filters in ({}, {"horizon": 0}):
			result = self.run_report(**filters)
			self.assertEqual(
				self.figures(result), {"Officers": 5, "Run Out": 1, "Due Soon": 2, "Still Valid": 2}
			)
			self.assertEqual(
				self.series(result), {"Officers": {"Run Out": 1, "Due Soon": 2, "Still Valid": 2}}
			)
