from io import BytesIO
from unittest.mock import patch

import docx
import frappe
from frappe.www.printview import get_html_and_style

from fazhi_governance.annual_report import word
from fazhi_governance.annual_report.editions import EDITIONS, GOVERNMENT_HEAD, PARTY_HEAD, PUBLIC, SUBMITTED
from fazhi_governance.annual_report.test_compose import OPENING, ReportTestCase
from fazhi_governance.api import annual_report as api
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import file_of


class WordTestCase(ReportTestCase):
	def signed(self, **values):
		self.with_cases()
		report = self.composed()
		report.db_set({"signed_on": "2025-01-20", "document_number": "测街发〔2025〕3号", **values})
		return report


class TestEditions(WordTestCase):
	def test_the_submitted_edition_goes_upward_with_number_and_approvers(self):
		report = self.signed()
		report.party_head, report.government_head = "测试书记", "测试主任"
		document = word.official(report)
		self.assertTrue(document.is_upward and document.is_sealed)
		self.assertEqual(document.addressee, "测试区人民政府")
		self.assertEqual(document.document_number, "测街发〔2025〕3号")
		self.assertEqual(document.approvers, ("测试书记", "测试主任"))
		self.assertEqual(document.issuers, ("测试甲街道党工委", "测试甲街道办事处"))

	def test_without_a_number_no_approver_stands_on_it(self):
		report = self.signed(document_number=None)
		report.party_head = "测试书记"
		self.assertEqual(word.official(report).approvers, ())

	def test_the_public_edition_is_addressed_to_nobody(self):
		report = self.signed()
		report.party_head = "测试书记"
		document = word.official(report, PUBLIC)
		self.assertFalse(document.is_upward)
		self.assertEqual((document.addressee, document.document_number, document.approvers), ("", "", ()))

	def test_a_duty_report_is_signed_by_the_head_in_person(self):
		report = self.signed()
		report.party_head, report.government_head = "测试书记", "测试主任"
		for edition, head in ((PARTY_HEAD, "测试书记"), (GOVERNMENT_HEAD, "测试主任")):
			document = word.official(report, edition)
			self.assertEqual((document.issuers, document.is_sealed), ((f"述法人：{head}",), False))
			self.assertIn(head, document.title[0])
			self.assertEqual(document.title[1], "2024年度述法报告")
			docx.Document(BytesIO(word.to_word(report, edition)))

	def test_a_duty_report_of_nobody_is_refused(self):
		with self.refused("no name to sign the Duty Report of the Government Head", "Enter it on the report"):
			word.official(self.signed(), GOVERNMENT_HEAD)

	def test_control_characters_do_not_spoil_the_file(self):
		report = self.signed()
		report.sections[0].body = "测试\x07开头\t。"
		self.assertIn(
			"测试开头。", [each.text for each in docx.Document(BytesIO(word.to_word(report))).paragraphs]
		)

	def test_a_withdrawn_report_says_so(self):
		report = self.signed()
		report.docstatus = 2
		self.assertEqual(word.official(report).mark, "已撤回")

	def test_plain_text_has_a_paragraph_a_line(self):
		lines = word.to_text(self.signed()).decode().splitlines()
		self.assertEqual(
			lines[:6],
			[
				"测街发〔2025〕3号",
				"测试甲街道党工委",
				"测试甲街道办事处",
				"关于2024年度法治政府建设情况的报告",
				"测试区人民政府：",
				OPENING,
			],
		)
		self.assertEqual(lines[-2:], ["测试甲街道党工委　　测试甲街道办事处", "2025年1月20日"])

	def test_each_edition_has_its_own_file_name(self):
		report = self.signed()
		self.assertEqual(
			[word.file_name(report, edition, "pdf") for edition in EDITIONS],
			[
				"测试甲街道2024年度法治政府建设情况报告.pdf",
				"测试甲街道2024年度法治政府建设情况报告（公开版）.pdf",
				"测试甲街道2024年度述法版（党）.pdf",
				"测试甲街道2024年度述法版（政）.pdf",
			],
		)


class TestPrinting(WordTestCase):
	def printed(self, report, edition: str) -> str:
		return get_html_and_style("Annual Report", report.name, print_format=word.PRINT_FORMATS[edition])[
			"html"
		]

	def test_each_edition_prints_what_its_word_file_says(self):
		report = self.signed()
		with self.as_user(self.officer):
			submitted, public = (self.printed(report, edition) for edition in (SUBMITTED, PUBLIC))
		for html in (submitted, public):
			self.assertIn("全年化解矛盾纠纷60余件，调解成功率为100%。", html)
			self.assertIn("2025年1月20日", html)
		self.assertIn("测试区人民政府：", submitted)
		self.assertNotIn("测试区人民政府", public)

	def test_who_chooses_no_format_prints_the_report_as_submitted(self):
		report = self.signed()
		with self.as_user(self.officer):
			printed = get_html_and_style("Annual Report", report.name)["html"]
			self.assertEqual(printed, self.printed(report, SUBMITTED))

	def test_what_is_missing_is_printed_in_the_place_of_the_report(self):
		report = self.signed()
		with self.as_user(self.officer):
			self.assertIn(
				"no name to sign the Duty Report of the Party Head", self.printed(report, PARTY_HEAD)
			)
			empty = factories.make_report(self.street_a, 2023)
			self.assertIn("has no text yet", self.printed(empty, SUBMITTED))

	def test_a_report_of_another_unit_is_not_printed(self):
		report = self.signed()
		with self.as_user(self.stranger), self.refused(error=frappe.PermissionError):
			word.annual_report_page(report.name, SUBMITTED)


class TestPdf(WordTestCase):
	def test_a_pdf_is_the_print_with_page_numbers(self):
		"""wkhtmltopdf itself is looked at by hand; here stands in for it what it gives."""
		report = self.signed()
		with patch("fazhi_governance.official_document.pdf.require_program"):
			with patch("frappe.get_print", return_value="<html><body></body></html>") as printed:
				with patch("fazhi_governance.official_document.pdf.to_pdf", return_value=b"%PDF") as made:
					with self.as_user(self.officer):
						name, content = file_of(api.pdf(report.name, PUBLIC))
		self.assertEqual(
			printed.call_args.args[:3], ("Annual Report", report.name, word.PRINT_FORMATS[PUBLIC])
		)
		self.assertEqual(made.call_count, 1)
		self.assertEqual((name, content), ("测试甲街道2024年度法治政府建设情况报告（公开版）.pdf", b"%PDF"))

	def test_without_wkhtmltopdf_the_way_out_is_told(self):
		report = self.signed()
		with patch("shutil.which", return_value=None):
			with self.as_user(self.officer), self.refused("no wkhtmltopdf", "Download the Word document"):
				api.pdf(report.name)

	def test_a_report_without_text_is_refused_before_it_is_printed(self):
		report = factories.make_report(self.street_a)
		with patch("shutil.which", return_value="wkhtmltopdf"):
			with self.as_user(self.officer), self.refused("has no text yet"):
				api.pdf(report.name)

	def test_an_unknown_edition_is_refused_with_those_that_there_are(self):
		report = self.signed()
		for asked in (api.word, api.pdf):
			with self.as_user(self.officer), self.refused("no edition “<b>”", "Public Edition"):
				asked(report.name, "<b>")
