frappe.listview_settings["Law Publicity Activity"] = {
	hide_name_column: true,
	onload: (listview) => fazhi.add_register_button(listview),
};
