frappe.listview_settings["Law Literate Resident"] = {
	hide_name_column: true,
	onload: (listview) => fazhi.add_register_button(listview),
	add_fields: ["left_on"],
	get_indicator: (doc) =>
		doc.left_on
			? [__("Has Left"), "gray", "left_on,is,set"]
			: [__("In the Role"), "green", "left_on,is,not set"],
};
