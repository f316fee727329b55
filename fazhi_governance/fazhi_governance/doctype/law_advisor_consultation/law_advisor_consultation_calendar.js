frappe.views.calendar["Law Advisor Consultation"] = fazhi.calendar_of("subject", "answer_due_on", {
	stop: "answered_on",
	warn: "answer_warn_on",
});
