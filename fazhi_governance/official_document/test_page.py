from dataclasses import replace
from datetime import date
from unittest import TestCase

from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph
from fazhi_governance.official_document.page import to_page

LETTER = OfficialDocument(
	title=("关于测试的意见",),
	addressee="测试单位:",
	blocks=(Heading(1, "一、总则"), Paragraph("正文。", lead="（一）要求。"), Paragraph("结语。")),
	issuers=("测试甲", "测试乙"),
	signed_on=date(2024, 5, 6),
	document_number="测〔2024〕1号",
	notes=("测试附注",),
	mark="已失效",
)


class TestPage(TestCase):
	def test_every_part_of_the_document_is_there(self):
		self.assertEqual(
			to_page(LETTER),
			{
				"mark": "已失效",
				"number": "测〔2024〕1号",
				"approvers": [],
				"title": ["关于测试的意见"],
				"addressee": "测试单位：",
				"lines": [
					{"style": "heading-1", "lead": "", "text": "一、总则"},
					{"style": "body", "lead": "（一）要求。", "text": "正文。"},
				],
				"last_line": {"style": "body", "lead": "", "text": "结语。"},
				"is_sealed": True,
				"is_upward": True,
				"signature": [[{"before": 6.5, "text": "测试甲"}, {"before": 10.0, "text": "测试乙"}]],
				"date": {"before": 18.0, "text": "2024年5月6日"},
				"notes": ["（测试附注）"],
			},
		)

	def test_a_draft_without_addressee_has_neither_colon_nor_date(self):
		page = to_page(replace(LETTER, addressee=" ", signed_on=None))
		self.assertEqual((page["addressee"], page["date"]["text"]), ("", ""))

	def test_an_upward_document_names_its_approvers_two_to_a_line(self):
		page = to_page(replace(LETTER, approvers=("测试甲", "欧阳测试", "测试乙")))
		self.assertEqual(page["approvers"], ["测试甲　　欧阳测试", "测试乙　"])

	def test_who_signs_without_a_seal_stands_two_characters_before_the_date(self):
		page = to_page(replace(LETTER, issuers=("测试甲",), is_sealed=False))
		self.assertFalse(page["is_sealed"])
		((signed,),) = page["signature"]
		# the date, six characters wide and longer than the name, ends two from the right
		self.assertEqual(page["date"]["before"], 28 - 2 - 6)
		self.assertEqual(signed, {"before": 28 - 2 - 6 - 2, "text": "测试甲"})
