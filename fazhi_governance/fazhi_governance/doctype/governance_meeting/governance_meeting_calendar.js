frappe.views.calendar["Governance Meeting"] = fazhi.calendar_of("title", "held_on");
