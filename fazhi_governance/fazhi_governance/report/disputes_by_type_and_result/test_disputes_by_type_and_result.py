from datetime import date

from fazhi_governance.register.tables.disputes import MEDIATION_STATISTICS
from fazhi_governance.scope import units_within
from fazhi_governance.tests.report_case import ReportTestCase

CONCLUDED = {"status": "Concluded", "closed_on": "2024-07-01", "persons_count": 2}

# the figure → what stands above its column in the register
SAME = {
	"mediation.received": "受理（件）",
	"mediation.own_initiative": "主动调解",
	"mediation.on_application": "当事人申请",
	"mediation.referred": "委托移送",
	"mediation.persons": "涉及人数（人）",
	"mediation.open": "在办（件）",
	"mediation.written_agreements": "书面",
	"mediation.oral_agreements": "口头",
	"mediation.resolved": "成功（件）",
	"mediation.failed": "不成（件）",
	"mediation.amount": "协议金额（元）",
	"mediation.performed": "履行（件）",
	"mediation.confirmation_applied": "申请司法确认（件）",
	"mediation.confirmed": "确认有效（件）",
	"mediation.crimes_prevented": "民转刑（件）",
	"mediation.crimes_prevented_persons": "民转刑（人）",
	"mediation.petitions_prevented": "群体性上访（件）",
	"mediation.petitions_prevented_persons": "群体性上访（人）",
}


class TestDisputesByTypeAndResult(ReportTestCase):
	report = "Disputes by Type and Result"
	CODES = ("mediation.received", "mediation.written_agreements", "mediation.oral_agreements")
	CODES += ("mediation.resolved", "mediation.failed", "mediation.open", "mediation.success_rate")
	CODES += ("mediation.success_rate_of_received",)

	def setUp(self):
		super().setUp()
		for result in ("Written Agreement", "Oral Agreement", "No Agreement", "Withdrawn"):
			self.dispute(self.community_1, **CONCLUDED, result=result, source="Own Initiative", amount=100)
		self.dispute(self.community_1, source="Referred")
		# received last year and settled in this one; received in this one and settled in the next
		labour = {"dispute_type": "Labour", **CONCLUDED, "result": "Written Agreement"}
		self.dispute(self.community_2, **labour, received_on="2023-12-31")
		self.dispute(self.community_2, **{**labour, "closed_on": "2025-01-01"}, received_on="2024-12-31")

	def test_each_type_by_the_days_of_receipt_and_conclusion(self):
		result = self.run_report()
		self.assertEqual(list(self.lines(result)), ["Neighbours", "Labour", "Totals"])
		self.assertEqual(self.line(result, "Neighbours", *self.CODES), (5, 1, 1, 2, 1, 1, 66.7, 40.0))
		self.assertEqual(self.line(result, "Labour", *self.CODES), (1, 1, 0, 1, 0, 0, 100.0, 100.0))
		self.assertEqual(self.line(result, "Totals", *self.CODES), (6, 2, 1, 3, 1, 1, 75.0, 50.0))
		self.assertEqual(
			self.line(result, "Totals", "mediation.own_initiative", "mediation.referred", "mediation.amount"),
			(4, 1, 200),
		)
		self.assertEqual(self.lines(result)["Neighbours"]["mediation_failed_colour"], "red")
		self.assertEqual(
			self.figures(result),
			{
				"Taken Up": 6,
				"Settled": 3,
				"Not Settled": 1,
				"In Mediation": 1,
				"Success Rate": 75.0,
				"Settled of Taken Up": 50.0,
			},
		)
		self.assertEqual(
			self.series(result),
			{
				"In Mediation": {"Neighbours": 1, "Labour": 0},
				"Settled": {"Neighbours": 2, "Labour": 1},
				"Not Settled": {"Neighbours": 1, "Labour": 0},
			},
		)

	def test_nothing_ended_has_no_rate(self):
		result = self.run_report(from_date="2024-06-01", to_date="2024-06-30")
		self.assertEqual(self.line(result, "Neighbours", "mediation.success_rate"), (None,))
		self.assertNotIn("Success Rate", self.figures(result))

	def test_the_register_of_the_same_name_has_the_same_totals(self):
		with self.as_user(self.officer):
			units = units_within(None, doctype="Mediation Case")
			table = MEDIATION_STATISTICS.rows(date(2024, 1, 1), date(2024, 12, 31), units)
			list(table)
		counted = {column.header: total for column, total in zip(table.columns, table.total, strict=True)}
		shown = self.line(self.run_report(), "Totals", *SAME)
		self.assertEqual(
			tuple(counted[header] for header in SAME.values()), tuple(each or 0 for each in shown)
		)
