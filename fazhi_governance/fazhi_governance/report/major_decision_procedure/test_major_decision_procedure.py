import frappe

from fazhi_governance.statute.clocks import clock_rows
from fazhi_governance.statute.steps import checklist_rows
from fazhi_governance.tests.report_case import ReportTestCase


class TestMajorDecisionProcedure(ReportTestCase):
	report = "Major Decision Procedure"

	def rows(self, **filters) -> dict:
		return {row["name"]: row for row in self.run_report(**filters)["result"]}

	def passed(self, **values):
		return self.decision(
			self.street_a,
			**{
				"discussed_on": "2024-06-03",
				"meeting": "测试主任办公会",
				"result": "Passed",
				"participations": [{"method": "Symposium", "from_date": "2024-02-01"}],
				**values,
			},
		).name

	def reviewed(self, decision: str, **values):
		self.concluded(self.street_a, "2024-05-31", matter_kind="Major Decision", matter=decision, **values)

	def various(self) -> list[str]:
		"""Decisions whose steps stand in every way."""
		plain, technical, complete = (
			self.decision(self.community_1).name,
			self.passed(
				is_technical=1,
				experts=[{"expert": "测试专家", "dated": "2024-03-01", "is_signed": 0}],
				affects_operators=1,
				competition_reviewed_on="2024-04-01",
				competition_conclusion="Complies",
			),
			self.passed(
				has_stability_risk=1,
				risk_assessed_on="2024-04-01",
				risk_conclusion="Controllable",
				risk_points=[{"risk": "测试风险", "risk_level": "Low", "measures": "测试措施"}],
				published_on="2024-06-10",
				archived_on="2024-06-20",
				reported_to_party_on="2024-06-01",
				executing_unit=self.street_a,
			),
		)
		self.reviewed(complete)
		for values in ({"conclusion": "Unlawful"}, {"conclusion": "Lawful After Changes"}):
			self.reviewed(self.passed(), **values)
		self.reviewed(self.passed(), voided_on="2024-06-01", void_reason="测试换稿")
		rechecked = {
			"conclusion": "Lawful After Changes",
			"recheck_result": "Satisfied",
			"revised_sha256": "0" * 64,
		}
		self.reviewed(self.passed(), **rechecked, rechecked_on="2024-06-02")
		self.reviewed(self.passed(), **rechecked, rechecked_on="2024-06-05")
		return [plain, technical, complete]

	def test_each_step_stands_as_on_the_decisions_own_form(self):
		self.various()
		rows = self.rows()
		self.assertEqual(len(rows), 8)
		seen = set()
		for name, row in rows.items():
			decision = frappe.get_doc("Major Decision", name)
			for step in checklist_rows(decision):
				code = step["rule"]
				self.assertEqual(
					(row[code], row[f"{code}_note"]), (step["state"], step["note"]), (name, code)
				)
				seen.add(step["state"])
			overdue = [clock["title"] for clock in clock_rows(decision) if clock["state"] == "Overdue"]
			self.assertEqual(row["overdue"], "、".join(overdue))
		self.assertEqual(seen, {"Done", "Missing", "Not Yet", "Not Required"})

	def test_what_is_missing_and_what_the_flags_do_not_demand(self):
		plain, technical, complete = self.various()
		rows = self.rows()

		def steps(name: str) -> dict:
			return {code: rows[name][code] for code in ("S1", "S2", "S3", "D9", "D1", "S4")}

		self.assertEqual(
			steps(plain),
			{
				"S1": "Missing",
				"S2": "Not Required",
				"S3": "Not Required",
				"D9": "Not Required",
				"D1": "Missing",
				"S4": "Not Yet",
			},
		)
		self.assertEqual(
			steps(technical),
			{
				"S1": "Done",
				"S2": "Missing",
				"S3": "Not Required",
				"D9": "Done",
				"D1": "Missing",
				"S4": "Done",
			},
		)
		self.assertEqual(
			steps(complete),
			{
				"S1": "Done",
				"S2": "Not Required",
				"S3": "Done",
				"D9": "Not Required",
				"D1": "Done",
				"S4": "Done",
			},
		)
		self.assertEqual((rows[plain]["missing"], rows[complete]["missing"]), (2, 0))

	def test_overdue_clocks_are_named(self):
		name = self.passed(publication_due_on="2024-07-01", publication_warn_on="2024-06-24")
		row = self.rows()[name]
		self.assertEqual((row["overdue"], row["overdue_colour"]), ("主动公开期限", "red"))

	def test_only_those_with_something_missing_or_overdue(self):
		_plain, technical, complete = self.various()
		overdue = self.passed(
			published_on="2024-06-10",
			archived_on="2024-06-20",
			reported_to_party_on="2024-06-01",
			executing_unit=self.street_a,
			execute_by="2024-08-01",
			execution_due_on="2024-08-01",
			execution_warn_on="2024-07-17",
		)
		self.reviewed(overdue)
		self.assertEqual(self.rows()[overdue]["missing"], 0)
		shown = self.rows(only_missing=1)
		self.assertNotIn(complete, shown)
		self.assertLessEqual({technical, overdue}, shown.keys())

	def test_chart_and_summary_count_the_rows(self):
		_plain, _technical, complete = self.various()
		result = self.run_report()
		self.assertEqual(
			self.figures(result),
			{
				"Decisions (Cases)": 8,
				"Decisions With a Step Missing": 7,
				"Decisions With an Overdue Clock": 0,
			},
		)
		series = self.series(result)
		self.assertEqual(
			{state: values["合法性审查"] for state, values in series.items()},
			{"Done": 2, "Missing": 6, "Not Yet": 0, "Not Required": 0},
		)

	def test_a_decision_begun_in_another_year_is_left_out(self):
		self.decision(self.street_a, started_on="2023-12-31")
		self.assertEqual(self.run_report()["result"], [])
