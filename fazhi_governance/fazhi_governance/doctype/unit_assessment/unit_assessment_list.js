frappe.listview_settings["Unit Assessment"] = {
	hide_name_column: true,
	add_fields: ["workflow_state"],
	onload: (listview) => fazhi.add_register_button(listview),
	get_indicator(doc) {
		const colour = { "Self-Scoring": "orange", "Scores Under Review": "blue", "Scores Confirmed": "green" };
		return [__(doc.workflow_state), colour[doc.workflow_state] || "gray", `workflow_state,=,${doc.workflow_state}`];
	},
};
