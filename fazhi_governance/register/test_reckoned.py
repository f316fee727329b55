"""Registers that a report or the standard figures state, too: the same number in both."""

from datetime import date

import frappe

from fazhi_governance.fazhi_governance.report.advisor_workload_and_adoption import (
	advisor_workload_and_adoption,
)
from fazhi_governance.fazhi_governance.report.publicity_duty_completion import publicity_duty_completion
from fazhi_governance.fazhi_governance.report.review_coverage import review_coverage
from fazhi_governance.fazhi_governance.report.training_hours_by_person import training_hours_by_person
from fazhi_governance.register.registers import find
from fazhi_governance.register.tables.figures import LEADERS_LINES, LEADERS_PAGE
from fazhi_governance.register.test_tables import TablesTestCase, zh
from fazhi_governance.tests import factories

OF_YEAR = {"from_date": "2024-01-01", "to_date": "2024-12-31"}


class TestReviewCoverage(TablesTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		self.review = factories.make_stored(
			"Legality Review",
			unit=self.street_a,
			subject="测试设备采购合同",
			review_kind="Contract",
			docstatus=1,
			conclusion="Lawful",
			opinion_on=date(2024, 5, 31),
			opinion_number="合审〔2024〕3号",
			archive_number="测档1",
		).name
		self.matter(title="测试已审合同", review=self.review, counterparty="测试公司", amount=1200.5)
		self.matter(title="测试免审合同", is_exempt=1, exempt_reason="测试标准文本")
		self.matter(title="测试漏审合同", issued_on=date(2024, 9, 2), amount=800)
		self.matter(title="测试文件", kind="Normative Document", issued_on=date(2024, 9, 3))
		self.matter(title="测试上年合同", issued_on=date(2023, 12, 31))
		frappe.set_user(self.officer)

	def matter(self, **values):
		factories.make_stored(
			"Reviewable Matter",
			**{"unit": self.street_a, "kind": "Contract", "issued_on": date(2024, 6, 3), **values},
		)

	def test_each_month_counts_as_the_report_does(self):
		*rows, total, _note = self.table_of(find("review_coverage"))
		numbers = ("总数（件）", "应审（件）", "已审（件）", "漏审（件）", "免审（件）")
		self.assertEqual(
			[(row["月份"], row["事项类别"], *(row[header] for header in numbers)) for row in rows],
			[
				("2024-06", zh("Contract"), 2, 1, 1, 0, 1),
				("2024-09", zh("Normative Document"), 1, 1, 0, 1, 0),
				("2024-09", zh("Contract"), 1, 1, 0, 1, 0),
			],
		)
		self.assertEqual(rows[2]["漏审清单"], f"测试漏审合同（2024-09-02，{self.street_a}）：未经审查")
		_columns, lines, *_rest = review_coverage.execute(OF_YEAR)
		kinds = [line for line in lines if not line["indent"]]
		for header, field in (("应审（件）", "due"), ("已审（件）", "reviewed"), ("漏审（件）", "missed")):
			self.assertEqual(total[header], sum(kind[field] for kind in kinds), header)
		self.assertAlmostEqual(total["应审尽审率"], 1 / 3)

	def test_more_months_take_no_more_queries(self):
		with self.counted_queries() as few:
			self.sheet_of(find("review_coverage"))
		frappe.set_user("Administrator")
		for month in range(1, 13):
			self.matter(title=f"测试合同{month}", issued_on=date(2024, month, 1))
		frappe.set_user(self.officer)
		with self.counted_queries() as many:
			self.sheet_of(find("review_coverage"))
		self.assertLessEqual(len(many), len(few))

	def test_contracts_stand_beside_their_reviews(self):
		reviewed, exempt, missed = self.rows_of(find("contracts"))
		self.assertEqual(
			[
				reviewed[header]
				for header in ("合同名称", "相对方", "合同金额（元）", "审查编号", "结论", "归档号")
			],
			["测试已审合同", "测试公司", 1200.5, "合审〔2024〕3号", zh("Lawful"), "测档1"],
		)
		self.assertEqual((exempt["审查编号"], exempt["备注"]), (None, "免审：测试标准文本"))
		self.assertEqual((missed["审查编号"], missed["备注"]), (None, None))
		self.assertEqual(self.table_of(find("contracts"))[-2]["合同金额（元）"], 2000.5)
		self.assertEqual(self.figure("matter.contracts"), [3])


class TestPublicity(TablesTestCase):
	def test_the_sums_of_each_unit(self):
		factories.make_activity(self.community_2, activity_form="Lecture", audience_count=7)
		factories.make_activity(self.community_1, materials_count=30, banners_count=2)
		factories.make_activity(self.community_1, materials_count=20, consultations_count=3)
		factories.make_activity(self.community_1, held_on="2023-12-31", materials_count=900)
		first, second, total, _note = self.table_of(find("publicity_summary"))
		headers = (
			"责任单位",
			"活动（场次）",
			"集中宣传",
			"法治讲座",
			"资料（份）",
			"横幅（条）",
			"咨询（件次）",
		)
		self.assertEqual([first[header] for header in headers], [self.community_1, 2, 2, 0, 50, 2, 3])
		self.assertEqual([second[header] for header in headers[:4]], [self.community_2, 1, 0, 1])
		self.assertEqual(
			[total["活动（场次）"], total["资料（份）"]],
			self.figure("publicity.activities", "publicity.materials"),
		)

	def test_forms_have_the_words_of_the_form(self):
		columns = {column.header: column for column in find("publicity_summary").columns if column.group}
		for header, column in columns.items():
			self.assertEqual(header, zh(column.where["activity_form"]))
		options = frappe.get_meta("Law Publicity Activity").get_options("activity_form").split("\n")
		self.assertEqual([column.where["activity_form"] for column in columns.values()], options)

	def test_duties_are_done_as_the_report_counts_them(self):
		frappe.set_user("Administrator")
		law = factories.make_law("测试法")
		factories.make_publicity_plan(
			self.street_a,
			{"responsible_unit": self.community_1, "quantity": 2, "law": law},
			{"responsible_unit": self.community_2, "activity_form": "Lecture", "quantity": 4},
		)
		factories.make_activity(self.community_1, laws=[{"law": law}])
		for held_on in ("2024-03-01", "2024-04-01"):
			factories.make_activity(self.community_2, activity_form="Lecture", held_on=held_on)
		frappe.set_user(self.officer)
		rows = self.rows_of(find("publicity_duties"))
		headers = (
			"年度",
			"责任单位",
			"普法内容",
			"活动形式",
			"年度任务（场次）",
			"已完成（场次）",
			"缺口（场次）",
			"完成率",
		)
		self.assertEqual(
			[tuple(row[header] for header in headers) for row in rows],
			[
				(2024, self.community_1, "《测试法》", "不限", 2, 1, 1, 0.5),
				(2024, self.community_2, "不限", zh("Lecture"), 4, 2, 2, 0.5),
			],
		)
		_columns, lines, *_rest = publicity_duty_completion.execute({"year": 2024})
		self.assertEqual([line["done"] for line in lines], [row["已完成（场次）"] for row in rows])

	def test_a_period_over_two_years_has_the_duties_of_both(self):
		factories.make_publicity_plan(self.street_a, {"responsible_unit": self.community_1, "quantity": 2})
		rows = self.rows_of(find("publicity_duties"), period=(date(2023, 7, 1), date(2024, 6, 30)))
		self.assertEqual([row["年度"] for row in rows], [2023, 2024])


class TestPersons(TablesTestCase):
	def test_advisors_are_assessed_by_what_the_report_counts(self):
		def asked(**values):
			factories.make_stored(
				"Law Advisor Consultation",
				**{
					"unit": self.street_a,
					"advisor": self.advisor,
					"kind": "Contract",
					"asked_on": date(2024, 5, 6),
					**values,
				},
			)

		frappe.set_user("Administrator")
		frappe.db.set_value(
			"Law Advisor",
			self.advisor,
			{"firm": "测试律所", "engaged_from": date(2024, 1, 1), "engaged_to": date(2026, 12, 31)},
		)
		answered = {"answered_on": date(2024, 5, 8), "hours": 2}
		asked(**answered, adoption="Adopted", rating=0.8)
		asked(**answered, adoption="Not Adopted")
		asked()
		frappe.set_user(self.officer)
		first, total, _note = self.table_of(find("advisor_assessments"))
		self.assertEqual(
			(first["法律顾问"], first["所在机构"], first["聘期"]),
			("测试律师乙", "测试律所", "2024-01-01至2026-12-31"),
		)
		headers = (
			"咨询（件）",
			"按期",
			"未答复",
			"服务时长（小时）",
			"采纳",
			"未采纳",
			"采纳率",
			"平均评分（五分制）",
		)
		for row in (first, total):
			self.assertEqual([row[header] for header in headers], [3, 2, 1, 4, 1, 1, 0.5, 4])
		_columns, lines, *_rest = advisor_workload_and_adoption.execute(OF_YEAR)
		self.assertEqual([line["consultations"] for line in lines], [3])
		self.assertEqual(self.figure("consultation.asked"), [3])

	def test_hours_are_those_of_the_report(self):
		factories.make_training(self.street_a, people=("测试甲", "测试乙"), hours=4)
		factories.make_training(self.community_1, people=("测试甲",), hours=1.5)
		rows = self.rows_of(find("training_hours"))
		_columns, lines, *_rest = training_hours_by_person.execute({"year": 2024, "unit": self.street_a})
		self.assertEqual(
			sorted((row["姓名"], row["单位"], row["累计学时"], row["参训次数"]) for row in rows),
			sorted((line["person"], line["unit"], line["hours"], line["sessions"]) for line in lines),
		)


class TestDisclosure(TablesTestCase):
	def setUp(self):
		super().setUp()
		for values in (
			{"published_on": date(2024, 3, 8)},
			{"published_on": date(2024, 5, 8), "is_late": 1},
			{"category": "Statistics", "check_result": "Not to Be Published"},
		):
			factories.make_stored(
				"Disclosure Item",
				**{
					"unit": self.street_a,
					"title": "测试信息",
					"category": "Normative Documents",
					"created_on": date(2024, 3, 4),
					**values,
				},
			)

	def test_each_category_counts_as_the_figures_do(self):
		rows = {row["公开类别"]: row for row in self.table_of(find("disclosure_statistics"))}
		documents, total = rows[zh("Normative Documents")], rows["合计"]
		headers = ("产生（条）", "公开（条）", "按期公开（条）", "逾期公开（条）", "按期公开率", "撤下（条）")
		self.assertEqual([documents[header] for header in headers], [2, 2, 1, 1, 0.5, 0])
		self.assertEqual((total["产生（条）"], total["不予公开（条）"]), (3, 1))
		self.assertEqual(
			[
				total[header]
				for header in ("公开（条）", "按期公开（条）", "逾期公开（条）", "不予公开（条）")
			],
			self.figure(
				"disclosure.published", "disclosure.in_time", "disclosure.late", "disclosure.withheld"
			),
		)

	def test_the_register_states_the_rate_below_its_rows(self):
		note = self.table_of(find("disclosure_items"))[-1]["序号"]
		self.assertIn(
			"本期统计指标：政府信息按期公开率50%（按期公开政府信息1条÷主动公开政府信息2条）。", note
		)

	def test_table_one_states_what_was_issued_and_decided(self):
		frappe.set_user("Administrator")
		for result in ("Penalty Imposed", "Penalty Imposed", "Licence Refused"):
			factories.make_stored(
				"Enforcement Case", unit=self.street_a, decided_on=date(2024, 6, 3), result=result
			)
		frappe.set_user(self.officer)
		*rows, note = self.table_of(find("disclosure_table_one"))
		stated = {row["信息内容"]: row for row in rows}
		self.assertEqual(stated["行政处罚"]["本年处理决定数量"], 2)
		self.assertEqual(stated["行政许可"]["本年处理决定数量"], 1)
		self.assertEqual(stated["行政强制"]["本年处理决定数量"], 0)
		self.assertEqual(stated["行政规章"]["本年制发件数"], None)
		self.assertIn("空白的不在本系统登记", note["依据（政府信息公开条例）"])


class TestCaseFileReviews(TablesTestCase):
	def test_only_what_a_review_of_files_has_found(self):
		for source in ("Case File Review", "Hotline"):
			factories.make_stored(
				"Supervision Matter",
				unit=self.street_a,
				title=f"测试{source}",
				source=source,
				found_on=date(2024, 4, 8),
				problem="测试缺送达回证",
			)
		(row,) = self.rows_of(find("case_file_reviews"))
		self.assertEqual((row["评查项目"], row["问题"]), ("测试Case File Review", "测试缺送达回证"))


class TestLeadersPage(TablesTestCase):
	def lines(self, user: str | None = None, **asked) -> dict[str, dict]:
		with self.as_user(user or self.officer):
			return {row["指标"]: row for row in self.rows_of(LEADERS_PAGE, **asked)}

	def test_each_line_has_what_was_divided_and_the_year_before(self):
		for result in ("Written Agreement", "Written Agreement", "No Agreement"):
			self.concluded_case(result)
		factories.make_case(
			self.community_1,
			received_on="2023-03-01",
			**factories.concluded("Oral Agreement", closed_on="2023-03-09"),
		)
		lines = self.lines()
		rate = lines["调解成功率"]
		self.assertEqual(
			(rate["本期"], rate["本期计算（分子÷分母）"]), ("66.7%", "化解矛盾纠纷2件÷调解终结矛盾纠纷3件")
		)
		self.assertEqual(rate["上年同期"], "100%")
		self.assertEqual((lines["受理矛盾纠纷"]["本期"], lines["受理矛盾纠纷"]["上年同期"]), ("3件", "1件"))
		self.assertEqual(
			(lines["应审尽审率"]["本期"], lines["应审尽审率"]["本期计算（分子÷分母）"]), ("—", "—")
		)
		self.assertEqual(len(lines), len(LEADERS_LINES))

	def test_what_was_promised_in_one_year_is_kept_in_the_next(self):
		factories.make_shortcoming(self.street_a, raised_on=date(2023, 12, 20))
		factories.make_stored(
			"Shortcoming",
			unit=self.street_a,
			title="测试已整改",
			text="测试表现",
			raised_on=date(2023, 12, 20),
			status="Rectified",
			closed_on=date(2024, 6, 3),
		)
		factories.make_shortcoming(self.street_a, title="测试今年的问题")
		self.assertEqual(self.lines()["上年承诺兑现率"]["本期"], "50%")

	def test_reviews_and_hours_read_as_the_reports_count_them(self):
		frappe.set_user("Administrator")
		factories.make_stored(
			"Legality Review",
			unit=self.street_a,
			subject="测试合同",
			docstatus=1,
			submitted_on=date(2024, 5, 6),
			opinion_on=date(2024, 5, 10),
		)
		frappe.db.set_single_value("Fazhi Settings", "staff_hours", 4)
		frappe.clear_document_cache("Fazhi Settings", "Fazhi Settings")
		self.addCleanup(frappe.clear_document_cache, "Fazhi Settings", "Fazhi Settings")
		factories.make_training(self.street_a, people=("测试甲",), hours=4)
		factories.make_training(self.street_a, people=("测试乙",), hours=1)
		lines = self.lines()
		self.assertEqual(lines["审查平均用时"]["本期"], "4个工作日")
		self.assertEqual(
			(lines["学时达标率"]["本期"], lines["学时达标率"]["本期计算（分子÷分母）"]),
			("50%", "达标1人÷应达标2人"),
		)

	def test_a_leader_prints_it_and_a_kind_out_of_reach_says_nothing(self):
		self.concluded_case()
		leader = self.users["Fazhi Leader"]
		self.assertEqual(self.lines(leader)["调解成功率"]["本期"], "100%")
		frappe.set_user("Administrator")
		frappe.get_doc(
			{
				"doctype": "Custom DocPerm",
				"parent": "Mediation Case",
				"role": "Fazhi Manager",
				"read": 1,
			}
		).insert()
		frappe.clear_cache(doctype="Mediation Case")
		self.addCleanup(frappe.clear_cache, doctype="Mediation Case")
		factories.make_task(self.street_a, title="测试任务")
		self.assertEqual(self.lines(leader)["调解成功率"]["本期"], "—")

	def test_a_figure_that_is_out_of_use_says_so_and_the_others_stand(self):
		self.concluded_case()
		frappe.db.set_value("Statistical Figure", "supervision.rate", "is_enabled", 0)
		lines = self.lines()
		self.assertEqual(lines["调解成功率"]["本期"], "100%")
		self.assertIn("supervision.rate", lines["supervision.rate"]["本期计算（分子÷分母）"])
