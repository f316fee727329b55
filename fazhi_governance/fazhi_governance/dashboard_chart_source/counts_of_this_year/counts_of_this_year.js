frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Counts of This Year"] = {
	method: "fazhi_governance.api.charts.chart",
	filters: [
		{
			fieldname: "figure",
			fieldtype: "Link",
			options: "Statistical Figure",
			label: __("Statistical Figure"),
			reqd: 1,
		},
		{
			fieldname: "by",
			fieldtype: "Select",
			options: [
				{ value: "Month", label: __("Month") },
				{ value: "Kind", label: __("Kind") },
				{ value: "Unit", label: __("Unit") },
			],
			label: __("Shown By"),
			default: "Month",
			reqd: 1,
		},
	],
};
