from frappe import _


def get_data():
	return {
		"internal_links": {"Publicity Plan": "plan"},
		"transactions": [{"label": _("Publicity"), "items": ["Publicity Plan"]}],
	}
