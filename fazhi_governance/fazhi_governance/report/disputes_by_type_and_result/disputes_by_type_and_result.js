frappe.query_reports["Disputes by Type and Result"] = {
	filters: fazhi.figure_report_filters([
		["dispute_type", __("Type of Dispute")],
		["risk_level", __("Risk Level")],
		["Month", __("Month")],
		["Unit", __("Unit")],
	]),
	formatter: fazhi.figure_formatter,
};
