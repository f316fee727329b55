frappe.query_reports["Publicity Duty Completion"] = {
	filters: [
		fazhi.unit_filter(),
		{
			fieldname: "year",
			fieldtype: "Int",
			label: __("Year"),
			reqd: 1,
			default: Number(frappe.datetime.get_today().slice(0, 4)),
		},
		{ fieldname: "only_gaps", fieldtype: "Check", label: __("Only What Is Missing") },
	],
	formatter: fazhi.report_formatter,
};
