frappe.views.calendar["Training Record"] = {
	field_map: { start: "held_on", end: "held_on", id: "name", title: "topic" },
	get_events_method: "frappe.desk.calendar.get_events",
	// the last day of a dragged event is the one after it
	options: { editable: false },
};
