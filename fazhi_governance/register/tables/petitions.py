"""信访: petitions, what leaders have taken on, accusations apart from both, and the receptions of leaders."""

from fazhi_governance.core import ledger as cells
from fazhi_governance.core.ledger import Unreadable, text_of
from fazhi_governance.register.columns import (
	CHECK,
	CLOCK,
	DATE,
	INTEGER,
	NUMBERED,
	SELECT,
	Column,
)
from fazhi_governance.register.importing import readers
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


def read_in_full(value, record: dict, ledger):
	fields = ("is_claim_solved", "is_petitioner_educated", "is_hardship_helped", "is_unlawfulness_handled")
	text = text_of(value)
	for word, field in zip(FULLY, fields, strict=True):
		record[field] = int(word in text)


def read_repeat(value, record: dict, ledger):
	"""A repeat names the petition that it repeats, which no ledger does by our numbers."""
	if "重" in text_of(value):
		ledger.beside(record, "初重", "重复")


def read_is_repeat(value, record: dict, ledger):
	"""是否重复 by 是 or 否."""
	if cells.as_check(value):
		read_repeat("重复", record, ledger)


def read_is_first(value, record: dict, ledger):
	"""是否初访 by 是 or 否."""
	if not cells.is_nothing(value) and not cells.as_check(value):
		read_repeat("重复", record, ledger)


def read_state(value, record: dict, ledger):
	"""By the words of the workflow, or the usual ones of ledgers."""
	text = text_of(value)
	if "已办结" in text or text in ("办结", "结案", "已化解", "是"):
		record["workflow_state"] = "Concluded"
	elif any(word in text for word in ("办理中", "未办结", "未化解")) or text in ("正在办理", "在办", "否"):
		record["workflow_state"] = "In Handling"
	else:
		record["workflow_state"] = ledger.option_of("Petition", "workflow_state", text)


def complete_petition(record: dict, ledger):
	"""How far it has come is told by its days where the ledger has no word for it."""
	record["purpose"] = record.get("purpose") or "Claim"
	if record["purpose"] not in OPEN["purpose"]:
		raise Unreadable("accusation")
	record["summary"] = record.get("summary") or record.get("subject")
	state = record.get("workflow_state")
	if not state:
		state = "Registered"
		if record.get("answered_on"):
			state = "Concluded"
		elif record.get("accepted_on"):
			state = "In Handling"
		elif record.get("forwarded_to"):
			state = "Forwarded Elsewhere"
	record["workflow_state"] = state
	if state in ("In Handling", "Concluded", "Case Closed"):
		record["acceptance"] = "Accepted for Handling"
		record["accepted_on"] = record.get("accepted_on") or record.get("received_on")
	if state in ("Concluded", "Case Closed") and not record.get("answered_on"):
		raise Unreadable("no day of conclusion")


CONTENTS_AS_WRITTEN = {
	**dict.fromkeys(("征地", "征收", "拆迁", "土地", "宅基地"), "Land and Requisition"),
	**dict.fromkeys(("物业", "住房", "房屋", "房产", "供暖"), "Housing and Property"),
	**dict.fromkeys(("城市管理", "城建", "市容", "规划", "违建", "违章", "市政"), "Urban Construction"),
	**dict.fromkeys(("劳动", "劳资", "社保", "工资", "欠薪", "养老", "就业"), "Labour and Social Security"),
	**dict.fromkeys(("低保", "救助", "民政", "优抚", "残疾"), "Civil Relief"),
	**dict.fromkeys(("环境", "环保", "污染", "噪音", "噪声", "油烟"), "Pollution and Environment"),
	**dict.fromkeys(("教育", "学校", "医疗", "卫生", "卫健"), "Education and Health"),
	**dict.fromkeys(("交通", "道路", "停车"), "Traffic and Transport"),
	**dict.fromkeys(("治安", "公安"), "Public Order"),
	**dict.fromkeys(("涉法", "涉诉"), "Litigation-Related"),
	**dict.fromkeys(("干部", "作风", "违纪", "纪检"), "Conduct of Officials"),
}

PETITIONS = RecordRegister(
	code="petitions",
	title="信访台账",
	record_kind="Petition",
	date_field="received_on",
	where=OPEN,
	columns=(
		NUMBERED,
		Column("编号", "name", 13),
		Column(
			*("收到日期", "received_on", 11, DATE),
			aliases=(
				"来访日期",
				"来访时间",
				"信访时间",
				"信访日期",
				"收件日期",
				"登记日期",
				"登记时间",
				"日期",
				"时间",
			),
		),
		Column(
			*("来源", "channel", 9, SELECT),
			aliases=("信访形式", "信访渠道", "信访方式", "形式", "来源渠道"),
			words={
				**dict.fromkeys(("12345", "热线", "电话"), "Phone Call"),
				**dict.fromkeys(("走访", "上访", "到访", "接访"), "Visit in Person"),
				**dict.fromkeys(("网上", "网络", "邮箱", "信箱", "留言", "平台"), "Online Petition"),
				**dict.fromkeys(("写信", "信件", "信函"), "Letter From Petitioner"),
				**dict.fromkeys(("转办", "转送", "转来", "转交"), "Transferred From Above"),
				"交办": "Assigned From Above",
			},
		),
		Column("单位", "unit", 10),
		Column(
			*("信访人", "name", 10),
			compute=people("Petition", ("Petitioner",)),
			aliases=("信访人姓名", "来访人", "来访人姓名", "上访人", "上访人姓名", "姓名", "反映人"),
			read=readers.persons("Petitioner"),
		),
		Column(
			"人数",
			"persons_count",
			5,
			INTEGER,
			is_summed=True,
			aliases=("来访人数", "信访人数", "涉及人数", "上访人数"),
		),
		Column(
			*("初重", "is_repeat", 5, SELECT),
			compute=first_or_repeat,
			aliases=("初重复", "初次重复", "初访重访", "初信初访"),
			read=read_repeat,
		),
		Column("办理途径", "route", 16, SELECT, aliases=("途径",)),
		Column(
			"事项",
			"subject",
			18,
			aliases=(
				"信访事项",
				"反映问题",
				"主要诉求",
				"信访诉求",
				"反映事项",
				"诉求",
				"信访事由",
				"主要问题",
			),
		),
		Column("受理日期", "accepted_on", 11, DATE, aliases=("受理时间",)),
		Column("告知日期", "notified_on", 11, DATE, aliases=("告知时间", "受理告知日期")),
		Column("到期日", "conclusion_due_on", 11, DATE),
		Column("包案领导", "case_leader", 8, aliases=("包保领导", "包案人")),
		Column(
			"进展", "workflow_state", 8, SELECT, aliases=("办理状态", "状态", "是否办结"), read=read_state
		),
		Column(
			*("办结日期", "concluded_on", 11, DATE),
			aliases=("办结时间", "答复日期", "答复时间", "结案日期", "化解时间"),
			read=readers.into("answered_on"),
		),
		Column(
			"三到位一处理",
			("is_claim_solved", "is_petitioner_educated", "is_hardship_helped", "is_unlawfulness_handled"),
			10,
			compute=in_full,
			read=read_in_full,
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
	also_read=(
		Column("信访目的", "purpose", aliases=("目的",)),
		Column(
			"内容分类",
			"content_class",
			words=CONTENTS_AS_WRITTEN,
			aliases=("信访类别", "问题类别", "内容类别", "类别", "问题类型", "信访类型"),
		),
		Column(
			"诉求、事实和理由",
			"summary",
			aliases=("主要内容", "基本情况", "信访内容", "反映内容", "简要情况", "案情简介"),
		),
		Column(
			"联系电话", "name", aliases=("电话", "联系方式", "手机号"), read=readers.of_first_person("phone")
		),
		Column(
			"身份证号", "name", aliases=("证件号码", "身份证号码"), read=readers.of_first_person("id_number")
		),
		Column("住址", "name", aliases=("地址", "家庭住址"), read=readers.of_first_person("address")),
		Column("是否重复", "is_repeat", aliases=("是否重复访", "是否重访"), read=read_is_repeat),
		Column("是否初访", "is_repeat", aliases=("是否初信", "是否首次信访"), read=read_is_first),
		Column("国家系统编号", "national_number", aliases=("信访件编号", "信访编号", "系统编号")),
		Column("转送去向", "forwarded_to", aliases=("转办单位", "交办单位")),
		Column(
			"答复摘要",
			"result_note",
			aliases=("处理结果", "办理结果", "化解情况", "答复情况", "办理情况", "处理情况"),
		),
		Column("意见书文号", "opinion_number", aliases=("处理意见书文号",)),
		Column("信访人的诉求", "opinion_claims"),
		Column("查明的事实和理由", "opinion_facts"),
		Column("对诉求的意见", "opinion_text", aliases=("处理意见",)),
		Column("意见的依据", "opinion_basis", aliases=("法律依据", "政策依据")),
		Column("意见结果", "opinion_outcome"),
		Column("送达日期", "delivered_on", aliases=("送达时间",)),
	),
	implied=("summary", "purpose"),
	complete=complete_petition,
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
	not_read="包案写在信访事项上；请导入信访台账，再在信访事项上填写包案领导和方案。",
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
	not_read="检举控告不得透露给被检举、控告的人员或者单位，台账文件不宜流转，请由检举控告办理人员逐件登记。",
)


def complete_reception(record: dict, ledger):
	"""A record of receptions knows the day on which one was held, not the one for which it was planned."""
	record["planned_on"] = record.get("planned_on") or record.get("held_on")


RECEPTION_ROSTER = RecordRegister(
	code="reception_roster",
	title="领导接访排班表",
	record_kind="Leader Reception",
	date_field="planned_on",
	columns=(
		NUMBERED,
		Column("排班日期", "planned_on", 11, DATE, aliases=("接访日期", "日期", "时间", "接访时间")),
		Column("接访领导", "leader_name", 10, aliases=("领导姓名", "姓名", "值班领导")),
		Column("职务", "leader_post", 14),
		Column("接访方式", "kind", 10, SELECT),
		Column("地点", "place", 20),
		Column("状态", "status", 9, SELECT),
		Column("接访日期", "held_on", 11, DATE),
		Column("取消原因", "called_off_reason", 20),
	),
	note="注：本表含已取消的排班；统计指标不计已取消的。",
	told_by=("unit", "planned_on", "leader_name"),
)

RECEPTIONS = RecordRegister(
	code="receptions",
	title="领导接访记录",
	record_kind="Leader Reception",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column("接访日期", "held_on", 11, DATE, aliases=("接访时间", "日期", "时间")),
		Column("接访领导", "leader_name", 10, aliases=("领导姓名", "姓名", "领导")),
		Column("职务", "leader_post", 14),
		Column("接访方式", "kind", 10, SELECT, aliases=("方式", "形式")),
		Column("地点", "place", 18, aliases=("接访地点",)),
		Column("批次", "groups_count", 6, INTEGER, is_summed=True, aliases=("接访批次", "来访批次")),
		Column(
			*("人次", "persons_count", 6, INTEGER),
			is_summed=True,
			aliases=("接访人次", "来访人次", "接访人数", "来访人数", "接待人数"),
		),
		Column(
			"处理情况", "outcome", 36, aliases=("处理结果", "接访情况", "办理情况", "处理意见", "答复情况")
		),
	),
	also_read=(Column("单位", "unit"), Column("排班日期", "planned_on")),
	implied=("planned_on",),
	complete=complete_reception,
	told_by=("unit", "held_on", "leader_name"),
)
