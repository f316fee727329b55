"""法律顾问工作量与采纳情况: what each advisor was asked, how soon it was answered and what became of the advice."""

from frappe import _

from fazhi_governance import reporting
from fazhi_governance.reckoning.advisor_work import (
	ADVISOR,
	Work,
	field_of,
	kinds,
	rows_of,
	together,
	works_of,
)
from fazhi_governance.reporting import BLUE, GREEN, RED, Asked, column, figure, link


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of(filters)
	works = works_of(asked)
	rows = rows_of(asked, works)
	for row in rows:
		if row["overdue"]:
			reporting.colour(row, "overdue", RED)
	return columns(), rows, note(), chart(rows), summary(works)


def columns() -> list[dict]:
	return [
		column("advisor_name", _("Advisor Name"), width=110),
		link("advisor", _("Law Advisor"), ADVISOR, 110),
		column("firm", _("Firm or Organisation"), width=150),
		column("consultations", _("Consultations"), "Int", 80),
		*(column(field_of(kind), reporting.worded(kind), "Int", 80) for kind in kinds()),
		column("reviews", _("Reviews Advised"), "Int", 90),
		column("in_time", _("Answered in Time"), "Int", 90),
		column("late", _("Answered Late"), "Int", 90),
		column("open", _("Not Answered Yet"), "Int", 80),
		column("overdue", _("Of These Overdue"), "Int", 80),
		column("hours", _("Hours Spent"), "Float", 80),
		column("adopted", _("Adopted"), "Int", 80),
		column("partly", _("Partly Adopted"), "Int", 80),
		column("not_adopted", _("Not Adopted"), "Int", 80),
		column("adoption_rate", _("Adoption Rate"), "Percent", 90),
		column("rating", _("Average Rating (of Five Stars)"), "Float", 110),
	]


def note() -> str:
	return _(
		"Consultations count on the day they were asked, reviews on the day of the advisor's opinion. In time: not after the day on which the answer was wanted, or no such day was named. Adoption rate = (adopted + partly adopted) ÷ those on which it has been decided."
	)


def chart(rows: list[dict]) -> dict | None:
	return reporting.bars(
		[row["advisor_name"] for row in rows],
		{
			_("Consultations"): ([row["consultations"] for row in rows], BLUE),
			_("Reviews Advised"): ([row["reviews"] for row in rows], GREEN),
		},
	)


def summary(works: dict[str, Work]) -> list[dict]:
	row = together(works).as_row()
	rates = [
		figure(_("Adoption Rate"), row["adoption_rate"], "Percent", GREEN),
		figure(_("Average Rating (of Five Stars)"), row["rating"], "Data"),
	]
	return [
		figure(_("Consultations"), row["consultations"]),
		figure(_("Reviews Advised"), row["reviews"]),
		figure(_("Answered Late"), row["late"]),
		figure(_("Overdue Answers"), row["overdue"], indicator=RED),
		figure(_("Hours Spent"), row["hours"], "Data"),
		*(rate for rate in rates if rate["value"] is not None),
	]
