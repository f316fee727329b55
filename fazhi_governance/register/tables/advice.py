"""法律顾问: the register of what they were asked and how they answered, and by what each of them is assessed."""

from fazhi_governance.core import ledger as cells
from fazhi_governance.core.ledger import text_of
from fazhi_governance.reckoning.advisor_work import ADVISOR, STARS, rows_of, together, works_of
from fazhi_governance.register.columns import (
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
from fazhi_governance.register.records import RecordRegister, StandIn
from fazhi_governance.register.tallies import NO_RATE
from fazhi_governance.reporting import Asked


def adoptions(adopted: list, reasons: list) -> list:
	"""With the reason, where one was given."""
	return [
		f"{word}：{reason}" if word and reason else word
		for word, reason in zip(in_chinese(adopted), reasons, strict=True)
	]


def stars(ratings: list) -> list:
	"""A rating is stored as a share of the five stars; 0: not rated."""
	return [round(rating * STARS, 1) if rating else None for rating in ratings]


def read_adoption(value, record: dict, ledger):
	"""部分采纳：理由."""
	word, _mark, reason = text_of(value).replace(":", "：").partition("：")
	if cells.is_nothing(word):
		return
	record["adoption"] = ledger.option_of("Law Advisor Consultation", "adoption", word)
	record["adoption_reason"] = reason.strip() or None


def complete_consultation(record: dict, ledger):
	"""What was answered is answered, and without a day of its own on the day of the service; on what day its
	adoption was decided no ledger says.
	"""
	if record.get("opinion"):
		record["answered_on"] = record.get("answered_on") or record.get("asked_on")
	record["workflow_state"] = "Answered" if record.get("answered_on") else "Asked"
	record["question"] = record.get("question") or record.get("subject")


KINDS_AS_WRITTEN = {
	**dict.fromkeys(("规范性文件", "文件审"), "Normative Document"),
	**dict.fromkeys(("合同", "协议"), "Contract"),
	**dict.fromkeys(("诉讼", "仲裁", "复议", "应诉"), "Litigation"),
	"信访": "Petition Reception",
	**dict.fromkeys(("调解", "纠纷"), "Mediation"),
	**dict.fromkeys(("讲座", "培训", "授课", "宣讲"), "Lecture"),
	**dict.fromkeys(("值班", "坐班"), "Duty Day"),
	"决策": "Decision",
}

ADVISOR_CONSULTATIONS = RecordRegister(
	code="advisor_consultations",
	title="法律顾问工作台账",
	record_kind="Law Advisor Consultation",
	date_field="asked_on",
	columns=(
		NUMBERED,
		Column(
			"日期",
			"asked_on",
			11,
			DATE,
			aliases=("时间", "咨询日期", "咨询时间", "服务日期", "服务时间", "委托日期"),
		),
		Column(
			"事项",
			"subject",
			24,
			aliases=("咨询事项", "服务事项", "服务内容", "咨询内容", "事项名称", "主题"),
		),
		Column(
			"类型",
			"kind",
			12,
			SELECT,
			aliases=("事项类型", "服务类型", "咨询类型", "类别"),
			words=KINDS_AS_WRITTEN,
		),
		Column("单位", "unit", 13, aliases=("咨询单位", "服务单位", "服务部门", "咨询部门", "委托部门")),
		Column(
			*("法律顾问", "advisor", 10, LINK),
			aliases=(
				"顾问",
				"律师",
				"顾问律师",
				"服务律师",
				"值班律师",
				"律师签名",
				"律师姓名",
				"法律顾问姓名",
			),
		),
		Column("承办", "asked_by", 10, LINK, aliases=("承办人", "咨询人", "经办人")),
		Column(
			"意见要点",
			"opinion",
			36,
			aliases=(
				"法律意见",
				"顾问意见",
				"法律建议",
				"意见",
				"答复意见",
				"答复情况",
				"解答情况",
				"解答内容",
				"服务结果",
				"处理意见",
			),
		),
		Column("答复日期", "answered_on", 11, DATE, aliases=("答复时间", "出具意见日期", "办结日期")),
		Column(
			*("是否采纳", ("adoption", "adoption_reason"), 16),
			compute=adoptions,
			aliases=("采纳情况", "意见采纳情况", "是否采纳意见"),
			read=read_adoption,
		),
		Column("时长（小时）", "hours", 9, DECIMAL, is_summed=True, aliases=("时长", "用时", "服务时长")),
		Column("评分（五分制）", "rating", 9, DECIMAL, compute=stars, read=readers.stars),
		Column("归档号", "archive_number", 12, aliases=("档案号",)),
	),
	note="注：本表按咨询日期统计；统计指标中的服务时长、意见数按答复日期统计。",
	also_read=(Column("咨询问题", "question", aliases=("问题", "具体问题", "具体内容", "主要内容")),),
	complete=complete_consultation,
	stands_in={"kind": StandIn("subject", KINDS_AS_WRITTEN)},
)


WORK = (
	*("consultations", "in_time", "late", "open", "reviews", "hours"),
	*("adopted", "partly", "not_adopted", "adoption_rate", "rating"),
)


def advisors(asked: Asked) -> tuple[list[list], list | None]:
	works = works_of(asked)
	rows = [
		[number, row["advisor_name"], row["firm"], _engagement(row), *_work(row)]
		for number, row in enumerate(rows_of(asked, works), start=1)
	]
	return rows, ["合计", None, None, None, *_work(together(works).as_row())]


def _work(row: dict) -> list:
	rate = row["adoption_rate"]
	row = {**row, "adoption_rate": NO_RATE if rate is None else rate / 100}
	return [row[field] for field in WORK]


def _engagement(row: dict) -> str:
	until = min(filter(None, (row["engaged_to"], row["ended_on"])), default="")
	return f"{row['engaged_from'] or ''}至{until}"


ADVISOR_ASSESSMENTS = ReckonedRegister(
	code="advisor_assessments",
	title="法律顾问工作考核表",
	record_kind=ADVISOR,
	reckon=advisors,
	columns=(
		Column("序号", width=6, kind=INTEGER),
		Column("法律顾问", width=12),
		Column("所在机构", width=26),
		Column("聘期", width=24, kind=SELECT),
		Column("咨询（件）", width=9, kind=INTEGER),
		Column("按期", width=7, kind=INTEGER, group="答复（件）"),
		Column("逾期", width=7, kind=INTEGER, group="答复（件）"),
		Column("未答复", width=8, kind=INTEGER, group="答复（件）"),
		Column("参与审查（件）", width=9, kind=INTEGER),
		Column("服务时长（小时）", width=10, kind=DECIMAL),
		Column("采纳", width=7, kind=INTEGER, group="意见采纳（件）"),
		Column("部分采纳", width=10, kind=INTEGER, group="意见采纳（件）"),
		Column("未采纳", width=8, kind=INTEGER, group="意见采纳（件）"),
		Column("采纳率", width=9, kind=RATE, group="意见采纳（件）"),
		Column("平均评分（五分制）", width=11, kind=DECIMAL),
	),
	note=(
		"注：咨询按咨询日期、参与审查按顾问出具意见的日期统计；采纳率＝（采纳＋部分采纳）÷已答复是否采纳的件数；"
		"期间内在聘而没有工作的，也列入。"
	),
)
