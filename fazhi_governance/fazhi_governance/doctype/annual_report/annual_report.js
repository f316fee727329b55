frappe.ui.form.on("Annual Report", {
	onload(frm) {
		if (!frm.is_new() || frm.doc.year) return;
		// the report of a year is written around its end
		const today = frappe.datetime.str_to_obj(frappe.datetime.get_today());
		frm.set_value("year", today.getMonth() < 6 ? today.getFullYear() - 1 : today.getFullYear());
	},
	year(frm) {
		if (frm.doc.year) frm.set_value("cut_off_on", `${frm.doc.year}-12-31`);
	},
	unit: take_over_from_unit,
	refresh(frm) {
		show_text(frm);
		if (frm.is_new()) {
			if (frm.doc.unit && !frm.doc.issuers) take_over_from_unit(frm);
			return;
		}
		if (frappe.model.can_print(frm.doctype, frm)) add_download_button(frm);
		if (frm.perm[0].write) frm.add_custom_button(__("Compose"), () => compose(frm)).addClass("btn-primary");
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

function show_text(frm) {
	const text = frm.doc.__onload && frm.doc.__onload.text;
	const wrapper = frm.fields_dict.preview.$wrapper.empty();
	if (frm.is_new() || !text) {
		wrapper.html(`<p class="text-muted">${__("Save the report, then compose it from the records of the year.")}</p>`);
		return;
	}
	const findings = text.findings.map((finding) => `<li>${frappe.utils.escape_html(finding)}</li>`);
	if (findings.length) {
		wrapper.append(
			`<div class="form-message yellow"><b>${__("Still missing")}</b><ul>${findings.join("")}</ul></div>`
		);
	}
	wrapper.append(
		`<div class="fazhi-report" style="line-height: 1.9; max-width: 46em">${text.parts.map(part_html).join("")}</div>`
	);
	wrapper.find("a.fazhi-figure").on("click", (event) => {
		event.preventDefault();
		const figure = $(event.currentTarget).attr("data-figure");
		fazhi.open_figure(figure, `${frm.doc.year}-01-01`, frm.doc.cut_off_on, frm.doc.unit);
	});
}

function part_html(part) {
	const title = part.title ? `<h4>${frappe.utils.escape_html(part.title)}</h4>` : "";
	return title + part.sections.map(section_html).join("");
}

function section_html(section) {
	const heading = frappe.utils.escape_html(section.title);
	const own_line = heading && !section.is_run_in ? `<h5>${heading}</h5>` : "";
	const paragraphs = section.paragraphs.map((segments, number) => {
		const lead = section.is_run_in && number === 0 && heading ? `<b>${heading}。</b>` : "";
		return `<p style="text-indent: 2em">${lead}${segments.map(segment_html).join("")}</p>`;
	});
	return own_line + paragraphs.join("");
}

function segment_html(segment) {
	const text = frappe.utils.escape_html(segment.text);
	if (!segment.figure) return text;
	const exact = segment.exact ? __("{0}: {1}, from {2} records", [segment.label, segment.exact, segment.rows]) : segment.label;
	return `<a href="#" class="fazhi-figure text-primary" style="border-bottom: 1px dashed" data-figure="${frappe.utils.escape_html(segment.figure)}"
		title="${frappe.utils.escape_html(exact)}">${text}</a>`;
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
	// Frappe sends the name in UTF-8 as it is, browsers read headers as Latin-1
	const header = Uint8Array.from(answer.headers.get("Content-Disposition") || "", (each) => each.charCodeAt(0));
	return (new TextDecoder().decode(header).match(/filename="([^"]+)"/) || [])[1] || "";
}
