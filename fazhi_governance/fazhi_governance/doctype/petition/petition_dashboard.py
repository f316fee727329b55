from frappe import _


def get_data():
	return {
		"fieldname": "root_petition",
		"internal_links": {"Mediation Case": "mediation_case"},
		"transactions": [{"label": _("Same Matter"), "items": ["Petition", "Mediation Case"]}],
	}
