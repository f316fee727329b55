from frappe import _


def get_data():
	return {
		"fieldname": "matter",
		"non_standard_fieldnames": {"Supervision Matter": "enforcement_case"},
		"dynamic_links": {"matter": ["Enforcement Case", "matter_kind"]},
		"internal_links": {"Joint Enforcement": "joint_enforcement"},
		"transactions": [
			{"label": _("Review and Advice"), "items": ["Legality Review", "Law Advisor Consultation"]},
			{"label": _("Enforcement"), "items": ["Supervision Matter", "Joint Enforcement"]},
		],
	}
