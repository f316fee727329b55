"""合法性审查: the register of legality reviews, what had to be reviewed beside what was, and the contracts."""

import frappe

from fazhi_governance.reckoning.review_coverage import MATTER, Kind, by_month, why
from fazhi_governance.register.columns import (
	AMOUNT,
	DATE,
	INTEGER,
	LINK,
	NUMBERED,
	RATE,
	SELECT,
	Column,
	in_chinese,
)
from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.tallies import NO_RATE
from fazhi_governance.reporting import Asked
from fazhi_governance.review_summary import discussed_on, findings_of, used_working_days


def numbers(names: list, opinion_numbers: list) -> list:
	"""As on the paper; until there is one, the record's own."""
	return [number or name for name, number in zip(names, opinion_numbers, strict=True)]


def findings_counted(names: list) -> list:
	return [findings.total for findings in findings_of(names)]


def adoptions(names: list) -> list:
	return [findings.adoption("zh") for findings in findings_of(names)]


LEGALITY_REVIEWS = RecordRegister(
	code="legality_reviews",
	title="合法性审查台账",
	record_kind="Legality Review",
	date_field="submitted_on",
	columns=(
		NUMBERED,
		Column("审查编号", ("name", "opinion_number"), 15, compute=numbers),
		Column("类别", "review_type", 12),
		Column("事项名称", "subject", 22),
		Column("送审单位", "unit", 12),
		Column("送审日期", "submitted_on", 11, DATE),
		Column("材料齐备日", "complete_on", 11, DATE),
		Column("审查人", "reviewer", 9, LINK),
		Column("法律顾问", "advisor", 9, LINK),
		Column("审查意见（条）", "name", 9, INTEGER, compute=findings_counted, is_summed=True),
		Column("结论", "conclusion", 12, SELECT),
		Column("出具日期", "opinion_on", 11, DATE),
		Column(
			"用时（工作日）",
			("name", "unit", "submitted_on", "opinion_on"),
			9,
			INTEGER,
			compute=used_working_days,
		),
		Column("采纳情况", "name", 20, compute=adoptions),
		Column("上会日期", ("matter_kind", "matter"), 11, DATE, compute=discussed_on),
		Column("归档号", "archive_number", 11),
	),
	note=(
		"注：本表按送审日期统计，不含已撤销的审查；用时自送审次日起计至出具日，按本单位工作日历计算，扣除中止（补正材料等）期间；"
		"采纳情况附未采纳、部分采纳的理由，有意见尚未答复的为待反馈。"
	),
	figures=("review.adoption_rate",),
	not_read="审查意见须与送审稿的文件逐字节绑定，并附齐材料清单；往年的审查请逐件录入并上传送审稿。",
)


def coverage(asked: Asked) -> tuple[list[list], list | None]:
	"""Month by month and kind by kind, and all of them."""
	rows, whole = [], Kind("", "")
	for month, kinds in by_month(asked).items():
		for name, kind in zip(in_chinese([kind.name for kind in kinds]), kinds, strict=True):
			rows.append([f"{month:%Y-%m}", name, *_of_kind(kind), _missed(kind)])
			whole.add(kind)
	return rows, ["合计", None, *_of_kind(whole), None]


def _of_kind(kind: Kind) -> list:
	rate = kind.reviewed / kind.due if kind.due else NO_RATE
	return [kind.total, kind.due, kind.reviewed, kind.due - kind.reviewed, kind.exempt, rate]


def _missed(kind: Kind) -> str:
	return "\n".join(
		f"{missed.title}（{missed.day}，{missed.unit}）：{why(missed, 'zh')}" for missed in kind.missed
	)


REVIEW_COVERAGE = ReckonedRegister(
	code="review_coverage",
	title="应审尽审比对表",
	record_kind=MATTER,
	reckon=coverage,
	columns=(
		Column("月份", width=10, kind=SELECT),
		Column("事项类别", width=18),
		Column("总数（件）", width=9, kind=INTEGER),
		Column("应审（件）", width=9, kind=INTEGER),
		Column("已审（件）", width=9, kind=INTEGER),
		Column("漏审（件）", width=9, kind=INTEGER),
		Column("免审（件）", width=9, kind=INTEGER),
		Column("应审尽审率", width=12, kind=RATE),
		Column("漏审清单", width=70),
	),
	note=(
		"注：重大行政决策按集体讨论日期、其他事项按印发（签订）日期统计；已审指该日以前已有准予提交的有效审查意见；"
		"应审尽审率＝已审÷应审，免审不计入应审。没有应审事项的月份不列。"
	),
)


def _of_reviews(field: str):
	"""A column's `compute` over the names of reviews: that field of each."""

	def read(names: list) -> list:
		rows = frappe.get_all(
			"Legality Review",
			filters={"name": ("in", sorted({name for name in names if name}))},
			fields=["name", field],
			order_by="name",
			as_list=True,
		)
		known = dict(rows)
		values = [known.get(name) for name in names]
		return in_chinese(values) if field == "conclusion" else values

	return read


def review_numbers(names: list) -> list:
	return [number or name for name, number in zip(names, _of_reviews("opinion_number")(names), strict=True)]


def without_review(is_exempt: list, reasons: list) -> list:
	return [f"免审：{reason}" if exempt else None for exempt, reason in zip(is_exempt, reasons, strict=True)]


CONTRACTS = RecordRegister(
	code="contracts",
	title="合同台账",
	record_kind=MATTER,
	date_field="issued_on",
	where={"kind": ("Contract",)},
	columns=(
		NUMBERED,
		Column("合同编号", "document_number", 18, aliases=("编号", "合同号", "合同文号")),
		Column("合同名称", "title", 27, aliases=("名称", "合同标题", "合同事项", "项目名称")),
		Column("签订单位", "unit", 14, aliases=("签约单位", "甲方", "承办单位")),
		Column(
			*("相对方", "counterparty", 21),
			aliases=("合同相对方", "对方单位", "对方当事人", "乙方", "签约对方", "合作单位"),
		),
		Column(
			*("合同金额（元）", "amount", 15, AMOUNT),
			is_summed=True,
			aliases=("金额", "标的额", "合同价款", "合同标的"),
		),
		Column(
			"签订日期", "issued_on", 11, DATE, aliases=("签订时间", "签约日期", "签约时间", "日期", "时间")
		),
		Column("审查编号", "review", 17, compute=review_numbers, group="合法性审查"),
		Column("结论", "review", 13, SELECT, compute=_of_reviews("conclusion"), group="合法性审查"),
		Column("出具日期", "review", 11, DATE, compute=_of_reviews("opinion_on"), group="合法性审查"),
		Column("归档号", "review", 13, compute=_of_reviews("archive_number"), group="合法性审查"),
		Column("备注", ("is_exempt", "exempt_reason"), 24, compute=without_review),
	),
	note="注：本表按签订日期统计；履行期限、付款和合同状态不在本系统登记，需要时由管理员增加栏目并勾选“在列表视图中”，即列在末尾。",
	implied=("kind",),
)
