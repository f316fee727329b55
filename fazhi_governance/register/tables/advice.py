"""法律顾问: the register of what legal advisors were asked and how they answered."""

from fazhi_governance.register.columns import (
	DATE,
	DECIMAL,
	LINK,
	NUMBERED,
	SELECT,
	Column,
	in_chinese,
)
from fazhi_governance.register.records import RecordRegister

STARS = 5


def adoptions(adopted: list, reasons: list) -> list:
	"""With the reason, where one was given."""
	return [
		f"{word}：{reason}" if word and reason else word
		for word, reason in zip(in_chinese(adopted), reasons, strict=True)
	]


def stars(ratings: list) -> list:
	"""A rating is stored as a share of the five stars; 0: not rated."""
	return [round(rating * STARS, 1) if rating else None for rating in ratings]


ADVISOR_CONSULTATIONS = RecordRegister(
	code="advisor_consultations",
	title="法律顾问工作台账",
	record_kind="Law Advisor Consultation",
	date_field="asked_on",
	columns=(
		NUMBERED,
		Column("日期", "asked_on", 11, DATE),
		Column("事项", "subject", 24),
		Column("类型", "kind", 12, SELECT),
		Column("单位", "unit", 13),
		Column("法律顾问", "advisor", 10, LINK),
		Column("承办", "asked_by", 10, LINK),
		Column("意见要点", "opinion", 36),
		Column("答复日期", "answered_on", 11, DATE),
		Column("是否采纳", ("adoption", "adoption_reason"), 16, compute=adoptions),
		Column("时长（小时）", "hours", 9, DECIMAL, is_summed=True),
		Column("评分（五分制）", "rating", 9, DECIMAL, compute=stars),
		Column("归档号", "archive_number", 12),
	),
)
