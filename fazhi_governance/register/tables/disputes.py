"""矛盾纠纷: the registers of screenings and of disputes, and the statistics table of people's mediation."""

import re

import frappe

from fazhi_governance.core.ledger import Unreadable, text_of
from fazhi_governance.register.columns import (
	AMOUNT,
	CLOCK,
	DATE,
	INTEGER,
	NUMBERED,
	SELECT,
	Column,
	in_chinese,
)
from fazhi_governance.register.importing import readers
from fazhi_governance.register.persons import people
from fazhi_governance.register.records import RecordRegister, StandIn
from fazhi_governance.register.tallies import Share, Tally, TallyRegister

SUCCESSFUL = ("Written Agreement", "Oral Agreement")
CRIME = ("Crime", "Crime and Group Petition")
GROUP_PETITION = ("Group Petition", "Crime and Group Petition")


def case_numbers(cases: list) -> list:
	"""Of mediation cases; one without a number under its name."""
	rows = frappe.get_all(
		"Mediation Case",
		filters={"name": ("in", sorted({case for case in cases if case}))},
		fields=["name", "case_number"],
		order_by="name",
	)
	numbers = {row.name: row.case_number for row in rows}
	return [numbers.get(case) or case for case in cases]


def results(status: list, result: list) -> list:
	"""The result, and while there is none, how the case stands."""
	return in_chinese([outcome or state for state, outcome in zip(status, result, strict=True)])


def measures(cases: list, agreements: list) -> list:
	"""What was agreed on; before that, and where nothing was, what the last session did."""
	row = frappe.qb.DocType("Mediation Session")
	records = dict(
		frappe.qb.from_(row)
		.select(row.parent, row.record)
		.where((row.parenttype == "Mediation Case") & row.parent.isin(cases))
		.orderby(row.parent)
		.orderby(row.idx)
		.run()
	)
	return [agreement or records.get(case) for case, agreement in zip(cases, agreements, strict=True)]


DISPUTES_AS_WRITTEN = {
	**dict.fromkeys(("宅基地", "房屋", "房产"), "Housing and Homestead"),
	**dict.fromkeys(("土地", "林地", "承包地"), "Forest and Land"),
	**dict.fromkeys(("拆迁", "征收", "征地"), "Land Requisition and Relocation"),
	**dict.fromkeys(("离婚", "赡养", "抚养", "继承", "家庭", "婚恋"), "Marriage and Family"),
	**dict.fromkeys(("工资", "欠薪", "劳资", "工伤", "劳务"), "Labour"),
	**dict.fromkeys(("借贷", "债务", "租赁", "买卖"), "Contract"),
	**dict.fromkeys(("漏水", "噪音", "噪声", "相邻"), "Neighbours"),
	**dict.fromkeys(("赔偿", "侵权"), "Damages"),
	**dict.fromkeys(("交通", "车祸"), "Traffic Accident"),
	"医患": "Medical",
	**dict.fromkeys(("污染", "环保"), "Environmental Pollution"),
}
RISKS_AS_WRITTEN = {
	**{"红": "Red", "橙": "Orange", "黄": "Yellow"},
	**dict.fromkeys(("较高", "较大", "中"), "Orange"),
	**dict.fromkeys(("高", "重大"), "Red"),
	**dict.fromkeys(("低", "一般"), "Yellow"),
}
TOLD, FORM = "_result", "_form"
OTHER_REMEDIES = ("起诉", "诉讼", "仲裁", "司法途径", "法律途径", "其他途径")
GOING_ON = ("调解中", "正在", "化解中", "办理中", "跟进", "未办结", "未化解", "未解决", "未结")
FAILED = ("不成", "未达成", "未成功", "失败")
SETTLED = ("成功", "已化解", "已调解", "达成", "已解决", "已办结", "化解", "和好", "和解")


def read_result(value, record: dict, ledger):
	"""书面协议, or 调解中 of a case that goes on; what ledgers call settled was agreed on in some form."""
	text = text_of(value)
	if text == "否" or any(word in text for word in GOING_ON):
		record["status"] = "In Mediation"
		return
	if any(word in text for word in FAILED):
		record["result"] = "No Agreement"
		if any(word in text for word in OTHER_REMEDIES):
			record["other_remedies_told"] = 1
	elif text == "是" or any(word in text for word in SETTLED):
		written = "书面" in text or "协议书" in text
		record["result"] = "Written Agreement" if written else "Oral Agreement"
		record[TOLD] = text
		if text not in ("书面协议", "口头协议"):
			ledger.read_as[text, "书面协议" if written else "口头协议"] += 1
	else:
		record["result"] = ledger.option_of("Mediation Case", "result", text)
		if record["result"] in SUCCESSFUL:
			record[TOLD] = text
	record["status"] = "Concluded"


def read_success(value, record: dict, ledger):
	"""是否成功: 否 is the end of it, while 是否化解 with 否 leaves a case open."""
	if record.get("result") or record.get("status") or text_of(value) == "":
		return
	read_result("未达成协议" if text_of(value) in ("否", "×") else value, record, ledger)


def read_form(value, record: dict, ledger):
	"""书面 or 口头, beside a column that tells whether there was an agreement at all."""
	text = text_of(value)
	record[FORM] = "Written Agreement" if "书" in text else "Oral Agreement" if "口" in text else None


def complete_case(record: dict, ledger):
	"""A case without a name is called by the beginning of its facts, never by its parties, whose names are sealed.

	An agreement of which no day is told is as old as the conclusion; of one whose content no column tells, the
	record says what the ledger says of it, and that it says no more.
	"""
	told, form = record.pop(TOLD, None), record.pop(FORM, None)
	if form and record.get("result") in (None, *SUCCESSFUL):
		record.update({"result": form, "status": "Concluded"})
		told = "、".join(filter(None, (told, in_chinese([form])[0])))
	if not record.get("subject"):
		facts = re.split(r"[，。；,;\n]", record.get("facts") or "")[0]
		kind = in_chinese([record.get("dispute_type")])[0]
		record["subject"] = facts[:30] or (f"{kind}纠纷" if kind else None)
	if record.get("status") == "In Mediation" and record.get("closed_on"):
		raise Unreadable("closed in mediation")
	if record.get("closed_on") and not record.get("result"):
		raise Unreadable("no result")
	if record.get("result") in SUCCESSFUL:
		record["agreement_on"] = record.get("agreement_on") or record.get("closed_on")
		record["agreement"] = record.get("agreement") or (f"台账未载协议内容，只载：{told}" if told else None)
	if record.get("status") == "Concluded" and not record.get("closed_on"):
		raise Unreadable("no day of conclusion")


OUTCOMES_AS_WRITTEN = {
	**dict.fromkeys(("未化解", "未解决", "未处理", "未办结", "正在", "未", "否"), "Not Dealt With"),
	# which case a dispute became no old ledger says by our numbers
	**dict.fromkeys(("移交", "移送", "转交", "上报", "转调", "转入调", "调委会"), "Handed Over"),
	**dict.fromkeys(("化解", "解决", "调解成功", "已调解", "处理完", "已处理", "是"), "Settled on the Spot"),
}

SCREENED_DISPUTES = RecordRegister(
	code="screened_disputes",
	title="矛盾纠纷排查台账",
	record_kind="Dispute Screening",
	date_field="screened_on",
	table_field="disputes",
	columns=(
		NUMBERED,
		Column("排查日期", "screened_on", 11, DATE, aliases=("排查时间", "日期", "时间")),
		Column("社区（单位）", "unit", 13),
		Column("排查范围", "target", 18, aliases=("排查地点", "排查区域", "地点", "排查对象")),
		Column(
			"纠纷简要",
			"disputes.brief",
			22,
			aliases=(
				*("纠纷简要情况", "简要情况", "主要情况", "矛盾纠纷情况", "纠纷情况", "纠纷内容"),
				*("发现矛盾纠纷", "矛盾纠纷", "矛盾纠纷内容", "排查出矛盾纠纷", "纠纷事项", "案情简介"),
			),
		),
		Column(
			*("纠纷类型", "disputes.dispute_type", 13, SELECT),
			aliases=("类型", "纠纷类别", "矛盾类型", "类别", "矛盾纠纷类型"),
			words=DISPUTES_AS_WRITTEN,
		),
		Column(
			*("风险等级", "disputes.risk_level", 6, SELECT),
			aliases=("等级", "风险级别", "预警等级"),
			words=RISKS_AS_WRITTEN,
		),
		Column(
			"涉及人数", "disputes.persons_count", 7, INTEGER, is_summed=True, aliases=("人数", "涉及人员数")
		),
		Column("化解措施", "disputes.measure", 22, aliases=("措施", "采取措施", "处置措施", "工作措施")),
		Column("责任人", "disputes.responsible", 9, aliases=("包案人", "化解责任人", "包保责任人")),
		Column("处置时限", "disputes.due_by", 11, DATE, aliases=("化解时限", "办理时限", "完成时限")),
		Column(
			*("处置结果", "disputes.outcome", 11, SELECT),
			aliases=("化解结果", "处理结果", "化解情况", "结果", "是否化解"),
			words=OUTCOMES_AS_WRITTEN,
		),
		Column("处置日期", "disputes.dealt_with_on", 11, DATE, aliases=("化解日期", "化解时间", "办结日期")),
		Column("调解案号", "disputes.mediation_case", 18, compute=case_numbers),
	),
	also_read=(Column("排查人", "screened_by", aliases=("排查人员",)),),
)

SCREENINGS = RecordRegister(
	code="screenings",
	title="矛盾纠纷排查情况表",
	record_kind="Dispute Screening",
	date_field="screened_on",
	columns=(
		NUMBERED,
		Column("排查日期", "screened_on", 11, DATE),
		Column("社区（单位）", "unit", 13),
		Column("排查类别", "kind", 9, SELECT),
		Column("排查范围", "target", 24),
		Column("排查人", "screened_by", 13),
		Column("联动单位", "partners", 20),
		Column("走访户数", "households_count", 8, INTEGER, is_summed=True),
		Column("走访场所", "places_count", 8, INTEGER, is_summed=True),
		Column("发现纠纷（件）", "disputes_count", 8, INTEGER, is_summed=True),
		Column("未处置（件）", "open_count", 8, INTEGER, is_summed=True),
		Column("备注", "remark", 20),
	),
)

DISPUTES = RecordRegister(
	code="disputes",
	title="矛盾纠纷排查化解台账",
	record_kind="Mediation Case",
	date_field="received_on",
	columns=(
		NUMBERED,
		Column(
			"案号",
			"case_number",
			12,
			aliases=("案件编号", "调解案号", "卷宗号", "卷宗编号", "编号", "登记编号"),
		),
		Column(
			*("受理日期", "received_on", 11, DATE),
			aliases=(
				"受理时间",
				"登记日期",
				"登记时间",
				"排查日期",
				"排查时间",
				"收案日期",
				"申请日期",
				"日期",
				"时间",
			),
		),
		Column(
			"社区（单位）", "unit", 11, aliases=("调委会", "调解委员会", "受理单位", "排查单位", "发生地")
		),
		Column(
			*("当事人", "name", 12),
			compute=people("Mediation Case", ("Applicant", "Respondent")),
			aliases=(
				*("当事人姓名", "双方当事人", "纠纷当事人", "申请人", "当事人双方", "涉及人员"),
				*("甲方", "甲方当事人", "申请方", "申请人姓名"),
			),
			read=readers.persons("Applicant", "Respondent"),
		),
		Column(
			"纠纷名称",
			"subject",
			11,
			aliases=("案由", "纠纷事由", "事由", "矛盾纠纷名称", "纠纷事项", "矛盾名称", "事项"),
		),
		Column(
			"纠纷类型",
			"dispute_type",
			11,
			SELECT,
			aliases=("类型", "纠纷类别", "类别", "矛盾类型", "纠纷性质", "案件类型"),
			words=DISPUTES_AS_WRITTEN,
		),
		Column(
			*("简要情况", "facts", 17),
			aliases=(
				"纠纷简要情况",
				"纠纷情况",
				"基本情况",
				"矛盾纠纷情况",
				"主要事实",
				"纠纷内容",
				*("简要案情", "案情简介", "案情", "主要内容", "矛盾纠纷内容"),
				*("纠纷起因", "纠纷经过", "起因及经过", "事实经过"),
			),
		),
		Column(
			"涉及人数",
			"persons_count",
			7,
			INTEGER,
			is_summed=True,
			aliases=("人数", "涉及人员数", "参与人数"),
		),
		Column(
			*("风险等级", "risk_level", 6, SELECT),
			aliases=("等级", "风险级别", "预警等级", "级别"),
			words=RISKS_AS_WRITTEN,
		),
		Column(
			*("调解员", "mediator", 9),
			aliases=("调解人", "调解人员", "承办人", "责任人", "包案人", "化解责任人", "调处人"),
		),
		Column("化解措施", ("name", "agreement"), 14, compute=measures),
		Column("办理时限", "mediation_due_on", 11, DATE),
		Column("时限状态", "M7", 8, CLOCK),
		Column(
			*("办理结果", ("status", "result"), 9, SELECT),
			compute=results,
			aliases=(
				"调解结果",
				"化解结果",
				"处理结果",
				"化解情况",
				"结果",
				"办理情况",
				"是否化解",
				"调处结果",
			),
			read=read_result,
		),
		Column(
			*("办结日期", "closed_on", 11, DATE),
			aliases=(
				"办结时间",
				"结案日期",
				"结案时间",
				"化解日期",
				"化解时间",
				"调解日期",
				"调结日期",
				*("调解时间", "调处日期", "调处时间"),
			),
		),
		Column(
			"涉及金额（元）",
			"amount",
			13,
			AMOUNT,
			is_summed=True,
			aliases=("金额", "标的额", "协议金额", "涉案金额"),
		),
		Column("回访日期", "followed_up_on", 11, DATE, aliases=("回访时间", "回访"), read=True),
	),
	also_read=(
		Column(
			"对方当事人",
			"name",
			aliases=("被申请人", "乙方", "乙方当事人", "被申请方", "被申请人姓名"),
			read=readers.persons("Respondent"),
		),
		Column(
			"联系电话",
			"name",
			aliases=("电话", "申请人电话", "手机号", "手机号码", "联系方式"),
			read=readers.of_first_person("phone"),
		),
		Column(
			"身份证号",
			"name",
			aliases=("证件号码", "身份证号码", "身份证"),
			read=readers.of_first_person("id_number"),
		),
		Column(
			"住址", "name", aliases=("地址", "家庭住址", "现住址"), read=readers.of_first_person("address")
		),
		Column("案件来源", "source", aliases=("来源", "纠纷来源", "受理方式")),
		Column(
			"是否成功",
			"name",
			aliases=("调解是否成功", "是否调解成功", "成功与否", "是否达成协议"),
			read=read_success,
		),
		Column("协议形式", "name", aliases=("协议类型", "调解协议形式", "协议书形式"), read=read_form),
		Column("协议日期", "agreement_on", aliases=("协议达成日期", "协议签订日期")),
		Column(
			"协议内容",
			"agreement",
			aliases=("协议主要内容", "调解协议内容", "化解措施", "调解情况", "调解过程", "处理意见", "措施"),
		),
		Column("已告知其他途径", "other_remedies_told", aliases=("告知其他途径",)),
		Column("双方同意调解", "has_consent"),
		Column("防止激化", "escalation_prevented"),
		Column("履行日期", "performed_on", aliases=("履行时间",)),
		Column("归档日期", "archived_on", aliases=("归档时间",)),
		Column("档案号", "archive_number", aliases=("归档号",)),
	),
	implied=("subject",),
	complete=complete_case,
	# a mediation committee's book often has the day of the mediation alone
	stands_in={"received_on": StandIn("closed_on")},
)

MEDIATION_STATISTICS = TallyRegister(
	code="mediation_statistics",
	title="人民调解统计表",
	record_kind="Mediation Case",
	row_field="dispute_type",
	row_column=("纠纷类型", 16),
	columns=(
		Tally("受理（件）", "received_on"),
		Tally("主动调解", "received_on", {"source": "Own Initiative"}, group="案件来源（件）"),
		Tally("当事人申请", "received_on", {"source": "On Application"}, width=12, group="案件来源（件）"),
		Tally("委托移送", "received_on", {"source": "Referred"}, group="案件来源（件）"),
		Tally("涉及人数（人）", "received_on", summed="persons_count"),
		Tally("在办（件）", "received_on", {"status": "In Mediation"}),
		Tally("书面", "closed_on", {"result": "Written Agreement"}, group="调解协议（件）"),
		Tally("口头", "closed_on", {"result": "Oral Agreement"}, group="调解协议（件）"),
		Tally("成功（件）", "closed_on", {"result": SUCCESSFUL}, width=8),
		Tally("不成（件）", "closed_on", {"result": ("No Agreement", "Mediation Refused")}, width=8),
		Share("成功率", "成功（件）", ("成功（件）", "不成（件）")),
		Tally("协议金额（元）", "closed_on", {"result": SUCCESSFUL}, summed="amount", width=15, kind=AMOUNT),
		Tally("履行（件）", "performed_on", {"result": SUCCESSFUL}, width=8),
		Tally("申请司法确认（件）", "confirmation_applied_on", width=10, group="司法确认"),
		Tally(
			"确认有效（件）",
			"confirmation_decided_on",
			{"confirmation_result": "Confirmed by the Court"},
			group="司法确认",
		),
		Tally("民转刑（件）", "closed_on", {"escalation_prevented": CRIME}, width=8, group="防止激化"),
		Tally(
			"民转刑（人）",
			"closed_on",
			{"escalation_prevented": CRIME},
			summed="persons_count",
			width=8,
			group="防止激化",
		),
		Tally(
			"群体性上访（件）",
			"closed_on",
			{"escalation_prevented": GROUP_PETITION},
			width=8,
			group="防止激化",
		),
		Tally(
			"群体性上访（人）",
			"closed_on",
			{"escalation_prevented": GROUP_PETITION},
			summed="persons_count",
			width=8,
			group="防止激化",
		),
	),
	note=(
		"注：受理、案件来源、涉及人数、在办按受理日期统计；协议、成功、不成、金额、防止激化按办结日期统计；"
		"履行按履行日期、申请司法确认按申请日期、确认有效按法院决定日期统计。不成含调解不成和当事人拒绝调解；成功率＝成功÷（成功＋不成）。"
	),
)
