"""What stands in the cells of real ledgers."""

from datetime import date, datetime
from unittest import TestCase

from fazhi_governance.core import ledger
from fazhi_governance.core.ledger import Unreadable

DAY = date(2024, 3, 5)


class TestCells(TestCase):
	def why(self, read, value) -> str:
		with self.assertRaises(Unreadable) as refused:
			read(value)
		return refused.exception.why

	def test_a_day_is_a_day_however_it_is_written(self):
		for value in (
			*(
				"2024.3.5",
				"2024/3/5",
				"2024-03-05",
				"2024年3月5日",
				"二〇二四年三月五日",
				"20240305",
				20240305,
			),
			*(
				"２０２４．３．５",
				" 2024 年 3 月 5 日 ",
				"2024.03.05.",
				"2024-03-05 00:00:00",
				"2024年3月5号",
			),
			*(
				"2024年3月5日星期二",
				"2024-3-5（周二）",
				"2024年3月5日上午",
				"二○二四年三月五日",
				DAY,
				datetime(2024, 3, 5, 9),
			),
		):
			with self.subTest(value):
				self.assertEqual(ledger.as_date(value), DAY)

	def test_chinese_days_with_tens(self):
		self.assertEqual(ledger.as_date("二〇二三年十二月三十一日"), date(2023, 12, 31))
		self.assertEqual(ledger.as_date("二零二三年十月十日"), date(2023, 10, 10))
		self.assertEqual(ledger.as_date("二〇二三年十一月廿二日"), date(2023, 11, 22))

	def test_what_is_no_day_is_told_apart(self):
		for value, reason in (
			*(
				("2024.2.30", "no such day"),
				("20241301", "no such day"),
				("二〇二四年三月", "no day"),
				("2024.3", "no day"),
			),
			*(
				(2024.3, "no day"),
				("2024年", "no day"),
				(2024, "no day"),
				("3月5日", "no year"),
				("3.5", "no year"),
			),
			*(
				("24.3.5", "short year"),
				("2024.3.5-3.7", "period"),
				("2024年3月5日至7日", "period"),
				("上半年", "no date"),
			),
			*(
				(44927, "serial"),
				("44927", "serial"),
				(44927.5, "serial"),
				("1024-03-05", "odd year"),
				("待定", "no date"),
			),
		):
			with self.subTest(value):
				self.assertEqual(self.why(ledger.as_date, value), reason)

	def test_a_serial_number_says_which_day_it_would_be(self):
		with self.assertRaises(Unreadable) as refused:
			ledger.as_date(44927)
		self.assertEqual(refused.exception.details["day"], date(2023, 1, 1))

	def test_a_month_needs_no_day(self):
		for value in ("2024-03", "2024年3月", "2024.03", "202403", "二〇二四年三月", "2024年3月份", DAY):
			with self.subTest(value):
				self.assertEqual(ledger.as_month(value), date(2024, 3, 1))

	def test_a_quantity_may_have_its_unit(self):
		for value, number in (
			("12件", 12),
			("１２", 12),
			("1,200份", 1200),
			("3.5万元", 35000),
			(7, 7),
			("十二人", 12),
			("二十", 20),
			("¥ 80.5", 80.5),
			("宣传册100份", 100),
			("社区居民80人", 80),
		):
			with self.subTest(value):
				self.assertEqual(ledger.as_number(value), number)

	def test_about_how_many_is_no_number(self):
		for value in (
			"约60人",
			"60余人",
			"近百人3",
			"3-5人",
			"60左右",
			"100多",
			"师生200余人",
			"居民约80人",
			"不少于60人",
			"超100人",
		):
			with self.subTest(value):
				self.assertEqual(self.why(ledger.as_number, value), "about")

	def test_other_faults_of_numbers(self):
		for value in ("若干", "第3次", "宣传册100份、折页50份"):
			self.assertEqual(self.why(ledger.as_number, value), "no number")
		self.assertEqual(self.why(ledger.as_integer, "2.5"), "not whole")
		self.assertEqual(self.why(ledger.as_number, DAY), "no number")

	def test_digits_that_a_spreadsheet_has_lost_are_missed(self):
		for value in ("1.10105E+17", 1.10105e17, 110101199001010000, "1.1E17"):
			with self.subTest(value):
				self.assertEqual(self.why(ledger.as_text, value), "digits lost")

	def test_text_is_kept_and_cleaned(self):
		self.assertEqual(ledger.as_text("１３８００００ ０００"), "1380000 000")
		self.assertEqual(ledger.as_text(13800000000.0), "13800000000")
		self.assertEqual(ledger.as_text(" 王某，\r\n（李某） "), "王某，\n（李某）")
		self.assertEqual(ledger.as_text(None), "")

	def test_a_header_is_known_by_its_words(self):
		for header in (
			"纠纷类型",
			" 纠纷\n类 型 ",
			"纠纷类型（必填）",
			"*纠纷类型",
			"纠纷类型【件】",
			"纠纷类型：",
		):
			with self.subTest(header):
				self.assertEqual(ledger.bare(header), "纠纷类型")

	def test_a_header_is_recognised_by_words_that_mean_the_same(self):
		for header, name in (
			("反映的主要问题", "反映问题"),
			("接访时间", "接访日期"),
			("矛盾纠纷类别", "矛盾纠纷类型"),
			("具体情况", "具体情况"),
		):
			with self.subTest(header):
				self.assertEqual(ledger.loosely(header), ledger.loosely(name))
		self.assertNotEqual(ledger.loosely("受理日期"), ledger.loosely("办结日期"))

	def test_a_header_tells_by_what_its_numbers_are_multiplied(self):
		for header, factor in (
			("涉案金额（万元）", 10_000),
			("合同金额(万元)", 10_000),
			("金额（单位：万元）", 10_000),
			("标的额/万元", 10_000),
			("投资（亿元）", 100_000_000),
			("发放资料（千份）", 1000),
			("金额（元）", 1),
			("受众（人次）", 1),
			("千家万户（户）", 1),
			("万元店检查（家）", 1),
		):
			with self.subTest(header):
				self.assertEqual(ledger.factor_of(header), factor)
		self.assertEqual(
			[ledger.multiplied(value, 10_000) for value in (0.5, "3.2", "7.8万元", "500元", "", "/")],
			[5000, 32000, "7.8万元", "500元", "", "/"],
		)
		self.assertEqual(self.why(lambda value: ledger.multiplied(value, 10_000), "若干"), "no number")

	def test_a_title_names_the_year_of_days_without_one(self):
		for title, year in (
			("2024年度普法活动台账", 2024),
			("人民调解登记簿（２０２４年上半年）", 2024),
			("二〇二四年信访台账", 2024),
			("2023年台账 填报时间：2024年1月5日", 2023),
			("填报时间：2024年1月5日", None),
			("2023-2024年度台账", None),
			("普法活动台账", None),
			("联系电话：02012345678", None),
		):
			with self.subTest(title):
				self.assertEqual(ledger.year_of(title), year)
		for value in ("3月5日", "3.5", "3-5", "3月5日（周二）"):
			with self.subTest(value):
				self.assertEqual(ledger.as_date(value, 2024), DAY)
		self.assertEqual(self.why(lambda value: ledger.as_date(value, 2024), 3.1), "no year")
		self.assertEqual(self.why(lambda value: ledger.as_date(value, 2023), "2月29日"), "no such day")

	def test_a_deadline_may_be_the_end_of_a_month(self):
		for value, day in (
			("2024年6月底前", date(2024, 6, 30)),
			("2024.2", date(2024, 2, 29)),
			("２０２４年１２月", date(2024, 12, 31)),
			("2024年底前", date(2024, 12, 31)),
			("2024年年底", date(2024, 12, 31)),
			("2024年9月10日前", date(2024, 9, 10)),
			("2024-09-10", date(2024, 9, 10)),
			(date(2024, 9, 10), date(2024, 9, 10)),
		):
			with self.subTest(value):
				self.assertEqual(ledger.as_deadline(value), day)

	def test_a_deadline_without_a_year_is_in_that_of_the_title(self):
		for value, day in (
			("12月底", date(2024, 12, 31)),
			("6月底前", date(2024, 6, 30)),
			("年底前", date(2024, 12, 31)),
			("9月10日前", date(2024, 9, 10)),
		):
			with self.subTest(value):
				self.assertEqual(ledger.as_deadline(value, 2024), day)

	def test_what_leaves_the_deadline_open_is_refused(self):
		for value in ("2024年6月前", "2024年13月底", "6月底前", "长期", 45000):
			with self.subTest(value):
				with self.assertRaises(ledger.Unreadable):
					ledger.as_deadline(value)

	def test_yes_and_no(self):
		self.assertEqual([ledger.as_check(value) for value in ("是", "√", "Ｙ", True, "1", 1)], [1] * 6)
		self.assertEqual([ledger.as_check(value) for value in ("否", "×", "无", False, 0, "")], [0] * 6)
		self.assertEqual(self.why(ledger.as_check, "可能"), "neither yes nor no")

	def test_enumerations_and_numbered_lists(self):
		self.assertEqual(ledger.parts_of("王某、李某；张某\n赵某"), ["王某", "李某", "张某", "赵某"])
		self.assertEqual(ledger.items_of("1.听取汇报\n2.审议方案；"), ["听取汇报", "审议方案"])
		self.assertEqual(ledger.items_of("一、听取汇报；二、审议方案"), ["听取汇报", "审议方案"])
		self.assertEqual(ledger.items_of("听取2024年1.2亿元项目汇报"), ["听取2024年1.2亿元项目汇报"])
		self.assertEqual(ledger.items_of(""), [])

	def test_an_option_by_its_word_or_nearly(self):
		kinds = {"邻里": "Neighbours", "婚姻家庭": "Marriage", "其他": "Other"}
		self.assertEqual(ledger.nearest_option("邻里", kinds), ("Neighbours", True))
		self.assertEqual(ledger.nearest_option("邻里纠纷", kinds), ("Neighbours", False))
		self.assertEqual(ledger.nearest_option("婚姻", kinds), ("Marriage", False))
		self.assertEqual(ledger.nearest_option("噪音", kinds), (None, False))
		content = {"满意": 1, "基本满意": 2, "不满意": 3}
		self.assertEqual(ledger.nearest_option("很不满意", content), (3, False))
		self.assertEqual(ledger.nearest_option("未回访", content), (None, False))
		meeting = {"党（工）委会议": 1, "主任办公会": 2}
		self.assertEqual(
			[ledger.nearest_option(word, meeting)[0] for word in ("党工委会议", "党委会议")], [1, 1]
		)

	def test_what_offices_write_for_nothing(self):
		self.assertTrue(all(ledger.is_nothing(value) for value in (None, "", " ", "/", "—", "无", "暂无")))
		self.assertFalse(ledger.is_nothing(0))

	def test_shares(self):
		self.assertEqual(
			[ledger.as_share(value) for value in ("80%", 80, 0.8, "100%", 1.0)], [80, 80, 80, 100, 100]
		)
