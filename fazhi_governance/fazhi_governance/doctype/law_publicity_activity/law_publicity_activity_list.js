frappe.listview_settings["Law Publicity Activity"] = {
	onload: (listview) => fazhi.add_register_button(listview),
};
