from frappe import _


def get_data():
	return {
		"fieldname": "task",
		"transactions": [
			{"label": _("Urging"), "items": ["Supervision Notice"]},
			{"label": _("Shortcomings"), "items": ["Shortcoming"]},
		],
	}
