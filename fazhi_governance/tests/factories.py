"""What tests are made of: invented units, people and records, each with the fewest values that are valid."""

from datetime import date

import frappe

from fazhi_governance.kinds import ROLES
from fazhi_governance.scope import UNIT

RECEIVED_ON, HELD_ON = date(2024, 3, 1), date(2024, 5, 6)


def make(doctype: str, values: dict):
	return frappe.get_doc({"doctype": doctype, **values}).insert()


def make_tree() -> dict[str, str]:
	"""Street A with two communities and a station, street B with one community."""
	street_a, street_b = (
		make_unit(
			name,
			unit_type="Sub-district Office",
			is_group=1,
			issuers=f"{name}党工委\n{name}办事处",
			addressee="测试区人民政府",
		)
		for name in ("测试甲街道", "测试乙街道")
	)
	return {
		"street_a": street_a,
		"community_1": make_unit("测试一社区", street_a),
		"community_2": make_unit("测试二社区", street_a),
		"station": make_unit("测试司法所", street_a, unit_type="Station"),
		"street_b": street_b,
		"community_3": make_unit("测试三社区", street_b),
	}


def make_unit(name: str, parent: str | None = None, **values) -> str:
	return make(
		UNIT,
		{"unit_name": name, "unit_type": "Community", "parent_governance_unit": parent, **values},
	).name


def make_users_of(unit: str) -> dict[str, str]:
	"""One user per role."""
	return {
		role: make_user(f"{frappe.scrub(role)}@street-a.invalid", role, unit)
		for role in ("System Manager", *ROLES)
	}


def make_user(email: str, role: str, unit: str | None) -> str:
	"""Written straight to the tables: Frappe would send mail, and make a contact and settings."""
	if not frappe.db.exists("User", email):
		user = frappe.get_doc(
			{"doctype": "User", "email": email, "first_name": email, "user_type": "System User", "enabled": 1}
		)
		user.name = email
		user.append("roles", {"role": role})
		user.db_insert()
		for row in user.roles:
			row.parent = email
			row.db_insert()
	if unit and not frappe.db.exists("User Permission", {"user": email, "allow": UNIT}):
		make("User Permission", {"user": email, "allow": UNIT, "for_value": unit, "is_default": 1})
	return email


def case_values(unit: str, **values) -> dict:
	return {
		"doctype": "Mediation Case",
		"unit": unit,
		"subject": "测试甲与测试乙的相邻纠纷",
		"received_on": RECEIVED_ON,
		"dispute_type": "Neighbours",
		**values,
	}


def concluded(result: str = "Written Agreement", **values) -> dict:
	"""The values of a case that has ended as it ought to."""
	agreement = {"agreement_on": "2024-03-20", "agreement": "测试甲拆除雨棚。"}
	told = {"other_remedies_told": 1}
	return {
		"status": "Concluded",
		"result": result,
		"closed_on": "2024-03-20",
		**(agreement if result.endswith(" Agreement") and result != "No Agreement" else told),
		**values,
	}


def make_case(unit: str, **values):
	return make("Mediation Case", case_values(unit, **values))


def make_activity(unit: str, **values):
	return make(
		"Law Publicity Activity", {"unit": unit, "title": "测试普法活动", "held_on": HELD_ON, **values}
	)


def make_programme(name: str = "测试普法品牌") -> str:
	return make("Publicity Programme", {"programme_name": name}).name


def make_group(unit: str, members: tuple[str, ...] = ("测试甲", "测试乙"), **values):
	return make(
		"Leading Group",
		{
			"unit": unit,
			"group_name": "测试领导小组",
			"established_on": date(2023, 3, 1),
			"members": [{"person_name": name, "post": "测试职务"} for name in members],
			**values,
		},
	)


def make_report(unit: str, year: int = 2024, **values):
	return make("Annual Report", {"unit": unit, "year": year, **values})


def make_rule(code: str, **values):
	"""A rule that is not the app's own: by default a gate in force from 2020 on."""
	return make(
		"Statutory Rule",
		{
			"code": code,
			"title": f"测试规则{code}",
			"kind": "Gate",
			"level": "Block",
			"record_kind": "Mediation Case",
			"in_force_from": "2020-01-01",
			"source_status": "Text Read",
			**values,
		},
	)


def make_clock_rule(code: str, **values):
	"""A deadline of ten calendar days unless told otherwise."""
	return make_rule(
		code, **{"kind": "Clock", "level": "Warn", "clock_kind": "Deadline", "length": 10, **values}
	)


def make_local_rule(unit: str, rule: str, **values):
	return make(
		"Local Rule",
		{
			"unit": unit,
			"rule": rule,
			"document_number": "测法〔2024〕1号",
			"in_force_from": "2020-01-01",
			**values,
		},
	)


def make_exception(unit: str, day: str, is_working_day: int = 0, **values):
	return make(
		"Calendar Exception",
		{"unit": unit, "day": day, "is_working_day": is_working_day, "reason": "测试停工", **values},
	)


def make_figure(code: str, **values):
	"""A count of mediation cases by the day of receipt, unless told otherwise."""
	return make(
		"Statistical Figure",
		{
			"code": code,
			"label": f"测试指标{code}",
			"figure_group": "Other",
			"aggregate": "Count",
			"record_kind": "Mediation Case",
			"date_field": "received_on",
			"unit_of_measure": "件",
			**values,
		},
	)


def make_paragraph(text: str, **values):
	return make(
		"Report Paragraph",
		{"part": "Achievements", "heading": "测试小节", "sequence": 10, "text": text, **values},
	)


def make_law(short_name: str = "测试法", **values):
	return make(
		"Law",
		{"short_name": short_name, "title": f"中华人民共和国{short_name}", "category": "Statute", **values},
	)
