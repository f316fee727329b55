from frappe import _


def get_data():
	return {
		"fieldname": "repeats",
		"internal_links": {"Governance Task": "task"},
		"transactions": [
			{"label": _("Later Years"), "items": ["Shortcoming"]},
			{"label": _("Rectification"), "items": ["Governance Task"]},
		],
	}
