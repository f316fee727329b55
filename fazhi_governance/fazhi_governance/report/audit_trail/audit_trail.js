frappe.query_reports["Audit Trail"] = {
	filters: [
		fazhi.unit_filter(),
		{
			fieldname: "from_date",
			fieldtype: "Date",
			label: __("From"),
			reqd: 1,
			default: frappe.datetime.month_start(),
		},
		{
			fieldname: "to_date",
			fieldtype: "Date",
			label: __("To"),
			reqd: 1,
			default: frappe.datetime.get_today(),
		},
		fazhi.record_kind_filter(),
		{ fieldname: "record", fieldtype: "Data", label: __("Record Number") },
		{ fieldname: "user", fieldtype: "Link", options: "User", label: __("Done By") },
	],
	formatter: fazhi.record_formatter,
};
