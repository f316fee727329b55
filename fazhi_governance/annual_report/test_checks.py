from fazhi_governance.annual_report import checks
from fazhi_governance.annual_report.compose import digest
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded, make_person

LONG = "部分人员对基层依法治理工作存在模糊认识，各社区法治政府建设工作发展水平不平衡。"


class TestChecks(GovernanceTestCase):
	def report(self, body: str, part: str = "Achievements", **values):
		return factories.make_report(
			self.street_a, sections=[{"part": part, "heading": "测试", "body": body}], **values
		)

	def problems(self, report) -> str:
		return "\n".join(f"{row['problem']}（{row['basis']}）" for row in checks.rows(report))

	def assert_slip(self, body: str, *fragments: str):
		report = self.report(body)
		told = report.slips_of_an_official_report() or ""
		for fragment in fragments:
			self.assertIn(fragment, told)
		if not fragments:
			self.assertEqual(told, "")
		report.delete()

	def test_slips_of_wording_marks_and_laws(self):
		factories.make_law("测试典范法")
		self.assert_slip("运用法制思维。", "“法制思维” should read “法治思维”")
		self.assert_slip("妥否，请批示。", "belongs in a request")
		self.assert_slip("测" * 5001, "over 5000 are too long")
		self.assert_slip("任务完成。。", "the marks clash")
		self.assert_slip("发放××份。", "still to be filled in")
		self.assert_slip("宣传《测试典范》。", "“《测试典范》” should probably read “《测试典范法》”")
		self.assert_slip("宣传《测试典范法》《中华人民共和国测试典范法》。")

	def test_only_what_is_read_counts_to_the_length(self):
		factories.make_case(self.community_1, **concluded())
		self.assert_slip("测" * 4990 + "{{化解矛盾纠纷}}")

	def test_rules_warn_where_they_stand(self):
		report = self.report("运用法制思维。")
		self.assertTrue(any("Rule R3" in message for message in self.messages()))
		report.run_method("onload")
		self.assertIn("R3", [rule["rule"] for rule in report.get_onload("unmet_rules")])

	def test_last_years_wording_is_named(self):
		self.report(LONG, "Shortcomings", year=2023)
		report = self.report(LONG.replace("部分", "少数"), "Shortcomings")
		self.assertIn("少数人员", report.said_last_year())
		self.assertTrue(any("Rule R5" in message for message in self.messages()))
		report.sections[0].body = "窗口服务人员轮换频繁，业务不熟，群众等候时间较长。"
		self.assertIsNone(report.said_last_year())

	def test_what_is_composed_from_figures_may_be_worded_as_last_year(self):
		body = f"{LONG}强化矛盾纠纷多元化解机制，全年化解矛盾纠纷{{{{化解矛盾纠纷}}}}。"
		factories.make_case(self.community_1, **concluded())
		self.report(body, year=2023)
		report = self.report(body)
		self.assertIn("模糊认识", report.said_last_year())
		self.assertNotIn("多元化解", report.said_last_year())
		report.sections[0].composed_digest = digest(report.sections[0].body)
		self.assertIsNone(report.said_last_year())

	def test_what_the_paragraphs_say_every_year_is_no_repetition(self):
		factories.make_paragraph(
			"{{目标}}。[[由{{责任单位}}牵头，{{完成时限}}前完成。]]",
			part="Next Year",
			heading="{{任务}}",
			repeats="Task of the Next Year",
			sequence=2,
		)
		factories.make_paragraph(
			"{{下年度}}年，{{单位}}将继续坚持依法治理，全面落实各项目标任务。", part="Next Year", sequence=1
		)
		said = "{0}年，测试甲街道将继续坚持依法治理，全面落实各项目标任务。" + LONG
		said += "[[由测试一社区便民服务中心牵头，{0}年12月20日前完成。]]"
		self.report(said.format(2024), "Next Year", year=2023)
		told = self.report(said.format(2025), "Next Year").said_last_year()
		self.assertIn("模糊认识", told)
		for formula in ("将继续坚持", "牵头", "[["):
			self.assertNotIn(formula, told)

	def test_numbers_of_persons_stay_out_of_the_public_edition(self):
		report = self.report("联系电话13812345678。")
		self.assertIn("13812345678", self.problems(report))
		self.assertIn("《政府信息公开条例》第十五条", self.problems(report))
		with self.refused("13812345678", "《政府信息公开条例》第十五条", "[[ ]]"):
			report.submit()
		report.reload()
		report.sections[0].body = "联系情况[[（电话13812345678）]]已登记。"
		report.save()
		self.assertNotIn("13812345678", self.problems(report))
		report.submit()

	def test_names_of_parties_are_told_by_their_digest_alone(self):
		factories.make_case(self.community_1, persons=[make_person("王测试")])
		factories.make_case(self.community_3, persons=[make_person("李测试")])
		report = self.report("调解王测试与李测试的纠纷。", party_head="张测试")
		problem = checks.persons_named(report)
		self.assertIn("王测试", problem)
		# of another street, and no one's business here
		self.assertNotIn("李测试", problem)
		report.submit()
		self.assertTrue(any("Rule R7" in message for message in self.messages()))

	def test_a_report_signed_before_it_is_frozen_is_told(self):
		report = self.report("测试正文。", signed_on="2025-01-20")
		self.assertIn("Freeze it", self.problems(report))
		report.submit()
		self.assertNotIn("Freeze it", self.problems(report))

	def test_a_figure_that_only_one_edition_names_is_told_with_it(self):
		report = self.report("测试正文。")
		report.append(
			"sections", {"part": "Achievements", "edition": "Public Edition", "body": "{{普法活动}}"}
		)
		report.save()
		self.assertIn("Public Edition: “普法活动” has no data", self.problems(report))
