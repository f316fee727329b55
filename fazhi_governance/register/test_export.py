"""What a register's workbook holds, for whom, and how it is laid out."""

from datetime import date, datetime
from io import BytesIO
from unittest.mock import patch
from urllib.parse import quote
from zipfile import ZipFile

import frappe
from frappe import _
from openpyxl import load_workbook

from fazhi_governance.api import register as api
from fazhi_governance.register import export, records, registers, sheet
from fazhi_governance.register.tables.disputes import DISPUTES, MEDIATION_STATISTICS
from fazhi_governance.register.tables.organisation import LEADING_GROUP_MEMBERS
from fazhi_governance.register.tables.publicity import PUBLICITY_ACTIVITIES
from fazhi_governance.register.tallies import Tally, TallyRegister
from fazhi_governance.reporting import Asked
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.register_totals import STATED

YEAR = date(2024, 1, 1), date(2024, 12, 31)
FORMULAS = ('=HYPERLINK("http://a.invalid")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=")


class RegisterTestCase(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(self.officer)

	def sheet_of(self, register, unit=None, period=YEAR):
		_name, file = export.to_xlsx(register, *period, unit or self.street_a)
		return load_workbook(file).worksheets[0]

	def table_of(self, register, unit=None, period=YEAR) -> list[dict]:
		"""The rows below the header, the total row and the note included, the line to be signed not, by header."""
		page = self.sheet_of(register, unit, period)
		last_header = int(page.print_title_rows.split("$")[-1])
		above, header = page[3], page[last_header]
		headers = [
			(low.value or high.value).replace("\n", "") for high, low in zip(above, header, strict=True)
		]
		rows = page.iter_rows(min_row=last_header + 1, values_only=True)
		*table, last = [dict(zip(headers, row, strict=True)) for row in rows]
		self.assertEqual(last["序号"] if "序号" in last else next(iter(last.values())), sheet.SIGNATURES)
		return table

	def concluded_case(self, result="Written Agreement", unit=None, **values):
		return factories.make_case(unit or self.community_1, **factories.concluded(result, **values))


class TestTheRows(RegisterTestCase):
	def test_disputes_read_as_an_office_writes_them(self):
		self.concluded_case(
			subject="漏水纠纷", persons_count=3, amount=1200.5, risk_level="Orange", mediator="测试丙"
		)
		factories.make_case(
			self.community_2,
			received_on="2024-06-01",
			subject="噪声纠纷",
			persons_count=2,
			sessions=[
				{"mediated_on": "2024-06-02", "record": "测试首次调解"},
				{"mediated_on": "2024-06-09", "record": "测试已约双方面谈"},
			],
		)
		first, second, total = self.table_of(DISPUTES)
		self.assertEqual([first["序号"], second["序号"], total["序号"]], [1, 2, "合计"])
		self.assertEqual(first["受理日期"], datetime(2024, 3, 1))
		self.assertEqual(first["社区（单位）"], self.community_1)
		self.assertEqual(first["纠纷类型"], "邻里")
		self.assertEqual((first["风险等级"], first["调解员"]), ("橙色", "测试丙"))
		self.assertEqual((first["化解措施"], second["化解措施"]), ("测试甲拆除雨棚。", "测试已约双方面谈"))
		self.assertEqual((first["办理结果"], second["办理结果"]), ("书面协议", "调解中"))
		self.assertEqual((total["涉及人数"], total["涉及金额（元）"]), (5, 1200.5))

	def test_the_state_of_a_clock_is_that_of_the_form(self):
		self.concluded_case()
		factories.make_case(self.community_1, received_on="2024-06-01")
		self.assertEqual(
			[row["时限状态"] for row in self.table_of(DISPUTES)[:2]],
			[_(word, lang="zh") for word in ("In Time", "Overdue")],
		)

	def test_activities_name_their_laws_and_programme(self):
		factories.make_law("测试法"), factories.make_law("测试条例")
		programme = factories.make_programme()
		factories.make_activity(
			self.community_1,
			programme=programme,
			activity_form="Lecture",
			laws=[{"law": "测试法"}, {"law": "测试条例"}],
		)
		factories.make_activity(self.community_1, held_on="2024-05-07")
		first, second, _total = self.table_of(PUBLICITY_ACTIVITIES)
		self.assertEqual(first["宣传内容"], "《测试法》、《测试条例》")
		self.assertEqual((first["普法品牌"], first["活动形式"]), (programme, "法治讲座"))
		self.assertEqual(second["宣传内容"], None)

	def test_members_stand_with_their_time_and_document_number(self):
		group = factories.make_group(self.street_a, document_number="测办〔2023〕1号")
		group.adjust(
			"2024-07-01",
			"测办〔2024〕9号",
			leaving=[group.members[0].name],
			joining=[{"person_name": "测试丁", "group_role": "Member"}],
		)
		*rows, note = self.table_of(LEADING_GROUP_MEMBERS)
		self.assertIn("空白为在任", note["序号"])
		self.assertEqual([row["姓名"] for row in rows], ["测试甲", "测试乙", "测试丁"])
		self.assertEqual(
			[row["任职文号"] for row in rows],
			["测办〔2023〕1号", "测办〔2023〕1号", "测办〔2024〕9号"],
		)
		self.assertEqual(rows[0]["离任日期"], datetime(2024, 6, 30))

	def test_members_who_left_before_the_period_are_not_listed(self):
		group = factories.make_group(self.street_a)
		group.adjust("2024-07-01", "测办〔2024〕9号", leaving=[group.members[0].name], joining=[])
		autumn = date(2024, 9, 1), date(2024, 11, 30)
		self.assertEqual(
			[row["姓名"] for row in self.table_of(LEADING_GROUP_MEMBERS, period=autumn)[:1]], ["测试乙"]
		)

	def test_both_days_of_the_period_belong_to_it(self):
		for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"):
			factories.make_activity(self.community_1, held_on=day)
		days = [row["开展日期"] for row in self.table_of(PUBLICITY_ACTIVITIES)[:-1]]
		self.assertEqual(days, [datetime(2024, 1, 1), datetime(2024, 12, 31)])

	def test_rows_read_in_batches_are_all_there_and_in_order(self):
		for number in range(7):
			factories.make_activity(
				self.community_1, title=f"活动{number}", held_on=f"2024-05-0{2 - number % 2}"
			)
		factories.make_group(self.street_a, members=tuple(f"成员{number}" for number in range(5)))
		with patch.object(records, "BATCH", 2):
			activities = self.table_of(PUBLICITY_ACTIVITIES)[:-1]
			members = self.table_of(LEADING_GROUP_MEMBERS)
		self.assertEqual(
			[row["活动主题"] for row in activities], [f"活动{number}" for number in (1, 3, 5, 0, 2, 4, 6)]
		)
		self.assertEqual([row["序号"] for row in activities], [1, 2, 3, 4, 5, 6, 7])
		self.assertEqual([row["姓名"] for row in members[:5]], [f"成员{number}" for number in range(5)])

	def test_more_rows_take_no_more_queries(self):
		factories.make_activity(self.community_1)
		with self.counted_queries() as one:
			self.sheet_of(PUBLICITY_ACTIVITIES)
		for _number in range(5):
			factories.make_activity(self.community_1)
		with self.counted_queries() as six:
			self.sheet_of(PUBLICITY_ACTIVITIES)
		self.assertLessEqual(len(six), len(one))


class TestTheFigures(RegisterTestCase):
	"""A register and a figure say the same."""

	def setUp(self):
		super().setUp()
		for result in ("Written Agreement", "Oral Agreement", "No Agreement", "Withdrawn"):
			self.concluded_case(result, amount=100.25, persons_count=2)
		self.concluded_case(
			dispute_type="Contract",
			source="Referred",
			amount=1000,
			persons_count=4,
			escalation_prevented="Crime and Group Petition",
			performed_on="2024-04-01",
			confirmation_applied_on="2024-04-02",
			confirmation_decided_on="2024-04-09",
			confirmation_result="Confirmed by the Court",
		)
		self.concluded_case(received_on="2023-12-20", closed_on="2024-01-05", agreement_on="2024-01-05")
		factories.make_case(self.community_2, source="Own Initiative")
		frappe.set_user("Administrator")
		self.concluded_case(unit=self.community_3)
		frappe.set_user(self.officer)

	def values(self, *codes) -> list:
		found = cube.compute(figures(list(codes)), Period(*YEAR), self.street_a)
		return [found[code].value for code in codes]

	def test_the_totals_of_the_statistics_table_are_the_figures(self):
		*rows, total, note = self.table_of(MEDIATION_STATISTICS)
		figure_of = STATED["mediation_statistics"]
		# where a figure has nothing to be counted from, a table has 0
		wanted = [value or 0 for value in self.values(*figure_of.values())]
		self.assertEqual([total[header] for header in figure_of], wanted)
		self.assertEqual(total["受理（件）"], 6)
		self.assertIn("成功率", note["纠纷类型"])
		sources = [total[header] for header in ("主动调解", "当事人申请", "委托移送")]
		self.assertEqual((sources, sum(sources)), ([1, 4, 1], 6))
		contract = next(row for row in rows if row["纠纷类型"] == "合同")
		self.assertEqual((contract["委托移送"], contract["成功率"]), (1, 1))
		idle = next(row for row in rows if row["纠纷类型"] == "医疗")
		self.assertEqual((idle["受理（件）"], idle["成功率"]), (0, "—"))

	def test_the_statistics_table_is_one_query_and_has_a_row_for_each_type(self):
		with self.counted_queries() as sent:
			rows = self.table_of(MEDIATION_STATISTICS)
		grouped = [statement for statement in sent if "group by" in statement.lower()]
		self.assertEqual(len(grouped), 1)
		types = frappe.get_meta("Mediation Case").get_options("dispute_type").strip().split("\n")
		self.assertEqual(len(rows), len(types) + 2)

	def test_the_totals_of_records_are_the_figures(self):
		for number in (1, 2):
			factories.make_activity(
				self.community_1, materials_count=100 * number, banners_count=number, audience_count=5
			)
		total = self.table_of(PUBLICITY_ACTIVITIES)[-1]
		self.assertEqual(
			[
				total[header] or None
				for header in ("受众（人次）", "资料（份）", "横幅（条）", "咨询（件次）")
			],
			self.values(
				*("publicity.audience", "publicity.materials", "publicity.banners", "publicity.consultations")
			),
		)
		self.assertEqual(self.table_of(DISPUTES)[-1]["涉及人数"], self.values("mediation.persons")[0])

	def test_every_tally_asks_for_values_that_exist(self):
		tables = [register for register in registers.REGISTERS if isinstance(register, TallyRegister)]
		for register in tables:
			meta = frappe.get_meta(register.record_kind)
			for tally in register.columns:
				for fieldname, value in tally.where.items() if isinstance(tally, Tally) else ():
					df = meta.get_field(fieldname)
					known = {0, 1} if df.fieldtype == "Check" else set(df.options.split("\n"))
					wanted = set(value if isinstance(value, tuple) else (value,))
					self.assertLessEqual(wanted, known, tally.header)


class TestTheScope(RegisterTestCase):
	def setUp(self):
		super().setUp()
		factories.make_activity(self.community_1, title="甲街道的活动", materials_count=10)
		frappe.set_user("Administrator")
		factories.make_activity(self.community_3, title="乙街道的活动", materials_count=900)
		frappe.set_user(self.officer)

	def test_another_unit_is_neither_listed_nor_counted(self):
		name, file = export.to_xlsx(PUBLICITY_ACTIVITIES, *YEAR)
		*rows, _signatures = load_workbook(file).worksheets[0].iter_rows(min_row=4, values_only=True)
		self.assertEqual([row[4] for row in rows], ["甲街道的活动", None])
		self.assertEqual((rows[-1].count(10), rows[-1].count(910)), (1, 0))
		self.assertEqual(name, "普法活动台账_测试甲街道_2024-01-01_2024-12-31.xlsx")

	def test_who_may_see_all_units_has_them_all(self):
		frappe.set_user("Administrator")
		for register in registers.REGISTERS:
			self.assertTrue(export.to_xlsx(register, *YEAR)[1])
		file = export.to_xlsx(PUBLICITY_ACTIVITIES, *YEAR)[1]
		titles = [cell.value for cell in load_workbook(file).worksheets[0]["E"]]
		self.assertLessEqual({"甲街道的活动", "乙街道的活动"}, set(titles))

	def test_a_unit_takes_in_what_is_below_it_only(self):
		factories.make_activity(self.community_2)
		self.assertEqual(len(self.table_of(PUBLICITY_ACTIVITIES, self.community_2)), 2)
		self.assertEqual(len(self.table_of(PUBLICITY_ACTIVITIES, self.street_a)), 3)

	def test_a_foreign_unit_is_refused_with_the_own_ones(self):
		for unit in (self.community_3, "没有的单位"):
			with self.refused(unit, "Choose one of yours", self.street_a):
				self.sheet_of(PUBLICITY_ACTIVITIES, unit)

	def test_who_has_no_unit_is_told_so(self):
		frappe.set_user(self.unassigned)
		with self.refused("No unit is assigned to you"):
			export.to_xlsx(PUBLICITY_ACTIVITIES, *YEAR)

	def test_who_may_not_export_is_refused(self):
		frappe.set_user(self.clerk)
		self.assertEqual(api.available("Law Publicity Activity"), [])
		with self.refused("None of your roles may export", error=frappe.PermissionError):
			export.to_xlsx(PUBLICITY_ACTIVITIES, *YEAR)

	def test_who_may_export_is_offered_the_registers_of_the_list(self):
		self.assertEqual(
			[row["title"] for row in api.available("Mediation Case")],
			["矛盾纠纷排查化解台账", "人民调解统计表"],
		)
		self.assertEqual(api.available("Law"), [])

	def test_a_field_above_the_users_level_is_left_out(self):
		frappe.get_meta("Law Publicity Activity").get_field("place").permlevel = 2
		self.addCleanup(frappe.clear_cache, doctype="Law Publicity Activity")
		self.assertNotIn("地点", self.table_of(PUBLICITY_ACTIVITIES)[0])


class TestTheSheet(RegisterTestCase):
	def test_text_never_becomes_a_formula(self):
		for number, text in enumerate(FORMULAS):
			factories.make_activity(self.community_1, remark=text, title=f"{text}活动{number}")
		last = len(PUBLICITY_ACTIVITIES.columns)
		cells = [row[0] for row in self.sheet_of(PUBLICITY_ACTIVITIES).iter_rows(min_row=4, min_col=last)][
			:-2
		]
		for text, cell in zip(FORMULAS, cells, strict=True):
			self.assertEqual(cell.value, text.replace("\r", "\n"))
			self.assertEqual((cell.data_type, cell.number_format), ("s", "@"), text)
			self.assertTrue(cell.quotePrefix, text)

	def test_what_reads_as_a_formula_stays_text_wherever_it_stands(self):
		for text in FORMULAS:
			file = sheet.workbook("台账", text, _Rows([[text, text]]), note=text)
			page = load_workbook(file).worksheets[0]
			cells = [page[place] for place in ("A2", "A4", "B4", "A5")]
			self.assertEqual([cell.value for cell in cells], [text.replace("\r", "\n")] * 4)
			self.assertEqual({(cell.data_type, bool(cell.quotePrefix)) for cell in cells}, {("s", True)})

	def test_odd_text_is_written_as_far_as_a_sheet_can_hold_it(self):
		file = sheet.workbook("台账", "", _Rows([["坏\x00字\r\n符", "长" * 40_000]]))
		first, second = load_workbook(file).worksheets[0][4]
		self.assertEqual(first.value, "坏字\n符")
		self.assertEqual((len(second.value), second.value[-1]), (32_767, "…"))

	def test_it_prints_on_a4_across_with_its_header_on_each_page(self):
		factories.make_activity(self.community_1)
		page = self.sheet_of(PUBLICITY_ACTIVITIES)
		self.assertEqual((page.page_setup.orientation, int(page.page_setup.paperSize)), ("landscape", 9))
		self.assertTrue(page.sheet_properties.pageSetUpPr.fitToPage)
		self.assertEqual((page.page_setup.fitToWidth, page.page_setup.fitToHeight), (1, 0))
		self.assertEqual((page.freeze_panes, page.print_title_rows), ("A4", "$3:$3"))
		self.assertEqual(page.oddFooter.center.text, "第 &P 页 共 &N 页")
		self.assertEqual(page.title, "普法活动台账")

	def test_head_and_cells_are_laid_out(self):
		factories.make_activity(self.community_1)
		page = self.sheet_of(PUBLICITY_ACTIVITIES)
		self.assertEqual({str(merged) for merged in page.merged_cells}, {"A1:O1", "A2:O2", "A6:O6"})
		self.assertEqual(
			(page["A1"].value, page["A1"].font.name, page["A1"].alignment.horizontal),
			("普法活动台账", "黑体", "center"),
		)
		self.assertTrue(
			page["A2"].value.startswith(
				"填报单位：测试甲街道　　统计期间：2024年1月1日至2024年12月31日　　打印日期：20"
			)
		)
		self.assertTrue(all(cell.font.bold and cell.fill.fill_type == "solid" for cell in page[3]))
		for row in page.iter_rows(min_row=3, max_row=page.max_row - 1):
			for cell in row:
				self.assertEqual((cell.font.name, cell.font.size), ("宋体", 10.5))
				self.assertEqual((cell.border.left.style, cell.border.bottom.style), ("thin", "thin"))
				self.assertTrue(cell.alignment.wrap_text)
		self.assertEqual((page["B4"].number_format, page["B4"].is_date), ("yyyy-mm-dd", True))

	def test_programs_that_trust_the_stated_size_find_every_row(self):
		factories.make_activity(self.community_1)
		file = export.to_xlsx(PUBLICITY_ACTIVITIES, *YEAR)[1]
		page = load_workbook(file, read_only=True).worksheets[0]
		self.assertEqual((page.max_row, page.max_column), (6, len(PUBLICITY_ACTIVITIES.columns)))

	def test_amounts_have_two_decimals(self):
		self.concluded_case(amount=1200.5)
		column = [column.header for column in DISPUTES.columns].index("涉及金额（元）")
		self.assertEqual(self.sheet_of(DISPUTES)[4][column].number_format, "#,##0.00")

	def test_headers_in_groups_stand_in_two_rows(self):
		self.concluded_case()
		page = self.sheet_of(MEDIATION_STATISTICS)
		merged = {str(each) for each in page.merged_cells}
		self.assertLessEqual({"A3:A4", "C3:E3", "H3:I3", "J3:J4"}, merged)
		self.assertEqual((page["C3"].value, page["C4"].value), ("案件来源（件）", "主动调解"))
		self.assertEqual((page.freeze_panes, page.print_title_rows), ("A5", "$3:$4"))

	def test_rows_are_as_high_as_their_longest_text(self):
		facts = "双方因卫生间漏水致吊顶受损，多次协商未果，要求赔偿并恢复原状。"
		for number, text in enumerate(("", facts, "一\n二\n三", facts * 100)):
			factories.make_case(self.community_1, subject="漏水", facts=text, case_number=f"旧{number}号")
		page = self.sheet_of(DISPUTES)
		self.assertEqual([page.row_dimensions[number].height for number in (4, 5, 6, 7)], [None, 63, 48, 409])
		self.assertEqual(page.sheet_format.defaultRowHeight, 18)

	def test_a_number_that_goes_to_the_next_line_whole_has_its_line(self):
		heights = {"热线〔2024〕1218号": 48, "热线一二三四五六七": 33, "一〔2024〕": 18, "x" * 34: 63}
		# an address ends a line after its slashes in some programs, and anywhere in others
		heights |= {"https://a.example.cn/page/1": 48}
		self.assertEqual({text: sheet._height(text, 12) for text in heights}, heights)

	def test_a_header_that_does_not_fit_is_broken_before_its_unit(self):
		headers = [cell.value for cell in self.sheet_of(PUBLICITY_ACTIVITIES)[3]]
		self.assertIn("受众\n（人次）", headers)
		self.assertIn("涉及\n人数", [cell.value for cell in self.sheet_of(DISPUTES)[3]])

	def test_a_register_without_records_says_so(self):
		frappe.set_user(self.users["Fazhi Manager"])
		for register in registers.REGISTERS:
			page = self.sheet_of(register, period=(date(1999, 1, 1), date(1999, 12, 31)))
			first = page.print_title_rows.split("$")[-1]
			self.assertEqual(page.cell(int(first) + 1, 1).value, "暂无记录", register.code)
			self.assertNotIn("合计", [cell.value for cell in page["A"]])

	def test_registers_fit_their_page_and_sheet(self):
		self.assertEqual(len({register.code for register in registers.REGISTERS}), len(registers.REGISTERS))
		for register in registers.REGISTERS:
			self.assertLessEqual(len(register.title), 31)
			columns = export.rows_of(register, Asked(None, *YEAR)).columns
			self.assertEqual(len({column.header for column in columns}), len(columns), register.code)
			self.assertLessEqual(sum(column.width for column in columns), 190, register.code)

	def test_custom_fields_in_the_list_are_the_last_columns(self):
		def add(fieldname, **values):
			values = {"fieldname": fieldname, "fieldtype": "Data", "permlevel": 0, **values}
			# Frappe adds the column to the table, which no rollback undoes
			frappe.get_meta("Law Publicity Activity").append("fields", {**values, "is_custom_field": 1})

		self.addCleanup(frappe.clear_cache, doctype="Law Publicity Activity")
		add("place", label="补充地点", in_list_view=1)
		add("banners_count", label="补充数", fieldtype="Int", in_list_view=1)
		add("remark", label="不在列表", in_list_view=0)
		factories.make_activity(self.community_1, place="=广场", banners_count=3)
		row = self.table_of(PUBLICITY_ACTIVITIES)[0]
		self.assertEqual(list(row)[-2:], ["补充地点", "补充数"])
		self.assertEqual((row["补充地点"], row["补充数"]), ("=广场", 3))

	def test_every_register_of_records_has_them(self):
		for register in registers.REGISTERS:
			if not isinstance(register, records.RecordRegister):
				continue
			with self.subTest(register.code):
				self.addCleanup(frappe.clear_cache, doctype=register.record_kind)
				field = {"fieldname": "unit", "fieldtype": "Data", "permlevel": 0, "label": "补充栏目"}
				meta = frappe.get_meta(register.record_kind)
				meta.append("fields", {**field, "is_custom_field": 1, "in_list_view": 1})
				columns = export.rows_of(register, Asked(None, *YEAR)).columns
				self.assertIn("补充栏目", [column.header for column in columns[len(register.columns) :]])


class TestTheDownload(RegisterTestCase):
	def test_a_download_is_a_file_and_leaves_a_trace(self):
		factories.make_activity(self.community_1)
		response = api.download("publicity_activities", "2024-01-01", "2024-12-31", "")
		content = b"".join(response.response)
		self.assertEqual((content[:2], len(content)), (b"PK", response.content_length))
		name = quote("普法活动台账_测试甲街道_2024-01-01_2024-12-31.xlsx")
		self.assertEqual(response.headers["Content-Disposition"], f"attachment; filename*=UTF-8''{name}")
		traces = frappe.get_all(
			"Access Log",
			filters={"user": self.officer, "export_from": "Law Publicity Activity"},
			fields=["report_name", "filters"],
			order_by="creation",
		)
		self.assertEqual(traces[-1].report_name, "普法活动台账")
		self.assertIn("2024-12-31", traces[-1].filters)

	def test_a_download_goes_out_in_blocks_and_its_file_goes_with_it(self):
		factories.make_activity(self.community_1)
		response = api.download("publicity_activities", "2024-01-01", "2024-12-31", "")
		self.assertTrue(response.direct_passthrough and response.is_streamed)
		file = response.response.file
		response.close()
		self.assertTrue(file.closed)

	def test_an_unknown_register_is_answered_with_the_known_ones(self):
		with self.refused(
			"no register “示例台账”", "disputes (矛盾纠纷排查化解台账)", "publicity_activities"
		):
			api.download("示例台账", "2024-01-01", "2024-12-31")

	def test_a_register_answers_to_its_title_too(self):
		self.assertIs(registers.find("人民调解统计表"), MEDIATION_STATISTICS)

	def test_a_period_that_ends_before_it_begins_is_refused(self):
		with self.refused("before it begins", "Correct one of the two days"):
			api.download("disputes", "2024-12-31", "2024-01-01")

	def test_what_is_no_day_is_refused(self):
		for value in ("", "2024.2.30", "2024-02-30", "=1"):
			with self.refused(f"“{value}” is no day", "2024-12-31"):
				api.download("disputes", value, "2024-12-31")


class TestTheBinder(RegisterTestCase):
	"""All registers in one place, and several in one archive."""

	period = {"from_date": "2024-01-01", "to_date": "2024-12-31"}

	def archive(self, **asked) -> dict[str, bytes]:
		self.answer = api.download_all(**{**self.period, "unit": self.street_a, **asked})
		with ZipFile(BytesIO(b"".join(self.answer.response))) as archive:
			return {name: archive.read(name) for name in archive.namelist()}

	def offered(self) -> list[str]:
		return [row["register"] for area in api.listing() for row in area["registers"]]

	def test_each_role_is_offered_what_it_may_export(self):
		every = [register.code for register in registers.REGISTERS]
		for role, expected in {
			"Fazhi Manager": every,
			"Petition Officer": [
				*("petitions", "leader_cases", "reception_roster", "receptions", "accusations"),
			],
			"Fazhi Leader": ["leaders_page", "major_decisions"],
			"Community Clerk": [],
		}.items():
			with self.subTest(role), self.as_user(self.users[role]):
				self.assertEqual(self.offered(), expected)

	def test_its_page_is_there_for_every_role_that_may_export_a_register(self):
		page = frappe.get_doc("Page", "registers")
		for role, user in self.users.items():
			with self.subTest(role), self.as_user(user):
				self.assertEqual(bool(page.is_permitted()), bool(self.offered()))

	def test_those_chosen_come_in_one_archive_by_area_and_each_is_logged(self):
		factories.make_activity(self.community_1)
		files = self.archive(chosen="publicity_activities,mediation_statistics")
		self.assertEqual(
			sorted(files),
			[
				f"普法/普法活动台账_{self.street_a}_2024-01-01_2024-12-31.xlsx",
				f"矛盾纠纷/人民调解统计表_{self.street_a}_2024-01-01_2024-12-31.xlsx",
			],
		)
		page = load_workbook(BytesIO(files[sorted(files)[0]])).worksheets[0]
		self.assertEqual((page["A1"].value, page["B4"].value), ("普法活动台账", datetime(2024, 5, 6)))
		name = quote(f"台账_{self.street_a}_2024-01-01_2024-12-31.zip")
		self.assertTrue(self.answer.headers["Content-Disposition"].endswith(name))
		traces = frappe.get_all(
			"Access Log", filters={"user": self.officer}, pluck="report_name", order_by="creation"
		)
		self.assertEqual(sorted(traces[-2:]), ["人民调解统计表", "普法活动台账"])

	def test_without_a_choice_all_come_that_the_user_may_export(self):
		with self.as_user(self.users["Mediator"]):
			self.assertEqual(
				{name.split("_")[0] for name in self.archive()},
				{
					"矛盾纠纷/矛盾纠纷排查情况表",
					"矛盾纠纷/矛盾纠纷排查台账",
					"矛盾纠纷/矛盾纠纷排查化解台账",
					"矛盾纠纷/人民调解统计表",
				},
			)

	def test_what_may_not_be_exported_is_refused_and_nothing_comes(self):
		with self.as_user(self.users["Mediator"]):
			with self.refused("None of your roles may export", error=frappe.PermissionError):
				self.archive(chosen="disputes,petitions")
		with self.as_user(self.clerk):
			with self.refused("None of your roles may export a register", error=frappe.PermissionError):
				self.archive()
		with self.refused("no register “示例”"):
			self.archive(chosen="示例")


class _Rows(list):
	"""Rows by hand, with two text columns."""

	total = None
	columns = (records.Column("甲"), records.Column("乙"))
