from datetime import date

from fazhi_governance.annual_report import checks, editions, text
from fazhi_governance.annual_report.editions import (
	GOVERNMENT_HEAD,
	PARTY_HEAD,
	PUBLIC,
	SUBMITTED,
	EditionHeading,
)
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import concluded

SECTIONS = [
	{"part": "Opening", "body": "总的情况。"},
	{"part": "Achievements", "heading": "公开的事", "body": "化解{{化解矛盾纠纷}}[[，其中督办2件]]。"},
	{"part": "Achievements", "heading": "内部的事", "edition": SUBMITTED, "body": "内部情况。"},
	{"part": "Achievements", "heading": "全部标记", "body": "[[督办情况。]]"},
	{"part": "Shortcomings", "body": "不足。"},
	{"part": "First Responsible Persons", "heading": "共同的事", "is_run_in": 1, "body": "共同做的。"},
	{"part": "First Responsible Persons", "heading": "组织领导", "body": "两位负责人。"},
	{"part": "Next Year", "body": "安排。"},
	{"part": "Opening", "edition": PARTY_HEAD, "body": "本人履职如下："},
	{
		"part": "First Responsible Persons",
		"heading": "组织领导",
		"edition": PARTY_HEAD,
		"body": "本人抓组织领导。",
	},
]


class TestEditions(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for _number in range(3):
			factories.make_case(cls.community_1, **concluded())

	def report(self, **values):
		values = {"party_head": "测试书记", "party_head_post": "党工委书记", **values}
		return factories.make_report(self.street_a, sections=[dict(each) for each in SECTIONS], **values)

	def plain(self, report, edition: str) -> str:
		return text.plain(text.sections_of(report, edition))

	def test_what_is_submitted_holds_all_but_the_duty_reports(self):
		self.assertEqual(
			self.plain(self.report(), SUBMITTED).splitlines(),
			[
				"总的情况。",
				"（一）公开的事",
				"化解3件，其中督办2件。",
				"（二）内部的事",
				"内部情况。",
				"（三）全部标记",
				"督办情况。",
				"不足。",
				"（一）共同的事",
				"共同做的。",
				"（二）组织领导",
				"两位负责人。",
				"安排。",
			],
		)

	def test_the_public_edition_leaves_out_what_is_marked_and_numbers_what_is_left(self):
		self.assertEqual(
			self.plain(self.report(), PUBLIC).splitlines()[:4],
			["总的情况。", "（一）公开的事", "化解3件。", "不足。"],
		)

	def test_a_duty_report_has_three_parts_its_own_opening_and_own_sections_first(self):
		report = self.report()
		self.assertEqual(
			self.plain(report, PARTY_HEAD).splitlines(),
			[
				"本人履职如下：",
				"（一）组织领导",
				"本人抓组织领导。",
				"（二）共同的事",
				"共同做的。",
				"不足。",
				"安排。",
			],
		)
		titles = [part["title"] for part in text.preview(report, PARTY_HEAD)["parts"]]
		self.assertEqual(
			titles,
			[
				"",
				"一、2024年度履行推进法治建设第一责任人职责情况",
				"二、存在的不足和原因",
				"三、下一步工作安排",
			],
		)

	def test_the_headings_of_each_edition(self):
		report = self.report(document_number="测甲发〔2025〕1号", signed_on="2025-01-20")
		own = dict(
			title=("测试甲街道党工委", "测试甲街道办事处", "关于2024年度法治政府建设情况的报告"),
			issuers=("测试甲街道党工委", "测试甲街道办事处"),
			signed_on=date(2025, 1, 20),
		)
		self.assertEqual(
			editions.heading_of(report),
			EditionHeading(
				addressee="测试区人民政府",
				document_number="测甲发〔2025〕1号",
				approvers=("测试书记",),
				is_upward=True,
				**own,
			),
		)
		self.assertEqual(
			editions.heading_of(report, PUBLIC), EditionHeading(addressee="", document_number="", **own)
		)
		self.assertEqual(
			editions.heading_of(report, PARTY_HEAD),
			EditionHeading(
				title=("测试甲街道党工委书记测试书记", "2024年度述法报告"),
				addressee="测试区人民政府",
				issuers=("述法人：测试书记",),
				signed_on=date(2025, 1, 20),
				is_sealed=False,
			),
		)

	def test_only_heads_who_are_named_report(self):
		report = self.report()
		self.assertEqual(editions.in_use(report), [SUBMITTED, PUBLIC, PARTY_HEAD])
		report.government_head = "测试主任"
		self.assertIn(GOVERNMENT_HEAD, editions.in_use(report))
		self.assertTrue(
			any("has no text of its own yet" in row["problem"] for row in checks.rows(report)),
			checks.rows(report),
		)

	def test_the_heads_are_those_of_last_years_report(self):
		self.report(year=2023, government_head="测试主任", government_head_post="主任")
		report = factories.make_report(self.street_a)
		self.assertEqual((report.party_head, report.government_head), ("测试书记", "测试主任"))
		self.assertEqual((report.party_head_post, report.government_head_post), ("党工委书记", "主任"))

	def test_the_posts_follow_from_the_kind_of_unit(self):
		report = factories.make_report(self.street_a)
		self.assertEqual((report.party_head, report.party_head_post), (None, "党工委书记"))
		self.assertEqual(report.government_head_post, "办事处主任")

	def test_marks_that_do_not_pair_are_refused(self):
		with self.refused("[[ and ]] do not pair", "It stands here"):
			factories.make_report(
				self.street_a, sections=[{"part": "Achievements", "body": "化解[[督办2件。"}]
			)
