frappe.ui.form.on("Enforcement Officer", {
	refresh(frm) {
		if (frm.is_new()) return;
		// Frappe's connections know no link that stands in another record's table
		add_list_button(frm, __("Trainings of the Officer"), "Training Record", "Training Attendance");
		add_list_button(frm, __("Cases of the Officer"), "Enforcement Case", "Case Officer");
	},
});

function add_list_button(frm, label, kind, table) {
	if (!frappe.model.can_read(kind)) return;
	frm.add_custom_button(label, () => {
		frappe.route_options = { [`${table}.officer`]: frm.doc.name };
		frappe.set_route("List", kind, "List");
	});
}
