frappe.listview_settings["Leading Group"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["dissolved_on"],
	get_indicator(doc) {
		return doc.dissolved_on
			? [__("Dissolved"), "gray", "dissolved_on,is,set"]
			: [__("In Office"), "green", "dissolved_on,is,not set"];
	},
};
