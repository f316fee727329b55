frappe.views.calendar["Supervision Matter"] = fazhi.calendar_of("title", "rectification_due_on", {
	stop: "rectified_on",
	warn: "rectification_warn_on",
});
