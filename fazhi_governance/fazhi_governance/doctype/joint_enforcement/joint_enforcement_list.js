frappe.listview_settings["Joint Enforcement"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["status", "rectified_on", "rectification_due_on", "rectification_warn_on"],
	get_indicator(doc) {
		const colours = { "To Be Put Right": "blue", "Put Right": "green", "Nothing Found": "gray" };
		const late = doc.rectified_on
			? null
			: fazhi.clock_indicator(doc.rectification_due_on, doc.rectification_warn_on);
		return [...(late || [__(doc.status), colours[doc.status]]), `status,=,${doc.status}`];
	},
};
