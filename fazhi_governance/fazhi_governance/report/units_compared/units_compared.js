frappe.query_reports["Units Compared"] = {
	filters: fazhi.report_filters(...fazhi.figure_filters()),
	formatter: fazhi.figure_formatter,
};
