frappe.views.calendar["Enforcement Case"] = fazhi.calendar_of("title", "decision_due_on", {
	stop: "decided_on",
	warn: "decision_warn_on",
});
