import frappe
from frappe import client

from fazhi_governance.api import privacy as api
from fazhi_governance.core.masking import ID_NUMBER, NAME, PHONE
from fazhi_governance.privacy import repeats
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import ID_NUMBERS, make_person

REASON = "测试：核对登记"


class TestReveal(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.manager = self.users["Fazhi Manager"]
		self.case = factories.make_case(
			self.community_1,
			persons=[
				make_person("测试某甲", id_number=ID_NUMBERS[0], phone="13800000001"),
				make_person("测试某乙", role="Respondent"),
			],
		)

	def reveal(self, case=None, reason: str = REASON, **arguments):
		return api.reveal("Mediation Case", (case or self.case).name, reason, **arguments)

	def logs(self) -> list:
		return frappe.get_all("Reveal Log", fields=["*"], order_by="creation")

	def test_who_may_and_says_why_sees_it_and_it_is_written_down(self):
		with self.as_user(self.manager):
			shown = self.reveal()
		self.assertEqual(
			[(each["row"], each["label"], each["value"]) for each in shown],
			[
				(1, "Full Name", "测试某甲"),
				(1, "Identity Document Number", ID_NUMBERS[0]),
				(1, "Telephone", "13800000001"),
				(2, "Full Name", "测试某乙"),
			],
		)
		(log,) = self.logs()
		self.assertEqual(
			(log.revealed_by, log.act, log.record_kind, log.record, log.unit, log.reason),
			(self.manager, "Shown in the Clear", "Mediation Case", self.case.name, self.community_1, REASON),
		)
		self.assertIn("row 2 Full Name", log.fields_shown)
		self.assertNotIn("测试某甲", str(log))

	def test_one_person_alone_is_shown(self):
		with self.as_user(self.manager):
			shown = self.reveal(rows=[self.case.persons[1].name])
		self.assertEqual([each["value"] for each in shown], ["测试某乙"])
		self.assertEqual(self.logs()[0].fields_shown, "row 2 Full Name")

	def test_without_a_reason_nothing_is_shown(self):
		for reason in ("", "  ", "看看"):
			with self.as_user(self.manager), self.refused("Say in a few words why"):
				self.reveal(reason=reason)
		self.assertEqual(self.logs(), [])

	def test_who_may_not_is_refused(self):
		for role in ("Fazhi Officer", "Community Clerk", "Fazhi Leader", "Fazhi Auditor"):
			with self.as_user(self.users[role]):
				self.assertFalse(api.may_reveal())
				with self.refused("None of your roles may see personal data", error=frappe.PermissionError):
					self.reveal()
		for user in (self.stranger, self.users["Legal Advisor"], self.users["Petition Officer"]):
			with self.as_user(user), self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
				self.reveal()
		self.assertEqual(self.logs(), [])

	def test_a_record_of_another_unit_is_not_revealed(self):
		foreign = factories.make_case(self.community_3, persons=[make_person("测试某丙")])
		with self.as_user(self.manager), self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
			self.reveal(foreign)

	def test_the_log_is_neither_written_by_hand_nor_changed_nor_deleted(self):
		with self.as_user(self.manager):
			self.reveal()
		log = frappe.get_doc("Reveal Log", self.logs()[0].name)
		by_hand = {
			"doctype": "Reveal Log",
			"unit": self.street_a,
			"act": "Shown in the Clear",
			"reason": REASON,
		}
		for user in (self.manager, self.system_manager, "Administrator"):
			with self.as_user(user):
				denied = (frappe.PermissionError, frappe.ValidationError)
				with self.refused(error=denied):
					client.insert(by_hand)
				with self.refused(error=denied):
					client.set_value("Reveal Log", log.name, "reason", "改写")
				with self.refused(error=denied):
					frappe.delete_doc("Reveal Log", log.name)
		self.assertEqual([each.reason for each in self.logs()], [REASON])

	def test_a_record_that_was_seen_can_still_be_deleted(self):
		with self.as_user(self.manager):
			self.reveal()
		with self.as_user("Administrator"):
			frappe.delete_doc("Mediation Case", self.case.name)
		self.assertEqual(len(self.logs()), 1)


class TestTheSamePeople(GovernanceTestCase):
	def case(self, unit: str, *persons: dict) -> str:
		return factories.make_case(unit, persons=list(persons)).name

	def test_they_are_known_by_number_or_by_name_and_telephone(self):
		both = {"id_number": ID_NUMBERS[0], "phone": "13800000001"}
		first = self.case(self.community_1, make_person("测试某甲", **both))
		by_number = self.case(self.community_1, make_person("测试甲氏", id_number=f" {ID_NUMBERS[0]} "))
		by_phone = self.case(self.community_2, make_person("测试某甲", phone="+86 138-0000-0001"))
		self.case(self.community_1, make_person("测试某甲"))  # a name alone is no one
		self.case(self.community_1, make_person("测试某丁", phone="13800000001"))  # a telephone is shared
		foreign = self.case(self.community_3, make_person("测试某甲", id_number=ID_NUMBERS[0]))
		case = frappe.get_doc("Mediation Case", first)
		self.assertEqual(
			repeats.same_persons(case),
			sorted(("Mediation Case", name) for name in (by_number, by_phone, foreign)),
		)
		with self.as_user(self.clerk):
			case.run_method("onload")
		self.assertEqual([row["name"] for row in case.get_onload("same_persons")], [by_number])

	def test_they_are_known_while_the_record_is_being_saved(self):
		first = self.case(self.community_1, make_person(id_number=ID_NUMBERS[0]))
		seen = []

		class Watching(type(frappe.get_doc("Mediation Case", first))):
			def derive(self):
				seen.extend(repeats.same_persons(self))

		values = factories.case_values(self.community_1, persons=[make_person(id_number=ID_NUMBERS[0])])
		Watching(values).insert()
		self.assertEqual(seen, [("Mediation Case", first)])

	def test_a_person_is_found_by_exactly_what_is_sealed(self):
		near = self.case(self.community_1, make_person("测试某甲", phone="13800000001"))
		far = self.case(self.community_3, make_person("测试某甲", id_number=ID_NUMBERS[2]))
		with self.as_user(self.users["Fazhi Manager"]):
			for kind, text in ((NAME, "测试某甲"), (PHONE, "138 0000 0001")):
				found = api.find_person(kind, text, REASON)
				self.assertEqual([row["name"] for row in found], [near])
			for kind, text in ((NAME, "测试某"), (ID_NUMBER, ID_NUMBERS[2])):
				self.assertEqual(api.find_person(kind, text, REASON), [])
		self.assertNotIn(far, str(found))
		logs = frappe.get_all(
			"Reveal Log", fields=["act", "records_count", "reason"], order_by="creation, name"
		)
		self.assertEqual(
			[(log.act, log.records_count) for log in logs],
			[("Searched For", 1)] * 2 + [("Searched For", 0)] * 2,
		)

	def test_who_may_not_reveal_finds_no_one(self):
		with self.as_user(self.officer), self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
			api.find_person(NAME, "测试某甲", REASON)
		with self.as_user(self.users["Fazhi Manager"]):
			for kind, text in (("Address", "测试社区"), (NAME, " ")):
				with self.refused("Choose what you have of the person"):
					api.find_person(kind, text, REASON)
