from frappe import _


def get_data():
	return {
		"fieldname": "matter",
		"dynamic_links": {"matter": ["Major Decision", "matter_kind"]},
		"transactions": [
			{"label": _("Review and Advice"), "items": ["Legality Review", "Law Advisor Consultation"]}
		],
	}
