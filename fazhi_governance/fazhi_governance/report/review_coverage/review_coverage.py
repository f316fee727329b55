"""应审尽审比对: of what had to be reviewed before it was decided or signed, how much was, and what was not."""

from frappe import _

from fazhi_governance import reporting
from fazhi_governance.reckoning.review_coverage import Kind, of_period, why
from fazhi_governance.reporting import BLUE, GREEN, RED, Asked, column, figure, link


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of(filters)
	found = of_period(asked)
	rows = [row for kind in found for row in lines(kind)]
	return columns(), rows, None, chart(found), summary(found)


def columns() -> list[dict]:
	return [
		column("title", _("Matter to Be Reviewed"), width=280),
		column("due", _("To Be Reviewed"), "Int", 80),
		column("reviewed", _("Reviewed in Time"), "Int", 80),
		column("missed", _("Missed"), "Int", 80),
		column("rate", _("Coverage Rate"), "Percent", 90),
		column("exempt", _("Exempt"), "Int", 80),
		column("record", _("Record"), "Dynamic Link", 140, "record_kind"),
		link("unit", _("Unit"), "Governance Unit"),
		column("day", _("Discussed or Issued On"), "Date", 150),
		column("why", _("Why Missed"), width=240),
	]


def lines(kind: Kind) -> list[dict]:
	"""The kind, and indented below it what was missed."""
	row = {
		"title": reporting.worded(kind.name),
		"due": kind.due,
		"reviewed": kind.reviewed,
		"missed": kind.due - kind.reviewed,
		"rate": reporting.percentage(kind.reviewed, kind.due),
		"exempt": kind.exempt,
		"indent": 0,
	}
	if row["missed"]:
		reporting.colour(row, "missed", RED)
	return [
		row,
		*({**each, "record_kind": kind.doctype, "why": why(each), "indent": 1} for each in kind.missed),
	]


def chart(kinds: list[Kind]) -> dict | None:
	return reporting.bars(
		[reporting.worded(kind.name) for kind in kinds],
		{
			_("Reviewed in Time"): ([kind.reviewed for kind in kinds], GREEN),
			_("Missed"): ([kind.due - kind.reviewed for kind in kinds], RED),
		},
		is_stacked=True,
	)


def summary(kinds: list[Kind]) -> list[dict]:
	due, reviewed = sum(kind.due for kind in kinds), sum(kind.reviewed for kind in kinds)
	rate = reporting.percentage(reviewed, due)
	return [
		figure(_("To Be Reviewed"), due),
		figure(_("Reviewed in Time"), reviewed, indicator=GREEN),
		figure(_("Missed"), due - reviewed, indicator=RED),
		figure(_("Exempt"), sum(kind.exempt for kind in kinds)),
		*([figure(_("Coverage Rate"), rate, "Percent", BLUE)] if rate is not None else []),
	]
