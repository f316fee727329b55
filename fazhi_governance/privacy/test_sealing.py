from unittest.mock import patch

import frappe
from frappe.core.doctype.deleted_document.deleted_document import restore

from fazhi_governance.core.masking import ADDRESS, ID_NUMBER, NAME, PHONE, normal
from fazhi_governance.privacy import keys, sealing
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import ID_NUMBERS, make_person

ALL = {"id_number": ID_NUMBERS[0], "phone": "13800000001", "address": "测试市测试街道测试社区1号楼"}


class TestSealing(GovernanceTestCase):
	def case(self, *persons: dict, **values):
		with self.as_user(self.clerk):
			return factories.make_case(self.community_1, persons=list(persons), **values)

	def saved(self, case, **values):
		with self.as_user(self.clerk):
			case.update(values)
			return case.save()

	def sealed(self, case) -> dict[str, str]:
		"""Field → clear text of the record's only person."""
		return {row.field: keys.unseal(row.ciphertext) for row in sealing.stored_of(case.doctype, case.name)}

	def test_a_record_holds_masks_and_the_text_lies_enciphered(self):
		case = self.case(make_person("测试某甲", **ALL))
		(person,) = frappe.get_doc("Mediation Case", case.name).persons
		self.assertEqual(
			(person.person_name, person.id_number, person.phone, person.address),
			("测***", "110101**********14", "138****0001", "测试市测试街道测试社区***"),
		)
		self.assertEqual(case.persons[0].id_number, person.id_number)  # what the save itself answers
		self.assertEqual(
			self.sealed(case),
			{"persons.person_name": "测试某甲", **{f"persons.{field}": text for field, text in ALL.items()}},
		)
		kinds = {row.kind for row in sealing.stored_of(case.doctype, case.name)}
		self.assertEqual(kinds, {NAME, ID_NUMBER, PHONE, ADDRESS})

	def test_sex_and_age_follow_from_an_identity_card(self):
		(person,) = self.case(make_person(**ALL), received_on="2024-03-01").persons
		self.assertEqual((person.sex, person.age), ("Male", 124))
		(person,) = self.case(make_person(id_number=ID_NUMBERS[1], sex="Male", age=30)).persons
		self.assertEqual((person.sex, person.age), ("Male", 30))

	def test_saving_again_leaves_what_is_sealed(self):
		case = self.case(make_person(**ALL))
		before = sealing.stored_of(case.doctype, case.name)
		self.saved(case, facts="测试补充")
		self.assertEqual(sealing.stored_of(case.doctype, case.name), before)

	def test_what_is_typed_anew_replaces_it_and_the_timeline_says_so(self):
		case = self.case(make_person("测试某甲", **ALL))
		case.persons[0].person_name = "测试某乙"
		self.saved(case)
		self.assertEqual(case.persons[0].person_name, "测***")
		self.assertEqual(self.sealed(case)["persons.person_name"], "测试某乙")
		self.assertEqual(self.notes(case), ["Personal data changed: row 1 Full Name"])

	def test_what_is_emptied_or_removed_is_erased(self):
		case = self.case(make_person(**ALL), make_person("测试某乙", role="Respondent"))
		case.persons[0].phone = ""
		case.persons.pop()
		self.saved(case)
		self.assertEqual(
			set(self.sealed(case)), {"persons.person_name", "persons.id_number", "persons.address"}
		)

	def test_part_of_a_mask_is_refused(self):
		case = self.case(make_person("测试某甲"))
		case.persons[0].person_name = "测试**"
		with self.refused("row 1 Full Name holds a part that is hidden", "Type it in full"):
			self.saved(case)
		with self.refused("row 1 Telephone holds a part that is hidden"):
			self.case(make_person(phone="138****0001"))

	def test_a_mask_of_another_record_brings_nothing_along(self):
		"""Who sends a foreign row with its mask gets no more than who types a mask."""
		case = self.case(make_person("测试某甲", **ALL))
		foreign = case.persons[0].as_dict()
		with self.refused("holds a part that is hidden"):
			self.case(foreign)

	def test_a_number_that_is_none_is_refused_without_being_repeated(self):
		for number, why in (
			(ID_NUMBERS[0][:-1] + "5", "its check digit does not fit"),
			("999999190001010015", "its length, region or day of birth"),
			("11010119000101", "its length, region or day of birth"),
		):
			with self.assertRaises(frappe.ValidationError) as refused:
				self.case(make_person(id_number=number))
			self.assertIn(why, str(refused.exception))
			self.assertIn("row 1", str(refused.exception))
			self.assertNotIn(number, str(refused.exception))
		(person,) = self.case(make_person(id_number="E12345678", id_kind="Passport")).persons
		self.assertEqual(person.id_number, "E********")

	def test_a_row_names_someone_and_an_organisation_by_its_right_code(self):
		company = {"person_name": "", "party_kind": "Legal Entity", "organisation": "测试物业公司"}
		(row,) = self.case(make_person(**company, credit_code="91350100M000100Y43")).persons
		self.assertEqual(row.credit_code, "91350100M000100Y43")
		with self.refused("91350100M000100Y44 is no unified social credit code", "leave it empty"):
			self.case(make_person(**company, credit_code="91350100M000100Y44"))
		for nobody in (make_person(""), make_person(**{**company, "organisation": ""})):
			with self.refused("Persons Involved, row 1: it names nobody", "remove the row"):
				self.case(nobody)

	def test_no_text_of_any_record_holds_an_identity_card(self):
		told = ("open to everyone who may read the record", "enter it there: it is sealed")
		with self.refused("Facts and Claims holds the number of an identity card", *told):
			self.case(facts=f"申请人{ID_NUMBERS[0]}称")
		with self.refused("Remark holds the number", *told):
			factories.make_activity(self.community_1, remark=ID_NUMBERS[0])
		with self.refused("Reason holds the number", *told):
			event = {"clock": "M7", "event": "Extension", "from_date": "2024-03-10", "length": 1}
			self.case(clock_events=[{**event, "reason": f"当事人{ID_NUMBERS[1]}同意"}])
		self.case(facts="案号110101190001010015")  # no identity card: the check digit does not fit

	def test_what_a_deleted_record_sealed_comes_back_with_it(self):
		case = self.case(make_person("测试某甲", **ALL))
		frappe.delete_doc("Mediation Case", case.name)
		deleted = frappe.get_value("Deleted Document", {"deleted_name": case.name})
		with self.as_user(self.system_manager):
			restore(deleted, alert=False)
		again = frappe.get_doc("Mediation Case", frappe.get_value("Deleted Document", deleted, "new_name"))
		self.assertEqual(self.sealed(again)["persons.id_number"], ID_NUMBERS[0])
		self.assertEqual(again.persons[0].person_name, "测***")

	def test_no_one_else_takes_over_what_a_deleted_record_sealed(self):
		case = self.case(make_person("测试某甲", **ALL))
		frappe.delete_doc("Mediation Case", case.name)
		with self.as_user(self.officer), self.refused("holds a part that is hidden"):
			frappe.get_doc(case.as_dict()).insert()

	def test_what_was_sealed_is_erased_once_the_record_is_gone_for_good(self):
		kept, thrown_away, gone = (self.case(make_person("测试某甲", **ALL)).name for _ in range(3))
		frappe.delete_doc("Mediation Case", thrown_away)
		frappe.delete_doc("Mediation Case", gone, delete_permanently=True)
		sealing.erase_orphans()
		self.assertEqual(
			[len(sealing.stored_of("Mediation Case", name)) for name in (kept, thrown_away, gone)], [4, 4, 0]
		)
		frappe.db.delete("Deleted Document", {"deleted_name": thrown_away})
		sealing.erase_orphans()
		self.assertEqual(sealing.stored_of("Mediation Case", thrown_away), [])


class TestKeys(GovernanceTestCase):
	"""site_config.json stays as it is: what would be written there is caught."""

	def setUp(self):
		super().setUp()
		self.written = self.enterContext(patch.object(keys, "update_site_config"))
		self.enterContext(self.in_one_transaction())
		self.addCleanup(frappe.local.conf.pop, keys.CONFIG, None)
		self.enterContext(patch.dict(frappe.local.conf, {"maintenance_mode": 1}))

	def test_everything_opens_under_the_new_key_alone(self):
		case = factories.make_case(self.community_1, persons=[make_person("测试某甲", **ALL)])
		before = sealing.stored_of("Mediation Case", case.name)
		self.assertGreaterEqual(keys.rotate(), 4)
		((_name, both), _options), ((_name, new), _options) = self.written.call_args_list
		self.assertEqual((len(both), new), (2, both[:1]))
		after = sealing.stored_of("Mediation Case", case.name)
		for old, row in zip(before, after, strict=True):
			self.assertNotEqual((old.ciphertext, old.digest), (row.ciphertext, row.digest))
			self.assertEqual(row.digest, keys.digest(row.kind, normal(row.kind, keys.unseal(row.ciphertext))))
			with self.refused("sealed under another key", "site_config.json"):
				keys.unseal(old.ciphertext)

	def test_a_rotation_that_breaks_off_is_run_again(self):
		case = factories.make_case(self.community_1, persons=[make_person("测试某甲", **ALL)])
		with patch.object(keys, "seal", side_effect=MemoryError), self.assertRaises(MemoryError):
			keys.rotate()
		frappe.local.conf[keys.CONFIG] = self.written.call_args.args[1]  # as the next process reads it
		self.assertEqual(len(frappe.local.conf[keys.CONFIG]), 2)
		rows = sealing.stored_of("Mediation Case", case.name)
		self.assertIn("测试某甲", [keys.unseal(row.ciphertext) for row in rows])
		keys.rotate()
		self.assertEqual(len(frappe.local.conf[keys.CONFIG]), 1)
		rows = sealing.stored_of("Mediation Case", case.name)
		self.assertIn("测试某甲", [keys.unseal(row.ciphertext) for row in rows])

	def test_no_one_may_be_sealing_meanwhile(self):
		with patch.dict(frappe.local.conf, {"maintenance_mode": 0}), self.refused("maintenance mode"):
			keys.rotate()
		self.written.assert_not_called()
