frappe.views.calendar["Petition"] = fazhi.calendar_of("subject", "conclusion_due_on", {
	stop: "concluded_on",
	warn: "conclusion_warn_on",
});
