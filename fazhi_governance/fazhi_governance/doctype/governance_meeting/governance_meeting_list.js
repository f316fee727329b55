frappe.listview_settings["Governance Meeting"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator: (doc) => [__(doc.status), doc.status === "Held" ? "green" : "blue", `status,=,${doc.status}`],
};
