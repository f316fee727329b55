"""重点任务进展: what each unit had to do, what it has done and in time, and whether what it promised was kept."""

from frappe import _

from fazhi_governance.figure_report import MONTH, UNIT, FigureReport
from fazhi_governance.reporting import BLUE, GREEN


def execute(filters: dict | None = None) -> tuple:
	return report().run(filters)


def report() -> FigureReport:
	return FigureReport(
		record_kind="Governance Task",
		rows=(UNIT, MONTH),
		headers={
			"task.deployed": _("Deployed"),
			"task.due": _("To Be Done"),
			"task.done": _("Done"),
			"task.on_time": _("Done in Time"),
			"task.unfinished": _("Not Done Yet"),
			"task.completion_rate": _("Rate Done"),
			"task.on_time_rate": _("Rate Done in Time"),
			"task.urged": _("Urged"),
			"shortcoming.raised": _("Shortcomings Raised"),
			"shortcoming.rectified": _("Of These Rectified"),
			"shortcoming.kept_rate": _("Rate of Promises Kept"),
		},
		charted={"task.due": BLUE, "task.done": GREEN},
		summed=(
			*("task.due", "task.done", "task.unfinished"),
			*("task.completion_rate", "task.on_time_rate", "shortcoming.kept_rate"),
		),
		clocks=("O1",),
		note=_(
			"Tasks deployed count by the day on which they were, all others by the day by which they are to be done; cancelled ones are left out. Shortcomings count in the period in which they were raised."
		),
	)
