"""Frappe's export of a script report, which it leaves to the browser to log."""

import frappe
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.desk import query_report

from fazhi_governance.audit.keeping import is_kept


@frappe.whitelist(methods=["GET", "POST"])
def export_query():
	"""As Frappe's own, and logged on the server, so that REST is logged, too; what was asked for is not, since it
	may be a person's name."""
	asked = frappe.local.form_dict.copy()
	query_report.export_query()
	doctype = frappe.get_cached_value("Report", asked.report_name, "ref_doctype")
	if is_kept(doctype):
		make_access_log(
			doctype=doctype,
			file_type=asked.file_format_type,
			report_name=asked.report_name,
			method="Export",
		)
