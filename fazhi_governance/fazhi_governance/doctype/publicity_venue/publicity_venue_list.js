frappe.listview_settings["Publicity Venue"] = {
	hide_name_column: true,
	onload: (listview) => fazhi.add_register_button(listview),
	add_fields: ["closed_on", "upkeep_due_on", "upkeep_warn_on"],
	get_indicator(doc) {
		if (doc.closed_on) return [__("Out of Use"), "gray", "closed_on,is,set"];
		const late = fazhi.clock_indicator(doc.upkeep_due_on, doc.upkeep_warn_on);
		return [...(late || [__("Venue in Use"), "green"]), "closed_on,is,not set"];
	},
};
