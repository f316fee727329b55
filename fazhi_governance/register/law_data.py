"""The page of all figures (法治数据) as a workbook, with the numbers of the page."""

from collections.abc import Iterator
from typing import BinaryIO

from frappe import _

from fazhi_governance import scope
from fazhi_governance.core.wording import chinese_period
from fazhi_governance.register import sheet
from fazhi_governance.register.columns import NUMBER, Column
from fazhi_governance.statistics import overview, words
from fazhi_governance.statistics.figures import NAMES, Period, Value, groups
from fazhi_governance.statistics.overview import Line, worded

TITLE = "法治数据"


def to_xlsx(period: Period, unit: str | None = None) -> tuple[str, BinaryIO]:
	"""File name, and the workbook of the figures with data as a file that is gone once it is closed.

	:param unit: this unit and all below it, as far as the user may see them; None: all that the user sees
	"""
	lines, _faults = overview.lines(period, unit)
	name = words.record_titles(scope.UNIT, [unit])[unit] if unit else "全部单位"
	before = period.year_before
	subtitle = "　　".join(
		(
			f"单位：{name}",
			f"统计期间：{chinese_period(period.from_date, period.to_date)}",
			f"上年同期：{chinese_period(before.from_date, before.to_date)}",
		)
	)
	workbook = sheet.workbook(TITLE, subtitle, Table([line for line in lines if line.has_data]))
	return sheet.file_name(TITLE, name, period.from_date, period.to_date), workbook


class Table:
	"""The page's lines as rows of a workbook, numbers as numbers."""

	columns = (
		Column("分组", width=14),
		Column("指标", width=34),
		Column("本期", width=16, kind=NUMBER),
		Column("计量单位", width=9),
		Column("分子 / 分母", width=20),
		Column("上年同期", width=16, kind=NUMBER),
		Column("增减", width=14),
	)
	total = None

	def __init__(self, lines: list[Line]):
		self.lines = lines

	def __iter__(self) -> Iterator[list]:
		for label, line in ((each, line) for each in groups() for line in self.lines if line.group == each):
			figure = line.figure
			yield [
				_(label, lang="zh"),
				figure.label,
				self.cell(line.now),
				"" if figure.aggregate == NAMES else figure.unit_of_measure,
				line.share,
				self.cell(line.before),
				line.change,
			]

	@staticmethod
	def cell(value: Value):
		number = overview.number(value)
		return (worded(value) or "无数据") if number is None else number
