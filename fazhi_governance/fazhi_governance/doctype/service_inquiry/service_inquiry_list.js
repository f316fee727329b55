frappe.listview_settings["Service Inquiry"] = {
	hide_name_column: true,
	onload: (listview) => fazhi.add_register_button(listview),
	add_fields: ["answered_on", "is_answered_at_once"],
	get_indicator(doc) {
		if (!doc.answered_on) return [__("Not Answered"), "orange", "answered_on,is,not set"];
		return doc.is_answered_at_once
			? [__("Answered at Once"), "green", "is_answered_at_once,=,1"]
			: [__("Answered Later"), "blue", "answered_on,is,set|is_answered_at_once,=,0"];
	},
};
