frappe.query_reports["Disputes by Type and Result"] = {
	filters: fazhi.report_filters(),
	formatter: fazhi.report_formatter,
};
