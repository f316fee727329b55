"""单位对比: figures side by side, a row for each unit; the last row is the figure of the whole, not a sum."""

from collections.abc import Mapping

from frappe import _

from fazhi_governance.figure_report import (
	LEADING,
	UNIT,
	FigureReport,
	chosen,
	header_of,
	of_group,
	readable,
)
from fazhi_governance.reporting import BLUE
from fazhi_governance.statistics.figures import NAMES, Figure, find

SUMMED = 5


def execute(filters: dict | None = None) -> tuple:
	filters = filters or {}
	figures = readable(compared(filters))
	headers = {figure.code: header_of(figure) for figure in figures}
	if filters.get("charted"):
		drawn = readable([find(filters["charted"])])
		headers |= {figure.code: header_of(figure) for figure in drawn}
	else:
		drawn = figures[:1]
	return FigureReport(
		rows=(UNIT,),
		headers=headers,
		charted={figure.code: BLUE for figure in drawn},
		summed=tuple(figure.code for figure in figures if figure.aggregate != NAMES)[:SUMMED],
		note=_(
			"Each unit counts with all units below it. The totals are the figures of the whole: what is counted once for each unit, person or name is not added up. Empty: no records."
		),
	).run(filters)


def compared(filters: Mapping) -> list[Figure]:
	if filters.get("figures"):
		return chosen(filters)
	group = filters.get("figure_group")
	if group and group not in LEADING:
		return of_group(group)
	return [find(code) for name, codes in LEADING.items() if name == group or not group for code in codes]
