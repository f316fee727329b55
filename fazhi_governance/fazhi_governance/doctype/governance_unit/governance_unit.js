frappe.ui.form.on("Governance Unit", {
	refresh(frm) {
		if (frm.is_new()) return;
		fazhi.add_trail_button(frm);
		if (frm.doc.dissolved_on || !frm.perm[0].write) return;
		frm.add_custom_button(__("Move Unit"), () => ask_for_parent(frm));
	},
});

function ask_for_parent(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Move {0}", [frm.doc.unit_name]),
		fields: [
			{
				fieldname: "parent",
				fieldtype: "Link",
				options: "Governance Unit",
				label: __("New Parent Unit"),
				reqd: 1,
				get_query: () => ({
					filters: { is_group: 1, dissolved_on: ["is", "not set"], name: ["!=", frm.docname] },
				}),
			},
			{
				fieldname: "explanation",
				fieldtype: "HTML",
				options: `<p class="text-muted">${__(
					"It moves today, with all units below it. Its records until yesterday stay where they are and go on to count there; from today on records are entered for the unit in its new place. Its staff may work in both."
				)}</p>`,
			},
		],
		primary_action_label: __("Move Unit"),
		primary_action({ parent }) {
			frm.call("move", { parent }).then(({ message }) => {
				dialog.hide();
				frappe.set_route("Form", "Governance Unit", message);
			});
		},
	});
	dialog.show();
}
