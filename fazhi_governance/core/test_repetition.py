from unittest import TestCase

from fazhi_governance.core.repetition import NEARLY_THE_SAME, likeness

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
