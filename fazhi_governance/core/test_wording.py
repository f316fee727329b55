from datetime import date
from decimal import Decimal
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_governance.core.wording import (
	change,
	change_of_share,
	chinese_date,
	chinese_period,
	enumerate_names,
	exact,
	heading_number,
	ordinal,
	percentage,
	rounded,
	sentence,
)


class TestNumbers(TestCase):
	def test_exact_wording_has_no_thousands_separator_and_no_idle_decimals(self):
		for value, unit, expected in (
			(62, "件", "62件"),
			(1037, "份", "1037份"),
			(0, "件", "0件"),
			(62.0, "件", "62件"),
			(Decimal("100.00"), "元", "100元"),
			(120_000, "元", "12万元"),
			(Decimal("120500.00"), "元", "12.05万元"),
			(120_050, "元", "120050元"),
			(9_900, "元", "9900元"),
			(12.5, "小时", "12.5小时"),
			(Decimal("3.14159"), "", "3.14"),
			(Decimal("0.125"), "", "0.13"),
			(-0.001, "", "0"),
			(-2.5, "", "-2.5"),
			(Decimal("1E+3"), "", "1000"),
		):
			with self.subTest(value=value):
				self.assertEqual(exact(value, unit), expected)

	def test_a_count_compares_with_last_years(self):
		for now, before, expected in (
			(12, 10, "较上年增长20%"),
			(9, 12, "较上年下降25%"),
			(10, 10, "与上年持平"),
			(5, 0, "较上年增加5件"),
			(0, 4, "较上年下降100%"),
			(0, 0, "与上年持平"),
			(1001, 1000, "较上年增长0.1%"),
		):
			with self.subTest(now=now, before=before):
				self.assertEqual(change(now, before, "件"), expected)
		with self.assertRaisesRegex(ValueError, "no growth"):
			change(-1, 3)

	def test_a_share_compares_by_points(self):
		for now, before, expected in (
			(0.95, 0.9, "较上年提高5个百分点"),
			(0.9, 0.925, "较上年下降2.5个百分点"),
			(1, 1, "与上年持平"),
			(0.90001, 0.9, "与上年持平"),
		):
			self.assertEqual(change_of_share(now, before), expected)

	def test_exact_wording_refuses_what_is_no_number(self):
		with self.assertRaisesRegex(ValueError, "nan is no number"):
			exact(float("nan"))

	def test_official_rounding_of_the_sample_report(self):
		self.assertEqual(rounded(62, "件"), "60余件")
		self.assertEqual(rounded(53, "条"), "50余条")
		self.assertEqual(rounded(1037, "份"), "1000余份")
		self.assertEqual(rounded(23, "件次"), "20余件次")

	def test_official_rounding_keeps_two_leading_digits(self):
		self.assertEqual(rounded(11), "10余")
		self.assertEqual(rounded(101), "100余")
		self.assertEqual(rounded(117), "110余")
		self.assertEqual(rounded(999), "990余")
		self.assertEqual(rounded(1234), "1200余")
		self.assertEqual(rounded(22345, "元"), "22000余元")
		self.assertEqual(rounded(1234567), "1200000余")

	def test_round_and_small_numbers_are_worded_exactly(self):
		for value in (0, 9, 10, 60, 100, 110, 1000, 1200, 22000):
			self.assertEqual(rounded(value, "件"), f"{value}件")

	def test_whole_decimals_from_the_database_are_rounded_too(self):
		self.assertEqual(rounded(Decimal("62.00"), "件"), "60余件")

	def test_official_rounding_refuses_negatives_and_fractions(self):
		for value in (-1, 12.5, Decimal("0.5")):
			with self.assertRaisesRegex(ValueError, "use exact wording"):
				rounded(value)

	@settings(deadline=None, max_examples=100)
	@given(st.integers(0, 10**12))
	def test_official_rounding_never_rounds_up_and_loses_less_than_a_tenth(self, value):
		text = rounded(value)
		figure = int(text.rstrip("余"))
		self.assertEqual(text.endswith("余"), figure < value)
		self.assertLessEqual(figure, value)
		if value >= 100:
			self.assertLess(value - figure, value / 10)

	def test_percentages(self):
		self.assertEqual(percentage(62, 62), "100%")
		self.assertEqual(percentage(62, 64), "96.9%")
		self.assertEqual(percentage(1, 2), "50%")
		self.assertEqual(percentage(0, 5), "0%")
		self.assertEqual(percentage(1, 3, digits=2), "33.33%")
		self.assertEqual(percentage(2, 3, digits=0), "67%")
		self.assertEqual(percentage(3, 2), "150%")
		self.assertEqual(percentage(Decimal("1.5"), 2.0), "75%")

	def test_a_percentage_is_100_only_of_all_and_0_only_of_none(self):
		self.assertEqual(percentage(9999, 10000), "99.9%")
		self.assertEqual(percentage(999, 1000, digits=0), "99%")
		self.assertEqual(percentage(1, 10000), "<0.1%")
		self.assertEqual(percentage(1, 1000, digits=0), "<1%")

	def test_percentages_refuse_no_base_and_negatives(self):
		with self.assertRaisesRegex(ValueError, "no data"):
			percentage(0, 0)
		with self.assertRaisesRegex(ValueError, "must be 0 or more"):
			percentage(-1, 5)

	@settings(deadline=None, max_examples=100)
	@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 4))
	def test_a_share_never_reads_as_all_or_none(self, part, rest, digits):
		self.assertNotIn(percentage(part, part + rest, digits), ("0%", "100%"))


class TestHeadingsAndDates(TestCase):
	def test_ordinals(self):
		for n, expected in (
			(1, "一"),
			(10, "十"),
			(11, "十一"),
			(20, "二十"),
			(21, "二十一"),
			(101, "一百零一"),
		):
			self.assertEqual(ordinal(n), expected)

	def test_heading_numbers_of_the_four_levels(self):
		self.assertEqual(
			[heading_number(level, 11) for level in (1, 2, 3, 4)], ["十一、", "（十一）", "11.", "（11）"]
		)

	def test_impossible_heading_numbers_are_refused(self):
		with self.assertRaisesRegex(ValueError, "levels are 1 to 4"):
			heading_number(5, 1)
		for level in (1, 3):
			with self.assertRaisesRegex(ValueError, "numbered from 1"):
				heading_number(level, 0)

	def test_dates_have_no_leading_zeros(self):
		self.assertEqual(chinese_date(date(2024, 12, 31)), "2024年12月31日")
		self.assertEqual(chinese_date(date(2025, 3, 1)), "2025年3月1日")
		self.assertEqual(chinese_period(date(2024, 1, 1), date(2024, 3, 31)), "2024年1月1日至2024年3月31日")


class TestText(TestCase):
	def test_quoted_names_stand_side_by_side(self):
		self.assertEqual(
			enumerate_names(["律师进社区", "反诈进社区"], quotes="“”"), "“律师进社区”“反诈进社区”"
		)

	def test_unquoted_names_are_joined_by_the_enumeration_comma(self):
		self.assertEqual(enumerate_names(["东社区", "西社区", "南社区"]), "东社区、西社区、南社区")

	def test_no_names_are_no_text(self):
		self.assertEqual(enumerate_names([]), "")
		self.assertEqual(enumerate_names(iter(())), "")

	def test_sentences_are_tidied(self):
		self.assertEqual(sentence("调解成功率100%。。"), "调解成功率100%。")
		self.assertEqual(sentence("开展活动3场；。"), "开展活动3场。")
		self.assertEqual(sentence("共 62 件 ， 其中\t5 件。 "), "共62件，其中5件。")
		self.assertEqual(sentence("\u3000\u3000一是完善机制；二是压实责任。"), "一是完善机制；二是压实责任。")

	def test_spaces_between_latin_words_and_line_breaks_stay(self):
		self.assertEqual(sentence("按GB/T 9704 2012排版。\n另起一行。"), "按GB/T 9704 2012排版。\n另起一行。")

	@settings(deadline=None, max_examples=100)
	@given(st.text(alphabet="一二。；， \t\u3000A1\n", max_size=30))
	def test_a_tidy_sentence_stays_as_it_is(self, text):
		tidy = sentence(text)
		self.assertEqual(sentence(tidy), tidy)
		self.assertNotIn("。。", tidy)
		self.assertNotIn("；。", tidy)
