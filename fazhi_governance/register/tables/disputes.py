"""矛盾纠纷: the registers of screenings and of disputes, and the statistics table of people's mediation."""

import frappe

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
from fazhi_governance.register.persons import people
from fazhi_governance.register.records import RecordRegister
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


SCREENED_DISPUTES = RecordRegister(
	code="screened_disputes",
	title="矛盾纠纷排查台账",
	record_kind="Dispute Screening",
	date_field="screened_on",
	table_field="disputes",
	columns=(
		NUMBERED,
		Column("排查日期", "screened_on", 11, DATE),
		Column("社区（单位）", "unit", 13),
		Column("排查范围", "target", 18),
		Column("纠纷简要", "disputes.brief", 22),
		Column("纠纷类型", "disputes.dispute_type", 13, SELECT),
		Column("风险等级", "disputes.risk_level", 6, SELECT),
		Column("涉及人数", "disputes.persons_count", 7, INTEGER, is_summed=True),
		Column("化解措施", "disputes.measure", 22),
		Column("责任人", "disputes.responsible", 9),
		Column("处置时限", "disputes.due_by", 11, DATE),
		Column("处置结果", "disputes.outcome", 11, SELECT),
		Column("处置日期", "disputes.dealt_with_on", 11, DATE),
		Column("调解案号", "disputes.mediation_case", 18, compute=case_numbers),
	),
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
		Column("案号", "case_number", 14),
		Column("受理日期", "received_on", 11, DATE),
		Column("社区（单位）", "unit", 11),
		Column("当事人", "name", 14, compute=people("Mediation Case", ("Applicant", "Respondent"))),
		Column("纠纷名称", "subject", 13),
		Column("纠纷类型", "dispute_type", 11, SELECT),
		Column("简要情况", "facts", 24),
		Column("涉及人数", "persons_count", 7, INTEGER, is_summed=True),
		Column("风险等级", "risk_level", 6, SELECT),
		Column("调解员", "mediator", 9),
		Column("办理时限", "mediation_due_on", 11, DATE),
		Column("时限状态", "M7", 8, CLOCK),
		Column("办理结果", ("status", "result"), 10, SELECT, compute=results),
		Column("办结日期", "closed_on", 11, DATE),
		Column("涉及金额（元）", "amount", 13, AMOUNT, is_summed=True),
		Column("回访日期", "followed_up_on", 11, DATE),
	),
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
