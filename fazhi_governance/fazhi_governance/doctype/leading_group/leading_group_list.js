frappe.listview_settings["Leading Group"] = {
	add_fields: ["dissolved_on"],
	get_indicator(doc) {
		return doc.dissolved_on
			? [__("Dissolved"), "gray", "dissolved_on,is,set"]
			: [__("In Office"), "green", "dissolved_on,is,not set"];
	},
};
