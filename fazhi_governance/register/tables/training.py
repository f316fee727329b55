"""学法用法: what was studied, each person's hours against the target, and the roster of enforcement officers."""

import frappe
from frappe import _

from fazhi_governance.core import deadlines
from fazhi_governance.core.ledger import text_of
from fazhi_governance.reckoning.training_hours import AUXILIARY, OFFICER, ON_STAFF, people
from fazhi_governance.register.columns import (
	CHECK,
	CLOCK,
	DATE,
	DECIMAL,
	INTEGER,
	NUMBERED,
	RATE,
	SELECT,
	Column,
)
from fazhi_governance.register.importing import readers
from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.records import RecordRegister, StandIn
from fazhi_governance.register.tables.publicity import laws_of
from fazhi_governance.reporting import Asked

KINDS_OF_STAFF = {ON_STAFF: "执法人员", AUXILIARY: "执法辅助人员", None: "其他人员"}


def contents(names: list, topics: list) -> list:
	"""The topic, and the laws studied."""
	laws = laws_of(names, "Training Record")
	return ["：".join(filter(None, pair)) for pair in zip(topics, laws, strict=True)]


def read_contents(value, record: dict, ledger):
	"""The laws among it are studied laws; the whole text is the topic."""
	text = text_of(value)
	readers.laws("学习内容")(value, record, ledger) if readers.LAW.search(text) else None
	record["topic"] = " ".join(text.split())[:140]


def shares(parts: list, wholes: list) -> list:
	"""Empty where no one was examined."""
	return [part / whole if part and whole else None for part, whole in zip(parts, wholes, strict=True)]


def pass_rates(passed: list, examined: list) -> list:
	return [part / whole if whole else None for part, whole in zip(passed, examined, strict=True)]


HELD_BY_AS_WRITTEN = {
	**dict.fromkeys(("会前", "第一议题"), "First Agenda Item"),
	"中心组": "Central Group",
	**dict.fromkeys(("党委会", "党工委会", "工委会"), "Party Committee Meeting"),
	**dict.fromkeys(("班子", "领导干部"), "Leadership Team"),
	**dict.fromkeys(("支部", "党日"), "Party Branch"),
	**dict.fromkeys(("全体", "机关干部", "干部职工", "工作人员"), "All Staff"),
	**dict.fromkeys(("站所", "科室", "队"), "Station"),
}

TRAINING_RECORDS = RecordRegister(
	code="training_records",
	title="学法用法台账",
	record_kind="Training Record",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column(
			"日期",
			"held_on",
			11,
			DATE,
			aliases=("时间", "学习时间", "学习日期", "培训时间", "培训日期", "开展时间"),
		),
		Column(
			*("形式", "kind", 14, SELECT),
			aliases=("学习形式", "培训形式", "类型", "培训类型", "类别"),
			words={
				**dict.fromkeys(("讲座", "授课", "辅导", "报告"), "Lecture"),
				**dict.fromkeys(("考试", "测试", "答题"), "Exam"),
				**dict.fromkeys(("庭审", "旁听"), "Court Observation"),
				"法律明白人": "Law-literate Residents",
				"执法": "Enforcement Staff",
				**dict.fromkeys(("中心组", "会前", "学法", "学习", "自学", "研讨"), "Study"),
			},
		),
		Column(
			"组织",
			"held_by",
			16,
			SELECT,
			aliases=("组织形式", "学习组织", "学习对象", "参加对象", "组织层级"),
			words=HELD_BY_AS_WRITTEN,
		),
		Column("单位", "unit", 15, aliases=("组织单位", "主办单位")),
		Column(
			*("内容", ("name", "topic"), 36),
			compute=contents,
			aliases=("学习内容", "培训内容", "主题", "学习主题", "培训主题", "学习主题及内容", "专题"),
			read=read_contents,
		),
		Column("应到", "expected_count", 8, INTEGER, is_summed=True, group="参加（人次）", read=False),
		Column(
			*("实到", "present_count", 8, INTEGER),
			is_summed=True,
			group="参加（人次）",
			aliases=("参加人数", "参训人数", "人数", "实到人数", "参加人次", "参学人数"),
			read=readers.into("headcount"),
		),
		Column("学时", "hours", 8, DECIMAL, is_summed=True, aliases=("学时数", "课时")),
		Column("主讲", "speaker", 14, aliases=("主讲人", "授课人", "领学人", "主持人")),
		Column("参考率", ("examined_count", "expected_count"), 9, RATE, compute=shares, group="考试"),
		Column("合格率", ("passed_count", "examined_count"), 9, RATE, compute=pass_rates, group="考试"),
		Column("备注", "remark", 16),
	),
	note="注：实到含补课；参考率＝有成绩的人数÷应到人数，合格率＝合格人数÷有成绩的人数。",
	figures=("training.exam_rate", "training.pass_rate"),
	stands_in={"held_by": StandIn("kind", HELD_BY_AS_WRITTEN)},
	also_read=(
		Column("地点", "place", aliases=("学习地点", "培训地点")),
		Column(
			"参加人员",
			"name",
			aliases=("参加人员名单", "参训人员", "学习人员"),
			read=readers.names_into("attendees"),
		),
	),
)


def certificate_states(states: list) -> list:
	"""In the words of the list."""
	words = {
		deadlines.NOT_STARTED: "—",
		deadlines.ON_TRACK: _("Still Valid", lang="zh"),
		deadlines.DUE_SOON: _("Due Soon", lang="zh"),
		deadlines.OVERDUE: _("Run Out", lang="zh"),
		deadlines.MET: _("Has Left", lang="zh"),
		deadlines.MET_LATE: _("Has Left", lang="zh"),
	}
	return [words[state] for state in states]


ENFORCEMENT_OFFICERS = RecordRegister(
	code="enforcement_officers",
	title="执法人员名册",
	record_kind=OFFICER,
	date_field="joined_on",
	until_field="left_on",
	columns=(
		NUMBERED,
		Column("姓名", "officer_name", 11),
		Column("所在单位", "unit", 18, aliases=("部门", "所在部门", "执法单位")),
		Column("人员性质", "status", 10, SELECT, aliases=("性质", "人员类别", "编制性质")),
		Column(
			"执法证号",
			"certificate_number",
			20,
			aliases=("证件号", "证件编号", "执法证件号", "证号", "执法证编号"),
		),
		Column("发证日期", "certificate_from", 12, DATE, aliases=("发证时间",)),
		Column("有效期至", "certificate_to", 12, DATE, aliases=("有效期", "有效期限", "证件有效期")),
		Column("证件状态", "E7", 10, CLOCK, compute=certificate_states),
		Column("执法领域", "area", 22, aliases=("执法类别", "执法范围")),
		Column("法律职业资格", "is_review_qualified", 14, CHECK, aliases=("是否取得法律职业资格",)),
		Column("到岗日期", "joined_on", 12, DATE, aliases=("到岗时间", "入职时间", "参加工作时间")),
		Column("离岗日期", "left_on", 12, DATE),
	),
	note="注：本表列出统计期间在岗过的人员；证件状态为打印当日的状态；辅助人员不得从事执法，不要求执法证。",
)


def hours_of_persons(asked: Asked) -> tuple[list[list], None]:
	"""The enforcement officers, then whoever is known by name alone.

	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read officers
	"""
	frappe.has_permission(OFFICER, "read", throw=True)
	persons = sorted(people(asked), key=lambda person: not person.status)
	return [
		[
			*(number, person.name, person.unit, KINDS_OF_STAFF[person.status]),
			*(person.certificate_number, person.certificate_to),
			*(person.sessions, person.hours, person.target, person.gap),
		]
		for number, person in enumerate(persons, start=1)
	], None


TRAINING_HOURS = ReckonedRegister(
	code="training_hours",
	title="个人学时表",
	record_kind="Training Record",
	reckon=hours_of_persons,
	columns=(
		Column("序号", width=6, kind=INTEGER),
		Column("姓名", width=14),
		Column("单位", width=28),
		Column("人员类别", width=14, kind=SELECT),
		Column("执法证号", width=20),
		Column("有效期至", width=12, kind=DATE),
		Column("参训次数", width=9, kind=INTEGER),
		Column("累计学时", width=9, kind=DECIMAL),
		Column("年度目标（学时）", width=11, kind=DECIMAL),
		Column("缺口（学时）", width=9, kind=DECIMAL),
	),
	note=(
		"注：年度目标由本单位设定，期间内离岗的不设目标；未登记为执法人员的，按举办单位和姓名合计，不含法律明白人培训；"
		"缺席不计学时，补课计学时。"
	),
)
