"""纠纷类型与结果: the mediation statistics table (人民调解统计表), by type of dispute, month or unit.

The register of that name counts the same on the same days.
"""

from frappe import _

from fazhi_governance.figure_report import MONTH, UNIT, FigureReport
from fazhi_governance.reporting import BLUE, GREEN, RED


def execute(filters: dict | None = None) -> tuple:
	return report().run(filters)


def report() -> FigureReport:
	return FigureReport(
		record_kind="Mediation Case",
		rows=("dispute_type", "risk_level", MONTH, UNIT),
		headers={
			"mediation.received": _("Taken Up"),
			"mediation.own_initiative": _("On Initiative"),
			"mediation.on_application": _("Applied For"),
			"mediation.referred": _("Referred Here"),
			"mediation.persons": _("Persons"),
			"mediation.open": _("In Mediation"),
			"mediation.written_agreements": _("In Writing"),
			"mediation.oral_agreements": _("By Word"),
			"mediation.resolved": _("Settled"),
			"mediation.failed": _("Not Settled"),
			"mediation.success_rate": _("Success Rate"),
			"mediation.success_rate_of_received": _("Settled of Taken Up"),
			"mediation.amount": _("Amount Agreed (yuan)"),
			"mediation.performed": _("Performed"),
			"mediation.confirmation_applied": _("Confirmation Applied For"),
			"mediation.confirmed": _("Confirmed in Court"),
			"mediation.crimes_prevented": _("Crimes Prevented"),
			"mediation.crimes_prevented_persons": _("Persons Kept From Crime"),
			"mediation.petitions_prevented": _("Group Petitions Prevented"),
			"mediation.petitions_prevented_persons": _("Persons Kept From Petitions"),
		},
		charted={"mediation.resolved": GREEN, "mediation.failed": RED, "mediation.open": BLUE},
		summed=(
			*("mediation.received", "mediation.resolved", "mediation.failed", "mediation.open"),
			*("mediation.success_rate", "mediation.success_rate_of_received"),
		),
		is_stacked=True,
		warned=("mediation.failed",),
		note=_(
			"Taken up, by source, persons and in mediation count by the day of receipt, agreements and results by the day of conclusion, performance and confirmation by their own. Success rate = settled ÷ settled and not settled, withdrawn and transferred cases left out; settled of taken up = those of the cases received in the period that are settled by now ÷ all of them."
		),
	)
