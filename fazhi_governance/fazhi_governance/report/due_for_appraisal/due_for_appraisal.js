frappe.query_reports["Due for Appraisal"] = {
	filters: [
		fazhi.unit_filter(),
		{
			fieldname: "until",
			fieldtype: "Date",
			label: __("Run Out Until"),
			reqd: 1,
			default: frappe.datetime.get_today(),
		},
		fazhi.record_kind_filter(),
	],
	formatter: fazhi.record_formatter,
};
