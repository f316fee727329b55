frappe.ui.form.on("Unit Assessment", {
	setup(frm) {
		frm.set_query("scheme", () => ({ filters: { replaced_by: ["is", "not set"] } }));
	},
	refresh(frm) {
		// it stands beside the title, in the user's language
		frm.set_df_property("workflow_state", "hidden", 1);
		// the rows are the scheme's
		frm.set_df_property("scores", "cannot_add_rows", 1);
		frm.set_df_property("scores", "cannot_delete_rows", 1);
		if (frm.is_new() || !frm.has_perm("write") || frm.doc.workflow_state === "Scores Confirmed") return;
		frm.add_custom_button(__("Compute Anew"), () => {
			if (frm.is_dirty()) {
				// a save counts anew as well
				return frm.save();
			}
			return frm.call({ method: "compute_anew", doc: frm.doc, freeze: true }).then(() => frm.reload_doc());
		});
	},
});
