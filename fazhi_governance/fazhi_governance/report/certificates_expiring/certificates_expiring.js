frappe.query_reports["Certificates Expiring"] = {
	filters: [
		fazhi.unit_filter(),
		{ fieldname: "horizon", fieldtype: "Int", label: __("Days Ahead"), reqd: 1, default: 60 },
		{ fieldname: "with_expired", fieldtype: "Check", label: __("Expired Too"), default: 1 },
	],
	formatter: fazhi.report_formatter,
};
