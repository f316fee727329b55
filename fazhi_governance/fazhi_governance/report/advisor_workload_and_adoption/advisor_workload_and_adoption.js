frappe.query_reports["Advisor Workload and Adoption"] = {
	filters: fazhi.report_filters(),
	formatter: fazhi.report_formatter,
};
