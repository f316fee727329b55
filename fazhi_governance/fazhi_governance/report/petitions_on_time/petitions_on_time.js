frappe.query_reports["Petitions on Time"] = {
	filters: fazhi.figure_report_filters([
		["Unit", __("Unit")],
		["Month", __("Month")],
		["channel", __("Petition Channel")],
		["content_class", __("Content Class")],
	]),
	formatter: fazhi.figure_formatter,
};
