"""任务分解与督办: what each unit has to do, how far it is, and what was urged."""

from collections import Counter

import frappe

from fazhi_governance.register.columns import CLOCK, DATE, INTEGER, NUMBERED, SELECT, Column
from fazhi_governance.register.records import RecordRegister


def co_units(names: list) -> list:
	row = frappe.qb.DocType("Task Co Unit")
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, row.unit)
		.where((row.parenttype == "Governance Task") & row.parent.isin(names))
		.orderby(row.parent)
		.orderby(row.idx)
		.run()
	)
	units = {name: [] for name in names}
	for name, unit in rows:
		units[name].append(unit)
	return ["、".join(units[name]) for name in names]


def progress(percents: list) -> list:
	return [f"{percent:.0f}%" for percent in percents]


def proofs(names: list, results: list, evidence: list) -> list:
	"""The result in words, and how many documents prove it."""
	row = frappe.qb.DocType("Task Progress")
	attached = Counter(
		frappe.qb.from_(row)
		.select(row.parent)
		.where((row.parenttype == "Governance Task") & row.parent.isin(names))
		.where(row.evidence.isnotnull() & (row.evidence != ""))
		.run(pluck=True)
	)
	attached.update(name for name, file in zip(names, evidence, strict=True) if file)
	return [
		"；".join(filter(None, (result, f"附件{attached[name]}件" if attached[name] else None)))
		for name, result in zip(names, results, strict=True)
	]


def scores(are_assessed: list, points: list) -> list:
	"""Empty where nobody has assessed it; 0 is a score."""
	return [score if is_assessed else None for is_assessed, score in zip(are_assessed, points, strict=True)]


TASK_BREAKDOWN = RecordRegister(
	code="task_breakdown",
	title="重点任务分解表",
	record_kind="Governance Task",
	date_field="due_on",
	columns=(
		NUMBERED,
		Column("一级任务", "area", 14),
		Column("二级任务", "sub_area", 14),
		Column("具体任务", "title", 24),
		Column("预期成果", "measure", 18),
		Column("责任单位", "unit", 13),
		Column("配合单位", "name", 14, compute=co_units),
		Column("部署日期", "deployed_on", 11, DATE),
		Column("完成时限", "due_on", 11, DATE),
		Column("时限状态", "O1", 9, CLOCK),
		Column("进度", "percent", 7, SELECT, compute=progress),
		Column("佐证", ("name", "result", "evidence"), 22, compute=proofs),
		Column("督促（次）", "urged_count", 7, INTEGER, is_summed=True),
		Column("考核得分", ("is_assessed", "assessment_score"), 7, INTEGER, compute=scores),
	),
	note="注：本表按完成时限统计，含已取消的任务，统计指标不计；督促含督促检查和督办单。",
	figures=("task.completion_rate", "task.on_time_rate"),
)

SUPERVISION_NOTICES = RecordRegister(
	code="supervision_notices",
	title="督办单台账",
	record_kind="Supervision Notice",
	date_field="issued_on",
	columns=(
		NUMBERED,
		Column("督办单编号", "document_number", 14),
		Column("下发日期", "issued_on", 11, DATE),
		Column("下发单位", "issued_by_unit", 12),
		Column("被督办单位", "unit", 12),
		Column("督办单名称", "subject", 20),
		Column("督办事项", "issue", 24),
		Column("要求回复日期", "reply_by", 11, DATE),
		Column("回复日期", "replied_on", 11, DATE),
		Column("时限状态", "O4", 9, CLOCK),
		Column("回复情况", "reply", 22),
		Column("状态", "workflow_state", 9, SELECT),
		Column("办结日期", "closed_on", 11, DATE),
		Column("办结意见", "opinion", 18),
	),
)
