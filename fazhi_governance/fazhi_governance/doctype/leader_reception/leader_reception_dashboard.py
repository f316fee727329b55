from frappe import _


def get_data():
	return {
		"fieldname": "reception",
		"internal_links": {"Petition": ["petitions", "petition"]},
		"transactions": [{"label": _("Petitions of the Day"), "items": ["Petition"]}],
	}
