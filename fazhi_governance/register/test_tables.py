"""What the registers of reviews, decisions, advice and training say, row by row.

The records are stored as they are: a register only reads, and what may be stored is tested with each kind.
"""

from datetime import date, datetime

import frappe
from frappe import _

from fazhi_governance.api import register as api
from fazhi_governance.register.tables.advice import ADVISOR_CONSULTATIONS
from fazhi_governance.register.tables.decisions import MAJOR_DECISIONS
from fazhi_governance.register.tables.enforcement import (
	CONTESTED_CASES,
	ENFORCEMENT_CASES,
	JOINT_ENFORCEMENTS,
	SUPERVISION_MATTERS,
)
from fazhi_governance.register.tables.meetings import MEETINGS
from fazhi_governance.register.tables.organisation import LEADER_DUTIES, SHORTCOMINGS, UNIT_ASSESSMENTS
from fazhi_governance.register.tables.reviews import LEGALITY_REVIEWS
from fazhi_governance.register.tables.tasks import SUPERVISION_NOTICES, TASK_BREAKDOWN
from fazhi_governance.register.tables.training import (
	ENFORCEMENT_OFFICERS,
	TRAINING_HOURS,
	TRAINING_RECORDS,
)
from fazhi_governance.register.test_export import YEAR, RegisterTestCase
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories

ADOPTED, PARTLY, NOT_ADOPTED = (
	{"response": response, "response_reason": reason}
	for response, reason in (
		("Adopted", None),
		("Partly Adopted", "测试理由一"),
		("Not Adopted", "测试理由二"),
	)
)
UNANSWERED = {}


def zh(option: str) -> str:
	return _(option, lang="zh")


class TablesTestCase(RegisterTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		self.advisor = factories.make_stored(
			"Law Advisor", unit=self.street_a, advisor_name="测试律师乙"
		).name
		frappe.db.set_value("User", self.officer, "full_name", "测试审查员")
		self.addCleanup(frappe.clear_document_cache, "User", self.officer)
		frappe.set_user(self.officer)

	def rows_of(self, register, **asked) -> list[dict]:
		"""Without total and note."""
		rows = self.table_of(register, **asked)
		return [row for row in rows if isinstance(row["序号"], int)]

	def figure(self, *codes) -> list:
		found = cube.compute(figures(list(codes)), Period(*YEAR), self.street_a)
		return [found[code].value for code in codes]


class TestLegalityReviews(TablesTestCase):
	def review(self, *findings: dict, **values):
		return factories.make_stored(
			"Legality Review",
			**{
				"unit": self.street_a,
				"subject": "测试设备采购合同",
				"review_type": "合同",
				"review_kind": "Contract",
				"submitted_on": date(2024, 9, 27),
				"opinion_on": date(2024, 10, 9),
				"docstatus": 1,
				"conclusion": "Lawful After Changes",
				"findings": [{"dimension": "Substance", "finding": "测试意见", **row} for row in findings],
				**values,
			},
		)

	def test_a_review_reads_as_an_office_writes_it(self):
		decision = factories.make_stored(
			"Major Decision", unit=self.street_a, title="测试方案", discussed_on=date(2024, 11, 1)
		)
		self.review(
			ADOPTED,
			opinion_number="合审〔2024〕3号",
			reviewer=self.officer,
			advisor=self.advisor,
			complete_on=date(2024, 9, 29),
			matter_kind="Major Decision",
			matter=decision.name,
			archive_number="测档1",
		)
		second = self.review(submitted_on=date(2024, 12, 2), opinion_on=None, docstatus=0, conclusion=None)
		first_row, second_row = self.rows_of(LEGALITY_REVIEWS)
		self.assertEqual(
			first_row,
			{
				"序号": 1,
				"审查编号": "合审〔2024〕3号",
				"类别": "合同",
				"事项名称": "测试设备采购合同",
				"送审单位": self.street_a,
				"送审日期": datetime(2024, 9, 27),
				"材料齐备日": datetime(2024, 9, 29),
				"审查人": "测试审查员",
				"法律顾问": "测试律师乙",
				"审查意见（条）": 1,
				"结论": zh("Lawful After Changes"),
				"出具日期": datetime(2024, 10, 9),
				# 29 September and 12 October are made up for, 1 to 7 October is off
				"用时（工作日）": 4,
				"采纳情况": "全部采纳",
				"上会日期": datetime(2024, 11, 1),
				"归档号": "测档1",
			},
		)
		self.assertEqual(second_row["审查编号"], second.name)
		empty = ("结论", "出具日期", "用时（工作日）", "采纳情况", "上会日期", "审查人")
		self.assertEqual({second_row[header] for header in empty}, {None})
		self.assertEqual(second_row["审查意见（条）"], 0)

	def test_days_of_a_pause_and_of_the_offices_own_closure_are_not_used(self):
		def pause(from_date, to_date, clock="V1", event="Pause"):
			return {"clock": clock, "event": event, "from_date": from_date, "to_date": to_date}

		span = {"submitted_on": date(2024, 5, 6), "opinion_on": date(2024, 5, 17)}
		self.review(**span)
		self.review(
			**span, clock_events=[pause("2024-05-08", "2024-05-10"), pause("2024-05-10", "2024-05-13")]
		)
		self.review(**span, clock_events=[pause("2024-05-15", None)])
		self.review(
			**span, clock_events=[pause("2024-05-08", None, "D3"), pause("2024-05-08", None, event="x")]
		)
		frappe.set_user("Administrator")
		factories.make_exception(self.street_a, "2024-05-16")
		frappe.set_user(self.officer)
		used = [row["用时（工作日）"] for row in self.rows_of(LEGALITY_REVIEWS)]
		# 11 May 2024, a Saturday, is worked
		self.assertEqual(used, [9, 4, 7, 9])

	def test_adoption_is_summed_up_with_the_reasons(self):
		cases = {
			(): None,
			("Adopted", "Adopted"): "全部采纳",
			("Adopted", "Not Adopted"): "部分采纳：测试理由二",
			("Partly Adopted",): "部分采纳：测试理由一",
			("Not Adopted", "Not Adopted"): "未采纳：测试理由二",
			("Adopted", ""): "待反馈",
		}
		known = {"Adopted": ADOPTED, "Partly Adopted": PARTLY, "Not Adopted": NOT_ADOPTED, "": UNANSWERED}
		for responses in cases:
			self.review(*(known[response] for response in responses))
		rows = self.rows_of(LEGALITY_REVIEWS)
		self.assertEqual([row["采纳情况"] for row in rows], list(cases.values()))
		self.assertEqual([row["审查意见（条）"] for row in rows], [len(each) for each in cases])

	def test_its_total_of_findings_is_the_figure(self):
		self.review(ADOPTED, PARTLY, NOT_ADOPTED)
		self.review(ADOPTED)
		self.review(ADOPTED, ADOPTED, docstatus=2)
		*rows, total, _note = self.table_of(LEGALITY_REVIEWS)
		self.assertEqual((len(rows), total["审查意见（条）"]), (2, 4))
		self.assertEqual(
			self.figure("review.given", "review.findings", "review.findings_adopted", "review.adoption_rate"),
			[2, 4, 3, 0.75],
		)

	def test_a_withdrawn_review_and_one_of_another_street_are_left_out(self):
		self.review(docstatus=2)
		self.review(unit=self.street_b)
		self.assertEqual(self.table_of(LEGALITY_REVIEWS)[0]["序号"], "暂无记录")

	def test_more_reviews_take_no_more_queries(self):
		self.review(ADOPTED)
		with self.counted_queries() as one:
			self.sheet_of(LEGALITY_REVIEWS)
		for _number in range(4):
			self.review(ADOPTED, PARTLY)
		with self.counted_queries() as five:
			self.sheet_of(LEGALITY_REVIEWS)
		self.assertLessEqual(len(five), len(one))


class TestMajorDecisions(TablesTestCase):
	def decision(self, **values):
		return factories.make_stored(
			"Major Decision",
			**{
				"unit": self.street_a,
				"title": "测试改造方案",
				"category": "Public Construction Project",
				"lead_unit": self.station,
				"started_on": date(2024, 3, 1),
				**values,
			},
		)

	def review(self, decision, conclusion, day, **values):
		return factories.make_stored(
			"Legality Review",
			unit=self.street_a,
			matter_kind="Major Decision",
			matter=decision.name,
			conclusion=conclusion,
			opinion_on=day,
			**{"docstatus": 1, **values},
		)

	def test_each_step_stands_with_what_shows_it(self):
		decision = self.decision(
			participations=[
				{"method": method, "from_date": "2024-03-05"}
				for method in ("Public Comment", "Hearing", "Public Comment")
			],
			experts=[{"expert": name, "dated": "2024-04-01"} for name in ("测试专家甲", "测试专家乙")],
			has_stability_risk=1,
			risk_conclusion="Controllable",
			affects_operators=1,
			competition_conclusion="Complies",
			discussed_on="2024-05-10",
			result="Passed",
			published_on="2024-05-20",
			archive_number="测档2",
		)
		self.review(decision, "Unlawful", "2024-04-02")
		self.review(decision, "Lawful", "2024-05-02")
		self.review(decision, "No Authority", "2024-05-03", docstatus=2)
		(row,) = self.rows_of(MAJOR_DECISIONS)
		words = ("公众参与", "专家论证", "风险评估", "公平竞争", "合法性审查结论", "结果")
		self.assertEqual(
			[row[header] for header in words],
			[
				f"{zh('Public Comment')}、{zh('Hearing')}",
				"2人",
				*(zh(word) for word in ("Controllable", "Complies", "Lawful", "Passed")),
			],
		)
		self.assertEqual((row["承办单位"], row["讨论日期"]), (self.station, datetime(2024, 5, 10)))
		self.assertEqual((row["公布日期"], row["归档号"]), (datetime(2024, 5, 20), "测档2"))

	def test_what_is_not_demanded_differs_from_what_is_missing(self):
		self.decision(is_confidential=1)
		self.decision(is_technical=1, has_stability_risk=1, affects_operators=1)
		free, missing = self.rows_of(MAJOR_DECISIONS)
		steps = ("专家论证", "风险评估", "公平竞争")
		self.assertEqual([free[step] for step in steps], ["不涉及"] * 3)
		self.assertEqual([missing[step] for step in (*steps, "公众参与")], [None] * 4)
		self.assertEqual((free["公众参与"], free["合法性审查结论"]), ("依法不公开", None))

	def test_a_void_review_is_shown_as_void(self):
		self.review(self.decision(), "Lawful", "2024-05-02", voided_on="2024-05-05")
		self.assertEqual(self.rows_of(MAJOR_DECISIONS)[0]["合法性审查结论"], f"{zh('Lawful')}（已失效）")


class TestAdvisorConsultations(TablesTestCase):
	def consultation(self, **values):
		return factories.make_stored(
			"Law Advisor Consultation",
			**{
				"unit": self.community_1,
				"subject": "测试接访",
				"kind": "Petition Reception",
				"advisor": self.advisor,
				"asked_by": self.officer,
				"asked_on": date(2024, 5, 6),
				**values,
			},
		)

	def test_a_consultation_stands_with_people_by_name(self):
		self.consultation(
			opinion="测试意见要点",
			answered_on="2024-05-07",
			hours=1.5,
			adoption="Partly Adopted",
			adoption_reason="测试理由",
			rating=0.9,
		)
		self.consultation(asked_on=date(2024, 6, 1), hours=2)
		self.consultation(unit=self.street_b)
		first, second, total, _note = self.table_of(ADVISOR_CONSULTATIONS)
		self.assertEqual((first["法律顾问"], first["承办"]), ("测试律师乙", "测试审查员"))
		self.assertEqual(
			(first["是否采纳"], first["评分（五分制）"]), (f"{zh('Partly Adopted')}：测试理由", 4.5)
		)
		self.assertEqual((first["类型"], first["意见要点"]), (zh("Petition Reception"), "测试意见要点"))
		self.assertEqual((second["是否采纳"], second["评分（五分制）"]), (None, None))
		self.assertEqual(total["时长（小时）"], 3.5)


class TestTraining(TablesTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		settings = frappe.get_doc("Fazhi Settings")
		settings.update({"staff_hours": 10, "enforcement_hours": 6})
		settings.save()
		self.addCleanup(frappe.clear_document_cache, "Fazhi Settings", "Fazhi Settings")
		self.first = factories.make_officer(self.community_1, "测试执法甲").name
		self.second = factories.make_officer(self.street_a, "测试执法乙").name
		frappe.set_user(self.officer)

	def test_sessions_stand_with_attendance_and_exam(self):
		factories.make_law("测试法")
		factories.make_training(
			self.street_a,
			kind="Exam",
			held_by="Central Group",
			speaker="测试教员",
			laws=[{"law": "测试法"}],
			attendees=[
				{"person_name": "测试甲", "score": 90},
				{"person_name": "测试乙", "score": 50},
				{"person_name": "测试丙", "attendance": "Absent"},
			],
		)
		factories.make_training(self.community_1, held_on="2024-06-01", hours=1)
		first, second, total, _note = self.table_of(TRAINING_RECORDS)
		self.assertEqual((first["形式"], first["组织"]), ("学法考试", "理论学习中心组"))
		self.assertEqual((first["内容"], first["主讲"]), ("测试学法专题：《测试法》", "测试教员"))
		self.assertEqual((first["应到"], first["实到"], first["学时"]), (3, 2, 2))
		self.assertEqual((round(first["参考率"], 3), first["合格率"]), (0.667, 0.5))
		self.assertEqual((second["参考率"], second["合格率"], second["内容"]), (None, None, "测试学法专题"))
		self.assertEqual((total["应到"], total["实到"], total["学时"]), (5, 4, 3))
		self.assertEqual(self.figure("training.attendances", "training.hours"), [4, 3])

	def hours(self, **asked) -> dict[str, tuple]:
		return {
			row["姓名"]: (row["累计学时"], row["年度目标（学时）"], row["缺口（学时）"])
			for row in self.rows_of(TRAINING_HOURS, **asked)
		}

	def test_each_persons_hours_stand_beside_the_target(self):
		rows = [{"officer": self.first}, {"officer": self.second, "attendance": "Absent"}]
		factories.make_training(self.street_a, attendees=[*rows, {"person_name": "测试丙"}], hours=4)
		factories.make_training(self.community_1, attendees=[{"officer": self.first}], hours=3)
		factories.make_training(self.community_2, people=("测试丙",), hours=1.5)
		factories.make_training(self.street_a, people=("测试居民",), kind="Law-literate Residents")
		factories.make_training(self.street_a, attendees=[{"officer": self.first}], held_on="2023-12-31")
		factories.make_training(self.community_2, people=("测试丙",), hours=2)
		first, second, *by_name = self.rows_of(TRAINING_HOURS)
		numbers = ("累计学时", "年度目标（学时）", "缺口（学时）")
		self.assertEqual([first[header] for header in ("姓名", *numbers)], ["测试执法甲", 7, 6, 0])
		self.assertEqual([second[header] for header in ("姓名", *numbers)], ["测试执法乙", 0, 6, 6])
		self.assertEqual(
			{
				(row["姓名"], row["单位"], row["人员类别"], *(row[header] for header in numbers))
				for row in by_name
			},
			{
				("测试丙", self.street_a, "其他人员", 4, 10, 6),
				("测试丙", self.community_2, "其他人员", 3.5, 10, 6.5),
			},
		)

	def test_a_communitys_officer_keeps_the_hours_of_the_street(self):
		factories.make_training(self.street_a, attendees=[{"officer": self.first}, {"person_name": "测试丙"}])
		self.assertEqual(self.hours(unit=self.community_1), {"测试执法甲": (2, 6, 4)})

	def test_hours_of_another_street_are_not_shown(self):
		frappe.set_user("Administrator")
		factories.make_officer(self.community_3, "测试外人")
		factories.make_training(self.community_3, people=("测试邻街人",))
		frappe.set_user(self.officer)
		self.assertEqual(set(self.hours()), {"测试执法甲", "测试执法乙"})

	def test_who_had_left_or_not_yet_come_has_no_hours_to_reach(self):
		frappe.set_user("Administrator")
		factories.make_officer(self.street_a, "测试已离岗", left_on="2023-12-31")
		factories.make_officer(self.street_a, "测试后到岗", joined_on="2025-01-01")
		factories.make_officer(self.street_a, "测试年中离岗", left_on="2024-12-31")
		factories.make_officer(self.street_a, "测试辅助", status="Auxiliary", certificate_to=None)
		frappe.set_user(self.officer)
		self.assertEqual(
			self.hours(),
			{
				"测试执法甲": (0, 6, 6),
				"测试执法乙": (0, 6, 6),
				"测试年中离岗": (0, None, None),
				"测试辅助": (0, 10, 10),
			},
		)

	def test_without_a_target_there_is_no_gap(self):
		frappe.db.set_single_value("Fazhi Settings", "enforcement_hours", 0)
		self.assertEqual(self.hours()["测试执法甲"], (0, None, None))

	def test_more_persons_take_no_more_queries(self):
		factories.make_training(self.street_a)
		with self.counted_queries() as few:
			self.sheet_of(TRAINING_HOURS)
		factories.make_training(self.street_a, people=tuple(f"测试{number}" for number in range(9)))
		with self.counted_queries() as many:
			self.sheet_of(TRAINING_HOURS)
		self.assertLessEqual(len(many), len(few))

	def test_the_roster_tells_how_each_certificate_stands(self):
		frappe.set_user("Administrator")
		for name, values in {
			"测试过期": {"certificate_to": "2024-01-01"},
			"测试将到": {"certificate_to": frappe.utils.add_days(frappe.utils.today(), 9)},
			"测试离岗": {"left_on": "2024-06-30"},
			"测试早离": {"left_on": "2023-12-31"},
			"测试辅助": {"status": "Auxiliary", "certificate_number": None, "certificate_to": None},
		}.items():
			factories.make_officer(self.community_2, name, **values)
		factories.make_officer(self.community_3, "测试外人")
		frappe.set_user(self.users["Fazhi Manager"])
		rows = self.rows_of(ENFORCEMENT_OFFICERS)
		self.assertEqual(
			{row["姓名"]: row["证件状态"] for row in rows},
			{
				"测试执法甲": zh("Still Valid"),
				"测试执法乙": zh("Still Valid"),
				"测试过期": zh("Run Out"),
				"测试将到": zh("Due Soon"),
				"测试离岗": zh("Has Left"),
				"测试辅助": "—",
			},
		)
		self.assertEqual([row["人员性质"] for row in rows if row["姓名"] == "测试辅助"], ["辅助"])

	def test_the_registers_of_training_are_offered_in_its_list(self):
		self.assertEqual(
			[row["register"] for row in api.available("Training Record")],
			["training_records", "training_hours"],
		)


class TestOrganisation(TablesTestCase):
	def test_an_assessment_reads_leaf_by_leaf(self):
		factories.make_stored(
			"Unit Assessment",
			unit=self.community_1,
			assessed_to=date(2024, 12, 31),
			workflow_state="Scores Confirmed",
			scores=[
				{
					"idx": 1,
					"number": "1.1",
					"indicator": "测试普法活动",
					"full_score": 15,
					"scoring_standard": "测试不少于四场",
					"self_score": 15,
					"self_evidence": "测试记录",
					"figure_wording": "3场次",
					"review_score": 11.25,
					"deduction_reason": "测试少一场",
				},
				{"idx": 2, "number": "1.2", "indicator": "测试学法", "full_score": 8, "review_score": 8},
			],
		)
		factories.make_stored(
			"Unit Assessment",
			unit=self.community_1,
			assessed_to=date(2023, 12, 31),
			scores=[{"idx": 1, "number": "9"}],
		)
		first, second = self.rows_of(UNIT_ASSESSMENTS)
		self.assertEqual(
			first,
			{
				"序号": 1,
				"被考核单位": self.community_1,
				"编号": "1.1",
				"指标": "测试普法活动",
				"分值": 15,
				"评分标准": "测试不少于四场",
				"自评": 15,
				"佐证": "测试记录",
				"系统统计": "3场次",
				"复核": 11.25,
				"扣分原因": "测试少一场",
				"状态": zh("Scores Confirmed"),
			},
		)
		self.assertEqual((second["编号"], second["扣分原因"]), ("1.2", None))

	def test_a_leaders_act_reads_as_it_was_recorded(self):
		factories.make_duty_record(self.street_a, what_was_done="测试主持会议", result="测试已部署")
		(row,) = self.rows_of(LEADER_DUTIES)
		self.assertEqual(
			row,
			{
				"序号": 1,
				"日期": datetime(2024, 5, 6),
				"单位": self.street_a,
				"姓名": "测试书记",
				"职务类别": zh("Party Head"),
				"四个亲自": "亲自部署",
				"履行职责": zh("Organisation and Planning"),
				"事项": "测试部署年度法治工作",
				"履职情况": "测试主持会议",
				"结果": "测试已部署",
			},
		)

	def test_a_shortcoming_reads_from_its_cause_to_its_end(self):
		earlier = factories.make_shortcoming(self.street_a, raised_on=date(2023, 12, 20))
		task = factories.make_task(self.street_a, title="测试整改任务").name
		factories.make_shortcoming(
			self.street_a,
			repeats=earlier.name,
			cause="测试学习不够",
			measure="测试开展培训",
			rectify_by=date(2024, 12, 30),
			task=task,
			closed_on=date(2024, 12, 28),
			rectification="测试已培训",
			proof=factories.make_file(),
		)
		(row,) = self.rows_of(SHORTCOMINGS)
		expected = {
			"年度": 2024,
			"原因": "测试学习不够",
			"整改措施": "测试开展培训",
			"整改时限": datetime(2024, 12, 30),
			"重点任务": "测试整改任务",
			"整改完成日期": datetime(2024, 12, 28),
			"整改情况": "测试已培训",
			"期限状态": zh("In Time"),
			"状态": zh("Rectified"),
			"此前出现（年）": 1,
		}
		self.assertEqual({header: row[header] for header in expected}, expected)


class TestEnforcement(TablesTestCase):
	def case(self, **values):
		return factories.make_stored(
			"Enforcement Case",
			**{
				"unit": self.street_a,
				"title": "测试擅自占道案",
				"lane": "Penalty",
				"party_kind": "Citizen",
				"filed_on": date(2024, 3, 4),
				**values,
			},
		)

	def test_a_case_reads_from_filing_to_publication(self):
		self.case(
			case_number="测立〔2024〕1号",
			officers=[{"officer_name": "测试甲"}, {"officer_name": "测试乙"}],
			party_kind="Organisation",
			party_name="测试商店",
			told_on=date(2024, 3, 18),
			needs_review=1,
			reviewed_on=date(2024, 3, 25),
			decided_on=date(2024, 3, 28),
			decision_number="测罚〔2024〕1号",
			result="Penalty Imposed",
			fine=500,
			confiscated=20.5,
			published_on=date(2024, 4, 2),
		)
		self.case(needs_review=1, is_withheld=1)
		self.case()
		first, second, third = self.rows_of(ENFORCEMENT_CASES)
		self.assertEqual(
			first,
			{
				"序号": 1,
				"案号": "测立〔2024〕1号",
				"单位": self.street_a,
				"案由": "测试擅自占道案",
				"类别": zh("Penalty"),
				"当事人": "测试商店",
				"执法人员": "测试甲、测试乙",
				"立案日期": datetime(2024, 3, 4),
				"告知日期": datetime(2024, 3, 18),
				"听证日期": None,
				"法制审核": "2024-03-25",
				"集体讨论": None,
				"决定日期": datetime(2024, 3, 28),
				"决定文号": "测罚〔2024〕1号",
				"结果": zh("Penalty Imposed"),
				"罚没（元）": 520.5,
				"送达日期": None,
				"公示日期": "2024-04-02",
			},
		)
		self.assertEqual(
			(second["当事人"], second["法制审核"], second["公示日期"]), ("公民", None, "依法不公示")
		)
		self.assertEqual((third["法制审核"], third["公示日期"]), ("不涉及", None))

	def test_a_contested_decision_stands_under_the_day_it_was_contested(self):
		contested = {"decided_on": date(2023, 12, 20), "filed_on": date(2023, 10, 16)}
		self.case(
			**contested,
			contested_on=date(2024, 6, 3),
			lawsuit_received_on=date(2024, 6, 3),
			lawsuit_due_on=date(2024, 6, 18),
			lawsuit_heard_on=date(2024, 7, 10),
			head_appearance="Deputy of the Office",
		)
		self.case(**contested)
		(row,) = self.rows_of(CONTESTED_CASES)
		self.assertEqual((row["答辩期限"], row["负责人出庭"]), (datetime(2024, 6, 18), "副职负责人"))

	def test_joint_enforcement_adds_up(self):
		for counts in ((12, 5, 5), (8, 3, 2)):
			factories.make_stored(
				"Joint Enforcement",
				unit=self.street_a,
				title="测试联合检查",
				field="Traffic Safety",
				held_on=date(2024, 5, 13),
				lead="测试中队",
				rectification_due_on=date(2024, 5, 27),
				rectification_warn_on=date(2024, 5, 20),
				rectified_on=date(2024, 5, 28),
				**dict(zip(("sites_count", "problems_count", "rectified_count"), counts, strict=True)),
			)
		*rows, total, _note = self.table_of(JOINT_ENFORCEMENTS)
		self.assertEqual([row["时限状态"] for row in rows], [zh("Late")] * 2)
		sums = ("检查点位（处）", "发现问题（个）", "已整改（个）")
		self.assertEqual([total[header] for header in sums], [20, 8, 7])

	def test_what_supervision_found_reads_until_it_is_taken_off(self):
		case = self.case(title="测试被评查案")
		factories.make_stored(
			"Supervision Matter",
			unit=self.street_a,
			title="测试案卷缺送达回证",
			source="Case File Review",
			found_on=date(2024, 4, 8),
			unit_concerned=self.station,
			problem_class="Faulty Procedure",
			enforcement_case=case.name,
			rectified_on=date(2024, 4, 22),
			closed_on=date(2024, 4, 24),
		)
		(row,) = self.rows_of(SUPERVISION_MATTERS)
		self.assertEqual(
			(row["来源"], row["问题类型"], row["涉及单位"], row["所涉案件"], row["销号日期"]),
			("案卷评查", "程序不规范", self.station, "测试被评查案", datetime(2024, 4, 24)),
		)


class TestTaskBreakdown(TablesTestCase):
	def task(self, *log: dict, **values):
		return factories.make_stored(
			"Governance Task",
			**{
				"unit": self.community_1,
				"title": "测试重点任务",
				"status": "Not Started",
				"deployed_on": date(2024, 3, 1),
				"due_on": date(2024, 12, 31),
				"progress_log": [{"reported_on": date(2024, 6, 3), "text": "测试", **row} for row in log],
				**values,
			},
		)

	def test_a_task_reads_as_an_office_breaks_it_down(self):
		self.task(
			{"evidence": "/private/files/a.txt"},
			{"evidence": ""},
			area="测试一级",
			sub_area="测试二级",
			measure="测试成果",
			co_units=[{"unit": self.community_2}, {"unit": self.station}],
			percent=66.6,
			result="测试完成情况",
			evidence="/private/files/b.txt",
			urged_count=2,
			task_due_on=date(2024, 12, 31),
			task_warn_on=date(2024, 12, 16),
		)
		(row,) = self.rows_of(TASK_BREAKDOWN)
		self.assertEqual(
			(row["一级任务"], row["二级任务"], row["预期成果"]), ("测试一级", "测试二级", "测试成果")
		)
		self.assertEqual(
			(row["责任单位"], row["配合单位"]), (self.community_1, f"{self.community_2}、{self.station}")
		)
		self.assertEqual(
			(row["进度"], row["时限状态"], row["佐证"]), ("67%", "已逾期", "测试完成情况；附件2件")
		)
		self.assertEqual((row["督促（次）"], row["考核得分"]), (2, None))

	def test_no_points_are_told_from_no_assessment(self):
		self.task(is_assessed=1, assessment_score=0)
		self.task(is_assessed=0, assessment_score=0, due_on=date(2024, 12, 30))
		self.assertEqual([row["考核得分"] for row in self.rows_of(TASK_BREAKDOWN)], [None, 0])

	def test_it_holds_what_is_due_in_the_year_as_the_figures_do(self):
		self.task(status="Done", is_on_time=1, urged_count=1)
		self.task(status="Done", is_on_time=0, is_assessed=1, unit=self.community_2)
		self.task(status="In Progress", due_on=date(2024, 1, 1), deployed_on=date(2023, 12, 1))
		self.task(status="Cancelled", urged_count=1)
		self.task(due_on=date(2025, 1, 1))
		self.assertEqual(len(self.rows_of(TASK_BREAKDOWN)), 4)
		self.assertEqual(
			self.figure(
				*("task.due", "task.done", "task.on_time", "task.unfinished", "task.units"),
				*("task.urged", "task.assessed", "task.deployed"),
			),
			[3, 2, 1, 1, 2, 1, 1, 3],
		)
		done, on_time = self.figure("task.completion_rate", "task.on_time_rate")
		self.assertAlmostEqual(done, 2 / 3)
		self.assertAlmostEqual(on_time, 1 / 3)


class TestSupervisionNotices(TablesTestCase):
	def notice(self, **values):
		return factories.make_stored(
			"Supervision Notice",
			**{
				"unit": self.community_1,
				"issued_by_unit": self.street_a,
				"subject": "测试督办事项",
				"issue": "测试",
				"issued_on": date(2024, 6, 3),
				"reply_by": date(2024, 6, 17),
				"workflow_state": "Issued",
				"reply_due_on": date(2024, 6, 17),
				"reply_warn_on": date(2024, 6, 13),
				**values,
			},
		)

	def test_each_notice_says_how_it_was_answered(self):
		closed = {"workflow_state": "Closed", "closed_on": date(2024, 6, 20), "opinion": "测试意见"}
		self.notice(replied_on=date(2024, 6, 17), is_on_time=1, reply="测试回复", **closed)
		self.notice(replied_on=date(2024, 6, 18), workflow_state="Replied", issued_on=date(2024, 6, 4))
		self.notice(issued_on=date(2024, 6, 5))
		first, second, third = self.rows_of(SUPERVISION_NOTICES)
		self.assertEqual((first["下发单位"], first["被督办单位"]), (self.street_a, self.community_1))
		self.assertEqual(
			(first["状态"], first["回复情况"], first["办结意见"]), ("已办结", "测试回复", "测试意见")
		)
		self.assertEqual(
			[row["时限状态"] for row in (first, second, third)], ["按期完成", "逾期完成", "已逾期"]
		)
		self.assertEqual(self.figure("notice.issued", "notice.replied_on_time", "notice.closed"), [3, 1, 1])


class TestMeetings(TablesTestCase):
	def meeting(self, *items: dict, **values):
		return factories.make_stored(
			"Governance Meeting",
			**{
				"unit": self.street_a,
				"meeting_type": "Party Committee Meeting",
				"title": "测试党工委会议",
				"held_on": date(2024, 5, 6),
				"status": "Held",
				"agenda_items": items,
				**values,
			},
		)

	def test_a_meeting_reads_as_an_office_minutes_it(self):
		self.meeting(
			{"topic": "测试议题一", "decision": "测试决定"},
			{"topic": "测试议题二"},
			attendees=[
				{"person_name": "测试甲", "attendance": "Present", "capacity": "Legal Advisor"},
				{"person_name": "测试乙", "attendance": "On Leave", "reason": "测试出差"},
				{"person_name": "测试丙", "attendance": "Absent", "capacity": "Judicial Office"},
			],
			expected_count=3,
			present_count=1,
		)
		(row,) = self.rows_of(MEETINGS)
		self.assertEqual((row["会议类型"], row["状态"]), (zh("Party Committee Meeting"), zh("Held")))
		self.assertEqual((row["议题"], row["议定事项"]), ("1.测试议题一\n2.测试议题二", "测试决定"))
		self.assertEqual(
			(row["应到（人）"], row["实到（人）"], row["缺席"]), (3, 1, "测试乙（测试出差）、测试丙")
		)
		self.assertEqual(
			self.figure(
				*("meeting.held", "meeting.party_committee", "meeting.sessions", "meeting.items"),
				*("meeting.expected", "meeting.present", "meeting.with_lawyers"),
			),
			[1, 1, 0, 2, 3, 1, 1],
		)

	def test_what_is_planned_is_listed_and_not_counted(self):
		self.meeting(status="Planned")
		self.meeting({"topic": "测试议题", "task": "GT-测试"}, meeting_type="Leading Group Session")
		self.assertEqual([row["状态"] for row in self.rows_of(MEETINGS)], [zh("Planned"), zh("Held")])
		self.assertEqual(self.figure("meeting.held", "meeting.sessions", "meeting.tasks"), [1, 1, 1])

	def test_study_before_a_meeting_is_no_second_training(self):
		self.meeting(meeting_type="Pre-meeting Study")
		self.assertEqual(self.figure("meeting.held", "training.sessions"), [1, None])
