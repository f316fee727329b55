frappe.views.calendar["Dispute Screening"] = {
	field_map: { start: "screened_on", end: "screened_on", id: "name", title: "target" },
	get_events_method: "frappe.desk.calendar.get_events",
	// the last day of a dragged event is the one after it
	options: { editable: false },
};
