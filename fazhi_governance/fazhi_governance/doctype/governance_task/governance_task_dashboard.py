from frappe import _


def get_data():
	return {
		"fieldname": "task",
		"non_standard_fieldnames": {"Governance Task": "source"},
		"dynamic_links": {"source": ["Governance Task", "source_kind"]},
		"transactions": [{"label": _("Urging"), "items": ["Supervision Notice"]}],
		"internal_links": {"Work Plan": "plan"},
	}
