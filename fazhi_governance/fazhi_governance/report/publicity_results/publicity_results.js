frappe.query_reports["Publicity Results"] = {
	filters: fazhi.figure_report_filters([
		["Unit", __("Unit")],
		["Month", __("Month")],
		["activity_form", __("Form of Activity")],
		["programme", __("Programme")],
		["laws", __("Laws Made Known")],
	]),
	formatter: fazhi.figure_formatter,
};
