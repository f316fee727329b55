from frappe import _


def get_data():
	return {
		"fieldname": "training",
		"transactions": [{"label": _("Studied Before"), "items": ["Governance Meeting"]}],
	}
