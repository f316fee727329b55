// What script reports, and whatever else asks for a unit and a period, share on the desk: filters, and marked cells.
frappe.provide("fazhi");

fazhi.unit_filter = () => ({
	fieldname: "unit",
	fieldtype: "Link",
	options: "Governance Unit",
	label: __("Unit"),
	description: __("With all units below it; empty: all that you may see"),
});

// first and last day: this year's unless told otherwise
fazhi.period_filters = function () {
	const year = frappe.datetime.get_today().slice(0, 4);
	return [
		{ fieldname: "from_date", fieldtype: "Date", label: __("From"), reqd: 1, default: `${year}-01-01` },
		{ fieldname: "to_date", fieldtype: "Date", label: __("To"), reqd: 1, default: `${year}-12-31` },
	];
};

// unit and period, and what a report asks beyond them
fazhi.report_filters = (...more) => [fazhi.unit_filter(), ...fazhi.period_filters(), ...more];

// a cell that the server has marked with a colour, and what it says when pointed at
fazhi.report_formatter = function (value, row, column, data, default_formatter) {
	// Frappe writes 0 where there is no number
	if (value === null || value === undefined) return "";
	const shown = default_formatter(value, row, column, data);
	const colour = data && data[`${column.fieldname}_colour`];
	if (!colour || value === "") return shown;
	const note = frappe.utils.escape_html(data[`${column.fieldname}_note`] || "");
	return `<span class="indicator-pill no-indicator-dot ${colour}" title="${note}">${shown}</span>`;
};

// the kinds that the user may read, for a report over all of them
fazhi.record_kind_filter = () => ({
	fieldname: "record_kind",
	fieldtype: "Select",
	label: __("Record Kind"),
	options: [{ value: "", label: "" }, ...(frappe.boot.fazhi_record_kinds || [])],
});

// rows of records of any kind, in the columns `kind` and `record`: what people typed is text, whatever it looks like
fazhi.record_formatter = function (value, row, column, data, default_formatter) {
	if (column.fieldtype !== "Data" || !value) {
		return fazhi.report_formatter(value, row, column, data, default_formatter);
	}
	const text = frappe.utils.escape_html(value);
	if (column.fieldname === "record" && data && !data.is_deleted) {
		return `<a href="${frappe.utils.get_form_link(data.kind, value)}">${text}</a>`;
	}
	return fazhi.report_formatter(text, row, column, data, default_formatter);
};

// a report of figures: its filters, and by what its rows are split, the usual first
fazhi.figure_report_filters = function (rows, ...more) {
	const options = rows.map(([value, label]) => ({ value, label: __("By {0}", [label]) }));
	return fazhi.report_filters(
		...(rows.length
			? [{ fieldname: "rows", fieldtype: "Select", label: __("Rows By"), options, default: rows[0][0], reqd: 1 }]
			: []),
		...more
	);
};

// the group of figures to begin with: one of records that the user may read
fazhi.first_figure_group = function () {
	const groups = [
		["Disputes", "Mediation Case"],
		["Disputes", "Petition"],
		["Enforcement", "Enforcement Case"],
		["Publicity", "Law Publicity Activity"],
	];
	const [group] = groups.find(([, kind]) => frappe.model.can_read(kind)) || [""];
	return group;
};

// which figures a report shows: those of a group, or chosen ones, and the one in the chart
fazhi.figure_filters = () => [
	{
		fieldname: "figure_group",
		fieldtype: "Select",
		label: __("Figure Group"),
		default: fazhi.first_figure_group(),
		options: [
			{ value: "", label: __("All Groups") },
			...[
				...["Organisation", "Decisions", "Capability", "Publicity"],
				...["Disputes", "Enforcement", "Service and Disclosure", "Other"],
			].map((value) => ({ value, label: __(value) })),
		],
	},
	{
		fieldname: "figures",
		fieldtype: "MultiSelectList",
		label: __("Chosen Figures"),
		options: "Statistical Figure",
		get_data: (text) => frappe.db.get_link_options("Statistical Figure", text, { is_enabled: 1 }),
	},
	{
		fieldname: "charted",
		fieldtype: "Link",
		options: "Statistical Figure",
		label: __("Figure in the Chart"),
		get_query: () => ({ filters: { is_enabled: 1, aggregate: ["!=", "Names"] } }),
	},
];

// a report of figures: a number opens the list that it was counted from, an overdue record itself
fazhi.figure_formatter = function (value, row, column, data, default_formatter) {
	if (column.fieldname === "title") {
		const title = frappe.utils.escape_html(value || "");
		if (data && data.record) {
			return `<a href="${frappe.utils.get_form_link(data.kind, data.record)}">${title}</a>`;
		}
		return data && data.is_total ? `<strong>${title}</strong>` : title;
	}
	const text = typeof value === "string" ? frappe.utils.escape_html(value) : value;
	const shown = fazhi.report_formatter(text, row, column, data, default_formatter);
	const figure = data && (column.figure || data.figure);
	const opens = data && Object.assign({}, data.opens, column.opens);
	if (!figure || !opens.from_date || !value) return shown;
	const target = frappe.utils.escape_html(JSON.stringify(Object.assign(opens, { figure })));
	return `<a class="fazhi-figure" data-opens="${target}">${shown}</a>`;
};

$(document).on("click", "a.fazhi-figure[data-opens]", (event) => {
	const { figure, from_date, to_date, itself, where, ...of } = $(event.currentTarget).data("opens");
	const unit = of.unit || frappe.query_report.get_filter_value("unit");
	// the units below have rows of their own; with "=" a list would take them in again
	const own = (filter) =>
		filter[2] === "descendants of (inclusive)" ? [filter[0], "unit", "in", [unit]] : filter;
	fazhi.open_figure(figure, from_date, to_date, unit, (filters) => [
		...(itself ? filters.map(own) : filters),
		...(where ? [where] : []),
	]);
});
