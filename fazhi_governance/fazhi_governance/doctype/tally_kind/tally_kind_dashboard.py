from frappe import _


def get_data():
	return {
		"fieldname": "tally_kind",
		"transactions": [{"label": _("Service and Disclosure"), "items": ["Monthly Tally"]}],
	}
