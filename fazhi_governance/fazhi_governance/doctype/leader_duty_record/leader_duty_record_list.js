frappe.listview_settings["Leader Duty Record"] = {
	hide_name_column: true,
	add_fields: ["personal_act"],
	onload: (listview) => fazhi.add_register_button(listview),
	get_indicator(doc) {
		const colour = {
			"Deployed in Person": "blue",
			"Inquired in Person": "orange",
			"Coordinated in Person": "purple",
			"Urged in Person": "red",
		}[doc.personal_act];
		return [__(doc.personal_act), colour, `personal_act,=,${doc.personal_act}`];
	},
};
