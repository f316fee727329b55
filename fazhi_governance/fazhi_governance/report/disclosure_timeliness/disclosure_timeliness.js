frappe.query_reports["Disclosure Timeliness"] = {
	filters: fazhi.figure_report_filters([
		["category", __("Category of Information")],
		["channel", __("Channel of Publication")],
		["Month", __("Month")],
		["Unit", __("Unit")],
	]),
	formatter: fazhi.figure_formatter,
};
