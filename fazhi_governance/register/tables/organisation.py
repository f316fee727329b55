"""组织领导: the members of leading groups; assessments, leaders' duties, shortcomings."""

import frappe

from fazhi_governance.register.columns import CLOCK, DATE, DECIMAL, INTEGER, LINK, NUMBERED, SELECT, Column
from fazhi_governance.register.records import RecordRegister, StandIn


def appointing_documents(groups: list, established_on: list, founded_by: list, joined_on: list) -> list:
	"""The document number by which each member joined: the group's own, or that of the day's adjustment."""
	adjustment = frappe.qb.DocType("Leading Group Adjustment")
	rows = (
		frappe.qb.from_(adjustment)
		.select(adjustment.parent, adjustment.adjusted_on, adjustment.document_number)
		.where((adjustment.parenttype == "Leading Group") & adjustment.parent.isin(sorted(set(groups))))
		.orderby(adjustment.parent)
		.orderby(adjustment.idx)
		.run()
	)
	numbers = {(group, day): number for group, day, number in rows}
	members = zip(groups, established_on, founded_by, joined_on, strict=True)
	return [
		number if joined == established else numbers.get((group, joined))
		for group, established, number, joined in members
	]


LEADING_GROUP_MEMBERS = RecordRegister(
	code="leading_group_members",
	title="领导机构成员台账",
	record_kind="Leading Group",
	table_field="members",
	date_field="members.from_date",
	until_field="members.to_date",
	columns=(
		NUMBERED,
		Column("所属单位", "unit", 14),
		Column("机构名称", "group_name", 26),
		Column("机构类型", "kind", 14, SELECT),
		Column("姓名", "members.person_name", 10),
		Column("职务", "members.post", 24),
		Column("机构内职务", "members.group_role", 11, SELECT),
		Column("任职日期", "members.from_date", 11, DATE),
		Column(
			"任职文号",
			("name", "established_on", "document_number", "members.from_date"),
			20,
			compute=appointing_documents,
		),
		Column("离任日期", "members.to_date", 11, DATE),
	),
	note="注：本表列出统计期间内任过职的成员；离任日期为任职的最后一日，空白为在任。",
	not_read="成员随机构的成立和调整文件登记，请在“领导机构”上录入机构和历次调整。",
)

UNIT_ASSESSMENTS = RecordRegister(
	code="unit_assessments",
	title="考核评分表",
	record_kind="Unit Assessment",
	table_field="scores",
	date_field="assessed_to",
	columns=(
		NUMBERED,
		Column("被考核单位", "unit", 18),
		Column("编号", "scores.number", 7),
		Column("指标", "scores.indicator", 26),
		Column("分值", "scores.full_score", 8, DECIMAL),
		Column("评分标准", "scores.scoring_standard", 32),
		Column("自评", "scores.self_score", 8, DECIMAL),
		Column("佐证", "scores.self_evidence", 26),
		Column("系统统计", "scores.figure_wording", 11),
		Column("复核", "scores.review_score", 8, DECIMAL),
		Column("扣分原因", "scores.deduction_reason", 26),
		Column("状态", "workflow_state", 10, SELECT),
	),
	note="注：系统统计为被考核单位当年的统计指标，按保存时的记录计算；状态为“已核定”之前，复核分数可以变动。",
	not_read="考核评分由考核方案和统计指标形成，请在“单位考核”上办理。",
)

DUTIES_AS_WRITTEN = {
	**dict.fromkeys(("执法", "依法行政"), "Law-based Administration"),
	**dict.fromkeys(("决策", "合法性审查", "法律顾问"), "Lawful Decisions"),
	"党内法规": "Party Regulations",
	**dict.fromkeys(("出庭", "应诉", "司法"), "Support for Justice"),
	**dict.fromkeys(("学法", "普法", "宣传教育"), "Law Publicity and Study"),
	**dict.fromkeys(("选人", "用人", "队伍"), "Law-minded Personnel"),
	**dict.fromkeys(("督促", "督导"), "Urging and Supervision"),
	**dict.fromkeys(("法治建设", "法治政府", "领导小组", "规划", "述法"), "Organisation and Planning"),
}

LEADER_DUTIES = RecordRegister(
	code="leader_duties",
	title="第一责任人履职台账",
	record_kind="Leader Duty Record",
	date_field="acted_on",
	columns=(
		NUMBERED,
		Column("日期", "acted_on", 11, DATE, aliases=("时间", "履职时间", "履职日期")),
		Column("单位", "unit", 15),
		Column("姓名", "leader_name", 10, aliases=("领导姓名", "第一责任人", "履职人")),
		Column(
			*("职务类别", "post_kind", 16, SELECT),
			aliases=("职务", "类别"),
			words={
				# in this order: 党委副书记、镇长 is the government's head; 副镇长, 党政办主任 and 纪委书记 are no heads
				**dict.fromkeys(
					("副镇长", "副乡长", "副区长", "副主任", "办公室", "党政办", "人大"), "Other Leader"
				),
				**dict.fromkeys(("镇长", "乡长", "区长", "主任"), "Government Head"),
				**dict.fromkeys(("副书记", "纪委书记", "纪工委书记", "政法委书记"), "Other Leader"),
				"书记": "Party Head",
			},
		),
		Column("四个亲自", "personal_act", 11, SELECT, aliases=("履职方式", "方式")),
		Column("履行职责", "duty", 22, SELECT, aliases=("职责", "职责类别", "职责事项")),
		Column("事项", "subject", 28, aliases=("履职事项", "主题", "事由")),
		Column("履职情况", "what_was_done", 40, aliases=("履职内容", "具体情况", "主要内容")),
		Column("结果", "result", 28, aliases=("成效", "履职成效")),
	),
	stands_in={
		"subject": StandIn("what_was_done"),
		"duty": StandIn("what_was_done", DUTIES_AS_WRITTEN),
	},
)

SHORTCOMINGS = RecordRegister(
	code="shortcomings",
	title="问题整改台账",
	record_kind="Shortcoming",
	date_field="raised_on",
	columns=(
		NUMBERED,
		Column("年度", "year", 6, INTEGER, read=False),
		Column("单位", "unit", 12),
		Column("问题", "title", 17, aliases=("存在问题", "问题描述", "问题名称")),
		Column("具体表现", "text", 25, aliases=("问题表现", "表现", "具体问题", "问题详情")),
		Column("原因", "cause", 18, aliases=("原因分析", "产生原因")),
		Column("整改措施", "measure", 22, aliases=("措施", "整改举措")),
		Column("整改时限", "rectify_by", 11, DATE, aliases=("整改期限", "完成时限")),
		Column("重点任务", "task", 14, LINK, read=False),
		# that it is rectified rests on a proof, which is attached to the record
		Column("整改完成日期", "closed_on", 11, DATE, read=False),
		Column("整改情况", "rectification", 18, read=False),
		Column("期限状态", "N1", 9, CLOCK),
		Column("状态", "status", 10, SELECT, read=False),
		Column("此前出现（年）", "repeated_years", 7, INTEGER, read=False),
	),
	also_read=(Column("提出日期", "raised_on", aliases=("发现日期", "提出时间", "发现时间")),),
	note="注：期限状态为打印当日的状态；“此前出现”为以前年度提出过同一问题的次数，按所关联的往年问题逐年计算。",
	figures=("shortcoming.kept_rate",),
)
