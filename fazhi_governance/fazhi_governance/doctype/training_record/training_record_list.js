frappe.listview_settings["Training Record"] = {
	hide_name_column: true,
	onload: (listview) => fazhi.add_register_button(listview),
};
