"""Conditions, lists, repeated paragraphs and comparisons with last year, as an administrator enters them."""

import frappe

from fazhi_governance.annual_report import text
from fazhi_governance.annual_report.test_compose import ReportTestCase
from fazhi_governance.api.annual_report_form import try_paragraph
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.tests import factories
from fazhi_governance.tests.factories import concluded

HEADING = "测试条件小节"


class ParagraphTestCase(ReportTestCase):
	def paragraph(self, words: str, **values):
		self.sequence = getattr(self, "sequence", 100) + 1
		return factories.make_paragraph(words, heading=HEADING, sequence=self.sequence, **values)

	def body(self) -> str:
		return self.bodies(self.composed()).get(HEADING, "")

	def said(self, report=None) -> str:
		"""With the figures in words."""
		report = report or self.composed()
		body = self.bodies(report)[HEADING]
		return text.said(body, text.stated_of(report, [body]))

	def cases_of_last_year(self, count: int):
		for number in range(count):
			day = f"2023-03-{number + 1:02}"
			factories.make_case(
				self.community_1, **concluded(closed_on=day, agreement_on=day), received_on=day
			)


class TestConditions(ParagraphTestCase):
	def test_a_threshold_decides(self):
		self.with_cases(12)
		for condition, threshold, is_taken in (
			("Is at Least", 12, True),
			("Is at Least", 13, False),
			("Is at Most", 12, True),
			("Is at Most", 11, False),
			("Amounts to Something", 0, True),
			("Amounts to Nothing", 0, False),
		):
			with self.subTest(condition=condition, threshold=threshold):
				paragraph = self.paragraph(
					"测试句。", needs="mediation.resolved", condition=condition, threshold=threshold
				)
				self.assertEqual(self.body(), "测试句。" if is_taken else "")
				paragraph.delete()
				frappe.db.delete("Annual Report", {"unit": self.street_a})

	def test_a_share_is_compared_in_per_cent(self):
		self.with_cases(4)
		self.paragraph("成功率高。", needs="mediation.success_rate", condition="Is at Least", threshold=100)
		self.assertEqual(self.body(), "成功率高。")

	def test_what_amounts_to_nothing_has_its_own_words(self):
		self.paragraph("全年没有测试纠纷。", needs="mediation.resolved", condition="Amounts to Nothing")
		self.assertEqual(self.body(), "全年没有测试纠纷。")

	def test_more_or_less_than_last_year(self):
		self.cases_of_last_year(3)
		self.with_cases(5)
		self.paragraph("有所增加。", needs="mediation.resolved", condition="Is More Than Last Year")
		self.paragraph("有所减少。", needs="mediation.resolved", condition="Is Less Than Last Year")
		self.assertEqual(self.body(), "有所增加。")

	def test_without_a_year_before_there_is_no_comparing(self):
		self.with_cases(5)
		self.paragraph("有所增加。", needs="mediation.resolved", condition="Is More Than Last Year")
		self.assertEqual(self.body(), "")

	def test_a_paragraph_of_one_office_is_of_no_other(self):
		self.paragraph("甲街道自己的话。", only_for=self.street_a)
		self.paragraph("乙街道自己的话。", only_for=self.street_b, continues=1)
		self.assertEqual(self.body(), "甲街道自己的话。")
		other = factories.make_report(self.street_b)
		other.compose()
		self.assertEqual(self.bodies(other)[HEADING], "乙街道自己的话。")

	def test_a_condition_without_a_figure_is_none(self):
		paragraph = self.paragraph("测试句。", condition="Is at Least", threshold=5)
		self.assertEqual((paragraph.condition, paragraph.threshold), ("Amounts to Something", 0))

	def test_a_figure_deleted_since_leaves_out_its_paragraph_alone(self):
		self.with_cases(3)
		factories.make_figure("test.gone")
		self.paragraph("另有{{测试指标test.gone}}。")
		self.paragraph("测试句。", needs="test.gone")
		self.paragraph("留下的话。")
		frappe.db.delete("Statistical Figure", {"name": "test.gone"})
		clear_request_cache()
		self.assertEqual(self.body(), "留下的话。")
		self.assertTrue(any("测试指标test.gone" in message for message in self.messages()))


class TestLastYear(ParagraphTestCase):
	def test_last_years_value_and_the_change_stand_in_the_text(self):
		self.cases_of_last_year(4)
		self.with_cases(5)
		self.paragraph("化解{{化解矛盾纠纷}}（上年{{化解矛盾纠纷|上年}}），{{化解矛盾纠纷|同比}}。")
		self.assertEqual(self.said(), "化解5件（上年4件），较上年增长25%。")

	def test_a_rate_compares_by_points(self):
		self.cases_of_last_year(1)
		factories.make_case(
			self.community_1,
			**concluded("No Agreement", closed_on="2023-05-01"),
			received_on="2023-05-01",
		)
		self.with_cases(5)
		self.paragraph("成功率{{调解成功率}}，{{调解成功率|同比}}。")
		self.assertEqual(self.said(), "成功率100%，较上年提高50个百分点。")

	def test_a_year_cut_off_early_is_compared_with_the_same_span(self):
		day = "2023-12-01"
		factories.make_case(self.community_1, **concluded(closed_on=day, agreement_on=day), received_on=day)
		self.cases_of_last_year(2)
		self.with_cases(2)
		self.paragraph("{{化解矛盾纠纷|同比}}。")
		with self.as_user(self.officer):
			report = factories.make_report(self.street_a, cut_off_on="2024-11-30")
			report.compose()
		self.assertEqual(self.said(report), "与上年持平。")

	def test_a_composed_comparison_without_last_year_is_left_out(self):
		self.with_cases(5)
		self.paragraph("{{化解矛盾纠纷|同比}}。")
		self.assertEqual(self.body(), "")

	def test_an_authors_comparison_without_last_year_is_a_finding_and_no_sentence(self):
		self.with_cases(5)
		report = self.composed()
		report.sections[0].body = "化解矛盾纠纷{{化解矛盾纠纷|同比}}。"
		findings = text.preview(report)["findings"]
		self.assertTrue(any("no value of the year before" in each for each in findings), findings)
		self.assertEqual(list(text.without_data(text.sections_of(report))), ["化解矛盾纠纷"])


class TestLists(ParagraphTestCase):
	def test_items_are_numbered_as_far_as_they_stand(self):
		self.with_cases(3)
		self.paragraph("甲事。", is_numbered=1)
		self.paragraph("没有数据的事{{普法活动}}。", is_numbered=1, continues=1)
		self.paragraph("乙事，", is_numbered=1, continues=1)
		self.paragraph("宣传{{普法活动}}。", continues=1)
		self.paragraph("丙事。", is_numbered=1, continues=1)
		self.assertEqual(self.body(), "一是甲事。二是乙事。三是丙事。")

	def test_a_single_item_has_no_number(self):
		self.paragraph("甲事。", is_numbered=1)
		self.assertEqual(self.body(), "甲事。")

	def test_what_introduces_stands_only_with_what_follows(self):
		self.with_cases(3)
		self.paragraph("总的情况。", leads=1)
		self.paragraph("甲类。", is_numbered=1, leads=1)
		self.paragraph("宣传{{普法活动}}。", continues=1)
		self.paragraph("乙类。", is_numbered=1, leads=1, continues=1)
		self.paragraph("化解{{化解矛盾纠纷}}。", continues=1)
		self.assertEqual(self.said(), "总的情况。\n乙类。化解3件。")
		frappe.db.delete("Mediation Case", {"unit": self.community_1})
		frappe.db.delete("Annual Report", {"unit": self.street_a})
		self.assertEqual(self.body(), "")

	def test_a_sentence_left_open_ends_where_the_next_begins(self):
		self.with_cases(3)
		self.paragraph("化解{{化解矛盾纠纷}}，")
		self.paragraph("宣传{{普法活动}}。", continues=1)
		self.paragraph("另起一句。", continues=1)
		self.assertEqual(self.said(), "化解3件。另起一句。")

	def test_a_sentence_left_open_by_a_redaction_ends_in_both_editions(self):
		self.with_cases(2)
		self.paragraph("作为考核的重要内容，")
		self.paragraph("[[化解{{化解矛盾纠纷}}，]]", continues=1)
		self.paragraph("开展普法活动{{普法活动}}。", continues=1)
		self.paragraph("抓好学法。", continues=1)
		self.assertEqual(self.body(), "作为考核的重要内容[[，化解{{化解矛盾纠纷}}]]。抓好学法。")


class TestRepeated(ParagraphTestCase):
	def shortcoming(self, title: str, **values):
		return factories.make(
			"Shortcoming",
			{
				"unit": self.street_a,
				"title": title,
				"text": f"{title}的表现。",
				"raised_on": "2024-12-20",
				**values,
			},
		)

	def test_each_shortcoming_of_the_year_gives_an_item(self):
		self.shortcoming("甲不足", cause="甲原因。")
		self.shortcoming("乙不足", unit=self.community_1)
		self.shortcoming("上年不足", raised_on="2023-12-20")
		self.shortcoming("别处不足", unit=self.street_b)
		self.paragraph(
			"{{题目}}。{{表现}}。原因是{{原因}}。",
			part="Shortcomings",
			is_numbered=1,
			repeats="Shortcoming of the Year",
		)
		self.paragraph("下一步抓好整改。", part="Shortcomings", continues=1, needs="shortcoming.raised")
		self.assertEqual(
			self.body(),
			"一是甲不足。甲不足的表现。原因是甲原因。二是乙不足。乙不足的表现。下一步抓好整改。",
		)

	def test_each_task_of_the_next_year_gives_a_section(self):
		plan = factories.make(
			"Work Plan",
			{"unit": self.street_a, "title": "测试方案", "year": 2025, "adopted_on": "2025-01-10"},
		)
		for title, values in (
			("甲任务", {"plan": plan.name, "target": "甲目标。"}),
			("乙任务", {"plan": plan.name, "unit": self.community_1}),
			("无关任务", {}),
			("取消的任务", {"plan": plan.name, "status": "Cancelled", "result": "测试取消"}),
		):
			factories.make(
				"Governance Task",
				{
					"unit": self.street_a,
					"title": title,
					"deployed_on": "2025-01-15",
					"due_on": "2025-11-30",
					**values,
				},
			)
		factories.make_paragraph("明年安排如下。", part="Next Year", heading=None, sequence=200, leads=1)
		factories.make_paragraph(
			"{{目标}}。由{{责任单位}}牵头，{{完成时限}}前完成。",
			part="Next Year",
			heading="{{任务}}",
			is_run_in=1,
			sequence=201,
			repeats="Task of the Next Year",
		)
		report = self.composed()
		rows = [(row.heading or "", row.body) for row in report.sections if row.part == "Next Year"]
		self.assertEqual(
			rows,
			[
				("", "明年安排如下。"),
				("甲任务", "甲目标。由测试甲街道牵头，2025年11月30日前完成。"),
				("乙任务", "由测试一社区牵头，2025年11月30日前完成。"),
			],
		)
		frappe.db.set_value("Governance Task", {"title": "乙任务"}, "title", "改名任务")
		with self.as_user(self.officer):
			report.compose()
		headings = [row.heading for row in report.sections if row.part == "Next Year"]
		self.assertEqual(headings, ["", "甲任务", "改名任务"])

	def test_each_act_of_a_head_stands_in_the_own_duty_report_alone(self):
		for name, post in (("测试书记", "Party Head"), ("测试主任", "Government Head")):
			factories.make(
				"Leader Duty Record",
				{
					"unit": self.street_a,
					"leader_name": name,
					"post_kind": post,
					"acted_on": "2024-05-06",
					"personal_act": "Deployed in Person",
					"duty": "Urging and Supervision",
					"subject": f"{name}的事",
				},
			)
		edition = "Duty Report of the Party Head"
		self.paragraph(
			"{{方式}}：{{事项}}。",
			part="First Responsible Persons",
			edition=edition,
			repeats="Act of the Party Head",
		)
		report = self.composed()
		self.assertEqual(report.party_head, "测试书记")
		self.assertIn("亲自部署：测试书记的事。", text.plain(text.sections_of(report, edition)))
		self.assertNotIn("测试书记的事", text.plain(text.sections_of(report)))

	def test_a_field_of_another_record_is_refused(self):
		with self.refused("no figure “任务”"):
			self.paragraph("{{任务}}。", part="Shortcomings", repeats="Shortcoming of the Year")


class TestTryIt(ParagraphTestCase):
	def tried(self, words: str, **values) -> dict:
		paragraph = {"part": "Achievements", "sequence": 1, "text": words, **values}
		with self.as_user(self.users["Fazhi Manager"]):
			return try_paragraph(paragraph, 2024, self.street_a)

	def test_an_unsaved_paragraph_shows_what_it_would_say(self):
		self.with_cases(12)
		self.assertEqual(
			self.tried("{{年度}}年{{单位}}化解{{化解矛盾纠纷|约数}}。")["text"],
			"2024年测试甲街道化解10余件。",
		)

	def test_what_keeps_it_out_is_said(self):
		answer = self.tried("宣传{{普法活动}}。")
		self.assertEqual(answer["text"], "")
		self.assertIn("“普法活动” amounts to nothing", answer["why"][0])
		answer = self.tried("好。", needs="mediation.resolved", condition="Is at Least", threshold=3)
		self.assertIn("does not hold: it is", answer["why"][0])
		answer = self.tried("{{题目}}。", repeats="Shortcoming of the Year")
		self.assertIn("no record", answer["why"][0])

	def test_a_faulty_one_says_what_is_wrong(self):
		with self.refused("The braces have no partner"):
			self.tried("宣传{{普法活动。")
		with self.refused("[[ and ]] do not pair"):
			self.tried("宣传[[普法活动。")

	def test_only_units_in_scope_and_only_who_reads_paragraphs(self):
		values = {"part": "Achievements", "sequence": 1, "text": "化解{{化解矛盾纠纷}}。"}
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			try_paragraph(values, 2024, self.street_b)
		no_reader = (frappe.PermissionError, frappe.ValidationError)
		with self.as_user(self.clerk), self.refused(error=no_reader):
			try_paragraph(values, 2024, self.community_1)
