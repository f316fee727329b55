"""普法: activities and their sums by unit, the duty lists, law-literate residents, venues."""

import frappe
from frappe.query_builder.functions import Count, Sum

from fazhi_governance.reckoning.publicity_duties import ACTIVITY, PLAN, duties
from fazhi_governance.register.columns import (
	CLOCK,
	DATE,
	DECIMAL,
	INTEGER,
	LINK,
	NUMBERED,
	RATE,
	SELECT,
	Column,
	in_chinese,
)
from fazhi_governance.register.importing import readers
from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.tallies import Tally, TallyRegister
from fazhi_governance.reporting import Asked


def laws_of(names: list[str], doctype: str = ACTIVITY) -> list[str]:
	"""《…》、《…》 of each record."""
	reference = frappe.qb.DocType("Law Reference")
	rows = (
		frappe.qb.from_(reference)
		.select(reference.parent, reference.law)
		.where((reference.parenttype == doctype) & reference.parent.isin(names))
		.orderby(reference.parent)
		.orderby(reference.idx)
		.run()
	)
	laws = {name: [] for name in names}
	for name, law in rows:
		laws[name].append(f"《{law}》")
	return ["、".join(laws[name]) for name in names]


PUBLICITY_ACTIVITIES = RecordRegister(
	code="publicity_activities",
	title="普法活动台账",
	record_kind=ACTIVITY,
	date_field="held_on",
	columns=(
		NUMBERED,
		Column(
			*("开展日期", "held_on", 11, DATE),
			aliases=("活动时间", "活动日期", "开展时间", "宣传时间", "宣传日期", "日期", "时间"),
		),
		Column("结束日期", "ended_on", 11, DATE, aliases=("结束时间",)),
		Column("地点", "place", 15, aliases=("活动地点", "宣传地点", "开展地点")),
		Column("活动主题", "title", 22, aliases=("主题", "活动名称", "宣传主题", "活动内容", "名称")),
		Column(
			"活动形式",
			"activity_form",
			10,
			SELECT,
			aliases=("形式", "宣传形式", "宣传方式", "活动方式", "方式"),
			words={
				**dict.fromkeys(("讲座", "授课", "宣讲", "培训", "报告会"), "Lecture"),
				**dict.fromkeys(("入户", "上门", "走访"), "Door to Door"),
				**dict.fromkeys(("微信", "公众号", "网络", "短视频", "直播"), "Online"),
				**dict.fromkeys(("展板", "图片展", "展出"), "Exhibition"),
				"咨询": "Consultation",
				**dict.fromkeys(("发放", "摆摊", "街头", "集市", "广场", "现场宣传"), "Street Stall"),
			},
		),
		Column("责任单位", "unit", 14, aliases=("主办单位", "开展单位", "组织单位", "宣传单位", "举办单位")),
		Column("联合单位", "partners", 14, aliases=("参与单位", "协办单位", "参加单位", "配合单位")),
		Column("普法品牌", "programme", 14, LINK, aliases=("品牌", "普法项目")),
		Column(
			*("宣传内容", "name", 22),
			compute=laws_of,
			aliases=("内容", "普法内容", "宣传法律", "法律法规", "宣传的法律法规"),
			read=readers.laws("宣传内容"),
		),
		Column(
			*("受众（人次）", "audience_count", 8, INTEGER),
			is_summed=True,
			aliases=(
				"受众人数",
				"参加人数",
				"参与人数",
				"受教育人数",
				"人数",
				"受益人数",
				"参加人次",
				"受众",
			),
		),
		Column(
			*("资料（份）", "materials_count", 8, INTEGER),
			is_summed=True,
			aliases=("发放资料", "发放宣传资料", "宣传资料", "资料份数", "发放资料数", "宣传品"),
		),
		Column(
			"横幅（条）",
			"banners_count",
			8,
			INTEGER,
			is_summed=True,
			aliases=("悬挂横幅", "横幅标语", "横幅数"),
		),
		Column(
			*("咨询（件次）", "consultations_count", 8, INTEGER),
			is_summed=True,
			aliases=("解答咨询", "接受咨询", "法律咨询", "咨询人次", "咨询人数"),
		),
		Column("备注", "remark", 14),
	),
)


FORMS = {
	"集中宣传": "Street Stall",
	"法治讲座": "Lecture",
	"入户宣传": "Door to Door",
	"线上宣传": "Online",
	"法律咨询": "Consultation",
	"展览展示": "Exhibition",
	"旁听庭审": "Court Observation",
	"其他": "Other",
}

PUBLICITY_SUMMARY = TallyRegister(
	code="publicity_summary",
	title="普法活动汇总表",
	record_kind=ACTIVITY,
	row_field="unit",
	row_column=("责任单位", 26),
	columns=(
		Tally("活动（场次）", "held_on", width=10),
		*(
			Tally(form, "held_on", {"activity_form": option}, group="其中按活动形式（场次）")
			for form, option in FORMS.items()
		),
		Tally("受众（人次）", "held_on", summed="audience_count", width=10),
		Tally("资料（份）", "held_on", summed="materials_count", width=10),
		Tally("横幅（条）", "held_on", summed="banners_count", width=10),
		Tally("咨询（件次）", "held_on", summed="consultations_count", width=10),
	),
	note="注：本表按开展日期统计，只列开展了活动的单位；各单位的数字只计本单位，不含下级单位。",
)


def duty_list(asked: Asked) -> tuple[list[list], None]:
	rows = duties(asked)
	forms = in_chinese([row["activity_form"] for row in rows])
	return [
		[
			*(number, row["year"], row["responsible_unit"]),
			*(f"《{row['law']}》" if row["law"] else "不限", form or "不限"),
			*(row["planned"], row["done"], max(row["planned"] - row["done"], 0)),
			*(row["done"] / row["planned"], row["plan"]),
		]
		for number, (row, form) in enumerate(zip(rows, forms, strict=True), start=1)
	], None


PUBLICITY_DUTIES = ReckonedRegister(
	code="publicity_duties",
	title="普法责任清单完成情况表",
	record_kind=PLAN,
	reckon=duty_list,
	columns=(
		Column("序号", width=6, kind=INTEGER),
		Column("年度", width=8, kind=INTEGER),
		Column("责任单位", width=24),
		Column("普法内容", width=28),
		Column("活动形式", width=14, kind=SELECT),
		Column("年度任务（场次）", width=10, kind=INTEGER),
		Column("已完成（场次）", width=10, kind=INTEGER),
		Column("缺口（场次）", width=10, kind=INTEGER),
		Column("完成率", width=10, kind=RATE),
		Column("普法规划", width=36),
	),
	note=(
		"注：按年度统计，列出统计期间所涉各年度；已完成为责任单位及其下级单位开展、或者以其名义开展的普法活动，"
		"清单写明普法内容、活动形式的，只计相符的活动；同一场活动可以同时计入几项责任。"
	),
)


def training_hours(residents: list[str]) -> dict[str, float]:
	"""Hours of training by resident. They are the resident's own, whatever unit has held the training."""
	row = frappe.qb.DocType("Training Attendance")
	return dict(
		frappe.qb.from_(row)
		.select(row.resident, Sum(row.hours))
		.where((row.parenttype == "Training Record") & row.resident.isin(residents))
		.groupby(row.resident)
		.run()
	)


def hours_of(names: list[str]) -> list[float]:
	hours = training_hours(names)
	return [hours.get(name) or 0 for name in names]


def _rows_of(table: str, doctype: str, names: list[str]) -> list[int]:
	"""How many rows of a table each record has."""
	row = frappe.qb.DocType(table)
	counts = dict(
		frappe.qb.from_(row)
		.select(row.parent, Count("*"))
		.where((row.parenttype == doctype) & row.parent.isin(names))
		.groupby(row.parent)
		.run()
	)
	return [counts.get(name, 0) for name in names]


def actions_of(names: list[str]) -> list[int]:
	return _rows_of("Resident Action", "Law Literate Resident", names)


def upkeep_of(names: list[str]) -> list[int]:
	return _rows_of("Venue Upkeep", "Publicity Venue", names)


LAW_LITERATE_RESIDENTS = RecordRegister(
	code="law_literate_residents",
	title="法律明白人名册",
	record_kind="Law Literate Resident",
	date_field="chosen_on",
	until_field="left_on",
	columns=(
		NUMBERED,
		Column("姓名", "resident_name", 12, aliases=("法律明白人姓名", "法律明白人")),
		Column("村（社区）", "unit", 16),
		Column(
			*("身份", "background", 14, SELECT),
			aliases=("身份类别", "人员类别", "身份职务", "职务", "类别"),
			words={
				**dict.fromkeys(("调解员", "人民调解"), "Mediator"),
				"网格": "Grid Worker",
				**dict.fromkeys(
					("书记", "主任", "委员", "干部", "社区工作者", "社工", "两委"), "Community Cadre"
				),
				**dict.fromkeys(("楼长", "楼门长", "楼栋长", "组长"), "Building Head"),
				**dict.fromkeys(("志愿者", "志愿"), "Volunteer"),
				"党员": "Party Member",
			},
		),
		Column("选任日期", "chosen_on", 12, DATE, aliases=("选任时间", "聘任日期", "聘任时间", "任职日期")),
		Column("证书编号", "certificate_number", 20, aliases=("证书号", "证件编号")),
		Column("培训学时", "name", 10, DECIMAL, compute=hours_of, is_summed=True),
		Column("履职次数", "name", 10, INTEGER, compute=actions_of, is_summed=True),
		Column("离任日期", "left_on", 12, DATE),
	),
	note="注：本表列出统计期间在任过的人员；培训学时、履职次数为任期内累计。",
)

PUBLICITY_VENUES = RecordRegister(
	code="publicity_venues",
	title="法治宣传阵地台账",
	record_kind="Publicity Venue",
	date_field="built_on",
	until_field="closed_on",
	columns=(
		NUMBERED,
		Column("阵地名称", "venue_name", 20, aliases=("名称",)),
		Column("单位", "unit", 15),
		Column(
			*("类型", "kind", 12, SELECT),
			aliases=("阵地类型", "类别"),
			words={
				"广场": "Rule-of-Law Square",
				"公园": "Rule-of-Law Park",
				**dict.fromkeys(("长廊", "文化墙", "一条街"), "Rule-of-Law Corridor"),
				**dict.fromkeys(("宣传栏", "橱窗", "公示栏"), "Notice Board"),
				**dict.fromkeys(("书屋", "书角", "图书"), "Book Corner"),
				**dict.fromkeys(("讲堂", "学校", "教室"), "Lecture Room"),
			},
		),
		Column("地点", "place", 18, aliases=("位置", "地址", "建设地点")),
		Column("启用日期", "built_on", 12, DATE, aliases=("建成日期", "建成时间", "启用时间", "建设时间")),
		Column("宣传主题", "themes", 28, aliases=("主题", "内容", "主要内容")),
		Column("维护次数", "name", 10, INTEGER, compute=upkeep_of, is_summed=True),
		Column("最近维护", "last_upkept_on", 12, DATE, read=False),
		Column("下次维护", "upkeep_due_on", 12, DATE),
		Column("时限状态", "F2", 10, CLOCK),
		Column("停用日期", "closed_on", 12, DATE),
	),
	note="注：本表列出统计期间在用过的阵地；时限状态为打印当日的状态。",
)
