"""Every sentence of a real sub-district's report that states work done has figures, and records behind them.

The sentences are those of the report of a year as a sub-district wrote it; the demo year, of an invented one, must
be able to state each of them. Who adds a sentence names the figures that state it.
"""

import frappe

from fazhi_governance.setup.demo import accounts, year
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures, find
from fazhi_governance.tests.base import GovernanceTestCase

STREET = "河湾街道"
LAWS = ("民法典", "反有组织犯罪法", "环境保护法", "消费者权益保护法", "未成年人保护法")
# sentence → the figures that state it, each with records in the year; a figure with words has to be worded so
SENTENCES = {
	# 一、主要举措和成效
	"调整充实依法治理工作领导小组": (("leading_group.adjusted_names", "依法治理工作领导小组"),),
	"压实各站所、社区法治工作职责": ("task.units",),
	"制定法治建设工作方案": ("plan.adopted",),
	"将重点任务分解落实到各社区和中心、站所": ("task.deployed", "task.units"),
	"做到有部署、有督促、有考核": (
		"task.deployed",
		"task.urged",
		"task.assessed",
		"notice.issued",
		"assessment.confirmed",
	),
	"加强窗口效能管理，建立健全政务咨询工作机制": ("inquiry.asked", "inquiry.at_once", "tally.window"),
	"按照规范和程序，对照本级事权职能依法办理事项": ("service.items",),
	"推行重大事项决策法律顾问制度": ("consultation.answered",),
	"推行重大事项决策……专家咨询": ("decision.with_experts",),
	"推行重大事项决策……合法性审查制度": ("review.given",),
	"加强纪检监察工作，健全行政监督体系": ("supervision.matters",),
	"全面落实行政执法责任制": ("enforcement.cases", "enforcement.officers", "enforcement.reviewed"),
	"狠抓行政执法人员的教育培训": ("training.enforcement",),
	"联合相关部门加大对安全生产……的监督执法力度": ("joint.safety",),
	"联合相关部门加大对……交通安全……的监督执法力度": ("joint.traffic",),
	"联合相关部门加大对……违章建筑等方面的监督执法力度": ("joint.construction",),
	"综治中心、派出所、司法所……定期开展矛盾纠纷排查调处工作": ("screening.screenings", "screening.disputes"),
	"重点对家庭、邻里、物业、弃管小区改造等……矛盾纠纷进行了预防排查调处": tuple(
		("mediation.types", word) for word in ("家庭", "邻里", "物业", "弃管小区改造")
	),
	"化解矛盾纠纷60余件": (("mediation.resolved", "60余件"),),
	"调解成功率为100％": (("mediation.success_rate", "100%"),),
	"采取领导包案……三步法": ("petition.leader_cases",),
	"采取……分类处置……三步法": ("petition.accepted", "petition.opinions"),
	"采取……属地化解三步法": ("petition.resolved_locally",),
	"组织专题学习": ("training.sessions",),
	"开展12·4宪法日集中宣传活动": (("publicity.programmes", "12·4宪法日集中宣传"),),
	"把法治宣传教育与信访稳定工作结合起来": ("publicity.activities", "petition.received"),
	"开展“律师进社区”活动，大力宣传《民法典》等法律法规": (
		("publicity.programmes", "律师进社区"),
		*(("publicity.laws", law) for law in LAWS),
	),
	"共发放宣传材料1000余份": (("publicity.materials", "1000余份"),),
	"悬挂宣传横幅50余条": (("publicity.banners", "50余条"),),
	"解答法律咨询20余件次": (("publicity.consultations", "20余件次"),),
	"组织开展“反诈进社区”“送法进小区”法治宣传活动": (
		("publicity.programmes", "反诈进社区"),
		("publicity.programmes", "送法进小区"),
	),
	# 二、不足和原因
	"重视程度还有待提高；法治建设工作创新力度还不够": ("shortcoming.raised", "shortcoming.with_measure"),
	# 三、第一责任人职责
	"成立街道全面依法治街委员会": (("leading_group.established_names", "全面依法治街委员会"),),
	"党政主要负责人亲自抓": ("duty.deployed", "duty.asked", "duty.coordinated", "duty.urged"),
	"定期开展依法治街工作专题研究": ("meeting.sessions",),
	"认真贯彻实施法律顾问制度": ("consultation.advisors",),
	"把依法治街工作作为街道年终考核的一项重要内容": ("assessment.schemes", "assessment.units"),
	"保证……所需要的人员、经费和设施": ("plan.persons", "plan.budget"),
	"认真制定“八五”普法规划": ("publicity.plans",),
	"构建了齐抓共管的“大普法”工作机制": ("publicity.units",),
	"网格员同步承担法律宣传职责": ("tally.grid_publicity",),
	"开展“法律明白人”培训": ("training.residents", "resident.in_post"),
	"深化法治宣传阵地建设，内容涉及习近平法治思想、《民法典》等": ("venue.upkeep", "venue.themes"),
	"开展法治讲堂": (("publicity.programmes", "法治讲堂"),),
	"定期公开政府信息": ("disclosure.published", "disclosure.in_time"),
	"严格落实科级领导信访接待制度": ("reception.held", "reception.leaders"),
	"成立矛盾纠纷调解服务队": (("leading_group.established_names", "矛盾纠纷调解服务队"),),
	"及时受理，大力度督办": ("supervision.matters", "supervision.rectified", "notice.closed"),
}
# 四、the arrangements for the next year are tasks of the next year
ARRANGEMENTS = {
	"加强组织领导，推进政府行政法治化": ("task.deployed",),
	"坚守为民初心，搭起化解矛盾“连心桥”": ("task.deployed",),
	"坚持靶向施策，营造普法强基好氛围": ("task.deployed",),
	"开展平安创建，护航社会稳定新征程": ("task.deployed",),
}


class TestSampleReport(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		year.remove()
		accounts.load("Paper-Boat-2024")
		cls.values = cube.compute(figures(), Period.year(2024), STREET)
		cls.next_year = cube.compute(figures(), Period.year(2025), STREET)
		rows = frappe.get_all("Demo Record", fields=["reference_doctype", "reference_name"], as_list=True)
		cls.demo = {tuple(row) for row in rows}

	def assert_stated(self, sentence: str, stated_by, values: dict, of_year: int):
		code, words = stated_by if isinstance(stated_by, tuple) else (stated_by, "")
		value = values[code]
		self.assertTrue(value.has_data and value.value, f"{sentence}: {code} states nothing")
		self.assertIn(words, value.worded(is_rounded=True), sentence)
		doctype, filters = cube.drill_down(find(code), Period.year(of_year), STREET)
		listed = frappe.get_all(doctype, filters=filters, pluck="name")
		self.assertTrue(listed, f"{sentence}: {code} opens onto nothing")
		self.assertLessEqual({(doctype, name) for name in listed}, self.demo, sentence)

	def test_each_sentence_has_its_figures_and_records(self):
		for sentence, stated in SENTENCES.items():
			for each in stated:
				with self.subTest(sentence=sentence, figure=each):
					self.assert_stated(sentence, each, self.values, 2024)

	def test_the_arrangements_for_the_next_year_are_its_tasks(self):
		titles = "".join(
			frappe.get_all(
				"Governance Task",
				filters={"deployed_on": ["between", ["2024-12-01", "2025-12-31"]]},
				fields=["title", "area"],
				as_list=True,
			).__repr__()
		)
		for arrangement in ARRANGEMENTS:
			self.assertIn(arrangement, titles)

	def test_a_sentence_without_records_is_seen(self):
		with self.assertRaisesRegex(AssertionError, "states nothing"):
			self.assert_stated("测试句", "mediation.failed", self.values, 2024)
		with self.assertRaises(AssertionError):
			self.assert_stated("测试句", ("mediation.resolved", "70余件"), self.values, 2024)
