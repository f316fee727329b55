frappe.listview_settings["Law Advisor"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	hide_name_column: true,
	add_fields: ["engagement_due_on", "engagement_warn_on", "ended_on"],
	get_indicator(doc) {
		if (doc.ended_on && doc.ended_on < frappe.datetime.get_today()) {
			return [__("Engagement Over"), "gray", "ended_on,is,set"];
		}
		const late = fazhi.clock_indicator(doc.engagement_due_on, doc.engagement_warn_on);
		if (!late) return [__("Engaged"), "green", "ended_on,is,not set"];
		const is_over = doc.engagement_due_on < frappe.datetime.get_today();
		return [is_over ? __("Expired") : __("Expires Soon"), late[1], "ended_on,is,not set"];
	},
};
