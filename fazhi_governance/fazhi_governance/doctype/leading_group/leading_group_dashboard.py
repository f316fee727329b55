from frappe import _


def get_data():
	return {
		"fieldname": "body",
		"non_standard_fieldnames": {"Work Plan": "adopted_by"},
		"transactions": [{"label": _("Work of the Body"), "items": ["Governance Meeting", "Work Plan"]}],
	}
