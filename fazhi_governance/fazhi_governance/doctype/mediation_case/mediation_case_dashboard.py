from frappe import _


def get_data():
	return {
		"fieldname": "mediation_case",
		"internal_links": {"Dispute Screening": "screening"},
		"transactions": [
			{"label": _("Found At"), "items": ["Dispute Screening"]},
			{"label": _("Same Matter"), "items": ["Petition"]},
		],
	}
