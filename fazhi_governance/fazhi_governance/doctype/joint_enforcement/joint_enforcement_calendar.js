frappe.views.calendar["Joint Enforcement"] = fazhi.calendar_of("title", "held_on");
