"""行政执法: cases, their review and litigation, joint enforcement, and what supervision has found."""

import frappe
from pypika.functions import Coalesce

from fazhi_governance.core import ledger as cells
from fazhi_governance.core.ledger import text_of
from fazhi_governance.register.columns import (
	AMOUNT,
	CLOCK,
	DATE,
	INTEGER,
	LINK,
	NUMBERED,
	SELECT,
	Column,
	in_chinese,
)
from fazhi_governance.register.importing import readers
from fazhi_governance.register.records import RecordRegister, StandIn

CASE, OFFICER = "Enforcement Case", "Case Officer"


def officers(names: list) -> list:
	"""Who takes part in each case."""
	row = frappe.qb.DocType(OFFICER)
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, Coalesce(row.officer_name, ""))
		.where((row.parenttype == CASE) & row.parent.isin(names))
		.orderby(row.parent)
		.orderby(row.idx)
		.run()
	)
	found = {name: [] for name in names}
	for name, officer in rows:
		found[name].append(officer)
	return ["、".join(found[name]) for name in names]


def parties(kinds: list, names: list) -> list:
	"""An organisation by its name; a citizen is not named."""
	return [name or kind for kind, name in zip(in_chinese(kinds), names, strict=True)]


def reviews(needed: list, reviewed_on: list) -> list:
	"""The day on which the review was passed; empty where it is still missing."""
	return [
		day.isoformat() if day else (None if is_needed else "不涉及")
		for is_needed, day in zip(needed, reviewed_on, strict=True)
	]


def publications(is_withheld: list, published_on: list) -> list:
	return [
		"依法不公示" if withheld else (day.isoformat() if day else None)
		for withheld, day in zip(is_withheld, published_on, strict=True)
	]


def sums(fines: list, confiscated: list) -> list:
	"""Empty where nothing was imposed."""
	return [sum(amounts) or None for amounts in zip(fines, confiscated, strict=True)]


def read_party(value, record: dict, ledger):
	"""An organisation by its name; that the party is a citizen is all that is kept of one."""
	text = text_of(value)
	if readers.ORGANISATION.search(text):
		record["party_kind"], record["party_name"] = "Organisation", text
		return
	record["party_kind"] = "Citizen"
	if text not in ("公民", "个人"):
		ledger.read_as["公民的姓名", "公民"] += 1


def read_sums(value, record: dict, ledger):
	"""A ledger tells the sum; it is a fine unless the paper says otherwise."""
	if not cells.is_nothing(value):
		record["fine"] = cells.as_number(value)


RESULTS_AS_WRITTEN = {
	**dict.fromkeys(("不予", "免予", "免罚"), "No Penalty"),
	"移送": "Transferred to the Judiciary",
	**dict.fromkeys(("罚款", "警告", "没收", "通报批评", "吊销", "暂扣", "停产停业"), "Penalty Imposed"),
	"责令": "Rectification Ordered",
}

ENFORCEMENT_CASES = RecordRegister(
	code="enforcement_cases",
	title="行政执法案件台账",
	record_kind=CASE,
	date_field="filed_on",
	columns=(
		NUMBERED,
		Column("案号", "case_number", 12, aliases=("立案号", "案件编号", "立案编号")),
		Column("单位", "unit", 10, aliases=("执法单位", "办案单位")),
		Column("案由", "title", 14, aliases=("案件名称", "违法行为", "案名")),
		Column("类别", "lane", 8, SELECT, read=False),
		Column(
			*("当事人", ("party_kind", "party_name"), 10),
			compute=parties,
			aliases=("当事人名称", "行政相对人", "相对人", "被处罚人", "行政相对人名称"),
			read=read_party,
		),
		Column(
			*("执法人员", "name", 10),
			compute=officers,
			aliases=("办案人员", "承办人员", "承办人"),
			read=readers.links_into("officers", "officer", "Enforcement Officer"),
		),
		Column("立案日期", "filed_on", 11, DATE, aliases=("立案时间", "受理日期", "检查日期")),
		Column("告知日期", "told_on", 11, DATE, aliases=("告知时间",)),
		Column("听证日期", "hearing_on", 11, DATE, aliases=("听证时间",)),
		Column("法制审核", ("needs_review", "reviewed_on"), 11, SELECT, compute=reviews),
		Column("集体讨论", "discussed_on", 11, DATE, aliases=("集体讨论日期",)),
		Column(
			"决定日期", "decided_on", 11, DATE, aliases=("决定时间", "处罚日期", "处罚时间", "处罚决定日期")
		),
		Column("决定文号", "decision_number", 12, aliases=("处罚决定书文号", "文书号", "决定书文号", "文号")),
		Column(
			*("结果", "result", 9, SELECT),
			aliases=("处理结果", "处罚结果", "处罚种类", "处罚内容"),
			words=RESULTS_AS_WRITTEN,
		),
		Column(
			*("罚没（元）", ("fine", "confiscated"), 11, AMOUNT),
			compute=sums,
			is_summed=True,
			aliases=("罚款金额", "罚款", "处罚金额", "罚没金额"),
			read=read_sums,
		),
		Column("送达日期", "delivered_on", 11, DATE, aliases=("送达时间",)),
		Column(
			*("公示日期", ("is_withheld", "published_on"), 11, SELECT),
			compute=publications,
			aliases=("公示时间", "公开日期"),
			read=readers.day_before_words("published_on", "is_withheld", "不公示"),
		),
	),
	also_read=(
		Column("执法事项", "item", aliases=("事项", "事项名称", "权力事项", "处罚事项")),
		Column("调查日期", "investigated_on", aliases=("调查时间", "检查日期", "检查时间")),
		Column(
			"陈述申辩",
			"statement",
			aliases=("陈述申辩情况", "当事人陈述申辩"),
			words={
				**dict.fromkeys(("未提出", "没有提出", "未陈述", "未申辩"), "None Made"),
				"放弃": "Waived",
			},
		),
		Column("简易程序", "is_simple", aliases=("是否简易程序", "当场处罚")),
		Column("地点", "place", aliases=("案发地点", "违法地点")),
	),
	note="注：本表按立案日期统计；“不涉及”指不属于应当法制审核的情形，空白为尚未完成；公民的姓名不列入本表；罚没为罚款与没收之和。",
	figures=("enforcement.in_time_rate", "enforcement.publication_rate"),
)

CONTESTED_CASES = RecordRegister(
	code="contested_cases",
	title="复议应诉台账",
	record_kind=CASE,
	date_field="contested_on",
	columns=(
		NUMBERED,
		Column("案由", "title", 18),
		Column("单位", "unit", 12),
		Column("决定文号", "decision_number", 14),
		Column("决定日期", "decided_on", 11, DATE),
		Column("收到申请书", "reconsideration_received_on", 12, DATE, group="行政复议"),
		Column("答复期限", "reconsideration_due_on", 11, DATE, group="行政复议"),
		Column("答复日期", "reconsideration_answered_on", 11, DATE, group="行政复议"),
		Column("复议结果", "reconsideration_result", 10, SELECT, group="行政复议"),
		Column("收到起诉状", "lawsuit_received_on", 12, DATE, group="行政诉讼"),
		Column("答辩期限", "lawsuit_due_on", 11, DATE, group="行政诉讼"),
		Column("答辩日期", "lawsuit_answered_on", 11, DATE, group="行政诉讼"),
		Column("开庭日期", "lawsuit_heard_on", 11, DATE, group="行政诉讼"),
		Column("负责人出庭", "head_appearance", 12, SELECT, group="行政诉讼"),
		Column("未出庭理由", "absence_reason", 14, group="行政诉讼"),
		Column("诉讼结果", "lawsuit_result", 12, SELECT, group="行政诉讼"),
	),
	note="注：本表按首次收到复议申请书或者起诉状的日期统计。",
	figures=("enforcement.head_rate", "enforcement.set_aside_rate"),
	not_read="复议、诉讼写在执法案件上；请导入行政执法案件台账，再在案件上补充。",
)

FIELDS_AS_WRITTEN = {
	**dict.fromkeys(("消防", "燃气", "危化", "用电", "工地"), "Production Safety"),
	**dict.fromkeys(("交通", "道路", "车辆"), "Traffic Safety"),
	**dict.fromkeys(("违建", "违法建设", "违法建筑"), "Illegal Construction"),
	**dict.fromkeys(("食品", "环境", "环保", "市容", "文化", "市场"), "Other"),
}

JOINT_ENFORCEMENTS = RecordRegister(
	code="joint_enforcements",
	title="联合执法台账",
	record_kind="Joint Enforcement",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column(
			"日期",
			"held_on",
			11,
			DATE,
			aliases=("时间", "执法日期", "执法时间", "检查日期", "检查时间", "开展日期"),
		),
		Column("单位", "unit", 14),
		Column(
			*("领域", "field", 10, SELECT),
			aliases=("执法领域", "检查领域", "检查类别", "执法类别", "类别", "类型"),
			words=FIELDS_AS_WRITTEN,
		),
		Column("主题", "title", 24, aliases=("执法主题", "行动名称", "检查内容", "联合执法内容", "名称")),
		Column("地点", "place", 16, aliases=("执法地点", "检查地点")),
		Column("牵头部门", "lead", 16, aliases=("牵头单位", "牵头")),
		Column(
			"参加部门", "partners", 24, aliases=("参加单位", "参与部门", "参与单位", "配合部门", "联合部门")
		),
		Column(
			"出动（人次）",
			"officers_count",
			8,
			INTEGER,
			is_summed=True,
			aliases=("出动人数", "出动人员", "出动执法人员", "执法人员"),
		),
		Column(
			"检查点位（处）",
			"sites_count",
			8,
			INTEGER,
			is_summed=True,
			aliases=("检查点位", "检查户数", "检查单位数", "检查场所"),
		),
		Column(
			"发现问题（个）",
			"problems_count",
			8,
			INTEGER,
			is_summed=True,
			aliases=("发现问题数", "问题数", "发现隐患"),
		),
		Column(
			"已整改（个）",
			"rectified_count",
			8,
			INTEGER,
			is_summed=True,
			aliases=("整改数", "已整改数", "完成整改"),
		),
		Column("整改期限", "rectify_by", 11, DATE, aliases=("整改时限",)),
		Column("整改完成", "rectified_on", 11, DATE, aliases=("整改完成日期", "整改日期")),
		Column("时限状态", "E21", 9, CLOCK),
	),
	note="注：本表按开展日期统计。",
	figures=("joint.rate",),
	stands_in={"field": StandIn("title", FIELDS_AS_WRITTEN)},
)

SUPERVISION_MATTERS = RecordRegister(
	code="supervision_matters",
	title="监督问题整改销号表",
	record_kind="Supervision Matter",
	date_field="found_on",
	columns=(
		NUMBERED,
		Column("发现日期", "found_on", 11, DATE, aliases=("发现时间", "收到日期", "日期")),
		Column("来源", "source", 10, SELECT, aliases=("问题来源", "监督来源")),
		Column("文号", "document_number", 15),
		Column("监督内容", "title", 16, aliases=("监督事项", "事项")),
		Column("问题类型", "problem_class", 11, SELECT, aliases=("类型", "问题类别")),
		Column("问题", "problem", 22, aliases=("发现问题", "存在问题", "问题描述")),
		Column("涉及单位", "unit_concerned", 12, aliases=("责任单位", "被监督单位", "整改单位")),
		Column("所涉案件", "enforcement_case", 12, LINK),
		Column("受理日期", "accepted_on", 11, DATE),
		Column("整改期限", "rectify_by", 11, DATE),
		Column("时限状态", "E22", 9, CLOCK),
		Column("整改日期", "rectified_on", 11, DATE),
		Column("整改结果", "result", 22),
		Column("销号日期", "closed_on", 11, DATE),
	),
	note="注：本表按发现（收到）日期统计。",
	figures=("supervision.rate",),
	also_read=(Column("监督单位", "unit"),),
)

CASE_FILE_REVIEWS = RecordRegister(
	code="case_file_reviews",
	title="案卷评查表",
	record_kind="Supervision Matter",
	date_field="found_on",
	where={"source": ("Case File Review",)},
	columns=(
		NUMBERED,
		Column("评查日期", "found_on", 11, DATE, aliases=("评查时间", "日期", "时间")),
		Column("评查单位", "unit", 14),
		Column("被评查单位", "unit_concerned", 14, aliases=("受评单位", "案卷单位", "办案单位")),
		Column("所评案卷", "enforcement_case", 20, LINK, aliases=("案卷", "案号", "案卷编号")),
		Column("评查项目", "title", 20, aliases=("案卷名称", "项目", "评查内容")),
		Column("问题类型", "problem_class", 12, SELECT, aliases=("类型", "问题类别")),
		Column("问题", "problem", 32, aliases=("存在问题", "发现问题", "评查意见")),
		Column("整改期限", "rectify_by", 11, DATE),
		Column("整改结果", "result", 26),
		Column("销号日期", "closed_on", 11, DATE),
	),
	note="注：本表列出来源为案卷评查的监督事项；分值、扣分不在本系统登记，需要时由管理员增加栏目并勾选“在列表视图中”，即列在末尾。",
	implied=("source",),
)
