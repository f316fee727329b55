"""The charts of the workspace: this year's counts in the user's scope, labelled in the user's language.

Frappe's own charts show a field's stored English values, and look for kept numbers by the chart's name, whoever
asks; these are counted anew for each user.
"""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import getdate
from pypika.enums import DatePart
from pypika.functions import Extract

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.kinds import CANCELLED

# chart → record kind, date field, field of the groups; without one, by month
CHARTS = {
	"Reviews by Month": ("Legality Review", "submitted_on", None),
	"Reviews by Kind of Matter": ("Legality Review", "submitted_on", "review_kind"),
	"Consultations by Kind": ("Law Advisor Consultation", "asked_on", "kind"),
	"Trainings by Body": ("Training Record", "held_on", "held_by"),
}


@frappe.whitelist(methods=["GET", "POST"])
def this_year(chart_name: str) -> dict | None:
	"""The data of one of the charts, as Frappe draws it; None where nothing was counted.

	:raises frappe.PermissionError: in early v15 frappe.ValidationError; the user may not read that record kind
	"""
	doctype, date_field, group = CHARTS[chart_name]
	frappe.has_permission(doctype, "read", throw=True)
	table = frappe.qb.DocType(doctype)
	key, year = table[group] if group else Extract(DatePart.month, table[date_field]), current_date().year
	counts = dict(
		frappe.qb.from_(table)
		.select(key, Count("*"))
		.where(table[date_field].between(f"{year}-01-01", f"{year}-12-31"))
		.where(table.docstatus < CANCELLED)
		.where(scope.visible(table, doctype))
		.groupby(key)
		.run()
	)
	if not counts:
		return None
	if group:
		options = frappe.get_meta(doctype).get_options(group).split("\n")
		keys = [option for option in options if counts.get(option)]
		labels = [_(option) for option in keys]
	else:
		keys = range(1, current_date().month + 1)
		labels = [str(month) for month in keys]
	return {
		"labels": labels,
		"datasets": [{"name": _("This Year"), "values": [counts.get(k, 0) for k in keys]}],
	}
