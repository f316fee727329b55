frappe.ui.form.on("Reviewable Matter", {
	setup(frm) {
		frm.set_query("review", () => ({
			filters: { review_kind: frm.doc.kind, docstatus: ["!=", 2] },
		}));
		frm.set_df_property("review", "filter_description", __("Reviews of the same kind of matter"));
	},
	kind(frm) {
		frm.set_value("review", null);
	},
});
