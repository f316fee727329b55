import json
from datetime import date

import frappe

from fazhi_governance.api import charts
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.statistics import figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

REFUSALS = (frappe.PermissionError, frappe.ValidationError)  # early v15 raises the latter
BY_MONTH = {"figure": "review.submitted", "by": "Month"}
BY_KIND = {"figure": "review.submitted", "by": "Kind"}
BY_UNIT = {"figure": "review.submitted", "by": "Unit"}
CONSULTATIONS = {"figure": "consultation.asked", "by": "Kind"}
TRAININGS = {"figure": "training.by_body", "by": "Kind"}


class ChartsTestCase(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.flags.current_date = date(2024, 6, 30)
		self.addCleanup(frappe.flags.pop, "current_date")
		for unit, submitted_on, kind in (
			(self.street_a, "2024-05-06", "Contract"),
			(self.community_1, "2024-05-31", "Major Decision"),
			(self.street_a, "2024-01-02", "Contract"),
			(self.street_a, "2023-12-31", "Contract"),
			(self.street_a, "2024-07-01", "Contract"),
			(self.street_b, "2024-05-06", "Contract"),
		):
			self.review = factories.make_stored(
				"Legality Review", unit=unit, subject="测试", submitted_on=submitted_on, review_kind=kind
			)


class TestCharts(ChartsTestCase):
	def values(self, filters: dict, user: str) -> dict | None:
		with self.as_user(user):
			data = charts.chart(json.dumps(filters))
		if not data:
			return None
		counted = dict(zip(data["labels"], data["datasets"][0]["values"], strict=True))
		return {label: value for label, value in counted.items() if value}

	def test_a_chart_counts_this_years_records_of_the_own_units_until_today(self):
		self.assertEqual(self.values(BY_MONTH, self.officer), {"1": 1, "5": 2})
		self.assertEqual(self.values(BY_KIND, self.officer), {"Contract": 2, "Major Decision": 1})
		self.assertEqual(self.values(BY_UNIT, self.officer), {"测试甲街道 itself": 2, "测试一社区": 1})
		self.assertEqual(self.values(BY_MONTH, self.stranger), {"5": 1})
		self.assertEqual(self.values(BY_KIND, self.clerk), {"Major Decision": 1})
		self.assertIsNone(self.values(BY_KIND, self.unassigned))

	def test_one_users_numbers_are_not_kept_for_the_next(self):
		self.assertEqual(self.values(BY_KIND, self.officer)["Contract"], 2)
		self.assertEqual(self.values(BY_KIND, self.stranger), {"Contract": 1})

	def test_what_was_cancelled_is_not_counted(self):
		self.review.db_set("docstatus", 2)
		self.assertIsNone(self.values(BY_MONTH, self.stranger))

	def test_an_advisor_sees_none_of_the_offices_numbers(self):
		lawyer = self.users["Legal Advisor"]
		advisor = factories.make_advisor(self.street_a, lawyer)
		factories.make_stored(
			"Law Advisor Consultation",
			unit=self.street_a,
			subject="测试",
			kind="Lecture",
			advisor=advisor.name,
			asked_on="2024-05-06",
		)
		self.assertEqual(self.values(CONSULTATIONS, self.officer), {"Lecture": 1})
		self.assertIsNone(self.values(CONSULTATIONS, lawyer))

	def test_only_what_was_counted_is_drawn_in_the_users_language(self):
		factories.make_stored(
			"Training Record",
			unit=self.street_a,
			topic="测试学法",
			held_on="2024-03-01",
			held_by="Central Group",
		)
		frappe.local.lang = "zh"
		with self.as_user(self.officer):
			data = charts.chart(TRAININGS)
		self.assertEqual(data["datasets"], [{"name": "各层级学法培训", "values": [1]}])
		self.assertRegex(data["labels"][0], "中心组$")

	def test_who_may_not_read_a_kind_may_not_count_it(self):
		with self.refused(error=REFUSALS):
			self.values(CONSULTATIONS, self.users["Mediator"])

	def test_a_figure_that_there_is_not_is_refused(self):
		with self.refused("no figure “review.none”"):
			self.values({"figure": "review.none", "by": "Month"}, self.officer)

	def test_every_chart_and_card_of_the_desk_is_of_a_figure_and_shown_to_who_may_read_it(self):
		for doctype, of in (
			("Dashboard Chart", {"chart_type": "Custom", "source": charts.SOURCE}),
			("Number Card", {"type": "Custom", "method": charts.CARD}),
		):
			shipped = frappe.get_all(
				doctype,
				filters={"module": "Fazhi Governance", "is_standard": 1, **of},
				fields=["name", "document_type", "filters_json"],
				order_by="name",
			)
			self.assertGreaterEqual(len(shipped), 4)
			for each in shipped:
				with self.subTest(each.name):
					figure = figures.find(json.loads(each.filters_json)["figure"])
					kinds = charts.kinds_of(figure)
					self.assertEqual([each.document_type], kinds)

	def test_no_other_chart_comes_with_the_app(self):
		shipped = frappe.get_all("Dashboard Chart", filters={"module": "Fazhi Governance"}, pluck="source")
		self.assertEqual(set(shipped), {charts.SOURCE})


class TestCards(ChartsTestCase):
	def card(self, code: str, user: str) -> str:
		with self.as_user(user):
			shown = charts.card(json.dumps({"figure": code}))
		before, after = f'<span data-figure="{code}">', "</span>"
		return shown.removeprefix(before).removesuffix(after)

	def test_a_card_says_the_figure_of_the_own_units(self):
		self.assertEqual(self.card("review.submitted", self.officer), "3件")
		self.assertEqual(self.card("review.submitted", self.clerk), "1件")
		self.assertEqual(self.card("review.submitted", self.unassigned), "no data")

	def test_what_is_not_yet_due_does_not_lower_a_rate(self):
		for due_on, is_in_time in (("2024-06-01", 1), ("2024-12-01", 0)):
			values = {"conclusion_due_on": due_on, "is_concluded_in_time": is_in_time}
			factories.make_stored("Petition", unit=self.street_a, subject="测试", purpose="Claim", **values)
		self.assertEqual(self.card("petition.concluded_in_time_rate", self.officer), "100%")

	def test_names_of_records_are_text(self):
		factories.make_stored(
			"Shortcoming", unit=self.street_a, title="<b>测试</b>", text="测试", raised_on="2024-03-01"
		)
		self.assertEqual(self.card("shortcoming.titles", self.officer), "“&lt;b&gt;测试&lt;/b&gt;”")

	def test_a_faulty_figure_says_so_and_raises_nothing(self):
		factories.make_figure("test.faulty")
		frappe.db.set_value("Statistical Figure", "test.faulty", "filters", '[["colour", "=", "red"]]')
		clear_request_cache()
		self.assertEqual(self.card("test.faulty", self.officer), "Faulty")
		self.assertEqual(self.messages(), [])

	def test_who_may_not_read_a_kind_has_no_card_of_it(self):
		with self.refused(error=REFUSALS):
			self.card("review.submitted", self.users["Mediator"])


class TestMakingThem(ChartsTestCase):
	"""Administrators put any figure on a workspace without code."""

	def test_a_card_of_any_figure(self):
		factories.make_figure("test.own", label="测试自定义指标")
		with self.as_user(self.system_manager):
			card = frappe.get_doc("Number Card", charts.add_card("test.own"))
		self.assertEqual(
			(card.label, card.document_type, card.is_public), ("测试自定义指标", "Mediation Case", 1)
		)
		factories.make_case(self.community_1, received_on="2024-03-01")
		with self.as_user(self.officer):
			self.assertEqual(charts.card(card.filters_json), '<span data-figure="test.own">1件</span>')

	def test_a_chart_of_any_figure(self):
		with self.as_user(self.system_manager):
			chart = frappe.get_doc("Dashboard Chart", charts.add_chart("review.given", "Kind"))
		self.assertEqual((chart.source, chart.document_type), (charts.SOURCE, "Legality Review"))
		self.assertEqual(json.loads(chart.filters_json), {"figure": "review.given", "by": "Kind"})

	def test_what_cannot_be_drawn_is_refused(self):
		with self.as_user(self.system_manager):
			with self.refused("法律法规 cannot be drawn so"):
				charts.add_chart("publicity.laws", "Month")
			with self.refused("cannot be drawn so"):
				charts.add_chart("mediation.open", "Kind")
			with self.refused("months, kinds or units"):
				charts.add_chart("mediation.open", "Colour")

	def test_others_make_none(self):
		for user in (self.officer, self.users["Fazhi Manager"]):
			with self.as_user(user), self.refused(error=REFUSALS):
				charts.add_card("mediation.open")
			with self.as_user(user), self.refused(error=REFUSALS):
				charts.add_chart("mediation.open", "Month")
