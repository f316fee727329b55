frappe.views.calendar["Legality Review"] = fazhi.calendar_of("subject", "review_due_on", {
	stop: "opinion_on",
	warn: "review_warn_on",
});
