import frappe

from fazhi_governance.statistics import figures, words
from fazhi_governance.statistics.test_figures import FigureTestCase
from fazhi_governance.tests import factories


class TestWords(FigureTestCase):
	"""In Chinese, as users read them."""

	def setUp(self):
		super().setUp()
		frappe.local.lang = "zh"

	def said(self, code: str) -> str:
		return words.in_words(figures.find(code))

	def test_a_count_says_by_which_day_and_of_what(self):
		self.assertEqual(
			self.said("mediation.resolved"),
			"所选单位及其下级单位在统计期内（按“办结日期”）的矛盾纠纷调解，其中“结果”为“书面协议”或“口头协议”的，计条数。",
		)

	def test_a_stock_says_until_when(self):
		self.assertIn("统计期最后一天现有的法律明白人（自“选任日期”起，至“", self.said("resident.in_post"))
		self.assertIn("当日止）", self.said("officer.certificate_holders"))
		self.assertIn("前一日止）", self.said("officer.in_post"))

	def test_each_aggregate_has_its_words(self):
		self.assertIn("将“发放材料（份）”相加", self.said("publicity.materials"))
		self.assertIn("计有多少个不同的“单位”", self.said("mediation.units"))
		self.assertIn("列出各个“", self.said("publicity.laws"))
		self.assertIn("普法活动的“", self.said("publicity.laws"))
		self.assertIn("“化解矛盾纠纷”除以“调解终结矛盾纠纷”", self.said("mediation.success_rate"))

	def test_every_standard_figure_can_be_said(self):
		for code in frappe.get_all(
			"Statistical Figure", filters={"is_standard": 1}, pluck="name", order_by="name"
		):
			with self.subTest(code):
				self.assertRegex(self.said(code), r"^[^A-Za-z]*(?:[A-Za-z0-9-]{1,12}[^A-Za-z]*)*。$")

	def test_each_operator_has_its_words(self):
		for listed, said in (
			('["amount", ">", 100]', "“涉及金额（元）”大于100"),
			('["amount", "<=", 0.5]', "不大于0.5"),
			('["amount", "between", [1, 2]]', "在1至2之间"),
			('["received_on", ">=", "2024-01-01"]', "“受理日期”不早于2024-01-01"),
			('["result", "not in", ["Withdrawn", "Transferred"]]', "“结果”不是“撤回”或“移交”"),
			('["mediator", "is", "not set"]', "“人民调解员”未填写"),
			('["mediator", "!=", ""]', "“人民调解员”已填写"),
			('["is_group_dispute", "=", 1]', "勾选了“"),
			('["is_group_dispute", "=", 0]', "没有勾选“"),
			('["docstatus", "=", 1]', "已提交"),
		):
			with self.subTest(listed):
				code = f"test.{frappe.generate_hash(length=8)}"
				factories.make_figure(code, filters=f"[{listed}]")
				self.assertIn(said, self.said(code))
