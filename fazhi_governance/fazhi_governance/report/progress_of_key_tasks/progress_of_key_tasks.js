frappe.query_reports["Progress of Key Tasks"] = {
	filters: fazhi.figure_report_filters([
		["Unit", __("Unit")],
		["Month", __("Month")],
	]),
	formatter: fazhi.figure_formatter,
};
