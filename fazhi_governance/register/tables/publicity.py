"""普法: the register of law publicity activities."""

import frappe

from fazhi_governance.register.columns import DATE, INTEGER, LINK, NUMBERED, SELECT, Column
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
