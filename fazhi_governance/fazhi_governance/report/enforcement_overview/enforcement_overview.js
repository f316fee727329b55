frappe.query_reports["Enforcement Overview"] = {
	filters: fazhi.figure_report_filters([
		["lane", __("Kind of Enforcement")],
		["Month", __("Month")],
		["Unit", __("Unit")],
	]),
	formatter: fazhi.figure_formatter,
};
