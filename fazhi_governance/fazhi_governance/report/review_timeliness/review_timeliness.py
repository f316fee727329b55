"""合法性审查时效: of the reviews sent in the period, by type, how many were in time, and which were not."""

from frappe import _

from fazhi_governance import figure_report, reporting
from fazhi_governance.core import deadlines
from fazhi_governance.core.deadlines import MET, MET_LATE, OVERDUE, PAUSED
from fazhi_governance.reckoning.review_times import Tally, reviews
from fazhi_governance.reporting import BLUE, STATE_COLOURS, Asked, column, figure, link
from fazhi_governance.review_summary import REVIEW

UNDER_WAY = (deadlines.ON_TRACK, deadlines.DUE_SOON)


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of(filters)
	every = Tally(reviews(asked))
	types = {}
	for review in every.reviews:
		types.setdefault(review.review_type, Tally()).reviews.append(review)
	rows = [row for name, tally in sorted(types.items()) for row in lines(name, tally)]
	return columns(), rows, None, chart(dict(sorted(types.items()))), summary(every, asked)


def columns() -> list[dict]:
	return [
		column("title", _("Review Type or Subject"), width=260),
		link("name", _("Review Number"), REVIEW, 150),
		column("state_label", _("Clock State")),
		column("received", _("Received"), "Int", 70),
		column("concluded", _("Opinions Given"), "Int", 80),
		column("in_time", _("In Time"), "Int", 80),
		column("late", _("Late"), "Int", 80),
		column("overdue", _("Overdue"), "Int", 80),
		column("paused", _("Paused"), "Int", 80),
		column("average", _("Average Working Days Used"), "Float", 110),
		column("longest", _("Most Working Days Used"), "Int", 110),
		link("unit", _("Submitting Unit"), "Governance Unit"),
		column("reviewer_name", _("Reviewer")),
		column("due_on", _("Review Due On"), "Date"),
		column("stop", _("Opinion Given On"), "Date"),
		column("used", _("Working Days Used"), "Int", 90),
	]


def lines(name: str, tally: Tally) -> list[dict]:
	"""The type, and indented below it the reviews that were not in time."""
	row = {
		"title": name,
		"received": len(tally.reviews),
		"concluded": sum(bool(review.stop) for review in tally.reviews),
		"in_time": tally.count(MET),
		"late": tally.count(MET_LATE),
		"overdue": tally.count(OVERDUE),
		"paused": tally.count(PAUSED),
		"average": tally.average,
		"longest": max(tally.used, default=None),
		"indent": 0,
	}
	if row["overdue"]:
		reporting.colour(row, "overdue", STATE_COLOURS[OVERDUE])
	words = reporting.state_labels()
	late = [
		{**review, "title": review.subject, "state_label": words[review.state], "indent": 1}
		for review in tally.not_in_time
	]
	for each in late:
		reporting.colour(each, "state_label", STATE_COLOURS[each["state"]])
	return [row, *late]


def chart(types: dict[str, Tally]) -> dict | None:
	def counted(*states: str) -> list[int]:
		return [tally.count(*states) for tally in types.values()]

	return reporting.bars(
		types,
		{
			_("In Time"): (counted(MET), STATE_COLOURS[MET]),
			_("Late"): (counted(MET_LATE), STATE_COLOURS[MET_LATE]),
			_("Overdue"): (counted(OVERDUE), STATE_COLOURS[OVERDUE]),
			_("Paused"): (counted(PAUSED), STATE_COLOURS[PAUSED]),
			_("Under Way"): (counted(*UNDER_WAY), BLUE),
		},
		is_stacked=True,
	)


def summary(every: Tally, asked: Asked) -> list[dict]:
	return [
		*figure_report.totals({"review.submitted": _("Received")}, asked),
		figure(_("In Time"), every.count(MET), indicator=STATE_COLOURS[MET]),
		figure(_("Late"), every.count(MET_LATE)),
		figure(_("Overdue"), every.count(OVERDUE), indicator=STATE_COLOURS[OVERDUE]),
		figure(_("Paused"), every.count(PAUSED)),
		*([figure(_("Average Working Days Used"), every.average, "Data")] if every.used else []),
	]
