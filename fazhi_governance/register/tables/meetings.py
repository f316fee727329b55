"""会议: the register of meetings with what was decided."""

import frappe

from fazhi_governance.register.columns import DATE, INTEGER, LINK, NUMBERED, SELECT, Column
from fazhi_governance.register.importing import readers
from fazhi_governance.register.records import RecordRegister, StandIn


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


TYPES_AS_WRITTEN = {
	**dict.fromkeys(("会前学法", "第一议题"), "Pre-meeting Study"),
	**dict.fromkeys(("领导小组", "委员会会议", "委员会全体"), "Leading Group Session"),
	"中心组": "Other",  # its study is logged as training; it is no meeting of the committee
	"联席": "Joint Conference",
	"党政": "Joint Party and Government Meeting",
	**dict.fromkeys(("主任办公会", "镇长办公会", "乡长办公会"), "Office Directors' Meeting"),
	**dict.fromkeys(("党工委", "党委"), "Party Committee Meeting"),
	**dict.fromkeys(("推进会", "部署会", "座谈会", "工作会", "培训会", "调度会"), "Other"),
}

MEETINGS = RecordRegister(
	code="meetings",
	title="法治工作会议台账",
	record_kind="Governance Meeting",
	date_field="held_on",
	columns=(
		NUMBERED,
		Column("召开日期", "held_on", 11, DATE, aliases=("召开时间", "会议日期", "会议时间", "日期", "时间")),
		Column(
			*("会议类型", "meeting_type", 14, SELECT),
			aliases=("类型", "会议类别", "类别"),
			words=TYPES_AS_WRITTEN,
		),
		Column("会议主体", "body", 18, LINK, aliases=("召开机构",)),
		Column("会议名称", "title", 24, aliases=("名称", "会议主题", "主题")),
		Column("单位", "unit", 12, aliases=("召开单位",)),
		Column("主持人", "chair", 9, aliases=("主持",)),
		Column(
			*("议题", "name", 26),
			compute=topics,
			aliases=("会议议题", "会议内容", "内容", "主要内容"),
			read=readers.agenda("topic"),
		),
		Column(
			*("议定事项", "name", 32),
			compute=decisions,
			aliases=("会议决定", "决定事项", "议定内容", "会议结果"),
			read=readers.agenda("decision"),
		),
		Column("应到（人）", "expected_count", 7, INTEGER, is_summed=True, read=False),
		Column("实到（人）", "present_count", 7, INTEGER, is_summed=True, read=False),
		Column("缺席", "name", 16, compute=absences),
		Column("状态", "status", 8, SELECT, read=False),
	),
	also_read=(
		Column("地点", "place", aliases=("会议地点",)),
		Column(
			*("参会人员", "name"),
			aliases=("参加人员", "出席人员", "参会人员名单", "参加人"),
			read=readers.names_into("attendees"),
		),
	),
	stands_in={"meeting_type": StandIn("title", TYPES_AS_WRITTEN)},
	note="注：本表按召开日期列出，含尚未召开的；统计指标只计已召开的会议。",
)
