// A ledger's way into the records: template, upload, check, import, undo. The work itself is done in the background.
const AT_WORK = ["Being Checked", "Being Imported", "Being Undone"];
const OPEN = ["To Be Checked", "Has Faults", "Ready to Import"];
const LOOK_AGAIN = 2000;

frappe.ui.form.on("Register Import", {
	setup(frm) {
		frm.set_query("unit", () => ({ filters: { dissolved_on: ["is", "not set"] } }));
	},
	onload(frm) {
		frappe
			.call({ method: "fazhi_governance.api.register_import.importable", type: "GET" })
			.then(({ message: registers }) => {
				frm.fields_dict.register.set_data(
					registers.map(({ title }) => title)
				);
			});
	},
	refresh(frm) {
		const { choices = {}, findings = {} } = frm.doc.__onload || {};
		frm.fields_dict.sheet.set_data(choices.sheets || []);
		frm.toggle_display("sheet", (choices.sheets || []).length > 1);
		frm.fields_dict.columns.grid.update_docfield_property("header", "options", choices.headers || []);
		frm.fields_dict.columns.grid.cannot_add_rows = true;
		frm.fields_dict.columns.grid.cannot_delete_rows = true;
		for (const field of ["unit", "register", "file", "sheet"]) {
			frm.set_df_property(field, "read_only", !frm.is_new() && !OPEN.includes(frm.doc.status) ? 1 : 0);
		}
		frm.toggle_display("file", !frm.is_new() && frm.doc.status !== "Imported");
		frm.set_intro("");
		// nothing of it can be changed any more: its buttons are what is left
		if (!frm.is_new() && !OPEN.includes(frm.doc.status)) frm.disable_save();
		else frm.enable_save();
		show_findings(frm, findings);
		show_columns(frm, findings);
		add_buttons(frm);
		if (AT_WORK.includes(frm.doc.status)) watch(frm);
	},
	register(frm) {
		add_buttons(frm);
	},
	// the file is what the next step needs: no one has to look for Save
	file(frm) {
		if (frm.doc.file && !frm.is_new()) frm.save();
	},
});

function add_buttons(frm) {
	const onload = frm.doc.__onload || {};
	frm.clear_custom_buttons();
	if (frm.doc.register && OPEN.includes(frm.doc.status || "To Be Checked")) {
		frm.add_custom_button(__("Download the Template"), () =>
			window.open(
				`/api/method/fazhi_governance.api.register_import.download_template?register=${encodeURIComponent(
					frm.doc.register
				)}`
			)
		);
	}
	if (frm.is_new() || !onload.may_import) return;
	const is_interrupted = onload.is_interrupted;
	if (frm.doc.file && (OPEN.includes(frm.doc.status) || (is_interrupted && frm.doc.status === "Being Checked"))) {
		const button = frm.add_custom_button(__("Check the Ledger"), () => take(frm, "check"));
		if (frm.doc.status !== "Ready to Import") button.removeClass("btn-default").addClass("btn-primary");
	}
	if (frm.doc.status === "Ready to Import") {
		frm.add_custom_button(__("Import {0} Rows", [frm.doc.rows_count]), () => {
			if (frm.is_dirty()) {
				frappe.msgprint(__("Save and check again first: the columns were changed."));
				return;
			}
			frappe.confirm(
				__("Put {0} rows into {1}? All of them are put in, or none.", [
					frm.doc.rows_count,
					frm.doc.unit,
				]),
				() => take(frm, "put_in")
			);
		}).removeClass("btn-default").addClass("btn-primary");
	}
	if (is_interrupted && frm.doc.status === "Being Imported") {
		frm.add_custom_button(__("Import Again"), () => take(frm, "put_in")).removeClass("btn-default").addClass("btn-primary");
	}
	if (frm.doc.status === "Imported") {
		frm.add_custom_button(__("Records of the Import"), () =>
			frm.call({ method: "made", doc: frm.doc, type: "GET" }).then(({ message: names }) => {
				frappe.set_route("List", onload.record_kind, "List", { name: ["in", names] });
				if (names.length < frm.doc.records_count) {
					frappe.show_alert(
						__("{0} of {1} records are listed.", [names.length, frm.doc.records_count])
					);
				}
			})
		);
	}
	if (
		frm.perm[0].delete &&
		(frm.doc.status === "Imported" || (is_interrupted && frm.doc.status === "Being Undone"))
	) {
		frm.add_custom_button(__("Undo the Import"), () =>
			frappe.confirm(
				__("Delete all {0} records of this import? It is refused if something was built on one of them.", [
					frm.doc.records_count,
				]),
				() => take(frm, "undo")
			)
		);
	}
}

function take(frm, step) {
	const begin = () =>
		frm.call({ method: step, doc: frm.doc, freeze: true }).then((answer) => {
			if (!answer.exc) frm.reload_doc();
		});
	return frm.is_dirty() ? frm.save().then(begin) : begin();
}

// asks how far it is until it has ended; realtime would say the same, where it runs
function watch(frm) {
	const name = frm.doc.name;
	const look = () => {
		if (!cur_frm || cur_frm.doc.name !== name || !document.contains(frm.wrapper)) return;
		frappe
			.call({ method: "fazhi_governance.api.register_import.progress", type: "GET", args: { name } })
			.then(({ message: now }) => {
				if (!now || cur_frm.doc.name !== name) return;
				if (now.status !== frm.doc.status) {
					frm.reload_doc();
				} else if (now.is_interrupted) {
					frm.doc.__onload = { ...(frm.doc.__onload || {}), is_interrupted: true };
					frm.set_intro("");
					frm.set_intro(
						__("The work was interrupted, and nothing of it has remained. It can be started again."),
						"orange"
					);
					add_buttons(frm);
				} else {
					frm.set_intro("");
					const how_far = now.percent ? `${now.percent}%` : __("Waiting for a worker");
					frm.set_intro([__(frm.doc.status), how_far].join("　"), "blue");
					setTimeout(look, LOOK_AGAIN);
				}
			});
	};
	look();
}

// open where the next thing to do may stand there: something is missing, or was only guessed
function show_columns(frm, { faults = [] }) {
	const is_to_be_chosen =
		(faults.length && (frm.doc.columns || []).length) ||
		(OPEN.includes(frm.doc.status) && (frm.doc.columns || []).some(({ is_guessed }) => is_guessed));
	const section = frm.fields_dict.columns_section;
	if (is_to_be_chosen && section.is_collapsed()) section.collapse(false);
}

function show_findings(frm, findings) {
	const wrapper = frm.fields_dict.result.$wrapper.empty();
	const said = frappe.utils.escape_html;
	const { faults = [], warnings = [], notes = [], kept = [] } = findings;
	if (frm.is_new() || !frm.doc.file) {
		if (!frm.is_new() && frm.doc.status === "To Be Checked") {
			wrapper.html(`<p class="text-muted">${__("Attach the ledger, then check it.")}</p>`);
		}
		if (frm.is_new()) {
			wrapper.html(`<p class="text-muted">${__("Save, then attach the ledger.")}</p>`);
		}
	} else if (frm.doc.status === "To Be Checked") {
		wrapper.html(`<p class="text-muted">${__("Check the ledger: nothing is put in yet.")}</p>`);
	}
	if (frm.doc.status === "Ready to Import") {
		wrapper.append(
			`<div class="form-message green">${__("No faults in {0} rows. The ledger can be imported.", [
				frm.doc.rows_count,
			])}</div>`
		);
	}
	if (kept.length) {
		wrapper.append(
			`<div class="form-message orange"><b>${__("The import was not undone:")}</b><ul>${kept
				.map((each) => `<li>${said(each)}</li>`)
				.join("")}</ul>${__(
				"Delete the records named here, or take away what hangs on them, and undo again; where only single records are wrong, mend or delete those."
			)}</div>`
		);
	}
	if (faults.length) {
		const rows = faults.map(
			({ row, column, value, problem }) =>
				`<tr><td>${row || ""}</td><td class="text-nowrap">${said(column)}</td><td>${said(value)}</td><td>${said(problem)}</td></tr>`
		);
		const more = frm.doc.faults_count - faults.length;
		wrapper.append(
			`<div class="form-message red">${
				frm.doc.rows_count
					? __("{0} faults in {1} rows: nothing is put in until they are mended.", [
							frm.doc.faults_count,
							frm.doc.rows_count,
					  ])
					: __("The ledger was not read: nothing is put in until this is mended.")
			}</div>
			<div class="table-responsive"><table class="table table-bordered table-sm">
			<thead><tr><th class="text-nowrap">${__("Row No.")}</th><th class="text-nowrap">${__("Column of the Register")}</th><th>${__("What Stands There")}</th><th>${__(
				"What Is Wrong"
			)}</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>
			${
				(frm.doc.columns || []).length
					? `<p class="text-muted">${__(
							"What the ledger has no column for can be given one value for all rows, and what it calls otherwise can be chosen, in the columns below; save, then check again."
					  )}</p>`
					: ""
			}
			${more > 0 ? `<p>${__("… and {0} more, all of them in the workbook with the faults marked.", [more])}</p>` : ""}`
		);
	}
	if (warnings.length) {
		wrapper.append(
			`<details><summary>${__("{0} warnings, which do not hinder the import", [
				frm.doc.warnings_count,
			])}</summary><ul>${warnings
				.map(([text, times]) => `<li>${said(text)}${times > 1 ? `（${times}）` : ""}</li>`)
				.join("")}</ul></details>`
		);
	}
	if (notes.length) {
		wrapper.append(
			`<details open><summary>${__("How the ledger was read")}</summary><ul>${notes
				.map((each) => `<li>${said(each)}</li>`)
				.join("")}</ul></details>`
		);
	}
}
