frappe.query_reports["Review Coverage"] = {
	filters: fazhi.report_filters(),
	formatter: fazhi.report_formatter,
};
