from io import BytesIO
from pathlib import Path

import docx
import frappe

from fazhi_governance.annual_report import own_template
from fazhi_governance.annual_report.editions import PARTY_HEAD, PUBLIC, SUBMITTED
from fazhi_governance.annual_report.test_compose import DISPUTES, OPENING, ReportTestCase
from fazhi_governance.api.annual_report import choices, sample_template, template_fields, word
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph
from fazhi_governance.official_document.test_template import written
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import file_of
from fazhi_governance.tests.source import APP

EVERYTHING = (
	"{{ 标题 }}",
	"{{ 主送 }}：{{ 发文字号 }}",
	"{%p for 段 in 开头 %}",
	"{{ 段 }}",
	"{%p endfor %}",
	"{%p for 部分 in 各部分 %}",
	"{{ 部分.标题 }}",
	"{%p for 小节 in 部分.小节 %}",
	"{{ 小节.标题 }}",
	"{%p for 段 in 小节.段落 %}",
	"{{ 段.段首 }}|{{ 段.文字 }}",
	"{%p endfor %}",
	"{%p endfor %}",
	"{%p endfor %}",
	"{{ 署名|join('、') }}，{{ 成文日期 }}，{{ 截止日期 }}，{{ 版本 }}，{{ 单位 }}{{ 上一年度 }}—{{ 下一年度 }}",
	"化解{{ 指标['mediation.resolved'] }}，{{ 指标.化解矛盾纠纷.约数 }}{% if 指标.化解矛盾纠纷.值 > 61 %}，多{% endif %}",
)


class OwnTemplateTestCase(ReportTestCase):
	def template(self, *paragraphs: str, unit: str | None = None, **values):
		file_url = factories.make_template_file(written(*paragraphs))
		self.addCleanup(self.delete_file, file_url)
		return factories.make_report_template(unit or self.street_a, file_url, **values)

	def lines(self, report, template, edition: str = SUBMITTED) -> list[str]:
		with self.as_user(self.officer):
			content = own_template.to_word(report, template.name, edition)
		return [each.text for each in docx.Document(BytesIO(content)).paragraphs if each.text]


class TestOwnTemplate(OwnTemplateTestCase):
	def test_every_part_of_the_report_can_be_placed(self):
		self.with_cases()
		report = self.composed()
		report.db_set("signed_on", "2025-01-20")
		self.assertEqual(
			self.lines(report, self.template(*EVERYTHING)),
			[
				"测试甲街道党工委\n测试甲街道办事处\n关于2024年度法治政府建设情况的报告",
				"测试区人民政府：",
				OPENING,
				"一、2024年度推进法治政府建设的主要举措和成效",
				f"（一）{DISPUTES}",
				"|全年化解矛盾纠纷60余件，调解成功率为100%。",
				"二、2024年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
				"（一）测试首责小节。|测试首责。",
				"测试甲街道党工委、测试甲街道办事处，2025年1月20日，2024年12月31日，上报版，测试甲街道2023—2025",
				"化解62件，60余件，多",
			],
		)

	def test_last_years_value_is_of_the_same_span(self):
		self.with_cases()
		for day in ("2023-06-20", "2023-12-20"):
			factories.make_case(
				self.community_1,
				**factories.concluded(closed_on=day, agreement_on=day),
				received_on="2023-06-01",
			)
		template = self.template("{{ 指标.化解矛盾纠纷 }}，上年{{ 指标.化解矛盾纠纷.上年 }}")
		report = self.composed()
		self.assertEqual(self.lines(report, template), ["62件，上年2件"])
		report.cut_off_on = "2024-11-30"
		self.assertEqual(self.lines(report, template), ["62件，上年1件"])

	def test_figures_without_data_are_named_with_the_way_out(self):
		report = self.composed()
		template = self.template("{{ 指标.普法活动 }}{{ 指标.普法受众.值 }}{{ 指标.普法活动.上年 }}")
		missing = "普法活动、普法受众、普法活动 of the year before"
		with self.refused(template.name, missing, "{% if 指标['普法活动'].有数据 %}"):
			self.lines(report, template)
		on_condition = "{% if 指标.普法活动.有数据 %}{{ 指标.普法活动 }}{% else %}没有{% endif %}"
		template = self.template(on_condition, template_name="测试有条件")
		self.assertEqual(self.lines(report, template), ["没有"])

	def test_a_figure_deleted_since_is_named(self):
		factories.make_figure("test.cases", label="测试收案数")
		template = self.template("收案{{ 指标.测试收案数 }}。")
		frappe.delete_doc("Statistical Figure", "test.cases", force=True)
		frappe.clear_document_cache("Statistical Figure", "test.cases")
		clear_request_cache()
		with self.refused(template.name, "no figure “测试收案数”", "测试收案数", "A manager corrects it"):
			self.lines(self.composed(), template)

	def test_a_report_whose_own_text_lacks_data_is_refused_as_ever(self):
		report = self.composed()
		report.sections[0].body = "普法活动{{普法活动}}。"
		with self.refused("no data in 2024", "普法活动"):
			self.lines(report, self.template("{{ 单位 }}"))

	def test_a_template_serves_the_units_below_and_its_edition(self):
		self.with_cases()
		report = self.composed()
		of_edition = self.template("{{ 单位 }}", template_name="测试公开", edition=PUBLIC)
		of_all = self.template("{{ 版本 }}", template_name="测试各版")
		self.template("{{ 单位 }}", template_name="测试停用", is_enabled=0)
		self.template("{{ 单位 }}", template_name="测试外街", unit=self.street_b)
		self.assertEqual([each["name"] for each in own_template.usable(report)], ["测试公开", "测试各版"])
		self.assertEqual(self.lines(report, of_all, PUBLIC), ["公开版"])
		self.assertEqual(self.lines(report, of_edition, PUBLIC), ["测试甲街道"])
		with self.refused("no Report Template “测试公开”", "Submitted Edition", "测试各版"):
			self.lines(report, of_edition)
		below = factories.make_report(self.community_1, addressee="测试街道", issuers="测试社区")
		self.assertEqual(len(own_template.usable(below)), 2)

	def test_a_duty_report_is_signed_by_the_head(self):
		self.with_cases()
		report = self.composed()
		template = self.template("{{ 标题 }}{{ 署名|join }}{{ 党委主要负责人 }}")
		with self.refused("no name to sign the Duty Report of the Party Head"):
			self.lines(report, template, PARTY_HEAD)
		report.party_head = "测试书记"
		self.assertEqual(
			self.lines(report, template, PARTY_HEAD),
			["测试甲街道党工委书记测试书记\n2024年度述法报告述法人：测试书记测试书记"],
		)

	def test_the_sample_is_a_template_and_can_be_filled(self):
		self.with_cases()
		# another one's fault is nothing to it
		factories.make_figure("test.faulty")
		frappe.db.set_value("Statistical Figure", "test.faulty", "date_field", "test_gone")
		file_url = factories.make_template_file(own_template.sample())
		self.addCleanup(self.delete_file, file_url)
		template = factories.make_report_template(self.street_a, file_url)
		lines = self.lines(self.composed(), template)
		self.assertIn("全年化解矛盾纠纷60余件，调解成功率为100%。", lines)
		self.assertIn("（一）测试首责小节。测试首责。", lines)
		self.assertFalse([line for line in lines if "{" in line])


class TestFrozen(OwnTemplateTestCase):
	def frozen(self, report):
		with self.as_user(self.officer):
			report.submit()
		factories.make_case(self.community_2, **factories.concluded(), dispute_type="Medical")
		clear_request_cache()
		return frappe.get_doc("Annual Report", report.name)

	def test_a_frozen_report_gives_what_was_frozen(self):
		self.with_cases()
		named = (
			"{{ 指标['mediation.resolved'] }}，{{ 指标.化解矛盾纠纷.约数 }}，{% if 指标.化解矛盾纠纷.值 == 62 %}62{% endif %}",
			"{{ 指标.开展调解的单位 }}",
			"{{ 指标.受理矛盾纠纷.名称 }}，{{ 指标.受理矛盾纠纷.计量单位 }}",
			"{% if 指标.普法活动.有数据 or 指标.化解矛盾纠纷.上年有数据 %}有{% else %}没有{% endif %}",
		)
		template = self.template(*named)
		report = self.composed()
		before = self.lines(report, template)
		self.assertEqual(before[3], "没有")
		report = self.frozen(report)
		self.assertEqual(
			[row.figure for row in report.figures if row.figure == "mediation.resolved"],
			["mediation.resolved"],
		)
		self.assertEqual(self.lines(report, template), before)
		self.assertIn("|全年化解矛盾纠纷60余件，调解成功率为100%。", self.lines(report, self.whole()))

	def whole(self):
		return self.template(*EVERYTHING[:-2], template_name="测试全文")

	def test_a_figure_that_was_not_frozen_is_refused_by_its_name(self):
		self.with_cases()
		report = self.frozen(self.composed())
		template = self.template("{{ 指标.化解矛盾纠纷 }}{{ 指标.普法活动 }}", template_name="测试新加")
		with self.refused("not frozen", template.name, report.name, "普法活动", "amend", "take them out"):
			self.lines(report, template)

	def test_a_template_that_cannot_be_used_any_more_is_told_of_when_freezing(self):
		self.with_cases()
		factories.make_figure("test.cases", label="测试收案数")
		template = self.template("收案{{ 指标.测试收案数 }}。")
		frappe.db.set_value("Statistical Figure", "test.cases", "is_enabled", 0)
		frappe.clear_document_cache("Statistical Figure", "test.cases")
		clear_request_cache()
		report = self.frozen(self.composed())
		told = " ".join(each["message"] for each in frappe.get_message_log())
		self.assertIn(template.name, told)
		self.assertNotIn("test.cases", [row.figure for row in report.figures])


class TestParts(ReportTestCase):
	def test_sections_with_and_without_heading_stand_in_order(self):
		document = OfficialDocument(
			("题",),
			"",
			(
				Paragraph("开头。"),
				Heading(1, "一、甲"),
				Paragraph("引言。"),
				Heading(2, "（一）子"),
				Paragraph("子文。"),
				Paragraph("续。"),
				Paragraph("丑文。", lead="（二）丑。"),
				Heading(1, "二、乙"),
				Paragraph("乙文。"),
			),
			("署",),
			None,
		)
		opening, parts = own_template._in_parts(document)
		self.assertEqual(opening, ["开头。"])
		self.assertEqual(
			[(part["标题"], [(each["标题"], each["段落"]) for each in part["小节"]]) for part in parts],
			[
				(
					"一、甲",
					[("", ["引言。"]), ("（一）子", ["子文。", "续。"]), ("", ["（二）丑。丑文。"])],
				),
				("二、乙", [("", ["乙文。"])]),
			],
		)


class TestDocumented(ReportTestCase):
	def test_the_table_in_the_manual_is_that_of_the_code(self):
		manual = (APP.parent / "docs" / "report_template.md").read_text(encoding="utf-8")
		rows = [f"| `{written}` | {meaning} |" for written, meaning in own_template.field_rows()]
		table = [line for line in manual.splitlines() if line.startswith("| `{")]
		self.assertEqual(table, rows, "Print own_template.field_rows() into docs/report_template.md.")

	def test_every_field_of_the_table_is_one(self):
		for shown, _meaning in own_template.field_rows():
			if "for " not in shown and not shown.startswith(
				("{{ 段", "{{ 部分", "{{ 小节", "{{ 行", "{{ 姓名", "{{ 机关")
			):
				with self.subTest(shown):
					own_template.check(written(shown, "{{ 单位 }}"), "a.docx")


class TestDownload(OwnTemplateTestCase):
	def test_a_reader_of_the_report_chooses_and_downloads(self):
		self.with_cases()
		report = self.composed()
		template = self.template("{{ 单位 }}")
		for role in ("Fazhi Officer", "Fazhi Leader", "Fazhi Auditor"):
			with self.as_user(self.users[role]):
				found = choices(report.name)
				# neither head is named, so there is no duty report
				self.assertEqual(found["editions"], [SUBMITTED, PUBLIC])
				self.assertEqual(found["templates"], [{"name": template.name, "edition": ""}])
				name, _content = file_of(word(report.name, PUBLIC, template.name))
			self.assertEqual(name, "测试甲街道2024年度法治政府建设情况报告（公开版）.docx")
			logged = frappe.get_last_doc("Access Log", {"reference_document": report.name})
			self.assertEqual(
				(logged.user, logged.file_type, logged.report_name, logged.method),
				(self.users[role], "DOCX", template.name, "Print"),
			)

	def test_no_one_else_does(self):
		report = self.composed()
		template = self.template("{{ 单位 }}")
		for user in (self.stranger, self.clerk, self.unassigned, self.users["Legal Advisor"]):
			with self.as_user(user):
				for asked in (
					lambda: choices(report.name),
					lambda: word(report.name, template=template.name),
				):
					with self.refused(error=frappe.PermissionError):
						asked()

	def test_the_sample_and_the_fields_are_for_readers_of_templates(self):
		with self.as_user(self.officer):
			name, content = file_of(sample_template())
			docx.Document(BytesIO(content))
			self.assertEqual(name, "年度报告示例模板.docx")
			self.assertEqual(template_fields(), own_template.field_rows())
		with self.as_user(self.clerk):
			for asked in (sample_template, template_fields):
				# early Frappe 15 raises the other one
				with self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
					asked()
