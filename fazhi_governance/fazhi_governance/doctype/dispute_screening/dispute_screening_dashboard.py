from frappe import _


def get_data():
	return {
		"fieldname": "screening",
		"transactions": [{"label": _("Mediation"), "items": ["Mediation Case"]}],
	}
