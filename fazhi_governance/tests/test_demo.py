import json
import re
import tempfile
from datetime import date
from pathlib import Path

import frappe
from click.testing import CliRunner

from fazhi_governance import commands
from fazhi_governance.annual_report import checks, drift, editions, promises, text
from fazhi_governance.annual_report.compose import is_untouched
from fazhi_governance.annual_report.word import to_word
from fazhi_governance.kinds import GOVERNED_DOCTYPES, ROLES
from fazhi_governance.scope import UNIT
from fazhi_governance.setup import seed
from fazhi_governance.setup.demo import accounts, year
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statistics.splits import Branches
from fazhi_governance.tests import factories, register_totals
from fazhi_governance.tests.base import GovernanceTestCase

PASSWORD = "Paper-Boat-2024"
STREET = "河湾街道"
DEMO_YEAR = date(2024, 1, 1), date(2024, 12, 31)
# a check and a coercive measure
NO_PENALTY = {"@item-safety", "@item-demolition"}


def keys_of(rows: dict[str, dict], condition) -> set[str]:
	return {key for key, row in rows.items() if condition(row)}


def has_set(field: str):
	"""Whether one of a row's steps fills the field."""
	return lambda row: any(step.get("set", {}).get(field) for step in row.get("then", []))


def in_2024(field: str):
	"""Whether one of a row's steps fills the date field with a day of 2024."""
	return lambda row: any(
		str(step.get("set", {}).get(field, "")).startswith("2024") for step in row.get("then", [])
	)


def has_taken(action: str):
	return lambda row: any(step.get("action") == action for step in row.get("then", []))


def has_findings(row: dict) -> bool:
	return any(step.get("set", {}).get("findings") for step in row["then"])


def rows(table: str) -> dict[str, dict]:
	return {row["key"]: row for row in seed.read(year.FOLDER / f"{table}.json")["rows"]}


def has_left(row: dict) -> bool:
	return any("left_on" in step.get("set", {}) for step in row.get("then", []))


def has_themes(row: dict) -> bool:
	return any("theme" in visit for step in row["then"] for visit in step["append"]["upkeep"])


class TestDemoYear(GovernanceTestCase):
	"""Loaded once; what a test removes or adds is undone at its end."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		year.remove()  # of a site that has it; Frappe undoes all at the end of the class
		cls.before = cls.rows_of_all()
		cls.made, cls.passwords = accounts.load(PASSWORD)

	@staticmethod
	def rows_of_all() -> dict[str, set]:
		kinds = (UNIT, *GOVERNED_DOCTYPES, "Demo Record", "Publicity Programme", "Tally Kind", "Sealed Value")
		kinds += ("User", "Contact", "User Permission", "Notification Settings", "Has Role", "Block Module")
		kinds += ("Version", "Comment", "File", "DocShare", "Workflow Action")
		rows = {kind: set(frappe.get_all(kind, pluck="name")) for kind in kinds}
		# Frappe itself notes each deletion
		told = {"comment_type": ["!=", "Deleted"]}
		rows["Comment"] = set(frappe.get_all("Comment", filters=told, pluck="name"))
		rows["DefaultValue"] = set(frappe.get_all("DefaultValue", fields=["parent", "defkey"], as_list=True))
		return rows

	def report(self):
		return frappe.get_doc("Annual Report", {"unit": STREET, "year": 2024})

	def plain(self, report) -> str:
		return text.plain(text.sections_of(report))

	def values(self, *codes: str, year: int = 2024) -> list:
		values = cube.compute(figures(list(codes)), Period.year(year), STREET)
		return [values[code].value for code in codes]

	def test_registers_state_what_the_figures_state(self):
		self.assertEqual(list(register_totals.unexplained()), [])
		self.assertEqual(list(register_totals.differences(*DEMO_YEAR, STREET)), [])

	def test_the_report_states_what_the_sample_states(self):
		stated = self.plain(self.report())
		for claim in (
			"调整充实依法治理工作领导小组",
			"重点对婚姻家庭、邻里、物业、弃管小区改造等矛盾纠纷",
			"化解矛盾纠纷60余件，调解成功率为100%",
			"发放宣传材料1000余份，悬挂宣传横幅50余条，解答法律咨询20余件次",
			"“12·4宪法日集中宣传”",
			"“律师进社区”",
			"“反诈进社区”",
			"“送法进小区”",
			"“法治讲堂”",
			"《民法典》",
			"《反有组织犯罪法》",
			"《环境保护法》",
			"《消费者权益保护法》",
			"《未成年人保护法》",
			"成立全面依法治街委员会",
			"制定《河湾街道2024年法治建设工作方案》",
			"将18项重点任务分解落实到11个社区、中心和站所，做到有部署、有督促、有考核",
			"全年召开法治建设专题会议4次",
			"安排工作人员9人、经费12万元",
			"出具合法性审查意见14件，其中审查合同5份，审查行政规范性文件3件，审查重大行政决策2件",
			"法律顾问全年提供法律服务13件，参与接待信访群众1次",
			"10项服务事项对照本级事权职能、按照规范和程序依法办理。",
			"防止民间纠纷转化为刑事案件3件，防止群体性上访4件。",
			"权益保障渠道。全年受理登记信访事项16件",
			"大力宣传《宪法》《民法典》",
			"全年领导接访11次，接待群众23批89人次。",
			"2023年度报告查找的不足和提出的安排转为任务2项，已兑现2项，兑现率为100%",
			"一是重视程度还有待提高。部分人员",
			"二是法治建设工作创新力度还不够。现行",
			"2025年，河湾街道将继续在市委、市政府的正确领导下",
			"党工委会议学法2次，理论学习中心组学法4次，会前学法12次",
			"亲自部署重要工作4次，亲自过问重大问题3次，亲自协调重点环节3次，亲自督办重要任务4次",
			"占年终考核权重的15%，对10个单位开展法治工作考核",
		):
			self.assertIn(claim, stated)

	def test_the_report_reads_cleanly(self):
		report = self.report()
		stated = self.plain(report)
		for slip in ("。。", "；。", "，。", "{{", "[[", "法制", "  "):
			# the law itself calls it so: 行政处罚法, art. 58
			self.assertNotIn(slip, stated.replace("法制审核", ""))
		sentences = [each for each in re.split("[。；\n]", stated) if len(each) > 12]
		self.assertEqual(len(sentences), len(set(sentences)))
		self.assertEqual(checks.rows(report), [])
		self.assertEqual(text.findings(report, text.sections_of(report)), [])
		self.assertIsNone(report.slips_of_an_official_report())
		self.assertIsNone(report.signed_before_cut_off())
		self.assertEqual(report.status, "Made Public")
		self.assertTrue(to_word(report).startswith(b"PK"))

	def test_its_headings_are_numbered_as_in_the_sample(self):
		parts = {}
		for section in text.sections_of(self.report()):
			parts.setdefault(section.part, []).append(section.title[:3])
		self.assertEqual(parts["Achievements"], ["（一）", "（二）", "（三）", "（四）"])
		self.assertEqual(parts["First Responsible Persons"], ["（一）", "（二）", "（三）"])
		self.assertEqual(parts["Next Year"], ["", "（一）", "（二）", "（三）", "（四）", "（五）"])

	def test_the_figures_are_exact(self):
		self.assertEqual(
			self.values(
				*("mediation.received", "mediation.resolved", "mediation.concluded", "mediation.open"),
				*("mediation.failed", "mediation.not_followed_up", "mediation.confirmation_applied"),
			),
			[66, 62, 62, 2, 0, 5, 4],
		)
		self.assertEqual(
			self.values("publicity.materials", "publicity.banners", "publicity.consultations"),
			[1037, 53, 23],
		)
		rate = cube.compute(figures(["mediation.success_rate"]), Period.year(2024), STREET)
		value = rate["mediation.success_rate"]
		self.assertEqual((value.numerator.value, value.denominator.value), (62, 62))

	def test_every_figure_is_the_same_with_its_parts(self):
		"""Of the whole it is read from groups, beside its parts from columns of its own."""
		wanted, period = figures(), Period.year(2024)
		split = Branches.of(period, STREET)
		whole, parts = cube.compute_whole_and_parts(wanted, split)
		self.assertEqual(list(parts), split.parts)
		for code, alone in cube.compute(wanted, period, STREET).items():
			with self.subTest(code):
				self.assertEqual((whole[code].value, whole[code].rows), (alone.value, alone.rows))

	def test_the_procedure_has_its_three_ends(self):
		"""One blocked at the gate, one whose review is void after a changed draft, one complete to evaluation."""
		complete, void, blocked = (
			frappe.get_doc("Major Decision", {"title": ["like", f"%{word}%"]})
			for word in ("改造", "摊区", "停车")
		)
		for decision in (complete, void, blocked):
			decision.run_method("onload")
		states = {row["rule"]: row["state"] for row in complete.get_onload("checklist")}
		self.assertEqual(set(states.values()), {"Done", "Not Required"})
		self.assertEqual((complete.workflow_state, complete.evaluation_result), ("Archived", "Go On"))
		self.assertEqual(complete.get_onload("unmet_rules"), [])
		self.assertTrue(frappe.db.get_value("Legality Review", {"matter": void.name}, "voided_on"))
		for decision, why in ((void, "已失效"), (blocked, "尚无已出具意见的合法性审查")):
			self.assertIsNone(decision.agenda_locked_on)
			(stopped,) = [note for note in self.notes(decision) if "已拦下" in note]
			self.assertIn("规则 D1", stopped)
			self.assertIn(why, stopped)

	def test_the_year_of_reviews_advisors_and_training(self):
		self.assertEqual(
			self.values("review.given", "consultation.answered", "training.sessions"), [14, 13, 27]
		)
		kinds = frappe.get_all("Legality Review", filters={"unit": ["like", "%"]}, pluck="review_kind")
		self.assertEqual(set(kinds), {kind for kind in self.review_kinds() if kind})
		self.assertEqual(
			frappe.db.count("Legality Review", {"docstatus": 1, "recorded_on": ["like", "2024%"]}), 14
		)

	def test_the_year_of_petitions(self):
		names = ("received", "concluded", "extended", "leader_cases", "resolved_locally", "repeat")
		self.assertEqual(self.values(*(f"petition.{name}" for name in names)), [16, 11, 1, 4, 9, 1])
		self.assertEqual(self.values("petition.concluded_in_time", "petition.conclusion_due"), [5, 6])
		self.assertEqual(self.values("petition.notified_in_time", "petition.notice_due"), [13, 14])
		names = ("planned", "held", "groups", "leaders")
		self.assertEqual(self.values(*(f"reception.{name}" for name in names)), [11, 11, 23, 4])

	def test_the_accusation_of_the_year_is_seen_by_its_handler_alone(self):
		(name,) = frappe.get_all("Petition", filters={"purpose": "Accusation"}, pluck="name")
		for email, is_seen in (
			("accusation.handler@example.com", True),
			("petition.officer@example.com", False),
			("fazhi.manager@example.com", False),
			("fazhi.leader@example.com", False),
		):
			with self.as_user(email):
				self.assertEqual(bool(frappe.get_list("Petition", filters={"name": name})), is_seen, email)

	def test_the_year_of_enforcement(self):
		names = ("cases", "concluded", "fines", "reviewed", "hearings", "lawsuits", "head_appeared")
		self.assertEqual(self.values(*(f"enforcement.{name}" for name in names)), [9, 6, 28750, 2, 1, 1, 1])
		names = ("times", "fields", "sites", "problems", "rectified")
		fields = ["Production Safety", "Traffic Safety", "Illegal Construction"]
		times, found, sites, problems, rectified = self.values(*(f"joint.{name}" for name in names))
		self.assertEqual((times, sites, problems, rectified), (15, 163, 58, 57))
		self.assertEqual(set(found), set(fields))
		self.assertEqual(self.values("supervision.matters", "supervision.rectified"), [7, 7])
		# each by the rules: what they warn of would stand on the timelines
		for kind in ("Enforcement Case", "Joint Enforcement", "Supervision Matter"):
			for name in frappe.get_all(
				kind, filters={"unit": ["descendants of (inclusive)", STREET]}, pluck="name"
			):
				self.assertEqual(self.notes(frappe.get_doc(kind, name)), [], name)

	def test_the_case_in_court_is_the_one_that_the_advisor_was_asked_about(self):
		(name,) = frappe.get_all(
			"Enforcement Case", filters={"lawsuit_received_on": ["is", "set"]}, pluck="name"
		)
		case = frappe.get_doc("Enforcement Case", name)
		asked = frappe.get_doc("Law Advisor Consultation", {"matter_kind": case.doctype, "matter": name})
		self.assertEqual((asked.asked_on, asked.kind), (case.lawsuit_received_on, "Litigation"))
		self.assertLess(asked.answered_on, case.lawsuit_answered_on)

	@staticmethod
	def review_kinds() -> list[str]:
		return frappe.get_meta("Legality Review").get_field("review_kind").options.split("\n")

	def test_other_years_stand_apart(self):
		codes = ("mediation.received", "mediation.failed", "publicity.activities", "publicity.materials")
		self.assertEqual(self.values(*codes, year=2023), [3, 1, 2, 180])
		self.assertEqual(self.values(*codes, year=2025), [2, 1, 2, 160])
		self.assertEqual(self.values("mediation.types", year=2025), [["Consumer", "Neighbours"]])
		self.assertEqual(self.values("leading_group.established_names", year=2025), [["普法工作办公室"]])

	def test_every_figure_opens_onto_its_records(self):
		"""Held against the data itself, not against the query."""
		cases, activities, groups, reviews, consultations, trainings = (
			rows(table)
			for table in ("mediation_cases", "activities", "groups", "reviews", "consultations", "trainings")
		)
		assessments, duties = rows("assessments"), rows("leader_duties")
		received = {key for key, row in cases.items() if row["received_on"].startswith("2024")}
		resolved = {
			key
			for key, row in cases.items()
			if row.get("closed_on", "").startswith("2024") and "agreement_on" in row
		}
		applied = {key for key, row in cases.items() if row.get("confirmation_applied_on")}
		screenings = rows("screenings")
		screened = keys_of(screenings, lambda row: row["screened_on"].startswith("2024"))
		found = {
			field: screened & keys_of(screenings, lambda row, has=has: any(map(has, row.get("disputes", []))))
			for field, has in (
				("any", lambda row: True),
				("case", lambda row: "mediation_case" in row),
				("settled", lambda row: row.get("outcome") == "Settled on the Spot"),
			)
		}
		petitions = {
			key: row
			for key, row in rows("petitions").items()
			if row["received_on"].startswith("2024") and row.get("purpose") != "Accusation"
		}
		held = {key for key, row in activities.items() if row["held_on"].startswith("2024")}
		given = keys_of(reviews, has_taken("Give Opinion"))
		answered = keys_of(consultations, has_taken("Give Answer"))
		decided = {"decision-renovation"}
		tasks = {f"task-2024-{number:02}" for number in range(1, 15)} | {
			f"task-meeting-{number}" for number in range(1, 5)
		}
		promised = {"task-2024-03", "task-2024-14"}
		expected = {
			"集体讨论重大行政决策": decided,
			"公开征求意见": {*decided, "decision-stalls"},
			"合法性审查": given,
			"审查合同": given & keys_of(reviews, lambda row: "合同" in row["review_type"]),
			"审查行政规范性文件": given
			& keys_of(reviews, lambda row: row["review_type"] == "行政规范性文件"),
			"提出审查意见": given & keys_of(reviews, has_findings),
			**dict.fromkeys(("法律顾问提出意见", "法律顾问服务时长", "提供服务的法律顾问"), answered),
			"法律顾问参与接访": keys_of(consultations, lambda row: row["kind"] == "Petition Reception"),
			"法律顾问值班": keys_of(consultations, lambda row: row["kind"] == "Duty Day"),
			"法律顾问参与调解": keys_of(consultations, lambda row: row["kind"] == "Mediation"),
			**{
				label: given
				& keys_of(reviews, lambda row, type_name=type_name: row["review_type"] == type_name)
				for label, type_name in (
					("审查重大行政决策", "重大行政决策"),
					("审查重大行政执法决定", "重大行政执法决定"),
					("审查村规民约和居民公约", "村规民约、居民公约"),
				)
			},
			**dict.fromkeys(
				("行政执法人员培训", "行政执法人员培训人次"),
				keys_of(trainings, lambda row: row["kind"] == "Enforcement Staff"),
			),
			"学法考试": {"training-exam"},
			"法律明白人培训": {"training-residents"},
			"参加培训的法律明白人": {"training-residents"},
			"落实的普法规划": held,
			"执法单位普法活动": held & keys_of(activities, lambda row: "duty_unit" in row),
			"网格员入户普法": keys_of(rows("tallies"), lambda row: row["key"].startswith("tally-3-")),
			"在任法律明白人": keys_of(rows("residents"), lambda row: not has_left(row)),
			"在用法治宣传阵地": set(rows("venues")),
			"法治宣传阵地内容": keys_of(rows("venues"), has_themes),
			"学法考试参考率": {"training-exam"},
			"学法考试合格率": {"training-exam"},
			"学法培训": set(trainings),
			**{
				label: keys_of(trainings, lambda row, body=body: row["held_by"] == body)
				for label, body in (
					("党（工）委会议学法", "Party Committee Meeting"),
					("理论学习中心组学法", "Central Group"),
					("会前学法", "First Agenda Item"),
					("全体干部学法", "All Staff"),
					("领导班子学法", "Leadership Team"),
				)
			},
			"参加学法培训": set(trainings),
			"法治建设占年终考核权重": {"scheme-2024"},
			"接受考核的单位": set(assessments),
			**{
				label: keys_of(
					duties,
					lambda row, act=act: row["personal_act"] == act and row["acted_on"].startswith("2024"),
				)
				for label, act in (
					("主要负责人亲自部署重要工作", "Deployed in Person"),
					("主要负责人亲自过问重大问题", "Inquired in Person"),
					("主要负责人亲自协调重点环节", "Coordinated in Person"),
					("主要负责人亲自督办重要任务", "Urged in Person"),
				)
			},
			"制定的工作方案名称": {"plan-2024"},
			**dict.fromkeys(("年度重点任务", "承担重点任务的单位", "重点任务完成率"), tasks),
			"完成重点任务": tasks - {"task-2024-10"},
			"考核重点任务": tasks - {"task-meeting-4"},
			"督促重点任务": {
				*("task-2024-03", "task-2024-04", "task-2024-09", "task-2024-10"),
				*("task-meeting-1", "task-meeting-2"),
			},
			"下发督办单": {f"notice-{number}" for number in range(1, 5)},
			"法治建设专题会议": {f"meeting-session-{number}" for number in range(1, 5)},
			"会议研究议题": keys_of(
				rows("meetings"), lambda row: row["held_on"].startswith("2024") and row.get("agenda_items")
			),
			"党（工）委会议研究法治工作": {"meeting-party-1"},
			"会议议定事项转为任务": {f"meeting-session-{number}" for number in range(2, 5)},
			"安排法治建设人员": {"plan-2024"},
			"安排法治建设经费": {"plan-2024"},
			"受理登记信访事项（不含检举控告）": set(petitions),
			"领导包案信访事项": keys_of(petitions, has_set("case_leader")),
			"就地化解信访事项": keys_of(petitions, has_set("is_resolved_locally")),
			# what is answered by an opinion, and was due in the year
			"信访事项按期办结率": keys_of(petitions, has_set("opinion_outcome")),
			**dict.fromkeys(("受理矛盾纠纷", "受理矛盾纠纷的类型"), received),
			**dict.fromkeys(("化解矛盾纠纷", "调解成功率", "调解协议涉及金额"), resolved),
			"人民调解委员会": keys_of(groups, lambda row: row["kind"] == "Mediation Committee"),
			"办理调解的调解员": received & keys_of(cases, lambda row: "mediator" in row),
			"申请司法确认": applied,
			"已回访的调解协议": resolved & keys_of(cases, lambda row: "follow_ups" in row),
			**{
				label: keys_of(cases, lambda row, what=what: what in row.get("escalation_prevented", ""))
				for label, what in (("防止民转刑", "Crime"), ("防止群体性上访", "Group Petition"))
			},
			**dict.fromkeys(("开展矛盾纠纷排查", "排查走访户数"), screened),
			"排查发现矛盾纠纷": found["any"],
			"排查转为调解": found["case"],
			"排查当场化解": found["settled"],
			**dict.fromkeys(("上年承诺事项", "兑现的上年承诺", "上年承诺兑现率"), promised),
			"窗口受理": keys_of(rows("tallies"), lambda row: row["key"].startswith("tally-1-")),
			"网格巡查": keys_of(rows("tallies"), lambda row: row["key"].startswith("tally-4-")),
			"新建法治宣传阵地": keys_of(rows("venues"), lambda row: row["built_on"].startswith("2024")),
			"开展专家论证的决策": decided,
			"审查意见采纳率": given & keys_of(reviews, has_findings),
			"法治讲座": held & keys_of(activities, lambda row: row.get("activity_form") == "Lecture"),
			"法治专题讲座": keys_of(trainings, lambda row: row["kind"] == "Lecture"),
			"开展调解": keys_of(cases, lambda row: "2024" in str(row.get("sessions", ""))),
			"开展调解的单位": received,
			**{
				label: keys_of(
					duties,
					lambda row, post=post: row["post_kind"] == post and row["acted_on"].startswith("2024"),
				)
				for label, post in (
					("党（工）委主要负责人履职", "Party Head"),
					("行政主要负责人履职", "Government Head"),
				)
			},
			**self.behind_services(),
			**self.behind_enforcement(),
			"调整的领导机构名称": {"group-leading"},
			"成立的领导机构名称": {
				key for key, row in groups.items() if row["established_on"].startswith("2024")
			},
			**dict.fromkeys(
				("普法活动品牌", "宣传的法律法规", "发放宣传材料", "悬挂宣传横幅", "解答法律咨询"), held
			),
			**dict.fromkeys(("开展普法的单位", "普法活动", "普法受众"), held),
		}
		keys = {
			(record.reference_doctype, record.reference_name): record.name
			for record in frappe.get_all(
				"Demo Record", fields=["name", "reference_doctype", "reference_name"]
			)
		}
		report = self.report()
		values = text.values_of(report, [section.body for section in report.sections])
		self.assertEqual(set(values), set(expected))
		with self.as_user("fazhi.officer@example.com"):
			for name, value in values.items():
				doctype, filters = cube.drill_down(value.figure, Period.year(2024), STREET)
				listed = frappe.get_list(doctype, filters=filters, pluck="name", limit=0)
				self.assertEqual({keys[doctype, each] for each in listed}, expected[name], name)

	@staticmethod
	def behind_services() -> dict[str, set]:
		inquiries = {key: row for key, row in rows("inquiries").items() if row["on"].startswith("2024")}
		published = keys_of(rows("disclosures"), in_2024("published_on"))
		receptions = keys_of(rows("receptions"), in_2024("held_on"))
		return {
			"办理的服务事项": set(rows("service_items")),
			"政务咨询当场答复率": set(inquiries),
			"解答政务咨询": keys_of(
				inquiries, lambda row: row.get("is_answered_at_once") or in_2024("answered_on")(row)
			),
			"政务咨询满意率": keys_of(
				inquiries, lambda row: "satisfaction" in row or has_set("satisfaction")(row)
			),
			**dict.fromkeys(("主动公开政府信息", "政府信息按期公开率"), published),
			**dict.fromkeys(("领导接访", "领导接访群众批次", "领导接访群众"), receptions),
		}

	@staticmethod
	def behind_enforcement() -> dict[str, set]:
		cases, joint, matters = (
			rows(table) for table in ("enforcement_cases", "joint_enforcements", "supervision_matters")
		)
		# filed in 2024, all but the one still open; 2023's was decided in its own year
		decided = keys_of(cases, lambda row: row["filed_on"].startswith("2024")) - {"case-canopy"}
		penalties = keys_of(cases, lambda row: row["item"] not in NO_PENALTY)
		together = keys_of(joint, lambda row: row["held_on"].startswith("2024"))
		found = keys_of(matters, lambda row: row["found_on"].startswith("2024"))
		return {
			"办结行政处罚案件": decided & penalties,
			"当场处罚": decided & penalties & keys_of(cases, lambda row: "is_simple" in row),
			"普通程序行政处罚": decided & penalties - keys_of(cases, lambda row: "is_simple" in row),
			"罚款金额": decided,
			"案卷评查发现问题": found & keys_of(matters, lambda row: row["source"] == "Case File Review"),
			"经法制审核的执法决定": decided & {"case-site", "case-dike"},
			"行政检查": {"case-market"},
			"行政诉讼应诉": {"case-shed"},
			"负责人出庭应诉率": {"case-shed"},
			"持证行政执法人员": set(rows("officers")),
			"行政执法人员持证率": set(rows("officers")),
			"执法决定公示率": decided - keys_of(cases, has_set("is_withheld")),
			**dict.fromkeys(
				("联合执法", "联合执法检查点位", "联合执法发现问题", "联合执法问题整改率"), together
			),
			"联合执法的领域": together & keys_of(joint, lambda row: row["field"] != "Other"),
			**dict.fromkeys(("受理监督事项", "监督事项整改率"), found),
		}

	def test_cases_have_numbers_without_a_gap_and_lead_back_to_their_screenings(self):
		numbers = frappe.get_all(
			"Mediation Case",
			filters={"case_number": ["like", "〔2024〕河湾人调字第%"]},
			pluck="case_number",
			order_by="creation",
		)
		self.assertEqual(numbers, [f"〔2024〕河湾人调字第{number}号" for number in range(1, 67)])
		self.assertEqual(
			self.values("screening.screenings", "screening.disputes", "screening.taken_up", "screening.open"),
			[11, 13, 8, 0],
		)
		self.assertEqual(frappe.db.count("Mediation Case", {"screening": ["is", "set"]}), 9)

	def test_a_rate_of_all_warns_of_loose_ends(self):
		warned = self.report().full_success_with_loose_ends()
		self.assertIn("100 %", warned)
		self.assertIn("2件", warned)
		self.assertIn("5件", warned)
		remarks = frappe.get_all(
			"Comment",
			{"reference_doctype": "Annual Report", "reference_name": self.report().name},
			pluck="content",
		)
		self.assertEqual(len([each for each in remarks if "M6" in each]), 1)

	def test_it_is_composed_from_records_alone_and_frozen(self):
		report = self.report()
		self.assertTrue(all(is_untouched(section) for section in report.sections))
		self.assertEqual(promises.sentences(report), [])
		self.assertEqual(report.docstatus, 1)
		self.assertEqual(drift.check(report), 0)
		before = self.plain(report)
		frappe.db.set_value("Mediation Case", {"result": "Written Agreement"}, "result", "No Agreement")
		self.assertEqual(self.plain(self.report()), before)
		self.assertTrue(drift.check(self.report()))

	def test_its_editions_are_the_publics_and_the_heads(self):
		report = self.report()
		self.assertEqual(editions.in_use(report), list(editions.EDITIONS))
		self.assertNotIn("督办单", text.plain(text.sections_of(report, editions.PUBLIC)))
		for edition, name, act in (
			(editions.PARTY_HEAD, "郑示例", "专题研究依法治街工作"),
			(editions.GOVERNMENT_HEAD, "卫示例", "部署行政执法规范化建设"),
		):
			self.assertEqual(editions.heading_of(report, edition).issuers, (f"述法人：{name}",))
			self.assertIn(act, text.plain(text.sections_of(report, edition)))

	def test_each_role_has_an_account_with_that_role_alone(self):
		self.assertEqual(tuple(accounts.users()), ROLES)
		for role, user in accounts.users().items():
			roles = frappe.get_all("Has Role", {"parent": user, "parenttype": "User"}, pluck="role")
			self.assertEqual(roles, [role])

	def test_accounts_work_in_their_own_units(self):
		with self.as_user("community.clerk@example.com"):
			self.assertEqual(frappe.new_doc("Law Publicity Activity").unit, "柳岸社区")
			units = frappe.get_list("Law Publicity Activity", pluck="unit")
		self.assertEqual(set(units), {"柳岸社区"})
		with self.as_user("fazhi.officer@example.com"):
			self.assertEqual(frappe.new_doc("Mediation Case").unit, STREET)
			self.assertEqual(len(frappe.get_list("Mediation Case", limit=0)), 71)

	def test_records_are_their_users_own(self):
		owners = frappe.get_all("Mediation Case", {"unit": "柳岸社区"}, pluck="owner")
		self.assertEqual(set(owners), {"mediator@example.com"})
		self.assertEqual(self.report().owner, "fazhi.officer@example.com")

	def test_a_second_load_changes_nothing(self):
		before = self.state()
		self.assertEqual(accounts.load(), (0, dict.fromkeys(accounts.users().values())))
		self.assertEqual(self.state(), before)

	def state(self) -> dict:
		return {
			doctype: frappe.get_all(doctype, fields=["name", "modified"], order_by="name")
			for doctype in (
				"Demo Record",
				"Mediation Case",
				"Law Publicity Activity",
				"Annual Report",
				"User",
			)
		}

	def test_all_that_was_made_goes_and_nothing_else(self):
		own = factories.make_activity(self.community_1).name
		with self.as_user("fazhi.officer@example.com"):
			# what the desk writes down while it is used
			for doctype in ("Route History", "Access Log"):
				frappe.get_doc({"doctype": doctype, "user": frappe.session.user}).db_insert()
		self.open_session("fazhi.officer@example.com")
		removal = year.remove()
		self.assertEqual((removal.removed, removal.kept, removal.gone), (self.made, [], []))
		self.before["Law Publicity Activity"].add(own)
		self.addCleanup(self.before["Law Publicity Activity"].discard, own)
		for kind, rows in self.rows_of_all().items():
			self.assertEqual(rows, self.before[kind], kind)

	def open_session(self, user: str):
		sessions = frappe.qb.DocType("Sessions")
		frappe.qb.into(sessions).columns("sid", "user").insert("session-of-a-test", user).run()

	def test_what_own_records_need_stays_and_is_named(self):
		with self.as_user("community.clerk@example.com"):
			own = factories.make_activity("柳岸社区", programme="律师进社区").name
		removal = year.remove()
		kept = {name: needed_by for _doctype, name, needed_by in removal.kept}
		self.assertEqual(
			set(kept),
			{"律师进社区", "柳岸社区", STREET, "community.clerk@example.com", "fazhi.leader@example.com"},
		)
		self.assertIn(own, kept["律师进社区"])
		self.assertIn("柳岸社区", kept[STREET])
		self.assertEqual(frappe.db.get_value("Law Publicity Activity", own, "unit"), "柳岸社区")
		self.assertFalse(frappe.db.count("Mediation Case", {"unit": "柳岸社区"}))

		frappe.delete_doc("Law Publicity Activity", own)
		self.assertEqual(year.remove().kept, [])

	def test_what_is_missing_is_made_again(self):
		for key in ("report-2024", "case-2024-01"):
			record = frappe.get_doc("Demo Record", key)
			if record.reference_doctype == "Annual Report":
				self.report().cancel()
			frappe.delete_doc(record.reference_doctype, record.reference_name)
			frappe.db.delete("Demo Record", {"name": key})
		self.assertEqual(self.values("mediation.resolved"), [61])
		self.assertEqual(accounts.load()[0], 2)
		self.assertEqual(self.values("mediation.resolved"), [62])
		self.assertIn("60余件", self.plain(self.report()))

	def test_what_is_gone_already_is_named(self):
		case = frappe.db.get_value("Demo Record", "case-2024-01", "reference_name")
		frappe.delete_doc("Mediation Case", case)
		self.assertEqual(accounts.load()[0], 0)
		self.assertEqual(year.remove().gone, [("Mediation Case", case)])

	def test_a_programme_of_the_office_is_used_and_stays(self):
		frappe.db.delete("Demo Record", {"name": "programme-lawyers"})
		self.assertEqual(accounts.load()[0], 0)
		self.assertEqual(year.remove().kept, [])
		self.assertTrue(frappe.db.exists("Publicity Programme", "律师进社区"))

	def test_a_unit_of_the_same_name_is_left_alone(self):
		frappe.db.delete("Demo Record", {"name": "unit-street"})
		with self.refused(STREET, "a site of its own"):
			accounts.load()

	def test_passwords_in_the_file_open_the_accounts_and_stay(self):
		self.assertEqual(set(self.passwords.values()), {PASSWORD})
		self.open_session("fazhi.officer@example.com")
		with tempfile.TemporaryDirectory() as folder:
			file = Path(folder) / "demo" / "accounts.json"
			made, passwords = accounts.load(file=file)
			self.assertEqual(made, 0)
			self.assertFalse(frappe.db.count("Sessions", {"user": "fazhi.officer@example.com"}))
			self.assertEqual(len({PASSWORD, *passwords.values()}), len(ROLES) + 1)
			written = json.loads(file.read_text())
			self.assertEqual(list(written), list(ROLES))
			self.assertEqual(written["Fazhi Officer"]["user"], "fazhi.officer@example.com")
			self.assertEqual(file.stat().st_mode & 0o777, 0o600)
			self.assertEqual(accounts.load(file=file), (0, passwords))
			self.assertEqual(set(accounts.load(PASSWORD)[1].values()), {PASSWORD})


class TestSeededParagraphs(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Report Paragraph")
		frappe.defaults.clear_default(seed.SEEDED_PARAGRAPHS)
		seed.report_paragraphs()

	def rows(self) -> list[dict]:
		return seed.read(Path(seed.__file__).with_name("report_paragraphs.json"))

	def test_their_figures_exist(self):
		self.assertEqual(frappe.db.count("Report Paragraph"), len(self.rows()))
		for row in self.rows():
			frappe.get_doc("Report Paragraph", row["name"]).save()

	def test_what_the_office_changes_or_deletes_stays_so(self):
		frappe.db.set_value("Report Paragraph", "opening", "text", "改过的开头：")
		frappe.delete_doc("Report Paragraph", "disputes-types")
		seed.report_paragraphs()
		self.assertEqual(frappe.db.get_value("Report Paragraph", "opening", "text"), "改过的开头：")
		self.assertFalse(frappe.db.exists("Report Paragraph", "disputes-types"))

	def test_a_paragraph_of_a_later_version_is_added(self):
		given = [row["name"] for row in self.rows() if row["name"] != "opening"]
		frappe.delete_doc("Report Paragraph", "opening")
		frappe.db.set_default(seed.SEEDED_PARAGRAPHS, json.dumps(given))
		seed.report_paragraphs()
		self.assertTrue(frappe.db.exists("Report Paragraph", "opening"))

	def test_without_records_they_state_nothing(self):
		report = factories.make_report(self.street_a)
		with self.as_user(self.officer):
			report.compose()
		written = [row.part for row in report.sections if row.body]
		self.assertEqual(written, ["Opening"])


class TestCommands(GovernanceTestCase):
	"""The commands connect to a site of their own; here they are asked for what needs none."""

	def run_command(self, *arguments: str):
		command, *rest = arguments
		known = {each.name: each for each in commands.commands}
		return CliRunner().invoke(known[command], rest, obj={"sites": [], "profile": False})

	def test_a_site_is_asked_for(self):
		for arguments in (["fazhi-demo"], ["fazhi-report", "--year", "2024", "--out", "x.docx"]):
			result = self.run_command(*arguments)
			self.assertEqual(result.exit_code, 1)
			self.assertIn("--site", result.output)

	def test_a_report_needs_its_year_and_file(self):
		result = self.run_command("fazhi-report")
		self.assertEqual(result.exit_code, 2)

	def test_the_report_is_found_by_year_and_unit(self):
		self.assertIsNone(commands._report(2021, None))
		first = factories.make_report(self.street_a, 2021).name
		self.assertEqual(commands._report(2021, None), first)
		factories.make_report(self.street_b, 2021)
		with self.refused(self.street_a, self.street_b, "--unit", error=commands.click.ClickException):
			commands._report(2021, None)
		self.assertEqual(commands._report(2021, self.street_a), first)
		self.assertIsNone(commands._report(2021, self.community_1))
