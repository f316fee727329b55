frappe.listview_settings["Shortcoming"] = {
	hide_name_column: true,
	add_fields: ["status", "rectify_due_on", "rectify_warn_on", "closed_on"],
	onload: (listview) => fazhi.add_register_button(listview),
	get_indicator(doc) {
		const late = !doc.closed_on && fazhi.clock_indicator(doc.rectify_due_on, doc.rectify_warn_on);
		const colour = { Raised: "red", "Measure Named": "orange", "Turned into a Task": "blue", Rectified: "green" };
		return [...(late || [__(doc.status), colour[doc.status]]), `status,=,${doc.status}`];
	},
};
