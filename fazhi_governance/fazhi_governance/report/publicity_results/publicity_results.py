"""普法情况: what making the law known has come to, by unit, month, form, programme or law."""

from frappe import _

from fazhi_governance.figure_report import MONTH, UNIT, FigureReport
from fazhi_governance.reporting import BLUE


def execute(filters: dict | None = None) -> tuple:
	return report().run(filters)


def report() -> FigureReport:
	return FigureReport(
		record_kind="Law Publicity Activity",
		rows=(UNIT, MONTH, "activity_form", "programme", "laws"),
		headers={
			"publicity.activities": _("Activities"),
			"publicity.lectures": _("Of These Lectures"),
			"publicity.audience": _("Audience (persons)"),
			"publicity.materials": _("Materials Handed Out"),
			"publicity.banners": _("Banners Hung"),
			"publicity.consultations": _("Legal Questions Answered"),
			"publicity.programmes": _("Programmes"),
			"publicity.laws": _("Laws Made Known"),
		},
		charted={"publicity.activities": BLUE},
		summed=(
			*("publicity.activities", "publicity.audience", "publicity.materials"),
			*("publicity.banners", "publicity.consultations"),
		),
		note=_(
			"Activities count in the period in which they were held. One that made several laws known stands in the row of each; the totals count it once."
		),
	)
