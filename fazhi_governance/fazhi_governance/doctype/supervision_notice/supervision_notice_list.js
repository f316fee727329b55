frappe.listview_settings["Supervision Notice"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["workflow_state", "replied_on", "reply_due_on", "reply_warn_on"],
	get_indicator(doc) {
		const colours = { Replied: "blue", "Reply Returned": "red", Closed: "green" };
		const late = doc.replied_on ? null : fazhi.clock_indicator(doc.reply_due_on, doc.reply_warn_on);
		const label = [__(doc.workflow_state), colours[doc.workflow_state] || "orange"];
		return [...(late || label), `workflow_state,=,${doc.workflow_state}`];
	},
};
