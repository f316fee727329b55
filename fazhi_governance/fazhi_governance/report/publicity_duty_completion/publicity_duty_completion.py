"""责任清单完成表: who enforces a law makes it known; of what each unit had to do in a year, how much it did."""

from frappe import _
from frappe.utils import cint

from fazhi_governance import reporting
from fazhi_governance.reckoning.publicity_duties import duties
from fazhi_governance.reporting import BLUE, GREEN, ORANGE, RED, Asked, column, figure, link


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of_year(filters)
	rows = [line(row) for row in duties(asked)]
	if cint((filters or {}).get("only_gaps")):
		rows = [row for row in rows if row["missing"]]
	return columns(), rows, None, chart(rows), summary(rows)


def line(row: dict) -> dict:
	missing = max(row["planned"] - row["done"], 0)
	row |= {
		"activity_form": reporting.worded(row["activity_form"]),
		"missing": missing,
		"rate": reporting.percentage(row["done"], row["planned"]),
	}
	reporting.colour(row, "done", ORANGE if missing else GREEN)
	return row


def columns() -> list[dict]:
	return [
		link("responsible_unit", _("Responsible Unit"), "Governance Unit", 160),
		link("law", _("Law to Be Made Known"), "Law", 160),
		column("activity_form", _("Form of Activity"), width=110),
		column("planned", _("Planned Quantity"), "Int", 80),
		column("done", _("Done"), "Int", 80),
		column("missing", _("Missing"), "Int", 80),
		column("rate", _("Completion"), "Percent", 90),
		column("plan", _("Publicity Plan"), width=220),
	]


def chart(rows: list[dict]) -> dict | None:
	units = sorted({row["responsible_unit"] for row in rows})

	def of_unit(unit: str, field: str) -> int:
		return sum(row[field] for row in rows if row["responsible_unit"] == unit)

	return reporting.bars(
		units,
		{
			_("Planned Quantity"): ([of_unit(unit, "planned") for unit in units], BLUE),
			_("Done"): ([of_unit(unit, "done") for unit in units], GREEN),
		},
	)


def summary(rows: list[dict]) -> list[dict]:
	met = sum(not row["missing"] for row in rows)
	return [
		figure(_("Duties in the List"), len(rows)),
		figure(_("Duties Met"), met, indicator=GREEN),
		figure(_("Duties Not Met"), len(rows) - met, indicator=RED),
	]
