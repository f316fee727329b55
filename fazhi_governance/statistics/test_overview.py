from datetime import date

import frappe

from fazhi_governance.compat import clear_request_cache
from fazhi_governance.statistics import figures, overview, splits
from fazhi_governance.statistics.cube import compute
from fazhi_governance.statistics.figures import Period
from fazhi_governance.statistics.test_figures import YEAR, FigureTestCase
from fazhi_governance.tests import factories
from fazhi_governance.tests.factories import concluded


class OverviewTestCase(FigureTestCase):
	def lines(self, user: str | None = None, period: Period = YEAR) -> dict[str, overview.Line]:
		lines, self.faults = overview.lines(period, self.street_a, user or self.officer)
		return {line.figure.code: line for line in lines}


class TestLines(OverviewTestCase):
	def test_each_figure_stands_beside_the_same_period_a_year_before(self):
		for day in ("2024-02-29", "2024-03-01", "2024-03-31", "2023-02-28", "2023-03-01"):
			factories.make_case(self.community_1, received_on=day)
		line = self.lines(period=Period(date(2024, 1, 1), date(2024, 2, 29)))["mediation.received"]
		self.assertEqual((line.now.value, line.before.value, line.change), (1, 1, "持平"))
		line = self.lines()["mediation.received"]
		self.assertEqual((line.now.value, line.before.value, line.change), (3, 2, "+50%"))

	def test_the_last_of_february_answers_to_the_last_of_february(self):
		for day, before in (
			(date(2024, 2, 29), date(2023, 2, 28)),
			(date(2025, 2, 28), date(2024, 2, 29)),
			(date(2025, 2, 27), date(2024, 2, 27)),
			(date(2024, 12, 31), date(2023, 12, 31)),
		):
			self.assertEqual(Period(day, day).year_before, Period(before, before))

	def test_a_share_changes_by_points_and_an_average_by_its_unit(self):
		for year, results in ((2023, ("Written Agreement", "No Agreement")), (2024, ("Written Agreement",))):
			for result in results:
				factories.make_case(
					self.community_1,
					received_on=f"{year}-01-01",
					**concluded(result, closed_on=f"{year}-02-01", agreement_on=f"{year}-02-01"),
				)
			factories.make_inquiry(self.street_a, asked_on=f"{year}-01-01", minutes=year - 2020)
		lines = self.lines()
		rate = lines["mediation.success_rate"]
		self.assertEqual((rate.change, rate.share), ("+50个百分点", "1件 / 1件"))
		self.assertEqual(lines["inquiry.average_minutes"].change, "+1分钟")

	def test_what_cannot_be_compared_has_no_change(self):
		factories.make_case(self.community_1, mediator="测试丁")
		line = self.lines()["mediation.received"]
		self.assertEqual((line.now.value, line.before.value, line.change), (1, None, ""))
		# none the year before, of those that there were: nothing to grow from
		factories.make_case(self.community_1, received_on="2023-03-01")
		factories.make_case(self.community_1, risk_level="Red")
		self.assertEqual(self.lines()["mediation.red"].change, "")
		self.assertEqual(self.lines()["mediation.types"].change, "")

	def test_kinds_that_the_user_may_not_read_are_left_out(self):
		self.assertIn("petition.received", self.lines())
		lines = self.lines(self.users["Mediator"])
		self.assertIn("mediation.received", lines)
		self.assertFalse([code for code in lines if code.startswith(("petition.", "review."))])

	def test_a_faulty_figure_is_named_and_keeps_none_from_being_counted(self):
		factories.make_case(self.community_1)
		factories.make_figure("test.whole")
		factories.make_figure(
			"test.rate", aggregate="Ratio", numerator="test.whole", denominator="mediation.received"
		)
		frappe.db.set_value("Statistical Figure", "test.whole", "filters", '[["colour", "=", "red"]]')
		clear_request_cache()
		lines = self.lines()
		self.assertEqual(lines["mediation.received"].now.value, 1)
		self.assertEqual(set(self.faults), {"test.whole", "test.rate"})
		for error in self.faults.values():
			self.assertIn("Mediation Case has no field colour", str(error))

	def test_twice_as_many_queries_as_for_one_period_and_no_more_with_more_figures(self):
		factories.make_case(self.community_1)
		self.lines()  # what is known of fields and units from here on
		wanted, _faults = overview.readable(self.officer)
		before = self.queries(lambda: compute(wanted, YEAR, self.street_a, self.officer))
		self.assertEqual(self.queries(self.lines), 2 * before)
		for number in range(5):
			factories.make_figure(f"test.more{number}", filters=f'[["persons_count", ">", {number}]]')
		self.lines()
		self.assertEqual(self.queries(self.lines), 2 * before)

	def queries(self, act) -> int:
		with self.counted_queries() as sent:
			act()
		return sum("count(*)" in query.lower() or "count(distinct" in query.lower() for query in sent)


class TestParts(OverviewTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for unit, month, type_ in (
			(cls.street_a, 1, "Neighbours"),
			(cls.community_1, 3, "Neighbours"),
			(cls.community_1, 3, "Contract"),
		):
			factories.make_case(
				unit, received_on=f"2024-{month:02}-01", dispute_type=type_, mediator="测试丁"
			)

	def value(self, code: str) -> figures.Value:
		return self.compute(code)[0]

	def test_months(self):
		months = overview.by_month(YEAR, self.street_a, self.officer)
		values = [overview.number(part["mediation.received"]) for part in months.values()]
		self.assertEqual((len(values), values[:4]), (12, [1, None, 2, None]))
		self.assertNotIn("mediation.types", next(iter(months.values())))

	def test_kinds_in_the_users_language_the_greatest_first(self):
		frappe.local.lang = "zh"
		kinds = overview.by_kind(self.value("mediation.received"))
		self.assertEqual(
			[(label, value.worded()) for label, value in kinds], [("邻里", "2件"), ("合同", "1件")]
		)
		self.assertEqual(overview.by_kind(self.value("mediation.open")), [])

	def test_records_are_called_by_their_titles(self):
		factories.make_figure("test.by_unit", breakdown_field="unit")
		kinds = overview.by_kind(self.value("test.by_unit"))
		self.assertEqual([label for label, _value in kinds], ["测试一社区", "测试甲街道"])

	def test_units_and_the_units_own(self):
		(received,) = figures.figures(["mediation.received"])
		units = overview.by_unit(received, YEAR, self.street_a, self.officer)
		self.assertEqual(
			[(unit, label, value.value) for unit, label, value in units if value.has_data],
			[(None, "测试甲街道 itself", 1), (self.community_1, "测试一社区", 2)],
		)
		self.assertEqual(len(units), len(splits.Branches.of(YEAR, self.street_a, self.officer).parts))
		self.assertEqual(overview.by_unit(received, YEAR, self.community_1, self.officer), [])
