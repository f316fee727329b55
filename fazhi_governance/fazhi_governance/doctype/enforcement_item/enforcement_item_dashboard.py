from frappe import _


def get_data():
	return {
		"fieldname": "item",
		"transactions": [{"label": _("Enforcement"), "items": ["Enforcement Case"]}],
	}
