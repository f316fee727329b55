// What the script reports share on the desk: their filters, and the marked cells.
frappe.provide("fazhi");

fazhi.unit_filter = () => ({
	fieldname: "unit",
	fieldtype: "Link",
	options: "Governance Unit",
	label: __("Unit"),
	description: __("With all units below it; empty: all that you may see"),
});

// unit and period, this year unless told otherwise, and what a report asks beyond them
fazhi.report_filters = function (...more) {
	const year = frappe.datetime.get_today().slice(0, 4);
	return [
		fazhi.unit_filter(),
		{ fieldname: "from_date", fieldtype: "Date", label: __("From"), reqd: 1, default: `${year}-01-01` },
		{ fieldname: "to_date", fieldtype: "Date", label: __("To"), reqd: 1, default: `${year}-12-31` },
		...more,
	];
};

// a cell that the server has marked with a colour, and what it says when pointed at
fazhi.report_formatter = function (value, row, column, data, default_formatter) {
	// Frappe writes 0 where there is no number
	if (value === null || value === undefined) return "";
	const shown = default_formatter(value, row, column, data);
	const colour = data && data[`${column.fieldname}_colour`];
	if (!colour || !value) return shown;
	const note = frappe.utils.escape_html(data[`${column.fieldname}_note`] || "");
	return `<span class="indicator-pill no-indicator-dot ${colour}" title="${note}">${shown}</span>`;
};
