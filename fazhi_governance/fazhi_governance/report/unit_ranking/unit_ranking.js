frappe.query_reports["Unit Ranking"] = {
	filters: [
		fazhi.unit_filter(),
		{
			fieldname: "year",
			fieldtype: "Int",
			label: __("Year"),
			reqd: 1,
			default: Number(frappe.datetime.get_today().slice(0, 4)),
		},
	],
	formatter: fazhi.report_formatter,
};
