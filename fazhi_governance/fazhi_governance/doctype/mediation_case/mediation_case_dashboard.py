from frappe import _


def get_data():
	return {
		"fieldname": "mediation_case",
		"transactions": [{"label": _("Same Matter"), "items": ["Petition"]}],
	}
