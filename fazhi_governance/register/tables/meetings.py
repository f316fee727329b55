"""会议: the register of meetings with what was decided."""

import frappe

from fazhi_governance.register.columns import DATE, INTEGER, LINK, NUMBERED, SELECT, Column
from fazhi_governance.register.records import RecordRegister


def _agenda(names: list, field: str) -> list:
	"""That field of each meeting's agenda items, numbered where there are several."""
	row = frappe.qb.DocType("Meeting Agenda Item")
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, row[field])
		.where((row.parenttype == "Governance Meeting") & row.parent.isin(names))
		.where(row[field].isnotnull() & (row[field] != ""))
		.orderby(row.parent)
		.orderby(row.idx)
		.run()
	)
	texts = {name: [] for name in names}
	for name, text in rows:
		texts[name].append(text)
	return ["\n".join(_numbered(texts[name])) for name in names]


def _numbered(texts: list) -> list:
	return texts if len(texts) == 1 else [f"{number}.{text}" for number, text in enumerate(texts, start=1)]


def topics(names: list) -> list:
	return _agenda(names, "topic")


def decisions(names: list) -> list:
	return _agenda(names, "decision")


def absences(names: list) -> list:
	"""Who was not there, with the reason."""
	row = frappe.qb.DocType("Meeting Attendee")
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, row.person_name, row.reason)
		.where((row.parenttype == "Governance Meeting") & row.parent.isin(names))
		.where(row.attendance != "Present")
		.orderby(row.parent)
		.orderby(row.idx)
		.run()
	)
	absent = {name: [] for name in names}
	for name, person, reason in rows:
		absent[name].append(f"{person}（{reason}）" if reason else person)
	return ["、".join(absent[name]) for name in names]


MEETINGS = RecordRegister(
	code="meetings",
	title="法治工作会议台账",
	record_kind="Governance Meeting",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column("召开日期", "held_on", 11, DATE),
		Column("会议类型", "meeting_type", 14, SELECT),
		Column("会议主体", "body", 18, LINK),
		Column("会议名称", "title", 24),
		Column("单位", "unit", 12),
		Column("主持人", "chair", 9),
		Column("议题", "name", 26, compute=topics),
		Column("议定事项", "name", 32, compute=decisions),
		Column("应到（人）", "expected_count", 7, INTEGER, is_summed=True),
		Column("实到（人）", "present_count", 7, INTEGER, is_summed=True),
		Column("缺席", "name", 16, compute=absences),
		Column("状态", "status", 8, SELECT),
	),
	note="注：本表按召开日期列出，含尚未召开的；统计指标只计已召开的会议。",
)
