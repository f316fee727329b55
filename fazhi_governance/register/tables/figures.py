"""领导一页纸 and the first table of the yearly report on disclosure: what they state is read from the standard
figures, or from the very counts of the reports; nothing is counted anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fazhi_governance.core import wording
from fazhi_governance.reckoning import review_coverage, review_times, training_hours
from fazhi_governance.register.columns import INTEGER, SELECT, Column
from fazhi_governance.register.figures import Stated, read, worded
from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.reporting import Asked
from fazhi_governance.statistics.figures import Period, Value

UNKNOWN = "—"


@dataclass(frozen=True)
class Line:
	"""
	:param source: the code of a figure; or a function that reads the count of a report
	:param label: empty: the figure's own
	:param years_back: what was promised in one year is kept in the next
	"""

	area: str
	source: str | Callable[[Asked], Stated]
	label: str = ""
	years_back: int = 0


def coverage(asked: Asked) -> Stated:
	kinds = review_coverage.of_period(asked)
	due, reviewed = sum(kind.due for kind in kinds), sum(kind.reviewed for kind in kinds)
	return _share(reviewed, due, "已审{}件÷应审{}件")


def average_days(asked: Asked) -> Stated:
	tally = review_times.Tally(review_times.reviews(asked))
	if not tally.used:
		return Stated()
	return Stated(f"{tally.average:g}个工作日", f"共{sum(tally.used)}个工作日÷{len(tally.used)}件")


def hours_reached(asked: Asked) -> Stated:
	persons = [person for person in training_hours.people(asked) if person.target]
	return _share(sum(not person.gap for person in persons), len(persons), "达标{}人÷应达标{}人")


def _share(part: int, whole: int, words: str) -> Stated:
	return Stated(wording.percentage(part, whole), words.format(part, whole)) if whole else Stated()


def _earlier(asked: Asked, years: int) -> Asked:
	period = Period(asked.from_date, asked.to_date)
	for _year in range(years):
		period = period.year_before
	return Asked(asked.unit, period.from_date, period.to_date)


def _stated(lines: tuple[Line, ...], asked: Asked) -> list[Stated]:
	"""What each line states of a period."""
	values = {}
	for back in sorted({line.years_back for line in lines}):
		codes = [line.source for line in lines if line.years_back == back and isinstance(line.source, str)]
		values |= {(code, back): value for code, value in read(codes, _earlier(asked, back)).items()}
	return [
		worded(values[line.source, line.years_back])
		if isinstance(line.source, str)
		else line.source(_earlier(asked, line.years_back))
		for line in lines
	]


def one_page(asked: Asked) -> tuple[list[list], None]:
	"""Each line beside the same period of the year before; no line at all where nothing can be stated."""
	now, before = _stated(LEADERS_LINES, asked), _stated(LEADERS_LINES, _earlier(asked, 1))
	if not any(each.value for each in (*now, *before)):
		return [], None
	rows = []
	for number, (line, this, last) in enumerate(zip(LEADERS_LINES, now, before, strict=True), start=1):
		stated = [text or UNKNOWN for text in (this.value, this.parts, last.value, last.parts)]
		rows.append([number, line.area, line.label or this.label, *stated])
	return rows, None


LEADERS_LINES = (
	Line("合法性审查", coverage, "应审尽审率"),
	Line("合法性审查", average_days, "审查平均用时"),
	Line("合法性审查", "review.adoption_rate"),
	Line("法律顾问", "consultation.adoption_rate"),
	Line("信访", "petition.received"),
	Line("信访", "petition.concluded_in_time_rate"),
	Line("信访", "petition.notified_in_time_rate"),
	Line("矛盾纠纷", "mediation.received"),
	Line("矛盾纠纷", "mediation.success_rate"),
	Line("学法用法", hours_reached, "学时达标率"),
	Line("政务公开", "disclosure.in_time_rate"),
	Line("行政执法", "enforcement.in_time_rate"),
	Line("复议应诉", "enforcement.head_rate"),
	Line("复议应诉", "enforcement.set_aside_rate"),
	Line("监督整改", "supervision.rate"),
	Line("重点任务", "task.completion_rate"),
	Line("问题整改", "shortcoming.kept_rate", "上年承诺兑现率", years_back=1),
)

LEADERS_PAGE = ReckonedRegister(
	code="leaders_page",
	title="领导一页纸",
	record_kind="Annual Report",
	reckon=one_page,
	right="print",
	columns=(
		Column("序号", width=6, kind=INTEGER),
		Column("领域", width=14, kind=SELECT),
		Column("指标", width=28),
		Column("本期", width=13, kind=SELECT),
		Column("本期计算（分子÷分母）", width=40),
		Column("上年同期", width=13, kind=SELECT),
		Column("上年同期计算（分子÷分母）", width=40),
	),
	note=(
		"注：各项与统计指标、报表同源；“—”为期间内没有记录或者没有查看权限；学时达标率以年度目标为准；"
		"上年承诺兑现率为上一年度查找的问题中已完成整改的比例。"
	),
)

# 政府信息公开工作年度报告格式（国办公开办函〔2021〕30号），表一：what it asks, article by article; None: no records of it
TABLE_ONE = (
	("第二十条第（一）项", "行政规章", None, None),
	("第二十条第（一）项", "行政规范性文件", "matter.documents", None),
	("第二十条第（五）项", "行政许可", None, "enforcement.licence_decisions"),
	("第二十条第（六）项", "行政处罚", None, "enforcement.imposed"),
	("第二十条第（六）项", "行政强制", None, "enforcement.coercion"),
	("第二十条第（八）项", "行政事业性收费", None, None),
)


def table_one(asked: Asked) -> tuple[list[list], None]:
	codes = [code for _article, _what, *pair in TABLE_ONE for code in pair if code]
	values = read(codes, asked)
	if not any(value.has_data for value in values.values()):
		return [], None
	return [
		[article, what, *(_number(values, code) for code in (issued, None, None, decided, None))]
		for article, what, issued, decided in TABLE_ONE
	], None


def _number(values: dict[str, Value], code: str | None):
	"""0 where the kind of record is kept and there is none; empty where the office fills it in."""
	return (values[code].value or 0) if code else None


DISCLOSURE_TABLE_ONE = ReckonedRegister(
	code="disclosure_table_one",
	title="政府信息公开年报表一",
	record_kind="Annual Report",
	reckon=table_one,
	columns=(
		Column("依据（政府信息公开条例）", width=26, kind=SELECT),
		Column("信息内容", width=22),
		Column("本年制发件数", width=15, kind=INTEGER),
		Column("本年废止件数", width=15, kind=INTEGER),
		Column("现行有效件数", width=15, kind=INTEGER),
		Column("本年处理决定数量", width=18, kind=INTEGER),
		Column("本年收费金额（万元）", width=20, kind=INTEGER),
	),
	note=(
		"注：按国办公开办函〔2021〕30号的格式；规范性文件取统计指标“印发行政规范性文件”，行政许可、行政处罚、行政强制取相应的决定数；"
		"空白的不在本系统登记，请按本单位的实际填写。表二（依申请公开）、表三（复议诉讼）不在本系统登记。"
	),
)
