from frappe import _


def get_data():
	return {
		"fieldname": "matter",
		"dynamic_links": {"matter": ["Reviewable Matter", "matter_kind"]},
		"internal_links": {"Legality Review": "review"},
		"transactions": [
			{"label": _("Review and Advice"), "items": ["Legality Review", "Law Advisor Consultation"]}
		],
	}
