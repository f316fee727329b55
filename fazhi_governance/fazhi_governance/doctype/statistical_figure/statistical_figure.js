// Guides whoever defines a figure: fields by their labels, filters as in a list, and what it counts as it stands.

const METHODS = "fazhi_governance.api.statistics";
const FIELDS = ["date_field", "until_field", "aggregate_field", "breakdown_field"];
const DEFINING = ["aggregate", "is_until_day_counted", "filters", "numerator", "denominator", "unit_of_measure"];
const NUMBERS = ["Int", "Float", "Currency", "Percent", "Duration"];
const SHARED_OPERATORS = ["=", "!=", "in", "not in", "is", ">", "<", ">=", "<="];
const YEARS_BACK = 5;

const events = {
	setup(frm) {
		// what belongs to a unit
		frm.set_query("record_kind", () => ({
			filters: [
				["DocField", "fieldname", "=", "unit"],
				["DocField", "options", "=", "Governance Unit"],
				["DocType", "istable", "=", 0],
			],
		}));
		frm.set_query("child_table", () => ({ filters: { name: ["in", tables(frm)] } }));
		["numerator", "denominator"].forEach((field) =>
			frm.set_query(field, () => ({ filters: { aggregate: ["in", ["Count", "Sum", "Distinct"]] } }))
		);
	},
	async refresh(frm) {
		if (frm.doc.is_standard) {
			frm.disable_form();
			frm.set_intro(__("This figure comes with the app. To count otherwise, duplicate it under a name of its own."));
		}
		for (const field of ["record_kind", "child_table"]) {
			frm.fields_dict[field].df.formatter = (value) => safe(__(value));
			frm.refresh_field(field);
		}
		await offer_fields(frm);
		show_filters(frm);
		make_preview(frm);
		if (!frm.is_new()) add_buttons(frm);
	},
	async record_kind(frm) {
		await frm.set_value(Object.fromEntries(["child_table", ...FIELDS].map((field) => [field, ""])));
		await frm.set_value("filters", "[]");
		await offer_fields(frm);
		show_filters(frm);
		preview(frm);
	},
	async child_table(frm) {
		await offer_fields(frm);
		show_filters(frm);
		preview(frm);
	},
};
[...FIELDS, ...DEFINING].forEach((field) => {
	events[field] = (frm) => {
		if (field === "filters") show_filters(frm);
		preview(frm);
	};
});
frappe.ui.form.on("Statistical Figure", events);

function tables(frm) {
	const kind = frm.doc.record_kind;
	return kind ? frappe.meta.get_docfields(kind).filter((df) => is_table(df)).map((df) => df.options) : [];
}

const is_table = (df) => frappe.model.table_fields.includes(df.fieldtype);

const sources = (frm) => [frm.doc.child_table, frm.doc.record_kind].filter(Boolean);

// the fields whose rows are counted, of the table before those of the record; as the server looks them up
function fields_of(frm) {
	const found = {};
	for (const doctype of sources(frm)) {
		for (const df of frappe.meta.get_docfields(doctype)) {
			if (frappe.model.is_value_type(df) && !is_table(df) && !found[df.fieldname]) {
				found[df.fieldname] = { ...df, parent: doctype };
			}
		}
	}
	return Object.values(found);
}

async function offer_fields(frm) {
	for (const doctype of sources(frm)) {
		await new Promise((done) => frappe.model.with_doctype(doctype, done));
	}
	const all = fields_of(frm);
	const offered = {
		date_field: all.filter((df) => df.fieldtype === "Date"),
		until_field: all.filter((df) => df.fieldtype === "Date" && df.parent === frm.doc.record_kind),
		aggregate_field: frm.doc.aggregate === "Sum" ? all.filter((df) => NUMBERS.includes(df.fieldtype)) : all,
		breakdown_field: all.filter((df) => ["Select", "Link", "Check"].includes(df.fieldtype)),
	};
	for (const field of FIELDS) {
		const control = frm.fields_dict[field];
		const options = named(offered[field]);
		const label_of = (value) => (options.find((option) => option.value === value) || { label: value }).label;
		control.df.formatter = (value) => safe(label_of(value)); // where it cannot be changed
		control.set_data(options);
		control.refresh();
	}
}

// by label; where two are alike, with the field's name
function named(fields) {
	const labels = fields.map((df) => __(df.label, null, df.parent));
	return fields.map((df, index) => ({
		value: df.fieldname,
		label: labels.filter((label) => label === labels[index]).length > 1
			? `${labels[index]} (${df.fieldname})`
			: labels[index],
	}));
}

// the filters

function listed_filters(frm) {
	return can_be_read(frm) ? JSON.parse(frm.doc.filters || "[]") : [];
}

function can_be_read(frm) {
	try {
		return Array.isArray(JSON.parse(frm.doc.filters || "[]"));
	} catch {
		return false;
	}
}

function show_filters(frm) {
	const wrapper = frm.fields_dict.filters_html.$wrapper.empty();
	// as written they are of use only where they cannot be read
	frm.toggle_display("filters", !can_be_read(frm));
	if (!frm.doc.record_kind) return;
	const labels = Object.fromEntries(fields_of(frm).map((df) => [df.fieldname, df]));
	const operators = { in: __("is one of these"), "not in": __("is none of these"), between: __("lies between"), "!=": "≠" };
	const rows = listed_filters(frm).map(([field, operator, value]) => {
		const df = labels[field];
		const said = [].concat(value).map((each) => worded(df, each));
		const cells =
			operator === "is"
				? [value === "set" ? __("is filled in") : __("is not filled in"), ""]
				: [operators[operator] || operator, said.join("、")];
		return `<tr>${[df ? __(df.label) : field, ...cells]
			.map((cell) => `<td>${safe(cell)}</td>`)
			.join("")}</tr>`;
	});
	const none = `<tr><td class="text-muted" colspan="3">${__("No filters: all records of the period count.")}</td></tr>`;
	wrapper.append(`<label class="control-label">${__("Filters")}</label>
		<table class="table table-bordered" style="margin-bottom: 8px"><tbody>${rows.join("") || none}</tbody></table>`);
	if (frm.doc.is_standard) return;
	$(`<button class="btn btn-xs btn-default" style="margin-bottom: 15px">${__("Change Filters")}</button>`)
		.on("click", () => edit_filters(frm))
		.appendTo(wrapper);
}

function worded(df, value) {
	if (df && df.fieldtype === "Check") return Number(value) ? __("Yes") : __("No");
	return df && df.fieldtype === "Select" ? __(value) : value;
}

function edit_filters(frm) {
	const labels = Object.fromEntries(fields_of(frm).map((df) => [df.fieldname, df.parent]));
	const dialog = new frappe.ui.Dialog({
		title: __("Filters of the Figure"),
		fields: [{ fieldname: "filters", fieldtype: "HTML" }],
		primary_action_label: __("Apply"),
		primary_action: () => {
			const filters = group.get_filters();
			const unfit = filters.find(([doctype, field, operator]) => !is_fit(labels, doctype, field, operator));
			if (unfit) {
				frappe.msgprint(
					__("A figure cannot be filtered so: {0} {1}. Choose a field of the rows that are counted, and one of: {2}.", [
						unfit[1],
						unfit[2],
						[...SHARED_OPERATORS, "between"].join("  "),
					])
				);
				return;
			}
			frm.set_value("filters", JSON.stringify(filters.map(to_stored)));
			dialog.hide();
		},
	});
	const group = new frappe.ui.FilterGroup({
		parent: dialog.get_field("filters").$wrapper,
		doctype: frm.doc.record_kind,
		on_change: () => {},
	});
	group.add_filters_to_filter_group(
		listed_filters(frm)
			.filter(([field]) => labels[field])
			.map(([field, operator, value]) => [
				labels[field],
				field,
				operator === "between" ? "Between" : operator,
				value,
			])
	);
	dialog.show();
}

const is_fit = (labels, doctype, field, operator) =>
	labels[field] === doctype && [...SHARED_OPERATORS, "Between"].includes(operator);

function to_stored([, field, operator, value]) {
	if (["in", "not in"].includes(operator)) {
		const values = Array.isArray(value) ? value : String(value).split(",").map((each) => each.trim());
		return [field, operator, values.filter(Boolean)];
	}
	return [field, operator === "Between" ? "between" : operator, value];
}

// what it counts as it stands

const safe = (text) => frappe.utils.escape_html(String(text === null || text === undefined ? "" : text));

function make_preview(frm) {
	const wrapper = frm.fields_dict.preview_html.$wrapper;
	const may_preview = frappe.model.can_write(frm.doctype);
	frm.toggle_display("preview_section", may_preview);
	if (!may_preview) return;
	if (!frm.previewed) {
		const asked = $('<div class="row"></div>').appendTo(wrapper);
		const year = Number(frappe.datetime.get_today().slice(0, 4));
		const years = Array.from({ length: YEARS_BACK }, (_, back) => String(year - back));
		const control = (df) => {
			const made = frappe.ui.form.make_control({
				df: { change: () => preview(frm), ...df },
				parent: $('<div class="col-sm-4"></div>').appendTo(asked),
				render_input: true,
			});
			return made;
		};
		frm.previewed = {
			year: control({ fieldname: "preview_year", fieldtype: "Select", label: __("Year"), options: years }),
			unit: control({
				fieldname: "preview_unit",
				fieldtype: "Link",
				options: "Governance Unit",
				label: __("Unit"),
			}),
			body: $('<div class="figure-preview"></div>').appendTo(wrapper),
		};
		frm.previewed.year.set_input(years[0]);
	}
	preview(frm);
}

const preview = frappe.utils.debounce(async (frm) => {
	if (!frm.previewed) return;
	const { year, unit, body } = frm.previewed;
	const args = { figure: frm.doc, year: year.get_value() || year.get_input_value(), unit: unit.get_value() || null };
	const { message } = await frappe.call({ method: `${METHODS}.preview`, args });
	body.html(message.problem ? fault(message.problem) : counted(message));
	body.append(used(message.usage));
}, 400);

const fault = (problem) =>
	`<div class="alert alert-warning">${__("It cannot be counted as it stands: {0}", [safe(problem)])}</div>`;

function counted({ words, value, share, before, change, records }) {
	const none = `<span class="text-muted">${__("no data")}</span>`;
	const rows = records.map(
		({ doctype, name, title, unit }) =>
			`<li><a href="${frappe.utils.get_form_link(doctype, name)}">${safe(title || name)}</a>
			<span class="text-muted">${safe(unit)}</span></li>`
	);
	return `<p>${safe(words)}</p>
		<p><b style="font-size: var(--text-2xl)">${value ? safe(value) : none}</b> <span class="text-muted">${safe(share)}</span></p>
		<p class="text-muted">${__("A year before: {0}", [before ? safe(before) : none])} ${safe(change)}</p>
		${rows.length ? `<p>${__("The last records behind it:")}</p><ul>${rows.join("")}</ul>` : ""}`;
}

function used(usage) {
	if (!usage.length) return "";
	const rows = usage.map(
		({ doctype, name, title }) =>
			`<li>${__(doctype)}：<a href="${frappe.utils.get_form_link(doctype, name)}">${safe(__(title))}</a></li>`
	);
	return `<p>${__("It is used in:")}</p><ul>${rows.join("")}</ul>`;
}

function add_buttons(frm) {
	// whoever makes cards makes charts
	if (!frappe.model.can_create("Number Card")) return;
	const group = __("Put on the Workspace");
	const done = (doctype) => (name) =>
		frappe.msgprint({
			title: __("Made"),
			indicator: "green",
			message: __("{0} is made. Edit the workspace, add a block of this kind and choose it.", [
				`<a href="${frappe.utils.get_form_link(doctype, name)}">${safe(name)}</a>`,
			]),
		});
	const call = (method, args) => frappe.xcall(`fazhi_governance.api.charts.${method}`, args);
	frm.add_custom_button(
		__("As Number Card"),
		() => call("add_card", { figure: frm.doc.code }).then(done("Number Card")),
		group
	);
	if (frm.doc.aggregate !== "Names") {
		const ways = { Month: __("by month"), Unit: __("by unit") };
		if (frm.doc.breakdown_field) ways.Kind = __("by kind");
		for (const [by, label] of Object.entries(ways)) {
			frm.add_custom_button(
				__("As Chart, {0}", [label]),
				() => call("add_chart", { figure: frm.doc.code, by }).then(done("Dashboard Chart")),
				group
			);
		}
	}
}
