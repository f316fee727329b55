from fazhi_governance.tests.factories import make_stored
from fazhi_governance.tests.report_case import ReportTestCase


class TestDisputesByTypeAndResult(ReportTestCase):
	report = "Disputes by Type and Result"

	def case(self, result: str = "", unit: str | None = None, **values):
		return make_stored(
			"Mediation Case",
			**{
				"unit": unit or self.community_1,
				"subject": "测试纠纷",
				"dispute_type": "Neighbours",
				"received_on": "2024-05-06",
				"status": "Concluded" if result else "In Mediation",
				"result": result,
				"persons_count": 2,
				**values,
			},
		)

	def test_each_type_has_a_row_the_most_frequent_first(self):
		for result in ("Written Agreement", "Oral Agreement", "No Agreement", "Withdrawn", ""):
			self.case(result, amount=100)
		self.case("Written Agreement", dispute_type="Labour", received_on="2024-12-31")
		self.case("Mediation Refused", dispute_type="Labour", received_on="2025-01-01")
		result = self.run_report()
		first, second = result["result"]
		self.assertEqual((first["dispute_type"], second["dispute_type"]), ("Neighbours", "Labour"))
		self.assertEqual(
			[first[name] for name in ("received", "written_agreement", "oral_agreement", "no_agreement")],
			[5, 1, 1, 1],
		)
		self.assertEqual(
			[first[name] for name in ("mediation_refused", "withdrawn", "transferred", "in_mediation")],
			[0, 1, 0, 1],
		)
		self.assertEqual((first["persons"], first["amount"], first["success_rate"]), (10, 500, 66.7))
		self.assertEqual((first["no_agreement_colour"], second["success_rate"]), ("red", 100.0))
		self.assertNotIn("no_agreement_colour", second)
		self.assertEqual(
			self.figures(result),
			{
				"Taken Up": 6,
				"Settled": 3,
				"Ended Without Agreement": 1,
				"In Mediation": 1,
				"Success Rate": 75.0,
			},
		)
		self.assertEqual(
			self.series(result),
			{
				"Settled": {"Neighbours": 2, "Labour": 1},
				"Ended Without Agreement": {"Neighbours": 1, "Labour": 0},
				"Withdrawn or Transferred": {"Neighbours": 1, "Labour": 0},
				"In Mediation": {"Neighbours": 1, "Labour": 0},
			},
		)

	def test_nothing_ended_has_no_rate(self):
		self.case()
		result = self.run_report()
		self.assertIsNone(result["result"][0]["success_rate"])
		self.assertNotIn("Success Rate", self.figures(result))
