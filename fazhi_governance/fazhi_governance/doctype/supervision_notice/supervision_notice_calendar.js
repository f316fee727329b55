frappe.views.calendar["Supervision Notice"] = fazhi.calendar_of("subject", "reply_due_on", {
	stop: "replied_on",
	warn: "reply_warn_on",
});
