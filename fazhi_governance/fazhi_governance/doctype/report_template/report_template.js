frappe.ui.form.on("Report Template", {
	refresh(frm) {
		frm.add_custom_button(__("Download the Sample Template"), () =>
			window.open("/api/method/fazhi_governance.api.annual_report.sample_template")
		);
		frm.set_df_property("word_file", "options", { restrictions: { allowed_file_types: [".docx"] } });
		show_fields(frm);
	},
});

function show_fields(frm) {
	const wrapper = frm.fields_dict.fields_help.$wrapper.empty();
	const rows = frm.doc.__onload && frm.doc.__onload.fields;
	if (rows) return draw(wrapper, rows);
	frappe
		.call({ method: "fazhi_governance.api.annual_report.template_fields", type: "GET" })
		.then(({ message }) => draw(wrapper, message));
}

function draw(wrapper, rows) {
	const cells = rows.map(
		(row) => `<tr>${row.map((text) => `<td>${frappe.utils.escape_html(text)}</td>`).join("")}</tr>`
	);
	wrapper.html(
		`<table class="table table-bordered"><thead><tr><th>${__("How It Is Written")}</th><th>${__("What Stands There")}</th></tr></thead>
		<tbody>${cells.join("")}</tbody></table>`
	);
}
