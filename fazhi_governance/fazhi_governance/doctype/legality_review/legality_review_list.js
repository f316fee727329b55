frappe.listview_settings["Legality Review"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	add_fields: [
		"workflow_state",
		"voided_on",
		"conclusion",
		"opinion_on",
		"review_due_on",
		"review_warn_on",
	],
	get_indicator(doc) {
		if (doc.voided_on) return [__("Void"), "red", "voided_on,is,set"];
		const colours = { "Opinion Given": "green", "Returned for Completion": "orange" };
		const label = [__(doc.workflow_state), colours[doc.workflow_state] || "blue"];
		const late = doc.opinion_on ? null : fazhi.clock_indicator(doc.review_due_on, doc.review_warn_on);
		return [...(late || label), `workflow_state,=,${doc.workflow_state}`];
	},
};
