from frappe import _


def get_data():
	return {
		"internal_links": {"Service Item": "service_item"},
		"transactions": [{"label": _("Service and Disclosure"), "items": ["Service Item"]}],
	}
