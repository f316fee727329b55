import json

import frappe

from fazhi_governance.statistics import figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestStatisticalFigure(GovernanceTestCase):
	"""What figures amount to: statistics/test_figures.py."""

	def assert_faulty(self, *fragments: str, **values):
		with self.as_user(self.users["Fazhi Manager"]):
			with self.refused("Statistical Figure 测试指标test.figure", *fragments):
				factories.make_figure("test.figure", **values)

	def test_a_figure_of_ones_own_is_in_use_at_once(self):
		with self.refused("no figure"):
			figures.find("test.figure")
		with self.as_user(self.users["Fazhi Manager"]):
			figure = factories.make_figure("test.figure", filters='[["status", "=", "Concluded"]]')
			self.assertEqual(figures.find("测试指标test.figure").code, "test.figure")
			figure.is_enabled = 0
			figure.save()
		with self.refused("no figure"):
			figures.find("test.figure")

	def test_an_odd_code_or_label_is_refused(self):
		with self.refused("the code Test is not like mediation.resolved"):
			factories.make_figure("Test")
		with self.refused("must not contain any of the characters"):
			factories.make_figure("test.figure", label="测试|指标")

	def test_a_label_stands_once(self):
		with self.refused(error=frappe.UniqueValidationError):
			factories.make_figure("test.figure", label="化解矛盾纠纷")

	def test_filters_that_cannot_be_read_are_refused(self):
		self.assert_faulty("cannot be read as JSON", filters='[["status", "="')
		self.assert_faulty("must be a list of [field, operator, value]", filters='{"status": "Concluded"}')
		for listed in ("status", 1, {}, [], [1, "=", 1], [["status"], "=", 1], ["status", "="]):
			self.assert_faulty("write it as [field, operator, value]", filters=json.dumps([listed]))

	def test_unknown_fields_and_operators_are_refused(self):
		self.assert_faulty("Mediation Case has no field colour", filters='[["colour", "=", "red"]]')
		self.assert_faulty("there is no operator like", filters='[["subject", "like", "%a%"]]')
		self.assert_faulty("Mediation Case has no field colour", date_field="colour")
		self.assert_faulty("has no field colour", breakdown_field="colour")
		self.assert_faulty("has no field colour", aggregate="Sum", aggregate_field="colour")

	def test_a_date_field_is_a_date(self):
		self.assert_faulty("the date field must be a field of type Date", date_field="subject")

	def test_only_numbers_are_summed_up(self):
		self.assert_faulty("only a number can be summed up", aggregate="Sum", aggregate_field="subject")

	def test_an_aggregate_needs_its_field(self):
		for aggregate in ("Sum", "Distinct", "Names"):
			with self.refused(error=frappe.ValidationError):
				factories.make_figure("test.figure", aggregate=aggregate)

	def test_only_counts_and_sums_are_broken_down(self):
		self.assert_faulty(
			"only a count or a sum can be broken down",
			aggregate="Distinct",
			aggregate_field="unit",
			breakdown_field="dispute_type",
		)

	def test_a_ratio_is_of_two_numbers(self):
		for numerator, denominator in (
			("mediation.success_rate", "mediation.received"),
			("mediation.resolved", "publicity.programmes"),
		):
			self.assert_faulty(
				"a ratio needs two figures that are counts or sums",
				aggregate="Ratio",
				numerator=numerator,
				denominator=denominator,
			)

	def test_only_a_day_of_the_record_itself_ends_it(self):
		for values in (
			{"until_field": "status"},
			{
				"record_kind": "Leading Group",
				"child_table": "Leading Group Member",
				"date_field": "from_date",
				"until_field": "to_date",
			},
		):
			self.assert_faulty("the until field must be a field of type Date of the record itself", **values)

	def test_only_records_of_a_unit_are_counted(self):
		self.assert_faulty(
			"is no record kind that belongs to a unit", record_kind="User", date_field="birth_date"
		)

	def test_only_rows_of_the_record_kind_are_counted(self):
		self.assert_faulty("has no rows of Law Reference", child_table="Law Reference")

	def test_a_standard_figure_is_edited_and_deleted_by_no_one(self):
		for user in (self.users["Fazhi Manager"], "Administrator"):
			with self.as_user(user):
				figure = frappe.get_doc("Statistical Figure", "mediation.resolved")
				figure.filters = "[]"
				with self.refused("化解矛盾纠纷", "comes with the app"):
					figure.save()
				with self.refused("化解矛盾纠纷", "cannot be deleted"):
					frappe.delete_doc("Statistical Figure", figure.name, force=True)
