"""合法性审查: the register of legality reviews."""

from fazhi_governance.register.columns import DATE, INTEGER, LINK, NUMBERED, SELECT, Column
from fazhi_governance.register.records import RecordRegister
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
	not_read="审查意见须与送审稿的文件逐字节绑定，并附齐材料清单；往年的审查请逐件录入并上传送审稿。",
)
