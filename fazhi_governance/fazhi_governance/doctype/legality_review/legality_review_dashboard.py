from frappe import _


def get_data():
	return {
		"fieldname": "matter",
		"dynamic_links": {"matter": ["Legality Review", "matter_kind"]},
		"transactions": [{"label": _("Review and Advice"), "items": ["Law Advisor Consultation"]}],
	}
