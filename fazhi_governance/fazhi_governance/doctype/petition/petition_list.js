frappe.listview_settings["Petition"] = {
	onload(listview) {
		fazhi.add_register_button(listview);
		fazhi.add_person_search(listview);
	},
	hide_name_column: true,
	add_fields: [
		"workflow_state",
		"purpose",
		"notified_on",
		"notice_due_on",
		"notice_warn_on",
		"conclusion_due_on",
		"conclusion_warn_on",
	],
	get_indicator(doc) {
		const colours = { Concluded: "green", "Case Closed": "gray", "In Handling": "blue" };
		const label = [__(doc.workflow_state), colours[doc.workflow_state] || "orange"];
		const is_open = ["Registered", "In Handling"].includes(doc.workflow_state);
		// the notice is due first
		const [due, warn] = doc.notified_on
			? [doc.conclusion_due_on, doc.conclusion_warn_on]
			: [doc.notice_due_on || doc.conclusion_due_on, doc.notice_warn_on || doc.conclusion_warn_on];
		const late = is_open ? fazhi.clock_indicator(due, warn) : null;
		return [...(late || label), `workflow_state,=,${doc.workflow_state}`];
	},
};
