frappe.views.calendar["Shortcoming"] = fazhi.calendar_of("title", "rectify_due_on", {
	stop: "closed_on",
	warn: "rectify_warn_on",
});
