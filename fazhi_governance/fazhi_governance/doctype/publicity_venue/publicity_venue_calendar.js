frappe.views.calendar["Publicity Venue"] = fazhi.calendar_of("venue_name", "upkeep_due_on", {
	stop: "closed_on",
	warn: "upkeep_warn_on",
});
