"""重大行政决策: the register of major decisions with each step of their procedure."""

import frappe
from frappe.query_builder.functions import Count

from fazhi_governance.register.columns import DATE, NUMBERED, SELECT, Column, in_chinese
from fazhi_governance.register.records import RecordRegister

NOT_CONCERNED = "不涉及"


def participation(names: list, is_confidential: list) -> list:
	"""The ways in which the public took part, each once."""
	row = frappe.qb.DocType("Public Participation")
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, row.method)
		.where((row.parenttype == "Major Decision") & row.parent.isin(names))
		.orderby(row.parent)
		.orderby(row.idx)
		.run()
	)
	words = dict(zip(rows, in_chinese([method for _name, method in rows]), strict=True))
	methods = {name: [] for name in names}
	for (name, _method), word in words.items():
		methods[name].append(word)
	return [
		"、".join(methods[name]) or ("依法不公开" if is_closed else None)
		for name, is_closed in zip(names, is_confidential, strict=True)
	]


def experts(names: list, is_technical: list) -> list:
	"""How many experts gave an opinion."""
	row = frappe.qb.DocType("Expert Opinion")
	counts = dict(
		frappe.qb.from_(row)
		.select(row.parent, Count("*"))
		.where((row.parenttype == "Major Decision") & row.parent.isin(names))
		.groupby(row.parent)
		.run()
	)
	return [
		f"{counts[name]}人" if name in counts else (None if is_asked else NOT_CONCERNED)
		for name, is_asked in zip(names, is_technical, strict=True)
	]


def or_not_concerned(conclusions: list, is_asked: list) -> list:
	"""The conclusion; empty where one is still missing."""
	return [
		word or (None if asked else NOT_CONCERNED)
		for word, asked in zip(in_chinese(conclusions), is_asked, strict=True)
	]


def reviewed(names: list) -> list:
	"""The conclusion of each decision's last review that was given, or that it is void."""
	review = frappe.qb.DocType("Legality Review")
	rows = (
		frappe.qb.from_(review)
		.select(review.matter, review.conclusion, review.voided_on)
		.where((review.matter_kind == "Major Decision") & review.matter.isin(names))
		.where(review.docstatus == 1)
		.orderby(review.matter)
		.orderby(review.opinion_on)
		.orderby(review.name)
		.run()
	)
	words = in_chinese([conclusion for _name, conclusion, _voided_on in rows])
	last = {
		name: f"{word}（已失效）" if voided_on else word
		for (name, _conclusion, voided_on), word in zip(rows, words, strict=True)
	}
	return [last.get(name) for name in names]


MAJOR_DECISIONS = RecordRegister(
	code="major_decisions",
	title="重大行政决策台账",
	record_kind="Major Decision",
	date_field="started_on",
	columns=(
		NUMBERED,
		Column("事项", "title", 24),
		Column("类别", "category", 15, SELECT),
		Column("承办单位", "lead_unit", 14),
		Column("启动日期", "started_on", 11, DATE),
		Column("公众参与", ("name", "is_confidential"), 16, compute=participation),
		Column("专家论证", ("name", "is_technical"), 9, SELECT, compute=experts),
		Column("风险评估", ("risk_conclusion", "has_stability_risk"), 10, SELECT, compute=or_not_concerned),
		Column(
			"公平竞争",
			("competition_conclusion", "affects_operators"),
			10,
			SELECT,
			compute=or_not_concerned,
		),
		Column("合法性审查结论", "name", 16, SELECT, compute=reviewed),
		Column("讨论日期", "discussed_on", 11, DATE),
		Column("结果", "result", 10, SELECT),
		Column("公布日期", "published_on", 11, DATE),
		Column("归档号", "archive_number", 13),
	),
	note="注：本表按启动日期统计；“不涉及”指决策事项不需要该程序，空白为尚未完成。",
	not_read="重大行政决策的每道程序都以草案、征求意见、论证、审查的材料为证；往年的决策请逐件录入。",
)
