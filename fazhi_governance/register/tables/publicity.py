"""普法: activities, law-literate residents, venues."""

import frappe
from frappe.query_builder.functions import Count, Sum

from fazhi_governance.register.columns import CLOCK, DATE, DECIMAL, INTEGER, LINK, NUMBERED, SELECT, Column
from fazhi_governance.register.records import RecordRegister


def laws_of(names: list[str], doctype: str = "Law Publicity Activity") -> list[str]:
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
	record_kind="Law Publicity Activity",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column("开展日期", "held_on", 11, DATE),
		Column("结束日期", "ended_on", 11, DATE),
		Column("地点", "place", 15),
		Column("活动主题", "title", 22),
		Column("活动形式", "activity_form", 10, SELECT),
		Column("责任单位", "unit", 14),
		Column("联合单位", "partners", 14),
		Column("普法品牌", "programme", 14, LINK),
		Column("宣传内容", "name", 22, compute=laws_of),
		Column("受众（人次）", "audience_count", 8, INTEGER, is_summed=True),
		Column("资料（份）", "materials_count", 8, INTEGER, is_summed=True),
		Column("横幅（条）", "banners_count", 8, INTEGER, is_summed=True),
		Column("咨询（件次）", "consultations_count", 8, INTEGER, is_summed=True),
		Column("备注", "remark", 14),
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
		Column("姓名", "resident_name", 12),
		Column("村（社区）", "unit", 16),
		Column("身份", "background", 14, SELECT),
		Column("选任日期", "chosen_on", 12, DATE),
		Column("证书编号", "certificate_number", 20),
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
		Column("阵地名称", "venue_name", 20),
		Column("单位", "unit", 15),
		Column("类型", "kind", 12, SELECT),
		Column("地点", "place", 18),
		Column("启用日期", "built_on", 12, DATE),
		Column("宣传主题", "themes", 28),
		Column("维护次数", "name", 10, INTEGER, compute=upkeep_of, is_summed=True),
		Column("最近维护", "last_upkept_on", 12, DATE),
		Column("下次维护", "upkeep_due_on", 12, DATE),
		Column("时限状态", "F2", 10, CLOCK),
		Column("停用日期", "closed_on", 12, DATE),
	),
	note="注：本表列出统计期间在用过的阵地；时限状态为打印当日的状态。",
)
