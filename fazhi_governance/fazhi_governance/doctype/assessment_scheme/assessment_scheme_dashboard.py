from frappe import _


def get_data():
	return {
		"fieldname": "scheme",
		"non_standard_fieldnames": {"Assessment Scheme": "replaces"},
		"transactions": [
			{"label": _("Assessments"), "items": ["Unit Assessment"]},
			{"label": _("Versions"), "items": ["Assessment Scheme"]},
		],
	}
