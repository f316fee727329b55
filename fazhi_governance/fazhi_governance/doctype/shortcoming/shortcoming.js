frappe.ui.form.on("Shortcoming", {
	setup(frm) {
		frm.set_query("repeats", () => ({
			filters: {
				unit: frm.doc.unit || "",
				year: ["<", Number((frm.doc.raised_on || frappe.datetime.get_today()).slice(0, 4))],
			},
		}));
		frm.set_query("task", () => ({ filters: { unit: frm.doc.unit || "" } }));
	},
	refresh(frm) {
		if (frm.is_new() || frm.doc.task || frm.doc.closed_on) return;
		if (!frm.has_perm("write") || !frappe.model.can_create("Governance Task")) return;
		frm.add_custom_button(__("Make a Task of It"), () => make_task(frm)).addClass("btn-primary");
	},
});

function make_task(frm) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save the shortcoming first, then make a task of it."));
		return;
	}
	frm.call({ method: "make_task", doc: frm.doc, freeze: true }).then(({ message }) => {
		if (!message) return;
		frappe.show_alert({ message: __("Task {0} has been made", [message]), indicator: "green" });
		frm.reload_doc();
	});
}
