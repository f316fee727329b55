frappe.views.calendar["Leader Reception"] = fazhi.calendar_of("leader_name", "planned_on", {
	stop: "held_on",
	warn: "reception_warn_on",
});
