frappe.listview_settings["Assessment Scheme"] = {
	hide_name_column: true,
	add_fields: ["replaced_by", "version"],
	get_indicator(doc) {
		return doc.replaced_by
			? [__("Replaced"), "gray", "replaced_by,is,set"]
			: [__("In Force"), "green", "replaced_by,is,not set"];
	},
};
