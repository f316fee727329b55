from frappe import _


def get_data():
	return {
		"fieldname": "joint_enforcement",
		"transactions": [{"label": _("Enforcement"), "items": ["Enforcement Case"]}],
	}
