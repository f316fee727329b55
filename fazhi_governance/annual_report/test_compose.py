from io import BytesIO

import frappe
from docx import Document as WordDocument

from fazhi_governance.annual_report.compose import compose
from fazhi_governance.annual_report.text import PART_TITLES
from fazhi_governance.annual_report.word import to_word
from fazhi_governance.api.annual_report import word
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase, file_of
from fazhi_governance.tests.factories import concluded

DISPUTES, PUBLICITY = "测试治理小节", "测试普法小节"
OPENING = "现将测试情况报告如下："
RESOLVED = "全年化解矛盾纠纷{{化解矛盾纠纷|rounded}}，调解成功率为{{调解成功率}}。"
CONFIRMED = "申请司法确认{{申请司法确认}}。"


class ReportTestCase(GovernanceTestCase):
	"""An office with paragraphs of its own in place of those that come with the app."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		paragraph = frappe.qb.DocType("Report Paragraph")
		frappe.qb.update(paragraph).set(paragraph.is_enabled, 0).run()
		factories.make_paragraph(OPENING, part="Opening", heading=None, sequence=1)
		factories.make_paragraph(RESOLVED, heading=DISPUTES, sequence=10)
		factories.make_paragraph(CONFIRMED, heading=DISPUTES, sequence=11, continues=1)
		factories.make_paragraph(
			"发放材料{{发放宣传材料|rounded}}，宣传{{宣传的法律法规}}。", heading=PUBLICITY, sequence=20
		)
		factories.make_paragraph(
			"测试首责。", part="First Responsible Persons", heading="测试首责小节", sequence=30, is_run_in=1
		)

	def with_cases(self, count: int = 62):
		"""Concluded with an agreement, written straight to the table for speed."""
		values = concluded(followed_up_on="2024-04-20")
		fields = ["name", "unit", "subject", "received_on", *values]
		frappe.db.bulk_insert(
			"Mediation Case",
			fields,
			[
				(f"测试-{number}", self.community_1, "测试纠纷", factories.RECEIVED_ON, *values.values())
				for number in range(count)
			],
		)

	def composed(self):
		"""As the officer who writes it."""
		with self.as_user(self.officer):
			report = factories.make_report(self.street_a)
			report.compose()
		return report

	def bodies(self, report) -> dict:
		return {row.heading or "": row.body for row in report.sections}

	def paragraphs(self, report) -> list[str]:
		"""As they stand in the Word file."""
		return [each.text for each in WordDocument(BytesIO(to_word(report))).paragraphs if each.text]


class TestCompose(ReportTestCase):
	def test_sections_are_drafted_in_order_with_their_figures_live(self):
		self.with_cases()
		report = self.composed()
		self.assertEqual(
			[(row.part, row.heading or "") for row in report.sections],
			[
				("Opening", ""),
				("Achievements", DISPUTES),
				("Achievements", PUBLICITY),
				("First Responsible Persons", "测试首责小节"),
			],
		)
		self.assertEqual(self.bodies(report)[DISPUTES], RESOLVED)
		self.assertEqual([row.is_run_in for row in report.sections], [0, 0, 0, 1])
		self.assertEqual([row.idx for row in report.sections], [1, 2, 3, 4])

	def test_each_kind_of_office_says_it_in_its_own_words(self):
		said = "{{单位}}健全{{依法治理}}机制，{{党委}}会议部署，压实{{社区}}责任。"
		factories.make_paragraph(said, heading="确保{{依法治理}}取得实效", sequence=5)
		for name, unit_type, heading, words in (
			(
				"测试丙街道",
				"Sub-district Office",
				"依法治街",
				"健全依法治街机制，党工委会议部署，压实社区责任。",
			),
			(
				"测试镇",
				"Township Government",
				"依法治镇",
				"健全依法治镇机制，党委会议部署，压实村（社区）责任。",
			),
			(
				"测试乡",
				"Township Government",
				"依法治乡",
				"健全依法治乡机制，党委会议部署，压实村（社区）责任。",
			),
			("测试局", "Department", "依法治理", "健全依法治理机制，党组织会议部署，压实所属单位责任。"),
		):
			unit = factories.make_unit(name, unit_type=unit_type)
			report = factories.make_report(unit, addressee="测试县人民政府", issuers=name)
			report.compose()
			self.assertEqual(self.bodies(report)[f"确保{heading}取得实效"], name + words)

	def test_a_paragraph_without_data_is_left_out(self):
		self.with_cases()
		report = self.composed()
		self.assertNotIn(CONFIRMED, self.bodies(report)[DISPUTES])
		self.assertEqual(self.bodies(report)[PUBLICITY], "")
		factories.make_case(self.community_2, **concluded(confirmation_applied_on="2024-04-01"))
		with self.as_user(self.officer):
			report.compose()
		self.assertEqual(self.bodies(report)[DISPUTES], RESOLVED + CONFIRMED)

	def test_records_of_another_unit_or_year_are_no_data(self):
		factories.make_case(self.community_3, **concluded())
		factories.make_case(
			self.community_1,
			**concluded(closed_on="2023-03-20", agreement_on="2023-03-20"),
			received_on="2023-03-01",
		)
		self.assertEqual(self.bodies(self.composed())[DISPUTES], "")

	def test_a_paragraph_that_needs_a_figure_waits_for_its_data(self):
		factories.make_paragraph(
			"测试讲座。", heading="测试讲座小节", sequence=40, needs="publicity.lectures"
		)
		report = self.composed()
		self.assertEqual(self.bodies(report)["测试讲座小节"], "")
		factories.make_activity(self.community_1, activity_form="Lecture")
		with self.as_user(self.officer):
			report.compose()
		self.assertEqual(self.bodies(report)["测试讲座小节"], "测试讲座。")

	def test_a_paragraph_starts_a_new_line_unless_it_continues(self):
		factories.make_paragraph("测试第二段。", part="Opening", heading=None, sequence=2)
		self.assertEqual(self.bodies(self.composed())[""], f"{OPENING}\n测试第二段。")

	def test_what_the_author_wrote_stays_and_the_rest_is_drafted_anew(self):
		self.with_cases()
		report = self.composed()
		with self.as_user(self.officer):
			report.sections[1].body = "测试作者所写。"
			report.append("sections", {"part": "Next Year", "heading": "测试打算", "body": "测试安排。"})
			report.save()
			report.compose()
			report.compose()
		self.assertEqual(self.bodies(report)[DISPUTES], "测试作者所写。")
		self.assertEqual(self.bodies(report)["测试打算"], "测试安排。")
		self.assertEqual(self.bodies(report)[""], OPENING)
		self.assertEqual(len(report.sections), 5)
		self.assertEqual(report.sections[-1].part, "Next Year")

	def test_a_section_that_the_author_emptied_is_drafted_again(self):
		report = self.composed()
		report.sections[0].body = ""
		report.save()
		report.compose()
		self.assertEqual(report.sections[0].body, OPENING)

	def test_a_changed_paragraph_changes_what_no_author_has_touched(self):
		report = self.composed()
		name = frappe.db.get_value("Report Paragraph", {"text": OPENING})
		paragraph = frappe.get_doc("Report Paragraph", name)
		paragraph.text = "测试新开头。"
		paragraph.save()
		report.compose()
		self.assertEqual(report.sections[0].body, "测试新开头。")

	def test_sections_with_the_same_heading_are_all_kept(self):
		report = self.composed()
		for body in ("测试甲文。", "测试乙文。"):
			report.append("sections", {"part": "Next Year", "heading": "测试同题", "body": body})
		report.save()
		report.compose()
		same = [row.body for row in report.sections if row.heading == "测试同题"]
		self.assertEqual(same, ["测试甲文。", "测试乙文。"])

	def test_who_may_only_read_does_not_compose(self):
		report = self.composed()
		for role in ("Fazhi Leader", "Fazhi Auditor"):
			with self.as_user(self.users[role]), self.refused(error=frappe.PermissionError):
				frappe.get_doc("Annual Report", report.name).compose()

	def test_a_user_of_another_unit_does_not_compose(self):
		report = self.composed()
		with self.as_user(self.stranger), self.refused(error=frappe.PermissionError):
			frappe.get_doc("Annual Report", report.name).compose()


class TestPreview(ReportTestCase):
	def preview(self, report) -> dict:
		report.run_method("onload")
		return report.get_onload("text")

	def test_the_form_shows_each_figure_with_its_code_and_exact_value(self):
		self.with_cases()
		with self.as_user(self.officer):
			shown = self.preview(self.composed())
		part = shown["parts"][1]
		self.assertEqual(part["title"], "一、2024年度推进法治政府建设的主要举措和成效")
		self.assertEqual(part["sections"][0]["title"], f"（一）{DISPUTES}")
		figures = [each for each in part["sections"][0]["paragraphs"][0] if "figure" in each]
		self.assertEqual(
			figures,
			[
				{
					"figure": "mediation.resolved",
					"label": "化解矛盾纠纷",
					"rows": 62,
					"text": "60余件",
					"exact": "62件",
				},
				{
					"figure": "mediation.success_rate",
					"label": "调解成功率",
					"rows": 62,
					"text": "100%",
					"exact": "62件 / 62件",
				},
			],
		)

	def test_what_is_missing_is_said(self):
		report = self.composed()
		report.sections[0].body = "普法活动{{普法活动}}。"
		findings = self.preview(report)["findings"]
		self.assertIn(
			f"Section “{DISPUTES}” has no text yet: there were no records to compose it from.", findings
		)
		self.assertIn("Part “四、2025年度推进法治政府建设的主要安排” has no text yet.", findings)
		self.assertIn(
			"“普法活动” has no data in the year. Log its records, or take it out of the text.", findings
		)

	def test_all_four_parts_stand_even_when_empty(self):
		titles = [part["title"] for part in self.preview(self.composed())["parts"] if part["title"]]
		self.assertEqual(len(titles), len(PART_TITLES))


class TestWord(ReportTestCase):
	def test_the_file_states_the_worded_figures(self):
		self.with_cases()
		report = self.composed()
		with self.as_user(self.officer):
			text = self.paragraphs(report)
		self.assertIn("全年化解矛盾纠纷60余件，调解成功率为100%。", text)
		self.assertIn("一、2024年度推进法治政府建设的主要举措和成效", text)
		self.assertIn(f"（一）{DISPUTES}", text)
		self.assertIn("（一）测试首责小节。测试首责。", text)
		self.assertTrue(any("关于2024年度法治政府建设情况的报告" in line for line in text))
		self.assertFalse(any("{{" in line for line in text))
		# a section without text is left out
		self.assertFalse(any(PUBLICITY in line for line in text))

	def test_figures_stay_live(self):
		self.with_cases()
		report = self.composed()
		frappe.db.delete("Mediation Case", {"unit": self.community_1, "name": ["!=", "测试-0"]})
		with self.as_user(self.officer):
			self.assertIn("全年化解矛盾纠纷1件，调解成功率为100%。", self.paragraphs(report))

	def test_a_figure_without_data_refuses_the_file(self):
		report = self.composed()
		report.sections[0].body = "普法活动{{普法活动}}，受众{{普法受众}}。"
		with (
			self.as_user(self.officer),
			self.refused("no data in 2024", "普法活动、普法受众", "Log their records"),
		):
			to_word(report)

	def test_a_report_without_text_refuses_the_file(self):
		report = factories.make_report(self.street_a)
		with self.refused("has no text yet", "Compose it first"):
			to_word(report)

	def test_the_file_is_downloaded_by_who_may_print_it(self):
		report = self.composed()
		for role in ("Fazhi Officer", "Fazhi Leader", "Fazhi Auditor"):
			with self.as_user(self.users[role]):
				name, content = file_of(word(report.name))
			self.assertEqual(name, "测试甲街道2024年度法治政府建设情况报告.docx")
			WordDocument(BytesIO(content))

	def test_the_file_is_not_downloaded_by_anyone_else(self):
		report = self.composed()
		for user in (self.stranger, self.clerk, self.unassigned, self.users["Legal Advisor"]):
			with self.as_user(user), self.refused(error=frappe.PermissionError):
				word(report.name)


class TestPlaceholders(ReportTestCase):
	def test_an_unknown_figure_is_refused_with_the_nearest(self):
		with (
			self.as_user(self.officer),
			self.refused("Section “Achievements”", "no figure “化解纠纷”", "化解矛盾纠纷"),
		):
			factories.make_report(
				self.street_a, sections=[{"part": "Achievements", "body": "全年{{化解纠纷}}。"}]
			)

	def test_braces_without_partner_are_refused_with_their_place(self):
		for body in ("全年{{化解矛盾纠纷。", "全年化解矛盾纠纷}}。"):
			with (
				self.as_user(self.officer),
				self.refused("The braces have no partner", "It stands here", "化解"),
			):
				factories.make_report(self.street_a, sections=[{"part": "Achievements", "body": body}])

	def test_an_unknown_wording_is_refused(self):
		with self.as_user(self.officer), self.refused("The wording is unknown"):
			factories.make_report(
				self.street_a, sections=[{"part": "Achievements", "body": "{{化解矛盾纠纷|大约}}"}]
			)

	def test_a_place_in_the_text_is_safe_to_show(self):
		with self.assertRaises(frappe.ValidationError) as caught:
			factories.make_report(self.street_a, sections=[{"part": "Achievements", "body": "{{<img src=x>"}])
		self.assertNotIn("<img", str(caught.exception))


class TestAFaultyFigure(GovernanceTestCase):
	"""What an administrator has broken or switched off says so where it stands, and breaks nothing else."""

	def setUp(self):
		super().setUp()
		factories.make_case(self.community_1, **concluded())
		factories.make_figure("test.figure")
		self.report = factories.make_report(self.street_a)
		self.report.append(
			"sections",
			{
				"part": "Achievements",
				"heading": "测试",
				"body": "化解{{化解矛盾纠纷}}，另有{{测试指标test.figure}}。",
			},
		)
		self.report.save()

	def preview(self) -> dict:
		clear_request_cache()
		report = frappe.get_doc("Annual Report", self.report.name)
		report.run_method("onload")
		return report.get_onload("text")

	def assert_told(self, *fragments: str):
		told = self.preview()
		(shown,) = [
			paragraph
			for part in told["parts"]
			for section in part["sections"]
			for paragraph in section["paragraphs"]
		]
		self.assertEqual(
			[each["text"] for each in shown], ["化解", "1件", "，另有", "{{测试指标test.figure}}", "。"]
		)
		for fragment in fragments:
			self.assertTrue(any(fragment in finding for finding in told["findings"]), told["findings"])
		with self.refused("测试指标test.figure"):
			to_word(self.report)

	def test_a_figure_out_of_use(self):
		frappe.db.set_value("Statistical Figure", "test.figure", "is_enabled", 0)
		self.assert_told("There is no figure “测试指标test.figure”")

	def test_a_figure_over_a_field_that_is_gone(self):
		frappe.db.set_value("Statistical Figure", "test.figure", "filters", '[["test_gone", "=", "x"]]')
		self.assert_told("测试指标test.figure", "test_gone")

	def test_composing_leaves_its_paragraph_out_and_says_why(self):
		paragraph = {
			"part": "Achievements",
			"heading": "测试二",
			"sequence": 1,
			"text": "{{测试指标test.figure}}。",
		}
		factories.make("Report Paragraph", paragraph)
		frappe.db.set_value("Statistical Figure", "test.figure", "date_field", "test_gone")
		clear_request_cache()
		frappe.clear_messages()
		compose(self.report)
		self.assertTrue(any("test_gone" in message for message in self.messages()))
		(section,) = [each for each in self.report.sections if each.heading == "测试二"]
		self.assertEqual(section.body, "")
