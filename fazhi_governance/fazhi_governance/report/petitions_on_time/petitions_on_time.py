"""信访事项按期办理: how many petitions were told and concluded in time; those that are overdue come first."""

from frappe import _

from fazhi_governance.fazhi_governance.doctype.petition.petition import ACCUSATION
from fazhi_governance.figure_report import MONTH, UNIT, FigureReport
from fazhi_governance.reporting import BLUE, GREEN


def execute(filters: dict | None = None) -> tuple:
	return report().run(filters)


def report() -> FigureReport:
	return FigureReport(
		record_kind="Petition",
		rows=(UNIT, MONTH, "channel", "content_class"),
		headers={
			"petition.received": _("Registered (Cases)"),
			"petition.accepted": _("Taken On (Cases)"),
			"petition.notice_due": _("Notices Due"),
			"petition.notified_in_time": _("Told in Time"),
			"petition.notified_in_time_rate": _("Rate Told in Time"),
			"petition.conclusion_due": _("Conclusions Due"),
			"petition.concluded_in_time": _("Concluded in Time"),
			"petition.concluded_in_time_rate": _("Rate Concluded in Time"),
			"petition.extended": _("Time Extended"),
			"petition.concluded": _("Concluded (Cases)"),
			"petition.satisfied_rate": _("Rate of Satisfied"),
		},
		charted={"petition.conclusion_due": BLUE, "petition.concluded_in_time": GREEN},
		summed=(
			*("petition.received", "petition.accepted"),
			*("petition.notified_in_time_rate", "petition.concluded_in_time_rate"),
		),
		# what the office itself must do; the petitioner's own time to ask for a review is none of it
		clocks=("P1", "P1O", "P2", "P9", "P12", "P14"),
		is_listed=lambda petition: petition.purpose != ACCUSATION,
		note=_(
			"Accusations are left out. A notice or conclusion counts in the period in which it is due, whether or not it has been given; only handling opinions have a day by which to conclude. Overdue is what was due by the end of the period and is not done to this day."
		),
	)
