"""任务分解与督办: what each unit has to do, how far it is, and what was urged."""

from collections import Counter

import frappe

from fazhi_governance.core import ledger as cells
from fazhi_governance.core.ledger import Unreadable, text_of
from fazhi_governance.register.columns import CLOCK, DATE, INTEGER, NUMBERED, SELECT, Column
from fazhi_governance.register.importing import readers
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


DONE, COMPLETED = "_percent", "_completed_on"


def read_progress(value, record: dict, ledger):
	"""80%, or 已完成."""
	text = text_of(value)
	if "未完成" in text or "未启动" in text:
		return
	if text in ("已完成", "完成", "已办结", "办结"):
		record[DONE] = 100
	elif text in ("推进中", "进行中", "正在推进", "持续推进", "长期坚持"):
		record["status"] = "In Progress"
	else:
		record[DONE] = round(cells.as_share(value))


def read_completed(value, record: dict, ledger):
	if not cells.is_nothing(value):
		record[COMPLETED] = ledger.day(value)


def read_proof(value, record: dict, ledger):
	"""附件3件 tells of files, which no ledger carries along."""
	record["result"] = "；".join(
		part for part in text_of(value).split("；") if part and not part.startswith("附件")
	)


def complete_task(record: dict, ledger):
	"""The progress that a ledger tells is one entry of the log, as of the day on which it was done."""
	percent, completed_on = record.pop(DONE, None), record.pop(COMPLETED, None)
	record["deployed_on"] = record.get("deployed_on")
	if completed_on:
		percent = 100
	elif percent == 100:
		raise Unreadable("no day of completion")
	if percent:
		day = completed_on or record.get("deployed_on")
		text = record.get("result") or ledger.register.title
		if day:
			record["progress_log"] = [{"reported_on": day, "percent": percent, "text": text}]


def complete_notice(record: dict, ledger):
	"""How far it has come is told by its days where the ledger has no word for it."""
	record["workflow_state"] = record.get("workflow_state") or (
		"Closed" if record.get("closed_on") else "Replied" if record.get("replied_on") else "Issued"
	)


TASK_BREAKDOWN = RecordRegister(
	code="task_breakdown",
	title="重点任务分解表",
	record_kind="Governance Task",
	date_field="due_on",
	columns=(
		NUMBERED,
		Column("一级任务", "area", 14, aliases=("一级指标", "任务类别", "工作类别", "主要任务")),
		Column("二级任务", "sub_area", 14, aliases=("二级指标", "工作任务")),
		Column(
			"具体任务",
			"title",
			24,
			aliases=("任务", "重点任务", "任务内容", "工作内容", "具体工作", "任务名称"),
		),
		Column(
			"预期成果",
			"measure",
			18,
			aliases=("工作措施", "具体措施", "成果", "成果形式", "工作目标", "目标"),
		),
		Column("责任单位", "unit", 13, aliases=("牵头单位", "主责单位", "责任部门", "牵头部门")),
		Column(
			*("配合单位", "name", 14),
			compute=co_units,
			aliases=("协办单位", "配合部门", "参与单位"),
			read=readers.links_into("co_units", "unit", "Governance Unit"),
		),
		Column("部署日期", "deployed_on", 11, DATE, aliases=("部署时间", "下达日期", "交办日期")),
		Column(
			"完成时限",
			"due_on",
			11,
			DATE,
			read=readers.deadline_into("due_on"),
			aliases=("完成期限", "时限", "时间节点", "完成时间节点", "要求完成时间"),
		),
		Column("时限状态", "O1", 9, CLOCK),
		Column(
			*("进度", "percent", 7, SELECT),
			compute=progress,
			aliases=("完成进度", "完成情况", "进展情况", "完成率"),
			read=read_progress,
		),
		Column(
			*("佐证", ("name", "result", "evidence"), 22),
			compute=proofs,
			aliases=("佐证材料", "成效", "工作成效", "落实情况"),
			read=read_proof,
		),
		Column("督促（次）", "urged_count", 7, INTEGER, is_summed=True, read=False),
		Column("考核得分", ("is_assessed", "assessment_score"), 7, INTEGER, compute=scores),
	),
	note="注：本表按完成时限统计，含已取消的任务，统计指标不计；督促含督促检查和督办单。",
	figures=("task.completion_rate", "task.on_time_rate"),
	also_read=(
		Column("完成日期", "name", aliases=("完成时间", "办结日期", "实际完成时间"), read=read_completed),
		Column("部署文号", "deployment_number", aliases=("文号",)),
	),
	complete=complete_task,
)

SUPERVISION_NOTICES = RecordRegister(
	code="supervision_notices",
	title="督办单台账",
	record_kind="Supervision Notice",
	date_field="issued_on",
	columns=(
		NUMBERED,
		Column("督办单编号", "document_number", 14, aliases=("编号", "文号", "督办编号")),
		Column("下发日期", "issued_on", 11, DATE, aliases=("下发时间", "督办日期", "督办时间", "日期")),
		Column("下发单位", "issued_by_unit", 12, aliases=("督办单位", "交办单位"), read=False),
		Column("被督办单位", "unit", 12, aliases=("承办单位", "责任单位")),
		Column("督办单名称", "subject", 20, aliases=("名称", "督办名称", "标题")),
		Column("督办事项", "issue", 24, aliases=("督办内容", "事项", "内容")),
		Column(
			"要求回复日期", "reply_by", 11, DATE, aliases=("回复时限", "办理时限", "要求办结日期", "时限")
		),
		Column("回复日期", "replied_on", 11, DATE, aliases=("回复时间", "反馈日期")),
		Column("时限状态", "O4", 9, CLOCK),
		Column("回复情况", "reply", 22, aliases=("办理情况", "落实情况", "反馈情况")),
		Column("状态", "workflow_state", 9, SELECT, read=True),
		Column("办结日期", "closed_on", 11, DATE, aliases=("办结时间",)),
		Column("办结意见", "opinion", 18, aliases=("审核意见",)),
	),
	complete=complete_notice,
)
