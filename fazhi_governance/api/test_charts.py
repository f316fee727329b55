from unittest.mock import patch

import frappe
from frappe.utils import getdate

from fazhi_governance.api import charts
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

BY_MONTH, BY_KIND, CONSULTATIONS, TRAININGS = charts.CHARTS


class TestCharts(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		day = patch.object(charts, "current_date", return_value=getdate("2024-06-30"))
		day.start()
		self.addCleanup(day.stop)
		for unit, submitted_on, kind in (
			(self.street_a, "2024-05-06", "Contract"),
			(self.community_1, "2024-05-31", "Major Decision"),
			(self.street_a, "2024-01-02", "Contract"),
			(self.street_a, "2023-12-31", "Contract"),
			(self.street_b, "2024-05-06", "Contract"),
		):
			self.review = factories.make_stored(
				"Legality Review", unit=unit, subject="测试", submitted_on=submitted_on, review_kind=kind
			)

	def values(self, chart: str, user: str) -> dict | None:
		with self.as_user(user):
			data = charts.this_year(chart)
		if not data:
			return None
		counted = dict(zip(data["labels"], data["datasets"][0]["values"], strict=True))
		return {label: value for label, value in counted.items() if value}

	def test_a_chart_counts_this_years_records_of_the_own_units(self):
		self.assertEqual(self.values(BY_MONTH, self.officer), {"1": 1, "5": 2})
		self.assertEqual(self.values(BY_KIND, self.officer), {"Contract": 2, "Major Decision": 1})
		self.assertEqual(self.values(BY_MONTH, self.stranger), {"5": 1})
		self.assertEqual(self.values(BY_KIND, self.clerk), {"Major Decision": 1})
		self.assertIsNone(self.values(BY_KIND, self.unassigned))

	def test_one_users_numbers_are_not_kept_for_the_next(self):
		self.assertEqual(self.values(BY_KIND, self.system_manager)["Contract"], 3)
		self.assertEqual(self.values(BY_KIND, self.stranger), {"Contract": 1})

	def test_what_was_cancelled_is_not_counted(self):
		self.review.db_set("docstatus", 2)
		self.assertIsNone(self.values(BY_MONTH, self.stranger))

	def test_an_advisor_counts_what_is_assigned_alone(self):
		lawyer = self.users["Legal Advisor"]
		self.assertIsNone(self.values(CONSULTATIONS, lawyer))
		advisor, other = factories.make_advisor(self.street_a, lawyer), factories.make_advisor(self.street_a)
		for each in (advisor, other):
			factories.make_stored(
				"Law Advisor Consultation",
				unit=self.street_a,
				subject="测试",
				kind="Lecture",
				advisor=each.name,
				asked_on="2024-05-06",
			)
		self.assertEqual(self.values(CONSULTATIONS, lawyer), {"Lecture": 1})

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
			data = charts.this_year(TRAININGS)
		self.assertEqual(data["datasets"], [{"name": "本年", "values": [1]}])
		self.assertRegex(data["labels"][0], "中心组$")

	def test_who_may_not_read_a_kind_may_not_count_it(self):
		with self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
			self.values(CONSULTATIONS, self.users["Mediator"])

	def test_every_chart_of_the_desk_is_counted_here(self):
		shipped = frappe.get_all(
			"Dashboard Chart",
			filters={"module": "Fazhi Governance"},
			fields=["name", "chart_type", "document_type"],
			order_by="name",
		)
		self.assertEqual({chart.name for chart in shipped}, set(charts.CHARTS))
		for chart in shipped:
			self.assertEqual(
				(chart.chart_type, chart.document_type), ("Custom", charts.CHARTS[chart.name][0])
			)
