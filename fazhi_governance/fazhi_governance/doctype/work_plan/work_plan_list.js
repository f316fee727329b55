frappe.listview_settings["Work Plan"] = {
	hide_name_column: true,
};
