frappe.ui.form.on("Disclosure Item", {
	check_result(frm) {
		if (!frm.doc.check_result) return;
		if (!frm.doc.checked_by) frm.set_value("checked_by", frappe.session.user);
		if (!frm.doc.checked_on) frm.set_value("checked_on", frappe.datetime.get_today());
	},
});
