frappe.ui.form.on("Assessment Scheme", {
	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", Number(frappe.datetime.get_today().slice(0, 4)));
		}
	},
	refresh(frm) {
		show_tree(frm);
		if (frm.is_new()) return;
		if (frm.doc.__onload?.is_frozen) {
			frm.disable_form();
			frm.set_intro(__("Assessments have been made by this scheme, so it is frozen. Change it by a new version."));
		}
		if (frm.doc.replaced_by) return;
		if (frappe.model.can_create("Unit Assessment")) {
			frm.add_custom_button(__("Start Assessments"), () => start(frm)).addClass("btn-primary");
		}
		if (frappe.model.can_create(frm.doctype)) {
			frm.add_custom_button(__("New Version"), () =>
				frm
					.call({ method: "new_version", doc: frm.doc, freeze: true })
					.then(({ message }) => message && frappe.set_route("Form", frm.doctype, message))
			);
		}
	},
});

// each indicator indented below the one that its number continues
function show_tree(frm) {
	const rows = (frm.doc.indicators || []).filter((row) => row.number);
	const escape = frappe.utils.escape_html;
	const lines = rows.map((row) => {
		const is_leaf = !rows.some((other) => other.number.startsWith(`${row.number}.`));
		const text = `${escape(row.number)}　${escape(row.indicator || "")}`;
		const standard = is_leaf && row.scoring_standard ? escape(row.scoring_standard) : "";
		return `<tr><td style="padding-left: ${row.number.split(".").length * 1.5}em">${is_leaf ? text : `<b>${text}</b>`}
			<div class="text-muted small">${standard}</div></td>
			<td class="text-right">${is_leaf ? row.full_score : `<b>${row.full_score}</b>`}</td></tr>`;
	});
	frm.fields_dict.tree.$wrapper.html(`<table class="table table-sm">${lines.join("")}</table>`);
}

async function start(frm) {
	const units = await frappe.db.get_list("Governance Unit", {
		fields: ["name"],
		filters: [["name", "descendants of", frm.doc.unit]],
		order_by: "lft",
		limit: 0,
	});
	const dialog = new frappe.ui.Dialog({
		title: __("Start Assessments"),
		fields: [
			{
				fieldname: "units",
				fieldtype: "MultiCheck",
				label: __("Assessed Unit"),
				columns: 2,
				options: units.map(({ name }) => ({ label: name, value: name, checked: 1 })),
			},
		],
		primary_action_label: __("Start Assessments"),
		async primary_action() {
			const { message: made } = await frm.call({
				method: "start_assessments",
				doc: frm.doc,
				args: { units: dialog.fields_dict.units.get_checked_options() },
				freeze: true,
			});
			dialog.hide();
			frappe.show_alert({ message: __("{0} assessments started", [made.length]), indicator: "green" });
			frm.reload_doc();
		},
	});
	dialog.show();
}
