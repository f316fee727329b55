frappe.query_reports["Major Decision Procedure"] = {
	filters: fazhi.report_filters({
		fieldname: "only_missing",
		fieldtype: "Check",
		label: __("Only With Something Missing or Overdue"),
	}),
	formatter: fazhi.report_formatter,
};
