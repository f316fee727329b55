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
		{ fieldname: "record_kind", fieldtype: "Select", label: __("Record Kind"), options: [] },
		{ fieldname: "record", fieldtype: "Data", label: __("Record Number") },
		{ fieldname: "user", fieldtype: "Link", options: "User", label: __("Done By") },
	],

	onload(report) {
		const filter = report.get_filter("record_kind");
		return frappe
			.call({ method: "fazhi_governance.api.audit_trail.record_kinds", type: "GET" })
			.then(({ message }) => {
				const chosen = filter.get_value();
				filter.df.options = [{ value: "", label: "" }, ...message];
				filter.refresh();
				// a form has asked for its own kind before the kinds were known
				if (chosen) filter.set_value(chosen);
			});
	},

	// what stands here was typed by people and is text, whatever it looks like
	formatter(value, row, column, data, default_formatter) {
		if (column.fieldtype !== "Data" || !value) {
			return fazhi.report_formatter(value, row, column, data, default_formatter);
		}
		const text = frappe.utils.escape_html(value);
		if (column.fieldname === "record" && data && !data.is_deleted) {
			return `<a href="${frappe.utils.get_form_link(data.kind, value)}">${text}</a>`;
		}
		return fazhi.report_formatter(text, row, column, data, default_formatter);
	},
};
