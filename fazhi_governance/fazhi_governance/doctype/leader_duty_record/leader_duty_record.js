frappe.ui.form.on("Leader Duty Record", {
	setup(frm) {
		fazhi.offer_matter_kinds(frm, "matter_kind");
	},
	onload(frm) {
		// leaders write their own
		if (frm.is_new() && frappe.user.has_role("Fazhi Leader") && !frm.doc.leader) {
			frm.set_value("leader", frappe.session.user);
		}
	},
	matter_kind(frm) {
		frm.set_value("matter", "");
	},
});
