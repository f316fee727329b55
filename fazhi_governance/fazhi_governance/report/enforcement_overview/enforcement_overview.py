"""执法情况: cases filed, concluded and in time, reviewed and made public, and what became of them in court."""

from frappe import _

from fazhi_governance.figure_report import MONTH, UNIT, FigureReport
from fazhi_governance.reporting import BLUE, GREEN, ORANGE


def execute(filters: dict | None = None) -> tuple:
	return report().run(filters)


def report() -> FigureReport:
	return FigureReport(
		record_kind="Enforcement Case",
		rows=("lane", MONTH, UNIT),
		headers={
			"enforcement.cases": _("Cases Filed"),
			"enforcement.concluded": _("Penalty Cases Concluded"),
			"enforcement.in_time": _("Within Ninety Days"),
			"enforcement.in_time_rate": _("Rate in Time"),
			"enforcement.imposed": _("Penalties Imposed"),
			"enforcement.fines": _("Fines (yuan)"),
			"enforcement.reviewed": _("Decisions Reviewed"),
			"enforcement.to_publish": _("To Be Made Public"),
			"enforcement.published": _("Decisions Made Public"),
			"enforcement.publication_rate": _("Rate Made Public"),
			"enforcement.reconsiderations": _("Reconsiderations"),
			"enforcement.lawsuits": _("Lawsuits"),
			"enforcement.head_rate": _("Rate of Heads Appearing"),
		},
		charted={
			"enforcement.cases": BLUE,
			"enforcement.to_publish": ORANGE,
			"enforcement.published": GREEN,
		},
		summed=(
			*("enforcement.cases", "enforcement.concluded", "enforcement.in_time_rate"),
			*("enforcement.publication_rate", "enforcement.fines", "enforcement.head_rate"),
		),
		clocks=("E3", "E3H", "E3D", "E5", "E5C", "E5R", "L1", "L2"),
		note=_(
			"Cases filed count by the day of filing, decisions by their own day, reconsiderations and lawsuits by the day of receipt, appearances by that of the hearing. To be made public is every decision that is not withheld."
		),
	)
