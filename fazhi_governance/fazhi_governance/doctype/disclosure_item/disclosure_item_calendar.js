frappe.views.calendar["Disclosure Item"] = fazhi.calendar_of("title", "disclosure_due_on", {
	stop: "published_on",
	warn: "disclosure_warn_on",
});
