from frappe import _


def get_data():
	return {
		"fieldname": "matter",
		"non_standard_fieldnames": {"Governance Task": "source"},
		"dynamic_links": {
			"matter": ["Major Decision", "matter_kind"],
			"source": ["Major Decision", "source_kind"],
		},
		"transactions": [
			{"label": _("Review and Advice"), "items": ["Legality Review", "Law Advisor Consultation"]},
			{"label": _("Carrying Out"), "items": ["Governance Task", "Supervision Notice"]},
		],
	}
