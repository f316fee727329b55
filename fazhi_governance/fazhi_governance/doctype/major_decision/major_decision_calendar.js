frappe.views.calendar["Major Decision"] = fazhi.calendar_of("title", "discussed_on");
