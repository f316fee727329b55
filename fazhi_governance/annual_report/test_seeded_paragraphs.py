"""The paragraphs as they come with the app, for an office that has only begun to keep records."""

import re
from datetime import date
from pathlib import Path

from fazhi_governance.annual_report import word
from fazhi_governance.setup import seed
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

# what only one kind of office is called, or calls its work, its committee or its communities
OF_ONE_KIND = re.compile("街|镇|乡|党工委|党委|办事处|各社区|个社区")

OPENING = (
	"2024年以来，测试乡严格贯彻落实党中央关于全面依法治国的重大决策部署，贯彻落实测试县人民政府提出的"
	"法治建设各项任务，全面夯实基础，健全体制机制，坚持把各项工作纳入法治轨道，"
	"运用法治思维和法治方式推动法治建设有序发展。现将具体工作情况报告如下："
)


class TestSeededParagraphs(GovernanceTestCase):
	def report(self, unit: str) -> list[str]:
		report = factories.make_report(unit)
		report.compose()
		return word.to_text(report).decode().splitlines()

	def township(self) -> str:
		unit = factories.make_unit(
			"测试乡", unit_type="Township Government", is_group=1, addressee="测试县人民政府"
		)
		factories.make_unit("测试村", unit, unit_type="Village")
		return unit

	def test_a_township_with_three_kinds_of_records_says_these_and_nothing_else(self):
		unit = self.township()
		group = factories.make_group(unit, group_name="测试法治建设领导小组")
		for month in (3, 6, 9):
			factories.make_training(unit, held_by="Leadership Team", held_on=date(2024, month, 4))
			factories.make_activity("测试村", held_on=date(2024, month, 5), audience_count=100)
			factories.make_meeting(
				unit,
				meeting_type="Leading Group Session",
				body=group.name,
				held_on=date(2024, month, 6),
				attendees=[{"person_name": "测试甲"}],
			)
		self.assertEqual(
			self.report(unit),
			[
				"测试乡人民政府",
				"关于2024年度法治政府建设情况的报告",
				"测试县人民政府：",
				OPENING,
				"一、2024年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
				"（一）强化组织领导，确保依法治乡取得实效。党政主要负责人亲自抓，定期开展依法治乡工作专题研究，"
				"全年召开法治建设专题会议3次，统筹推进法治政府建设。深入抓好领导干部学法用法，领导班子学法3次，"
				"全年组织学法培训3场次，参加6人次。",
				"（二）完善宣传机制，营造良好法治舆论环境。构建齐抓共管的“大普法”工作机制，"
				"全年开展普法活动3场次，受众300人次。",
				"测试乡人民政府",
			],
		)

	def test_no_kind_of_office_is_called_by_anothers_name(self):
		rows = seed.read(Path(seed.__file__).with_name("report_paragraphs.json"))
		self.assertEqual(
			[
				row["name"]
				for row in rows
				for text in (row["text"], row.get("heading") or "")
				if OF_ONE_KIND.search(re.sub(r"\{\{.*?\}\}", "", text))
			],
			[],
		)

	def test_a_year_without_records_has_its_opening_alone(self):
		self.assertEqual(
			self.report(self.township()),
			[
				"测试乡人民政府",
				"关于2024年度法治政府建设情况的报告",
				"测试县人民政府：",
				OPENING,
				"测试乡人民政府",
			],
		)
