frappe.ui.form.on("Enforcement Officer", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_read("Training Record")) return;
		// Frappe's connections know no link that stands in another record's table
		frm.add_custom_button(__("Trainings of the Officer"), () => {
			frappe.route_options = { "Training Attendance.officer": frm.doc.name };
			frappe.set_route("List", "Training Record", "List");
		});
	},
});
