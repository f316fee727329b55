frappe.ui.form.on("Reception Petition", {
	async petition(frm, doctype, name) {
		const row = frappe.get_doc(doctype, name);
		if (!row.petition || row.matter) return;
		// what an accusation is about stays with it
		const { message } = await frappe.db.get_value("Petition", row.petition, ["subject", "purpose"]);
		if (message.subject && message.purpose !== "Accusation") {
			frappe.model.set_value(doctype, name, "matter", message.subject);
		}
	},
});
