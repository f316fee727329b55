from datetime import date
from io import BytesIO

import frappe
from openpyxl import load_workbook

from fazhi_governance.api import statistics
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded

YEAR = ("2024-01-01", "2024-12-31")
REFUSALS = (frappe.PermissionError, frappe.ValidationError)  # early v15 raises the latter


class FiguresTestCase(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for unit, count in ((cls.street_a, 1), (cls.community_1, 3), (cls.street_b, 2)):
			for _number in range(count):
				factories.make_case(unit, **concluded())
			factories.make_case(unit, received_on="2023-03-01")
		factories.make_case(cls.community_1, **concluded("No Agreement"))

	def rows(self, user: str, unit: str | None = None, period: tuple[str, str] = YEAR) -> dict[str, dict]:
		with self.as_user(user):
			groups = statistics.figures(*period, unit)["groups"]
		return {row["figure"]: row for group in groups for row in group["figures"]}


class TestPage(FiguresTestCase):
	def test_each_sees_the_figures_of_the_own_units(self):
		for user, received in (
			(self.officer, "5件"),
			(self.clerk, "4件"),
			(self.stranger, "2件"),
			(self.unassigned, ""),
		):
			self.assertEqual(self.rows(user)["mediation.received"]["value"], received)
		self.assertEqual(self.rows(self.officer, self.community_1)["mediation.received"]["value"], "4件")
		self.assertEqual(self.rows(self.officer, self.street_b)["mediation.received"]["value"], "")

	def test_a_line_says_all_there_is_to_a_figure(self):
		rows = self.rows(self.officer)
		self.assertEqual(
			rows["mediation.success_rate"],
			{
				"figure": "mediation.success_rate",
				"label": "调解成功率",
				"value": "80%",
				"share": "4件 / 5件",
				"before": "",
				"change": "",
			},
		)
		received = rows["mediation.received"]
		self.assertEqual([received[key] for key in ("before", "change")], ["2件", "+150%"])

	def test_no_data_is_not_0(self):
		rows = self.rows(self.officer)
		self.assertEqual(rows["mediation.red"]["value"], "0件")
		self.assertEqual(rows["publicity.activities"]["value"], "")

	def test_groups_stand_in_the_order_of_the_form(self):
		with self.as_user(self.officer):
			data = statistics.figures(*YEAR)
		labels = [group["label"] for group in data["groups"]]
		self.assertEqual(labels[:3], ["Organisation", "Decisions", "Capability"])
		self.assertEqual(data["before"], [date(2023, 1, 1), date(2023, 12, 31)])

	def test_who_may_read_few_kinds_sees_few_figures(self):
		figures = self.rows(self.users["Mediator"])
		self.assertEqual(figures["mediation.received"]["value"], "5件")
		self.assertFalse([code for code in figures if code.startswith(("petition.", "review.", "duty."))])

	def test_a_legal_advisor_sees_no_number_of_the_office(self):
		with self.refused(error=REFUSALS):
			self.rows(self.users["Legal Advisor"])

	def test_accusations_are_no_data_to_who_sees_none(self):
		factories.make_stored(
			"Petition", unit=self.street_a, subject="测试", received_on="2024-03-01", purpose="Accusation"
		)
		self.assertEqual(self.rows(self.users["Petition Officer"])["accusation.received"]["value"], "")

	def test_a_faulty_figure_is_named_beside_the_others(self):
		factories.make_figure("test.faulty", label="测试失效指标")
		frappe.db.set_value("Statistical Figure", "test.faulty", "filters", '[["colour", "=", "red"]]')
		clear_request_cache()
		with self.as_user(self.officer):
			data = statistics.figures(*YEAR)
		(fault,) = data["faults"]
		self.assertEqual((fault["figure"], fault["label"]), ("test.faulty", "测试失效指标"))
		self.assertIn("has no field colour", fault["problem"])
		self.assertEqual(self.rows(self.officer)["mediation.received"]["value"], "5件")
		self.assertEqual(self.messages(), [])

	def test_a_period_that_ends_before_it_begins_is_refused(self):
		for ask in (statistics.figures, statistics.months, statistics.download):
			with self.as_user(self.officer), self.refused("ends before it begins"):
				ask("2024-12-31", "2024-01-01")

	def test_months(self):
		with self.as_user(self.officer):
			data = statistics.months("2024-01-01", "2024-04-30")
		self.assertEqual(data["months"][:2], [date(2024, 1, 1), date(2024, 2, 1)])
		self.assertEqual(data["values"]["mediation.received"], [None, None, 5, None])
		self.assertEqual(data["values"]["mediation.success_rate"], [None, None, 80, None])
		self.assertNotIn("mediation.types", data["values"])

	def test_a_figure_is_taken_apart_by_kind_and_unit(self):
		with self.as_user(self.officer):
			details = statistics.details("mediation.received", *YEAR)
		self.assertIn("how many there are", details["words"])
		self.assertEqual(details["kinds"], [{"label": "Neighbours", "value": "5件", "number": 5}])
		units = {row["unit"]: row["value"] for row in details["units"] if row["value"]}
		self.assertEqual(units, {None: "1件", self.community_1: "4件"})

	def test_what_one_may_not_read_is_not_taken_apart(self):
		with self.as_user(self.users["Legal Advisor"]), self.refused(error=REFUSALS):
			statistics.details("mediation.received", *YEAR)

	def test_the_file_has_the_numbers_of_the_page(self):
		with self.as_user(self.officer):
			file = b"".join(statistics.download(*YEAR, self.street_a).response)
		sheet = load_workbook(BytesIO(file)).active
		rows = {row[1]: row for row in sheet.iter_rows(min_row=4, values_only=True)}
		self.assertIn("单位：测试甲街道", sheet["A2"].value)
		self.assertEqual(rows["受理矛盾纠纷"][2:], (5, "件", None, 2, "+150%"))
		self.assertEqual(rows["调解成功率"][2:5], (80, "%", "4件 / 5件"))
		self.assertEqual(rows["受理矛盾纠纷的类型"][2:4], ("邻里", None))
		self.assertNotIn("普法活动", rows)
		log = frappe.get_last_doc("Access Log", {"export_from": "Statistical Figure"})
		self.assertEqual((log.user, log.file_type), (self.officer, "XLSX"))


class TestPreview(FiguresTestCase):
	def preview(self, user: str | None = None, unit: str | None = None, **values) -> dict:
		figure = {
			"label": "测试指标",
			"aggregate": "Count",
			"unit_of_measure": "件",
			"record_kind": "Mediation Case",
		}
		figure |= {"date_field": "received_on", "filters": "[]", **values}
		with self.as_user(user or self.users["Fazhi Manager"]):
			return statistics.preview(figure, 2024, unit)

	def test_an_unsaved_figure_says_what_it_counts(self):
		shown = self.preview(filters='[["result", "=", "Written Agreement"]]')
		self.assertEqual([shown[key] for key in ("value", "before", "change")], ["4件", "0件", ""])
		self.assertIn("of which “Result” is “Written Agreement”", shown["words"])
		self.assertEqual(len(shown["records"]), 4)
		self.assertEqual({row["doctype"] for row in shown["records"]}, {"Mediation Case"})
		self.assertFalse(frappe.db.exists("Statistical Figure", {"label": "测试指标"}))

	def test_it_counts_in_the_users_scope_and_the_chosen_unit(self):
		self.assertEqual(self.preview()["value"], "5件")
		self.assertEqual(self.preview(unit=self.community_1)["value"], "4件")
		self.assertEqual(self.preview(unit=self.street_b)["value"], "")

	def test_a_ratio_is_of_two_that_are_there(self):
		parts = {"numerator": "mediation.resolved", "denominator": "mediation.received"}
		shown = self.preview(aggregate="Ratio", unit_of_measure="%", record_kind=None, **parts)
		self.assertEqual((shown["value"], shown["share"]), ("80%", "4件 / 5件"))
		self.assertEqual(len(shown["records"]), 5)

	def test_rows_of_a_table_are_listed_by_their_record_once(self):
		sessions = [{"mediated_on": "2024-03-02", "record": "测试"}] * 2
		case = factories.make_stored(**factories.case_values(self.community_1), sessions=sessions)
		shown = self.preview(child_table="Mediation Session", date_field="mediated_on")
		self.assertEqual((shown["value"], [row["name"] for row in shown["records"]]), ("2件", [case.name]))

	def test_what_is_wrong_is_said_and_not_thrown(self):
		for values, problem in (
			({"filters": '[["colour", "=", "red"]]'}, "Mediation Case has no field colour"),
			({"filters": '[["subject", "like", "%a%"]]'}, "there is no operator like"),
			({"filters": "[["}, "cannot be read as JSON"),
			({"date_field": ""}, "the date field must be a field of type Date"),
			({"aggregate": "Sum"}, "choose the aggregated field"),
			({"record_kind": ""}, "choose the record kind"),
			({"aggregate": "Ratio"}, "a ratio needs two figures"),
		):
			with self.subTest(problem):
				self.assertIn(problem, self.preview(**values)["problem"])
		self.assertEqual(self.messages(), [])

	def test_where_it_is_used(self):
		factories.make_paragraph("受理{{受理矛盾纠纷}}。", heading="测试小节")
		with self.as_user(self.users["Fazhi Manager"]):
			used = statistics.preview(
				frappe.get_doc("Statistical Figure", "mediation.received").as_dict(), 2024
			)["usage"]
		self.assertIn(("Report Paragraph", "测试小节"), [(row["doctype"], row["title"]) for row in used])
		self.assertIn(
			("Statistical Figure", "mediation.success_rate_of_received"),
			[(row["doctype"], row["name"]) for row in used],
		)
		self.assertEqual(self.preview(code="test.unused")["usage"], [])

	def test_only_who_may_define_figures_previews_them(self):
		for user in (self.officer, self.users["Fazhi Leader"], self.users["Legal Advisor"]):
			with self.refused(error=REFUSALS):
				self.preview(user)
