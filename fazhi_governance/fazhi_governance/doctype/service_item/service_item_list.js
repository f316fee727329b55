frappe.listview_settings["Service Item"] = {
	hide_name_column: true,
	add_fields: ["withdrawn_on", "is_published"],
	get_indicator(doc) {
		if (doc.withdrawn_on) return [__("No Longer Handled"), "gray", "withdrawn_on,is,set"];
		return doc.is_published
			? [__("Guide Published"), "green", "withdrawn_on,is,not set|is_published,=,1"]
			: [__("Guide Not Published"), "orange", "withdrawn_on,is,not set|is_published,=,0"];
	},
};
