frappe.listview_settings["Major Decision"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["workflow_state", "result"],
	get_indicator(doc) {
		const colours = { "Agenda Locked": "orange", Decided: "green", Published: "green", Ended: "gray" };
		const colour = colours[doc.workflow_state] || "blue";
		return [__(doc.workflow_state), colour, `workflow_state,=,${doc.workflow_state}`];
	},
};
