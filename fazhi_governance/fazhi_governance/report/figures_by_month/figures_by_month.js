frappe.query_reports["Figures by Month"] = {
	filters: [
		fazhi.unit_filter(),
		{
			fieldname: "year",
			fieldtype: "Int",
			label: __("Year"),
			reqd: 1,
			default: Number(frappe.datetime.get_today().slice(0, 4)),
		},
		...fazhi.figure_filters(),
	],
	formatter: fazhi.figure_formatter,
};
