from fazhi_governance.statistics.figures import FigureError
from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase

FIGURES = ["mediation.received", "mediation.units", "mediation.success_rate"]


class TestUnitsCompared(ReportTestCase):
	report = "Units Compared"

	def setUp(self):
		super().setUp()
		closed = {"status": "Concluded", "closed_on": "2024-07-01"}
		self.dispute(self.community_1, **closed, result="Written Agreement")
		self.dispute(self.community_1, **closed, result="No Agreement")
		self.dispute(self.community_2)

	def test_a_row_for_each_unit_and_the_figure_of_the_whole(self):
		result = self.run_report(figures=FIGURES)
		self.assertEqual(self.line(result, self.community_1, *FIGURES), (2, 1, 50.0))
		self.assertEqual(self.line(result, self.community_2, *FIGURES), (1, 1, None))
		self.assertEqual(self.line(result, self.station, *FIGURES), (None, None, None))
		self.assertEqual(self.line(result, "Totals", *FIGURES), (3, 2, 50.0))
		self.assertEqual(
			[column["label"] for column in result["columns"]],
			["Unit", "受理矛盾纠纷（件）", "开展调解的单位（个）", "调解成功率"],
		)
		self.assertEqual(
			self.series(result), {"受理矛盾纠纷（件）": {self.community_1: 2, self.community_2: 1}}
		)

	def test_what_is_counted_once_is_not_added_up(self):
		"""The same advisor has answered two units."""
		advisor = self.advisor(self.street_a).name
		for unit in (self.community_1, self.community_2):
			self.consultation(unit, advisor, answered_on="2024-05-07")
		result = self.run_report(figures=["consultation.advisors"])
		self.assertEqual(
			[
				self.line(result, title, "consultation.advisors")
				for title in (self.community_1, self.community_2, "Totals")
			],
			[(1,), (1,), (1,)],
		)

	def test_a_group_shows_its_leading_figures_and_one_without_all_of_it(self):
		columns = [column.get("figure") for column in self.run_report(figure_group="Disputes")["columns"]]
		self.assertEqual(columns[:3], [None, "mediation.received", "mediation.resolved"])
		factories.make_figure("test.other", figure_group="Other")
		shown = self.run_report(figure_group="Other")["columns"]
		self.assertIn("test.other", [column.get("figure") for column in shown])

	def test_the_chart_is_of_the_figure_asked_for(self):
		chosen = self.run_report(figures=FIGURES, charted="mediation.success_rate")
		self.assertEqual(self.series(chosen), {"调解成功率": {self.community_1: 50.0}})
		added = self.run_report(figures=FIGURES[:1], charted="mediation.resolved")
		self.assertEqual(list(self.series(added)), ["化解矛盾纠纷（件）"])

	def test_an_unknown_figure_is_refused(self):
		with self.refused("no figure “mediation.receive”", error=FigureError):
			self.run_report(figures=["mediation.receive"])

	def test_figures_of_records_that_the_user_may_not_read_are_left_out(self):
		ratio = {"aggregate": "Ratio", "numerator": "enforcement.cases", "denominator": "mediation.received"}
		factories.make_figure("test.ratio", **ratio, record_kind=None, date_field=None)
		hidden = ["enforcement.cases", "test.ratio"]
		result = self.run_report(self.users["Mediator"], figures=[*hidden, *FIGURES])
		shown = [column.get("figure") for column in result["columns"][1:]]
		self.assertEqual(shown, FIGURES)
