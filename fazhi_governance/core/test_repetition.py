from unittest import TestCase

from fazhi_governance.core.repetition import NEARLY_THE_SAME, likeness, repeated

TEXT = "部分人员对基层依法治理工作存在模糊认识，各社区法治政府建设工作发展水平不平衡，存在一定差距。"


class TestLikeness(TestCase):
	def test_the_same_words_in_another_year_are_the_same(self):
		self.assertEqual(likeness(f"2023年{TEXT}", f"2024年，{TEXT.replace('，', '；')}"), 1)

	def test_a_few_other_words_are_nearly_the_same(self):
		changed = TEXT.replace("部分人员", "少数干部").replace("一定", "")
		self.assertGreater(likeness(TEXT, changed), NEARLY_THE_SAME)

	def test_another_shortcoming_is_not(self):
		other = (
			"现行依法治理和普法的传统思路和模式，难以有效满足广大群众对法治的需求，打造的创新亮点还不够多。"
		)
		self.assertLess(likeness(TEXT, other), 0.5)

	def test_what_says_nothing_repeats_nothing(self):
		for first, second in (("", ""), (TEXT, ""), ("2023", "2024"), ("。", "。")):
			self.assertEqual(likeness(first, second), 0)


class TestRepeated(TestCase):
	def test_the_sentences_that_were_said_before_are_named(self):
		before = f"2023年的不足如下。{TEXT}普法形式较为单一，群众参与的积极性有待提高。"
		now = f"{TEXT.replace('部分', '少数')}今年新出现的问题是窗口服务人员轮换频繁，业务不熟。"
		((sentence, earlier),) = repeated(now, before)
		self.assertIn("少数人员", sentence)
		self.assertIn("部分人员", earlier)

	def test_short_sentences_are_alike_by_chance(self):
		self.assertEqual(repeated("取得明显成效。", "取得明显成效。"), [])
