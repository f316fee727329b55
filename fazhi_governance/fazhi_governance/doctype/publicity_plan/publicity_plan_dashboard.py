from frappe import _


def get_data():
	return {
		"fieldname": "plan",
		"transactions": [{"label": _("Publicity"), "items": ["Law Publicity Activity"]}],
	}
