from unittest import TestCase

from fazhi_governance.core import terms


class TestTerms(TestCase):
	def test_names_each_slip_once_with_its_correction(self):
		text = "把各项工作纳入法制化轨道，运用法制思维，运用法制思维推动工作。"
		self.assertEqual(terms.wrong_terms(text), [("法制化轨道", "法治轨道"), ("法制思维", "法治思维")])

	def test_the_legal_system_itself_is_no_slip(self):
		self.assertEqual(terms.wrong_terms("法制审核人员参加法制审核，法治思维不断增强。"), [])

	def test_finds_a_request_in_a_report(self):
		self.assertEqual(terms.requests("以上报告，特此请示。"), ["特此请示"])
		self.assertEqual(terms.requests("妥否，请批示。"), ["妥否，请批示"])
		self.assertEqual(terms.requests("以上报告，请审阅。"), [])

	def test_clashing_marks_are_named_with_their_place(self):
		for text, place in (
			("任务全部完成。。下一步", "任务全部完成。。下一步"),
			("宣传《民法典》、《刑法》", "宣传《民法典》、《刑法》"),
			("任务完成,效果明显", "任务完成,效果明显"),
			("他说“好。", "他说“好。"),
			("依据民法典》办理", "依据民法典》办理"),
		):
			with self.subTest(text=text):
				self.assertEqual(terms.clashing_marks(text), [place])

	def test_clean_text_and_figures_have_no_clashing_marks(self):
		text = "（一）完成12.5小时、3份；宣传《民法典》《刑法》“律师进社区”“送法进小区”，于12:30结束。"
		self.assertEqual(terms.clashing_marks(text), [])

	def test_what_was_to_be_filled_in_is_found(self):
		self.assertEqual(terms.left_open("发放××份，由【】负责，数字待补充。"), ["××", "【】", "待补充"])
		self.assertEqual(terms.left_open("接待群众等待时间缩短。"), [])

	def test_a_title_one_character_off_a_law_is_named_with_the_law(self):
		laws = ["中华人民共和国民法典", "反有组织犯罪法", "环境保护法"]
		text = "《民法典》《反有组织犯罪》《环境保护发》《河湾街道方案》《中华人民共和国环境保护法》"
		self.assertEqual(
			terms.odd_laws(text, laws), [("反有组织犯罪", "反有组织犯罪法"), ("环境保护发", "环境保护法")]
		)

	def test_numbers_of_persons_are_found_and_others_are_not(self):
		text = "电话13812345678、138-1234-5678，0431-88889999，证件11010119000101001X。"
		self.assertEqual(
			terms.personal_numbers(text),
			["13812345678", "138-1234-5678", "0431-88889999", "11010119000101001X"],
		)
		self.assertEqual(terms.personal_numbers("12345热线办理1380件，经费120000000元，2024年12月31日"), [])
