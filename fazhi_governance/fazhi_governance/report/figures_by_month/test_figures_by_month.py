from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase


class TestFiguresByMonth(ReportTestCase):
	report = "Figures by Month"

	def setUp(self):
		super().setUp()
		self.dispute(self.community_1, received_on="2024-01-31", dispute_type="Labour")
		self.dispute(self.community_1, received_on="2024-03-01")
		self.dispute(self.community_2, received_on="2024-03-31")
		factories.make_resident(self.community_1, chosen_on="2020-01-01", left_on="2024-06-15")

	def rows(self, **filters) -> dict:
		return {row["figure"]: row for row in self.run_report(year=2024, **filters)["result"]}

	def test_months_and_the_figure_of_the_year(self):
		row = self.rows(figure_group="Disputes")["mediation.received"]
		self.assertEqual([row[f"month_{month}"] for month in range(1, 13)], [1, None, 2, *[None] * 9])
		self.assertEqual((row["title"], row["measure"], row["year"]), ("受理矛盾纠纷", "件", 3))

	def test_what_is_counted_once_is_not_added_up(self):
		row = self.rows(figures=["mediation.units"])["mediation.units"]
		self.assertEqual((row["month_1"], row["month_3"], row["year"]), (1, 2, 2))

	def test_what_stands_at_the_end_of_a_month(self):
		self.assertEqual(self.rows(figures=["resident.in_post"]), {})
		factories.make_resident(self.community_2, "测试乙", chosen_on="2024-05-01")
		row = self.rows(figures=["resident.in_post"])["resident.in_post"]
		self.assertEqual([row[f"month_{month}"] for month in (1, 4, 5, 6, 12)], [1, 1, 2, 1, 1])
		self.assertEqual(row["year"], 1)

	def test_a_number_opens_the_list_of_its_month(self):
		result = self.run_report(year=2024, figures=["mediation.received"])
		opens = next(column["opens"] for column in result["columns"] if column["fieldname"] == "month_2")
		self.assertEqual((str(opens["from_date"]), str(opens["to_date"])), ("2024-02-01", "2024-02-29"))

	def test_chart_and_summary_are_of_the_figure_asked_for(self):
		result = self.run_report(year=2024, figure_group="Disputes", charted="mediation.open")
		self.assertEqual(self.series(result)["在办矛盾纠纷"]["Month 3"], 2)
		self.assertEqual(self.figures(result)["在办矛盾纠纷"], 3)

	def test_names_and_figures_without_records_are_left_out(self):
		shown = self.rows(figure_group="Disputes")
		self.assertNotIn("mediation.types", shown)
		self.assertNotIn("petition.received", shown)

	def test_a_faulty_figure_does_not_keep_the_others_from_being_shown(self):
		figure = factories.make_figure("test.faulty", figure_group="Disputes")
		figure.db_set("filters", '[["gone", "=", 1]]')
		shown = self.rows(figure_group="Disputes")
		self.assertIn("mediation.received", shown)
		self.assertNotIn("test.faulty", shown)
