"""指标月度表: figures month by month; the last column is the figure of the whole year, not a sum."""

from collections.abc import Mapping
from datetime import date

from frappe import _

from fazhi_governance import reporting
from fazhi_governance.figure_report import amount, chosen, of_group, opening, readable, summed
from fazhi_governance.reporting import BLUE, Asked, column
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import NAMES, Figure, Period, Value
from fazhi_governance.statistics.splits import Months, Whole


def execute(filters: dict | None = None) -> tuple:
	filters = filters or {}
	asked = Asked.of_year(filters)
	split = Months(Period(asked.from_date, asked.to_date), asked.unit)
	wanted = numbers(chosen(filters) or of_group(filters.get("figure_group")))
	whole = cube.compute(wanted, split.period, asked.unit)
	shown = [figure for figure in wanted if whole[figure.code].has_data]
	months = cube.compute_parts(shown, split)
	rows = [line(whole[figure.code], months) for figure in shown]
	drawn = next((row for row in rows if row["figure"] == filters.get("charted")), rows[0] if rows else None)
	note = _(
		"The last column is the figure of the year: what is counted once for each unit, person or name is not added up, and what stands at a day is that of the last one. Names are left out, and figures of which the year has no records."
	)
	return columns(split), rows, note, chart(drawn, split), summary(drawn, rows, whole)


def numbers(figures: list[Figure]) -> list[Figure]:
	return [figure for figure in readable(figures) if figure.aggregate != NAMES]


def columns(split: Months) -> list[dict]:
	return [
		column("title", _("Figure Name"), width=230),
		column("measure", _("Unit of Measure"), width=86),
		*(number(fieldname(month), label(month), 66, opening(month, split)) for month in split.parts),
		number("year", _("Whole Year"), 80, opening(None, Whole(split.period, split.unit))),
	]


def number(name: str, label: str, width: int, opens: dict) -> dict:
	"""Of figures in different units of measure."""
	return column(name, label, width=width) | {"align": "right", "opens": opens}


def label(month: date) -> str:
	return _("Month {0}").format(month.month)


def fieldname(month: date) -> str:
	return f"month_{month.month}"


def line(of_year: Value, months: Mapping[date, dict[str, Value]]) -> dict:
	figure = of_year.figure
	return {
		"title": figure.label,
		"measure": figure.unit_of_measure,
		"figure": figure.code,
		**{fieldname(month): amount(values[figure.code]) for month, values in months.items()},
		"year": amount(of_year),
	}


def chart(row: dict | None, split: Months) -> dict | None:
	if not row:
		return None
	values = [row[fieldname(month)] or 0 for month in split.parts]
	return reporting.bars(
		[label(month) for month in split.parts], {row["title"]: (values, BLUE)}, fieldtype="Float"
	)


def summary(row: dict | None, rows: list[dict], whole: Mapping[str, Value]) -> list[dict]:
	drawn = [summed(whole[row["figure"]], row["title"])] if row else []
	return [*drawn, reporting.figure(_("Figures With Data"), len(rows))]
