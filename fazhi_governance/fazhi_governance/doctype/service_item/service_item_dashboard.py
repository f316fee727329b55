from frappe import _


def get_data():
	return {
		"fieldname": "service_item",
		"transactions": [{"label": _("Service and Disclosure"), "items": ["Service Inquiry"]}],
	}
