frappe.listview_settings["Tally Kind"] = {
	hide_name_column: true,
	add_fields: ["is_in_use"],
	get_indicator: (doc) =>
		doc.is_in_use
			? [__("In Use"), "green", "is_in_use,=,1"]
			: [__("No Longer in Use"), "gray", "is_in_use,=,0"],
};
