const COLOURS = { Draft: "gray", Signed: "blue", Filed: "orange", "Made Public": "green" };

frappe.listview_settings["Annual Report"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	add_fields: ["status", "sent_on", "sending_due_on", "sending_warn_on"],
	get_indicator(doc) {
		const late = !doc.sent_on && fazhi.clock_indicator(doc.sending_due_on, doc.sending_warn_on);
		return [...(late || [__(doc.status), COLOURS[doc.status]]), `status,=,${doc.status}`];
	},
};
