"""信访: petitions, what leaders have taken on, accusations apart from both, and the receptions of leaders."""

from fazhi_governance.register.columns import (
	CHECK,
	CLOCK,
	DATE,
	INTEGER,
	NUMBERED,
	SELECT,
	Column,
)
from fazhi_governance.register.persons import people
from fazhi_governance.register.records import RecordRegister

# an accusation stands in no register that goes from hand to hand
OPEN = {"purpose": ("Claim", "Public Suggestion")}
FULLY = ("解决到位", "教育到位", "帮扶到位", "依法处理")


def first_or_repeat(is_repeat: list) -> list:
	return ["重复" if each else "初次" for each in is_repeat]


def in_full(*done: list) -> list:
	"""Which of 三到位一处理 apply."""
	return [
		"、".join(word for word, is_done in zip(FULLY, row, strict=True) if is_done) or None
		for row in zip(*done, strict=True)
	]


def reviewed(review: list, review_answered: list, recheck: list, recheck_answered: list) -> list:
	return [
		("已复核" if again_answered else "复核中")
		if again
		else (("已复查" if answered else "复查中") if asked else None)
		for asked, answered, again, again_answered in zip(
			review, review_answered, recheck, recheck_answered, strict=True
		)
	]


PETITIONS = RecordRegister(
	code="petitions",
	title="信访台账",
	record_kind="Petition",
	date_field="received_on",
	where=OPEN,
	columns=(
		NUMBERED,
		Column("编号", "name", 13),
		Column("收到日期", "received_on", 11, DATE),
		Column("来源", "channel", 9, SELECT),
		Column("单位", "unit", 10),
		Column("信访人", "name", 10, compute=people("Petition", ("Petitioner",))),
		Column("人数", "persons_count", 5, INTEGER, is_summed=True),
		Column("初重", "is_repeat", 5, SELECT, compute=first_or_repeat),
		Column("办理途径", "route", 16, SELECT),
		Column("事项", "subject", 18),
		Column("受理日期", "accepted_on", 11, DATE),
		Column("告知日期", "notified_on", 11, DATE),
		Column("到期日", "conclusion_due_on", 11, DATE),
		Column("包案领导", "case_leader", 8),
		Column("进展", "workflow_state", 8, SELECT),
		Column("办结日期", "concluded_on", 11, DATE),
		Column(
			"三到位一处理",
			("is_claim_solved", "is_petitioner_educated", "is_hardship_helped", "is_unlawfulness_handled"),
			10,
			compute=in_full,
		),
		Column("满意度", "satisfaction", 8, SELECT),
		Column(
			"复查复核",
			("review_asked_on", "review_answered_on", "recheck_asked_on", "recheck_answered_on"),
			8,
			SELECT,
			compute=reviewed,
		),
	),
	note="注：本表按收到日期统计，不含检举控告；到期日为出具处理意见书的办结期限。",
	figures=("petition.notified_in_time_rate", "petition.concluded_in_time_rate", "petition.satisfied_rate"),
)

LEADER_CASES = RecordRegister(
	code="leader_cases",
	title="领导包案表",
	record_kind="Petition",
	date_field="case_accepted_on",
	where=OPEN,
	columns=(
		NUMBERED,
		Column("编号", "name", 15),
		Column("事项", "subject", 24),
		Column("单位", "unit", 12),
		Column("信访积案", "is_backlog", 8, CHECK),
		Column("包案领导", "case_leader", 10),
		Column("包案日期", "case_accepted_on", 11, DATE),
		Column("包案专班", "case_team", 15),
		Column("化解方案", "case_plan", 20),
		Column("化解期限", "case_deadline", 11, DATE),
		Column("时限状态", "P9", 9, CLOCK),
		Column("属地化解单位", "local_unit", 12),
		Column("进展", "workflow_state", 9, SELECT),
		Column("办结日期", "concluded_on", 11, DATE),
		Column("就地化解", "is_resolved_locally", 8, CHECK),
		Column("满意度", "satisfaction", 9, SELECT),
	),
	note="注：本表按包案日期统计，不含检举控告。",
)

ACCUSATIONS = RecordRegister(
	code="accusations",
	title="检举控告台账",
	record_kind="Petition",
	date_field="received_on",
	where={"purpose": ("Accusation",)},
	columns=(
		NUMBERED,
		Column("编号", "name", 15),
		Column("收到日期", "received_on", 11, DATE),
		Column("来源", "channel", 9, SELECT),
		Column("事项", "subject", 24),
		Column("被检举控告的单位", "accused_unit", 16),
		Column("受理情况", "acceptance", 9, SELECT),
		Column("转送去向", "forwarded_to", 16),
		Column("告知日期", "notified_on", 11, DATE),
		Column("进展", "workflow_state", 9, SELECT),
		Column("办结日期", "concluded_on", 11, DATE),
	),
	note="注：本表只列本人可见的检举控告，不得透露或者转给被检举、揭发的人员或者单位（《信访工作条例》第三十条）。",
)

RECEPTION_ROSTER = RecordRegister(
	code="reception_roster",
	title="领导接访排班表",
	record_kind="Leader Reception",
	date_field="planned_on",
	columns=(
		NUMBERED,
		Column("排班日期", "planned_on", 11, DATE),
		Column("接访领导", "leader_name", 10),
		Column("职务", "leader_post", 14),
		Column("接访方式", "kind", 10, SELECT),
		Column("地点", "place", 20),
		Column("状态", "status", 9, SELECT),
		Column("接访日期", "held_on", 11, DATE),
		Column("取消原因", "called_off_reason", 20),
	),
	note="注：本表含已取消的排班；统计指标不计已取消的。",
)

RECEPTIONS = RecordRegister(
	code="receptions",
	title="领导接访记录",
	record_kind="Leader Reception",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column("接访日期", "held_on", 11, DATE),
		Column("接访领导", "leader_name", 10),
		Column("职务", "leader_post", 14),
		Column("接访方式", "kind", 10, SELECT),
		Column("地点", "place", 18),
		Column("批次", "groups_count", 6, INTEGER, is_summed=True),
		Column("人次", "persons_count", 6, INTEGER, is_summed=True),
		Column("处理情况", "outcome", 36),
	),
)
