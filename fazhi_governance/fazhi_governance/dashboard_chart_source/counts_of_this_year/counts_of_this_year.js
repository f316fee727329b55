frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Counts of This Year"] = {
	method: "fazhi_governance.api.charts.this_year",
	filters: [],
};
