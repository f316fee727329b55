frappe.ui.form.on("Service Inquiry", {
	setup(frm) {
		frm.set_query("service_item", () => ({ filters: { withdrawn_on: ["is", "not set"] } }));
	},
	// what no longer applies is hidden, so it must not stay behind
	is_answered_at_once(frm) {
		frm.set_value("answered_on", frm.doc.is_answered_at_once ? frm.doc.asked_on : null);
	},
});
