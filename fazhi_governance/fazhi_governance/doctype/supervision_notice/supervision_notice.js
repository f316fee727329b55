frappe.ui.form.on("Supervision Notice", {
	setup(frm) {
		fazhi.offer_matter_kinds(frm, "matter_kind");
		frm.set_query("task", () => (frm.doc.unit ? { filters: { unit: frm.doc.unit } } : {}));
	},
	matter_kind: (frm) => frm.set_value("matter", ""),
	async task(frm) {
		if (!frm.doc.task) return;
		const { message } = await frappe.db.get_value("Governance Task", frm.doc.task, ["unit", "title", "in_charge"]);
		if (!frm.doc.unit) frm.set_value("unit", message.unit);
		if (!frm.doc.subject) frm.set_value("subject", message.title);
		if (!frm.doc.replier) frm.set_value("replier", message.in_charge);
	},
	refresh(frm) {
		const { locked_fields } = frm.doc.__onload || {};
		if (frm.is_new() || !locked_fields) return;
		const is_open = ["Issued", "Reply Returned"].includes(frm.doc.workflow_state);
		const may_reply = is_open && frm.has_perm("write") && !locked_fields.includes("reply");
		// the office logs a paper: its text is stored first, as the workflow demands
		const is_replier = locked_fields.includes("issue");
		frm.toggle_display("give_reply", may_reply && (is_replier || frm.doc.reply));
		frm.get_field("give_reply").$input?.addClass("btn-primary");
		if (frm.doc.workflow_state === "Reply Returned") {
			frm.set_intro(__("The reply has been returned: {0}", [frm.doc.return_reason]), "orange");
		}
	},
	give_reply: (frm) => fazhi.save_as(frm, "Replied", __("The reply has been given.")),
});
