"""The records that a repeated paragraph is written for: what was lacking, what is to be done, what the heads did."""

import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance import scope
from fazhi_governance.annual_report import editions
from fazhi_governance.core import wording

SHORTCOMING, TASK, ACT, REPORT = "Shortcoming", "Governance Task", "Leader Duty Record", "Annual Report"
SHORTCOMINGS = "Shortcoming of the Year"
ARRANGEMENTS = "Task of the Next Year"
ACTS = {
	editions.PARTY_HEAD: "Act of the Party Head",
	editions.GOVERNMENT_HEAD: "Act of the Government Head",
}
# what may stand in double braces in a paragraph that is written for each record: word → field
FIELDS = {
	SHORTCOMINGS: {
		"题目": "title",
		"表现": "text",
		"原因": "cause",
		"措施": "measure",
		"责任单位": "unit",
		"整改时限": "rectify_by",
	},
	ARRANGEMENTS: {
		"任务": "title",
		"目标": "target",
		"措施": "measure",
		"领域": "area",
		"责任单位": "unit",
		"完成时限": "due_on",
	},
	**{
		act: {
			"事项": "subject",
			"做法": "what_was_done",
			"结果": "result",
			"日期": "acted_on",
			"方式": "personal_act",
		}
		for act in ACTS.values()
	},
}
# those of them that are not the record's own words
BESIDE_WORDS = ("责任单位", "整改时限", "完成时限", "领域", "日期", "方式")


def rows(repeats: str, report) -> list[dict[str, str]]:
	"""Word → what the record says, without its full stop, of each record; nothing where the field is empty."""
	sources = {SHORTCOMINGS: shortcomings, ARRANGEMENTS: arrangements}
	records = sources[repeats](report) if repeats in sources else acts(report, repeats)
	return [
		{word: _said(record.get(fieldname)) for word, fieldname in FIELDS[repeats].items()}
		for record in records
	]


def shortcomings(report) -> list:
	"""Raised in the year in the unit or below it, the unit's own first."""
	found = frappe.get_all(
		SHORTCOMING,
		filters={"unit": ["in", scope.subtree(report.unit)], "year": report.year},
		fields=["name", "title", "text", "cause", "measure", "unit", "rectify_by"],
		order_by="raised_on, name",
	)
	return sorted(found, key=lambda record: record.unit != report.unit)


def arrangements(report) -> list:
	"""What is to be done in the next year, by its work plan and by this report itself.

	What is done about the year's shortcomings stands with them, as their measures.
	"""
	next_year = int(report.year) + 1
	units = scope.subtree(report.unit)
	plans = frappe.get_all(
		"Work Plan", filters={"unit": ["in", units], "year": next_year}, pluck="name", order_by="name"
	)
	filters = {
		"unit": ["in", units],
		"status": ["!=", "Cancelled"],
		"due_on": [">", f"{report.year}-12-31"],
	}
	found = {}
	for wanted in (
		{"plan": ["in", plans]},
		{"source_kind": REPORT, "source": ["in", corrected(report)]},
	):
		if [] in (each[1] for each in wanted.values() if isinstance(each, list)):
			continue
		for task in frappe.get_all(
			TASK,
			filters=filters | wanted,
			fields=["name", "title", "target", "measure", "area", "unit", "due_on"],
			order_by="deployed_on, name",
		):
			found.setdefault(task.name, task)
	return list(found.values())


def acts(report, repeats: str) -> list:
	"""What a head did in person in the year."""
	(edition,) = (edition for edition, each in ACTS.items() if each == repeats)
	return frappe.get_all(
		ACT,
		filters={
			"unit": report.unit,
			"post_kind": editions.POST_KINDS[edition],
			"acted_on": ["between", [f"{report.year}-01-01", report.cut_off_on]],
		},
		fields=["name", "subject", "what_was_done", "result", "acted_on", "personal_act"],
		order_by="acted_on, name",
	)


def corrected(report) -> list[str]:
	"""The report and those that it corrects, the latest first."""
	names, name = [], report.get("name")
	earlier = report.get("amended_from")
	while name:
		names.append(name)
		name, earlier = earlier, earlier and frappe.db.get_value(REPORT, earlier, "amended_from")
	return names


def head_of(report, edition: str) -> str | None:
	"""Who acted last as this head in the year, by the records of what the heads did."""
	return frappe.db.get_value(
		ACT,
		{
			"unit": report.unit,
			"post_kind": editions.POST_KINDS[edition],
			"acted_on": ["between", [f"{report.year}-01-01", report.cut_off_on]],
		},
		"leader_name",
		order_by="acted_on desc",
	)


def _said(value) -> str:
	if not value:
		return ""
	if hasattr(value, "year"):
		return wording.chinese_date(getdate(value))
	option = str(value).strip().rstrip("。；，、 ")
	# an option of a Select is stored in English
	return _(option, lang="zh") if option.isascii() else option
