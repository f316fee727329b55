const escape = frappe.utils.escape_html;
const NOT_YET_DONE = {
	status: "Draft",
	signed_on: null,
	sent_on: null,
	published_on: null,
	frozen_on: null,
	frozen_by: null,
	drifted_figures: 0,
	drift_checked_on: null,
};

frappe.ui.form.on("Annual Report", {
	onload(frm) {
		if (!frm.is_new()) return;
		// Frappe copies into the amended report what was done with the one that it corrects; the server clears it
		if (frm.doc.amended_from) Object.assign(frm.doc, NOT_YET_DONE, { figures: [] });
		if (frm.doc.year) return;
		// the report of a year is written around its end
		const today = frappe.datetime.str_to_obj(frappe.datetime.get_today());
		frm.set_value("year", today.getMonth() < 6 ? today.getFullYear() - 1 : today.getFullYear());
	},
	year(frm) {
		if (frm.doc.year) frm.set_value("cut_off_on", `${frm.doc.year}-12-31`);
	},
	unit: take_over_from_unit,
	refresh(frm) {
		show_checks(frm);
		show_text(frm);
		show_figures(frm);
		if (frm.is_new()) {
			if (frm.doc.unit && !frm.doc.issuers) take_over_from_unit(frm);
			return;
		}
		if (frappe.model.can_print(frm.doctype, frm)) add_download_button(frm);
		const is_draft = frm.doc.docstatus === 0;
		if (is_draft && frm.perm[0].write) {
			frm.add_custom_button(__("Compose"), () => compose(frm)).addClass("btn-primary");
		}
		// in the place of Frappe's "Submit this document to confirm", which asks again by itself
		if (is_draft && frm.perm[0].submit && !frm.is_dirty()) {
			frm.dashboard.clear_headline();
			frm.set_intro(
				__("Submitting freezes it: the text and every figure stay as they are now. To correct it afterwards, it is cancelled and amended."),
				"blue"
			);
		}
		if (frm.doc.docstatus === 1) frm.add_custom_button(__("Check the Figures"), () => check_drift(frm));
		if (frm.doc.docstatus < 2 && frappe.model.can_create("Governance Task")) {
			frm.add_custom_button(__("Turn Sentences Into Tasks"), () => turn_into(frm));
		}
	},
});

function take_over_from_unit(frm) {
	if (!frm.is_new() || !frm.doc.unit) return;
	frappe.db.get_value("Governance Unit", frm.doc.unit, ["issuers", "addressee"]).then(({ message }) => {
		if (!message) return;
		if (!frm.doc.issuers) frm.set_value("issuers", message.issuers);
		if (!frm.doc.addressee) frm.set_value("addressee", message.addressee);
	});
}

function compose(frm) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save the report first, then compose it."));
		return;
	}
	frm.call({ method: "compose", doc: frm.doc, freeze: true }).then((answer) => {
		if (answer.exc) return;
		frappe.show_alert({ message: __("Composed from the records of the year"), indicator: "green" });
		frm.reload_doc();
	});
}

const API = "fazhi_governance.api.annual_report_form";

function ask(frm, method, args) {
	return frappe.call({ method: `${API}.${method}`, type: "GET", args: { name: frm.doc.name, ...args } });
}

function tell(frm, method, args) {
	return frappe.call({ method: `${API}.${method}`, args: { name: frm.doc.name, ...args }, freeze: true });
}

// what stands against signing

function show_checks(frm) {
	const found = (!frm.is_new() && frm.doc.__onload && frm.doc.__onload.checks) || [];
	frm.toggle_display("checks_section", found.length > 0);
	frm.fields_dict.checks.$wrapper.html(
		found
			.map(
				(check) => `<div class="fazhi-check" style="display: flex; gap: 12px; padding: 4px 0">
					<span class="indicator orange" style="flex: 0 0 auto"></span>
					<div><b>${escape(check.title)}</b> ${escape(check.problem)}
					<div class="text-muted small">${escape(__("Basis: {0}", [check.basis]))}</div></div></div>`
			)
			.join("")
	);
}

// the text, edition by edition

function show_text(frm) {
	const text = frm.doc.__onload && frm.doc.__onload.text;
	const wrapper = frm.fields_dict.preview.$wrapper.empty();
	if (frm.is_new() || !text) {
		wrapper.html(`<p class="text-muted">${__("Save the report, then compose it from the records of the year.")}</p>`);
		return;
	}
	const { editions } = frm.doc.__onload;
	const choice = $(`<div class="btn-group" style="margin-bottom: 12px; flex-wrap: wrap"></div>`).appendTo(wrapper);
	const shown = $("<div></div>").appendTo(wrapper);
	for (const edition of editions) {
		$(`<button class="btn btn-default btn-sm" data-edition="${edition}">${escape(__(edition))}</button>`)
			.appendTo(choice)
			.on("click", () =>
				ask(frm, "edition_text", { edition }).then(({ message }) => show_edition(frm, choice, shown, message))
			);
	}
	show_edition(frm, choice, shown, text);
}

function show_edition(frm, choice, shown, text) {
	choice.find("button").each((_number, button) => {
		$(button).toggleClass("btn-primary", $(button).attr("data-edition") === text.edition);
	});
	shown.html(
		`<div class="fazhi-report" style="line-height: 1.9; max-width: 46em">${text.parts.map(part_html).join("")}</div>`
	);
	shown.find("a.fazhi-figure").on("click", (event) => open_figure(frm, event));
	if (frm.doc.docstatus || !frm.perm[0].write) return;
	shown.find(".fazhi-section").each((_number, section) => {
		$(`<a href="#" class="fazhi-edit small text-muted" style="display: inline-block; margin-left: 1em; text-indent: 0">${__("Edit")}</a>`)
			.appendTo($(section).children().last())
			.on("click", (event) => {
				event.preventDefault();
				open_section(frm, $(section).attr("data-row"));
			});
	});
}

function open_section(frm, name) {
	frm.fields_dict.sections_section.collapse(false);
	frm.scroll_to_field("sections");
	const row = frm.fields_dict.sections.grid.grid_rows_by_docname[name];
	if (row) row.toggle_view(true);
}

function open_figure(frm, event) {
	event.preventDefault();
	const figure = $(event.currentTarget).attr("data-figure");
	fazhi.open_figure(figure, `${frm.doc.year}-01-01`, frm.doc.cut_off_on, frm.doc.unit);
}

function part_html(part) {
	const title = part.title ? `<h4>${escape(part.title)}</h4>` : "";
	return title + part.sections.map(section_html).join("");
}

function section_html(section) {
	const heading = escape(section.title);
	const own_line = heading && !section.is_run_in ? `<h5>${heading}</h5>` : "";
	const paragraphs = section.paragraphs.map((segments, number) => {
		const lead = section.is_run_in && number === 0 && heading ? `<b>${heading}。</b>` : "";
		return `<p style="text-indent: 2em">${lead}${segments.map(segment_html).join("")}</p>`;
	});
	return `<div class="fazhi-section" data-row="${escape(section.row)}">${own_line}${paragraphs.join("")}</div>`;
}

function segment_html(segment) {
	const text = escape(segment.text);
	if (!segment.figure) return text;
	const exact = segment.exact ? __("{0}: {1}, from {2} records", [segment.label, segment.exact, segment.rows]) : segment.label;
	return `<a href="#" class="fazhi-figure text-primary" style="border-bottom: 1px dashed" data-figure="${escape(segment.figure)}"
		title="${escape(exact)}">${text}</a>`;
}

// this year beside last year; counted when someone opens the section

function show_figures(frm) {
	const wrapper = frm.fields_dict.figures_view.$wrapper.empty();
	frm.toggle_display("figures_section", !frm.is_new());
	if (frm.is_new()) return;
	$(`<button class="btn btn-default btn-sm">${__("Show the Figures")}</button>`)
		.appendTo(wrapper)
		.on("click", () => load_figures(frm));
	if (frm.doc.drifted_figures) {
		frm.fields_dict.figures_section.collapse(false);
		load_figures(frm);
	}
}

function load_figures(frm) {
	return ask(frm, "figure_rows").then(({ message }) => {
		const wrapper = frm.fields_dict.figures_view.$wrapper;
		const is_frozen = frm.doc.docstatus > 0;
		// what has moved stands first, the others as they were
		const has_moved = (row) => Number(Boolean(row.moved || row.now || row.fault));
		message.sort((one, other) => has_moved(other) - has_moved(one));
		const titles = [__("Figure"), __("This Year"), __("Year Before"), __("Compared With the Year Before"), __("Records")];
		if (is_frozen) titles.push(__("Now"), __("Records Moved"));
		wrapper.html(`<div style="overflow-x: auto"><table class="table table-bordered table-sm fazhi-figures">
			<thead><tr>${titles.map((title) => `<th>${title}</th>`).join("")}</tr></thead>
			<tbody>${message.map((row) => figure_html(row, is_frozen)).join("")}</tbody></table></div>`);
		wrapper.find("a.fazhi-figure").on("click", (event) => open_figure(frm, event));
		wrapper.find("a.fazhi-moved").on("click", (event) => {
			event.preventDefault();
			show_moved(frm, $(event.currentTarget).attr("data-row"));
		});
	});
}

function figure_html(row, is_frozen) {
	const said = row.this_year || (row.problem ? "" : __("no data"));
	const cells = [
		row.figure
			? `<a href="#" class="fazhi-figure" data-figure="${escape(row.figure)}">${escape(row.label)}</a>`
			: escape(row.label),
		escape(said || row.problem),
		escape(row.last_year),
		escape(row.change),
		row.rows,
	];
	if (is_frozen) {
		const moved = `<a href="#" class="fazhi-moved text-danger" data-row="${escape(row.row)}">${row.moved}</a>`;
		cells.push(escape(row.now || row.fault), row.moved ? moved : "");
	}
	return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function check_drift(frm) {
	tell(frm, "check_drift").then(({ message }) => {
		frappe.show_alert(
			message
				? { message: __("{0} figures have moved since they were frozen", [message]), indicator: "orange" }
				: { message: __("All figures still come out as they were frozen"), indicator: "green" }
		);
		frm.reload_doc();
	});
}

function show_moved(frm, row) {
	ask(frm, "drifted_records", { row }).then(({ message }) => {
		const what = { appeared: __("added since"), gone: __("no longer counted"), changed: __("changed") };
		const said = (value) => escape(String(value).replaceAll("\n", "、"));
		const lines = message.rows.map((record) => {
			const link = frappe.utils.get_form_link(
				message.record_kind,
				record.name,
				true,
				escape(record.title || record.name)
			);
			return `<tr><td>${record.is_deleted ? `${escape(record.name)} (${__("deleted")})` : link}</td>
				<td>${what[record.what]}</td><td>${said(record.frozen)}</td><td>${said(record.now)}</td></tr>`;
		});
		const hidden = message.hidden
			? `<p class="text-muted">${__("{0} more are deleted, or not yours to see.", [message.hidden])}</p>`
			: "";
		frappe.msgprint({
			title: __("Records That Moved the Figure"),
			message: `<table class="table table-sm"><thead><tr><th>${__(message.record_kind)}</th><th></th>
				<th>${__("When Frozen")}</th><th>${__("Now")}</th></tr></thead><tbody>${lines.join("")}</tbody></table>${hidden}`,
			wide: true,
		});
	});
}

// sentences of the parts on shortcomings and on the next year, turned into records

function turn_into(frm) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save the report first."));
		return;
	}
	ask(frm, "sentences").then(({ message }) => {
		const open = message.filter((sentence) => !sentence.made);
		if (!open.length) {
			frappe.msgprint(
				message.length
					? __("Each sentence is kept track of already.")
					: __("Nothing in these two parts is your own words: what was composed from records is kept track of already.")
			);
			return;
		}
		const year_end = `${frm.doc.year + 1}-12-31`;
		const data = open.map((sentence) => ({ ...sentence, unit: frm.doc.unit, due_on: year_end, __checked: 1 }));
		const dialog = new frappe.ui.Dialog({
			title: __("Turn Sentences Into Tasks"),
			size: "extra-large",
			fields: [
				{
					fieldname: "rows",
					fieldtype: "Table",
					label: __("Sentences"),
					description: __("Shortcomings are recorded for this year, tasks for the next. Untick what is not to be kept track of."),
					cannot_add_rows: true,
					cannot_delete_rows: true,
					in_place_edit: true,
					data,
					get_data: () => data,
					fields: [
						{ fieldname: "kind", label: __("Becomes"), fieldtype: "Select", options: "Shortcoming\nGovernance Task", in_list_view: 1, columns: 1, read_only: 1 },
						{ fieldname: "title", label: __("Title"), fieldtype: "Data", in_list_view: 1, columns: 3 },
						{ fieldname: "text", label: __("Sentence"), fieldtype: "Small Text" },
						{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Governance Unit", in_list_view: 1, columns: 2 },
						{ fieldname: "due_on", label: __("To Be Done By"), fieldtype: "Date", in_list_view: 1, columns: 2 },
						{ fieldname: "in_charge", label: __("Person in Charge"), fieldtype: "Link", options: "User", in_list_view: 1, columns: 2 },
					],
				},
			],
			primary_action_label: __("Make Them"),
			primary_action: () => {
				const chosen = data.filter((row) => row.__checked);
				tell(frm, "turn_into", { chosen }).then(async ({ message: made }) => {
					dialog.hide();
					const links = (await Promise.all(Object.entries(made).map(links_of))).flat();
					frappe.msgprint({ title: __("Made"), message: links.join("<br>") || __("Nothing new: each is there already.") });
				});
			},
		});
		dialog.show();
	});
}

async function links_of([kind, names]) {
	const rows = await frappe.db.get_list(kind, { filters: { name: ["in", names] }, fields: ["name", "title"], limit: 0, order_by: "name" });
	return rows.map(({ name, title }) => frappe.utils.get_form_link(kind, name, true, escape(title)));
}

// The editions as files: Word, PDF, or Word through a template of the office's own.
function add_download_button(frm) {
	const method = "fazhi_governance.api.annual_report";
	frm.add_custom_button(__("Download"), async () => {
		const { message } = await frappe.call({
			method: `${method}.choices`,
			type: "GET",
			args: { name: frm.doc.name },
		});
		const { editions, templates } = message;
		const formats = (edition) => [
			{ value: "word", label: __("Word (GB/T 9704)") },
			{ value: "pdf", label: __("PDF") },
			...templates
				.filter((template) => !template.edition || template.edition === edition)
				.map((template) => ({
					value: `template:${template.name}`,
					label: __("Word, by the template {0}", [template.name]),
				})),
		];
		const dialog = new frappe.ui.Dialog({
			title: __("Download"),
			fields: [
				{
					fieldname: "edition",
					fieldtype: "Select",
					label: __("Edition"),
					options: editions.map((edition) => ({ value: edition, label: __(edition) })),
					default: editions[0],
					reqd: 1,
					onchange: () => dialog.set_df_property("format", "options", formats(dialog.get_value("edition"))),
				},
				{
					fieldname: "format",
					fieldtype: "Select",
					label: __("File Format"),
					options: formats(editions[0]),
					default: "word",
					reqd: 1,
				},
			],
			primary_action_label: __("Download"),
			async primary_action({ edition, format }) {
				const query = new URLSearchParams({ name: frm.doc.name, edition });
				if (format.startsWith("template:")) query.set("template", format.slice("template:".length));
				const answer = await fetch(`/api/method/${method}.${format === "pdf" ? "pdf" : "word"}?${query}`);
				if (!answer.ok) {
					const { _server_messages } = await answer.json();
					JSON.parse(_server_messages || "[]").forEach((message) => frappe.msgprint(JSON.parse(message)));
					return;
				}
				dialog.hide();
				const link = document.createElement("a");
				link.href = URL.createObjectURL(await answer.blob());
				link.download = file_name_of(answer);
				link.click();
				URL.revokeObjectURL(link.href);
			},
		});
		dialog.show();
	});
}

function file_name_of(answer) {
	const [, name] = (answer.headers.get("Content-Disposition") || "").split("filename*=UTF-8''");
	return decodeURIComponent(name || "");
}
