frappe.views.calendar["Leader Duty Record"] = fazhi.calendar_of("subject", "acted_on");
