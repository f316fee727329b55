from frappe import _


def get_data():
	return {
		"fieldname": "plan",
		"transactions": [{"label": _("Carrying Out"), "items": ["Governance Task"]}],
	}
