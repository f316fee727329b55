"""矛盾纠纷: the register of disputes, and the statistics table of people's mediation."""

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


def results(status: list, result: list) -> list:
	"""The result, and while there is none, how the case stands."""
	return in_chinese([outcome or state for state, outcome in zip(status, result, strict=True)])


DISPUTES = RecordRegister(
	code="disputes",
	title="矛盾纠纷排查化解台账",
	record_kind="Mediation Case",
	date_field="received_on",
	columns=(
		NUMBERED,
		Column("受理日期", "received_on", 11, DATE),
		Column("社区（单位）", "unit", 11),
		Column("纠纷名称", "subject", 16),
		Column("当事人", "name", 11, compute=people("Mediation Case")),
		Column("纠纷类型", "dispute_type", 13, SELECT),
		Column("来源", "source", 11, SELECT),
		Column("简要情况", "facts", 24),
		Column("涉及人数", "persons_count", 7, INTEGER, is_summed=True),
		Column("风险等级", "risk_level", 6, SELECT),
		Column("调解员", "mediator", 9),
		Column("办理时限", "mediation_due_on", 11, DATE),
		Column("时限状态", "M7", 9, CLOCK),
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
	row_column=("纠纷类型", 20),
	columns=(
		Tally("受理（件）", "received_on"),
		Tally("主动调解", "received_on", {"source": "Own Initiative"}, group="案件来源（件）"),
		Tally("当事人申请", "received_on", {"source": "On Application"}, width=12, group="案件来源（件）"),
		Tally("委托移送", "received_on", {"source": "Referred"}, group="案件来源（件）"),
		Tally("涉及人数（人）", "received_on", summed="persons_count"),
		Tally("在办（件）", "received_on", {"status": "In Mediation"}),
		Tally("书面", "closed_on", {"result": "Written Agreement"}, group="调解协议（件）"),
		Tally("口头", "closed_on", {"result": "Oral Agreement"}, group="调解协议（件）"),
		Tally("成功（件）", "closed_on", {"result": SUCCESSFUL}),
		Tally("不成（件）", "closed_on", {"result": ("No Agreement", "Mediation Refused")}),
		Share("成功率", "成功（件）", ("成功（件）", "不成（件）")),
		Tally("协议金额（元）", "closed_on", {"result": SUCCESSFUL}, summed="amount", width=17, kind=AMOUNT),
		Tally("申请司法确认（件）", "confirmation_applied_on", width=14),
	),
	note=(
		"注：受理、案件来源、涉及人数、在办按受理日期统计；协议、成功、不成、金额按办结日期统计；"
		"司法确认按申请日期统计。不成含调解不成和当事人拒绝调解；成功率＝成功÷（成功＋不成）。"
	),
)
