frappe.query_reports["Review Timeliness"] = {
	filters: fazhi.report_filters(),
	formatter: fazhi.report_formatter,
};
