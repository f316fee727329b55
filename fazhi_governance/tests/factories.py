"""What tests are made of: invented units, people and records, each with the fewest values that are valid."""

from datetime import date

import frappe

from fazhi_governance.kinds import ROLES
from fazhi_governance.privacy.reveal import SEEN, write_log
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


# of people born on the first day of 1900: no one lives who has such a number
ID_NUMBERS = ("110101190001010014", "110101190001010022", "110101190001010030")


def make_person(name: str = "测试当事人", **values) -> dict:
	"""A row of Involved Person."""
	return {"role": "Applicant", "person_name": name, **values}


def make_reveal(unit: str):
	"""That someone saw the persons of a case in the clear."""
	write_log(SEEN, "Mediation Case", "测试：核对登记", doc=make_case(unit))
	return frappe.get_last_doc("Reveal Log", {"unit": unit})


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


def make_screening(unit: str, **values):
	"""Of a building, with nothing found unless told otherwise."""
	return make("Dispute Screening", {"unit": unit, "target": "测试楼栋", "screened_on": HELD_ON, **values})


def make_activity(unit: str, **values):
	return make(
		"Law Publicity Activity", {"unit": unit, "title": "测试普法活动", "held_on": HELD_ON, **values}
	)


def make_programme(name: str = "测试普法品牌") -> str:
	return make("Publicity Programme", {"programme_name": name}).name


def make_publicity_plan(unit: str, *duties: dict, **values):
	"""Of the five years that hold 2024."""
	return make(
		"Publicity Plan",
		{
			"unit": unit,
			"title": f"{unit}测试普法规划",
			"from_year": 2021,
			"to_year": 2025,
			"adopted_on": date(2021, 9, 1),
			"duties": duties,
			**values,
		},
	)


def make_resident(unit: str, resident_name: str = "测试明白人", **values):
	return make(
		"Law Literate Resident",
		{
			"unit": unit,
			"resident_name": resident_name,
			"background": "Grid Worker",
			"chosen_on": date(2023, 3, 1),
			**values,
		},
	)


def make_venue(unit: str, **values):
	return make(
		"Publicity Venue",
		{
			"unit": unit,
			"venue_name": "测试法治长廊",
			"kind": "Rule-of-Law Corridor",
			"built_on": date(2023, 3, 1),
			**values,
		},
	)


def make_service_item(unit: str, **values):
	return make(
		"Service Item",
		{
			"unit": unit,
			"item_name": "测试补贴申请",
			"time_limit": 5,
			"listed_on": date(2023, 3, 1),
			**values,
		},
	)


def make_inquiry(unit: str, **values):
	"""Answered at once, unless told otherwise."""
	return make(
		"Service Inquiry",
		{
			"unit": unit,
			"asked_on": HELD_ON,
			"topic": "Social Insurance",
			"question": "测试如何参保",
			**values,
		},
	)


def make_disclosure(unit: str, **values):
	"""Neither checked nor published."""
	return make(
		"Disclosure Item",
		{
			"unit": unit,
			"title": "测试年度预算",
			"category": "Budget and Accounts",
			"created_on": date(2024, 3, 1),
			**values,
		},
	)


def checked(result: str = "May Be Published", **values) -> dict:
	"""The values of information that has been checked before its publication."""
	return {
		"check_result": result,
		"checked_by": "Administrator",
		"checked_on": date(2024, 3, 4),
		**values,
	}


def make_tally(unit: str, **values):
	kind = values.pop("tally_kind", "测试工作量")
	if not frappe.db.exists("Tally Kind", kind):
		make("Tally Kind", {"kind_name": kind, "unit_of_measure": "件"})
	return make(
		"Monthly Tally",
		{"unit": unit, "tally_kind": kind, "month_on": date(2024, 3, 1), "quantity": 12, **values},
	)


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


def make_scheme(unit: str, indicators: tuple[dict, ...] = (), **values):
	"""Two groups of indicators with three leaves, of a hundred points in all, unless others are given."""
	usual = (
		{"number": "1", "indicator": "测试组织领导", "full_score": 40},
		{"number": "1.1", "indicator": "测试会议研究", "full_score": 30, "deduction_rule": "少一次扣10分"},
		{"number": "1.2", "indicator": "测试工作方案", "full_score": 10},
		{"number": "2", "indicator": "测试普法活动", "full_score": 60},
	)
	return make(
		"Assessment Scheme",
		{
			"unit": unit,
			"year": 2024,
			"title": "测试考核方案",
			"issued_on": date(2024, 3, 1),
			"indicators": indicators or usual,
			**values,
		},
	)


def make_assessment(unit: str, scheme: str):
	return make("Unit Assessment", {"unit": unit, "scheme": scheme})


def make_duty_record(unit: str, **values):
	"""Of a party head without an account."""
	return make(
		"Leader Duty Record",
		{
			"unit": unit,
			"leader_name": "测试书记",
			"post_kind": "Party Head",
			"acted_on": HELD_ON,
			"personal_act": "Deployed in Person",
			"duty": "Organisation and Planning",
			"subject": "测试部署年度法治工作",
			**values,
		},
	)


def make_shortcoming(unit: str, **values):
	return make(
		"Shortcoming",
		{
			"unit": unit,
			"title": "测试重视程度有待提高",
			"raised_on": date(2024, 12, 20),
			"text": "部分人员对依法治理工作存在模糊认识，各社区工作发展水平不平衡。",
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


def make_template_file(content: bytes, file_name: str = "模板.docx") -> str:
	"""Privately uploaded, as the form does it; the caller deletes it."""
	values = {"file_name": file_name, "is_private": 1, "content": content}
	return make("File", values).file_url


def make_report_template(unit: str, file_url: str, **values):
	return make(
		"Report Template",
		{"template_name": f"{unit}测试模板", "unit": unit, "word_file": file_url, **values},
	)


def make_law(short_name: str = "测试法", **values):
	return make(
		"Law",
		{"short_name": short_name, "title": f"中华人民共和国{short_name}", "category": "Statute", **values},
	)


def make_advisor(unit: str, user: str | None = None, **values):
	"""Engaged for as long as any test runs."""
	return make(
		"Law Advisor",
		{
			"unit": unit,
			"advisor_name": "测试律师甲",
			"user": user,
			"engaged_from": date(2023, 1, 1),
			"engaged_to": date(2099, 12, 31),
			**values,
		},
	)


def make_consultation(unit: str, advisor: str, **values):
	return make(
		"Law Advisor Consultation",
		{
			"unit": unit,
			"subject": "测试设备采购合同",
			"kind": "Contract",
			"advisor": advisor,
			"asked_on": date(2024, 5, 6),
			"question": "测试违约金条款是否合法？",
			**values,
		},
	)


def make_file(content: str | None = None) -> str:
	"""The URL of a private file; its content is its own unless given."""
	content = content or f"测试文本{frappe.generate_hash()}"
	return make("File", {"file_name": "draft.txt", "is_private": 1, "content": content}).file_url


def make_decision(unit: str, **values):
	"""A decision with a draft and the public heard: only the legality review is missing."""
	return make(
		"Major Decision",
		{
			"unit": unit,
			"title": "测试老旧小区改造方案",
			"category": "Public Construction Project",
			"lead_unit": unit,
			"started_on": date(2024, 3, 1),
			"participations": [{"method": "Symposium", "from_date": date(2024, 3, 8)}],
			**({} if "drafts" in values else {"drafts": [make_draft("送审稿")]}),
			**values,
		},
	)


def make_draft(version: str, content: str | None = None) -> dict:
	return {"version": version, "dated": date(2024, 4, 1), "file": make_file(content)}


def make_review(unit: str, **values):
	"""Of a contract, with all its materials, unless told otherwise."""
	review = frappe.get_doc(
		{
			"doctype": "Legality Review",
			"unit": unit,
			"subject": "测试设备采购合同",
			"review_type": "合同",
			**({} if values.get("matter") or "draft" in values else {"draft": make_file()}),
			**values,
		}
	).insert()
	for row in review.materials:
		row.is_provided = 1
	return review.save()


def make_decision_review(decision, **values):
	return make_review(
		decision.unit,
		**{
			"subject": decision.title,
			"review_type": "重大行政决策",
			"matter_kind": "Major Decision",
			"matter": decision.name,
			**values,
		},
	)


def conclude(review, conclusion: str = "Lawful", prepared=None, **values):
	"""Through reception and review to the opinion, as a system manager loads a past year.

	:param prepared: called with the review right before its opinion is submitted
	"""
	review.update({"workflow_state": "Submitted for Review", "submitted_on": date(2024, 5, 6)})
	review.save()
	review.update({"workflow_state": "Under Review", "complete_on": date(2024, 5, 6)})
	if review.review_kind == "Major Decision":
		review.update({"advisor": make_advisor(review.unit).name, "advisor_opinion": "测试法律意见"})
	review.update(
		{
			"reviewer": frappe.session.user,
			"submitted_by": None,
			"conclusion": conclusion,
			"opinion": "测试意见",
			"opinion_on": date(2024, 5, 20),
			**values,
		}
	)
	review.save()
	if prepared:
		prepared(review)
	review.submit()
	return review


def make_training(unit: str, people: tuple[str, ...] = ("测试甲", "测试乙"), **values):
	"""Two hours of study, with everyone present."""
	return make(
		"Training Record",
		{
			"unit": unit,
			"topic": "测试学法专题",
			"held_by": "All Staff",
			"held_on": HELD_ON,
			"hours": 2,
			"attendees": [{"person_name": name} for name in people],
			**values,
		},
	)


def make_officer(unit: str, officer_name: str = "测试执法员", **values):
	return make(
		"Enforcement Officer",
		{
			"unit": unit,
			"officer_name": officer_name,
			"certificate_number": f"测执证{officer_name}",
			"certificate_to": date(2099, 12, 31),
			"joined_on": date(2023, 3, 1),
			**values,
		},
	)


def make_item(unit: str, **values):
	"""A penalty that the province has handed down, unless told otherwise."""
	return make(
		"Enforcement Item",
		{
			"unit": unit,
			"item_name": "测试擅自占用城市道路的处罚",
			"kind": "Penalty",
			"held_from": date(2023, 1, 1),
			"decision_document": "测政发〔2022〕12号",
			"decision_published_on": date(2022, 12, 15),
			**values,
		},
	)


def make_enforcement_case(unit: str, **values):
	"""Just filed, of a citizen; without an item it is a penalty."""
	return make(
		"Enforcement Case",
		{
			"unit": unit,
			"title": "测试擅自占道案",
			"filed_on": date(2024, 3, 4),
			**({} if "item" in values else {"item": make_item(unit).name}),
			**values,
		},
	)


def make_case_review(case, **values):
	return make_review(
		case.unit,
		**{
			"subject": case.title,
			"review_type": "重大行政执法决定",
			"matter_kind": "Enforcement Case",
			"matter": case.name,
			"draft": make_file(),
			**values,
		},
	)


def make_joint_enforcement(unit: str, **values):
	"""Nothing found, unless told otherwise."""
	return make(
		"Joint Enforcement",
		{
			"unit": unit,
			"title": "测试安全生产联合检查",
			"field": "Production Safety",
			"held_on": date(2024, 5, 13),
			"lead": "测试应急局",
			**values,
		},
	)


def make_supervision(unit: str, **values):
	return make(
		"Supervision Matter",
		{
			"unit": unit,
			"title": "测试检查次数过多",
			"source": "Hotline",
			"found_on": date(2024, 4, 8),
			"unit_concerned": unit,
			"problem_class": "Arbitrary Checks",
			**values,
		},
	)


def make_matter(unit: str, **values):
	"""A contract signed, without a review unless one is given."""
	return make(
		"Reviewable Matter",
		{
			"unit": unit,
			"title": "测试设备采购合同",
			"kind": "Contract",
			"issued_on": date(2024, 6, 3),
			**values,
		},
	)


def make_work_plan(unit: str, **values):
	return make(
		"Work Plan",
		{
			"unit": unit,
			"title": "测试法治建设工作方案",
			"year": 2024,
			"adopted_on": date(2024, 2, 20),
			**values,
		},
	)


def make_task(unit: str, **values):
	"""Deployed in March, to be done by the end of the year."""
	return make(
		"Governance Task",
		{
			"unit": unit,
			"title": "测试重点任务",
			"deployed_on": date(2024, 3, 1),
			"due_on": date(2024, 12, 31),
			**values,
		},
	)


def make_meeting(unit: str, **values):
	"""A meeting of the party committee that two people attended."""
	return make(
		"Governance Meeting",
		{
			"unit": unit,
			"meeting_type": "Party Committee Meeting",
			"title": "测试党工委会议",
			"held_on": HELD_ON,
			"attendees": [{"person_name": name, "post": "测试职务"} for name in ("测试甲", "测试乙")],
			**values,
		},
	)


def make_notice(unit: str, **values):
	return make(
		"Supervision Notice",
		{
			"unit": unit,
			"subject": "测试督办事项",
			"issue": "测试任务进度滞后，请说明原因。",
			"issued_on": date(2024, 6, 3),
			"reply_by": date(2024, 6, 17),
			**values,
		},
	)


def make_petition(unit: str, **values):
	"""A claim of one person who came, registered and nothing more."""
	return make(
		"Petition",
		{
			"unit": unit,
			"subject": "测试小区供暖温度不达标",
			"received_on": RECEIVED_ON,
			"content_class": "Housing and Property",
			"summary": "请求测试供热单位按标准供暖。",
			**values,
		},
	)


def make_accusation(unit: str, accused_unit: str | None = None, **values):
	"""Of a unit, or of someone who is of none here."""
	whom = {"accused_unit": accused_unit} if accused_unit else {"accused_is_outside": 1}
	return make_petition(
		unit, **{"purpose": "Accusation", "content_class": "Conduct of Officials", **whom, **values}
	)


def make_reception(unit: str, **values):
	return make(
		"Leader Reception",
		{"unit": unit, "leader_name": "测试领导甲", "planned_on": HELD_ON, **values},
	)


def make_register_import(unit: str, **values):
	"""Of disputes, without a file."""
	return make("Register Import", {"unit": unit, "register": "disputes", **values})


def make_stored(doctype: str, **values):
	"""A record as it lies in the database, whatever its controller demands: for what only reads records."""
	doc = frappe.get_doc({"doctype": doctype, **values})
	doc.set_new_name()
	doc.set_user_and_timestamp()
	doc.db_insert()
	for row in doc.get_all_children():
		row.parent = doc.name
		row.db_insert()
	return doc
