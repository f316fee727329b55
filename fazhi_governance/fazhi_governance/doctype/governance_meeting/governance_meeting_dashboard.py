from frappe import _


def get_data():
	return {
		"fieldname": "source",
		"dynamic_links": {"source": ["Governance Meeting", "source_kind"]},
		"transactions": [{"label": _("Carrying Out"), "items": ["Governance Task"]}],
	}
