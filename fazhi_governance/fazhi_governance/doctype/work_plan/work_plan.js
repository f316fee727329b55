frappe.ui.form.on("Work Plan", {
	refresh(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", Number(frappe.datetime.get_today().slice(0, 4)));
		}
	},
});
