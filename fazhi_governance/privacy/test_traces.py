import json
import logging

import frappe
from frappe.utils.error import log_error

from fazhi_governance.privacy import traces
from fazhi_governance.privacy.traces import BLACKENED, Blackener, blackened
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import ID_NUMBERS, make_person

PERSON = {"person_name": "测试某甲", "id_number": "E12345678", "phone": "6251234", "address": "测试路1号"}


class TestTraces(GovernanceTestCase):
	def assert_black(self, text: str, *secrets: str):
		for secret in secrets:
			self.assertNotIn(secret, text)
		self.assertIn(BLACKENED, text)

	def test_sealed_fields_are_blackened_however_they_are_written(self):
		sent = json.dumps({"doctype": "Mediation Case", "subject": "测试纠纷", "persons": [PERSON]})
		spelled = [json.dumps(value)[1:-1] for value in PERSON.values()]
		for text in (sent, repr(sent), json.dumps({"doc": sent}), str(PERSON), f"doc = {json.loads(sent)}"):
			self.assert_black(blackened(text), *PERSON.values(), *spelled)
		kept = json.loads(blackened(sent))
		self.assertEqual((kept["doctype"], kept["subject"]), ("Mediation Case", "测试纠纷"))

	def test_numbers_of_cards_and_mobiles_are_blackened_anywhere(self):
		text = blackened(f"secret = '{ID_NUMBERS[0]}'; x=13800000001, id 2024110519000101 stays")
		self.assert_black(text, ID_NUMBERS[0], "13800000001")
		self.assertIn("2024110519000101", text)

	def test_an_error_leaves_no_personal_data_in_the_log(self):
		values = factories.case_values(
			self.community_1, persons=[make_person(**{**PERSON, "id_kind": "Passport"})]
		)
		sent = json.dumps({"doctype": "Mediation Case", **values}, default=str, ensure_ascii=False)
		try:
			self.break_off(sent)
		except ZeroDivisionError:
			log = log_error(title="测试")
		stored = frappe.db.get_value("Error Log", log.name, "error")
		self.assertIn("ZeroDivisionError", stored)
		self.assertIn("测试甲与测试乙的相邻纠纷", stored)  # the variables of the frames are in it
		self.assert_black(stored, *PERSON.values())

	@staticmethod
	def break_off(sent: str):
		doc = frappe.get_doc(json.loads(sent))
		row = doc.persons[0].as_dict()
		return row.idx / 0

	def test_log_files_hold_no_request_with_personal_data(self):
		traces.blacken_log_files()
		traces.blacken_log_files()
		logger = frappe.logger(with_more_info=True)
		for handler in logger.handlers:
			self.assertEqual(len([each for each in handler.filters if isinstance(each, Blackener)]), 1)
		frappe.local.form_dict = frappe._dict(doc=json.dumps({"persons": [PERSON]}, ensure_ascii=False))
		self.addCleanup(setattr, frappe.local, "form_dict", frappe._dict())
		lines = []
		record = logging.LogRecord("frappe", logging.ERROR, "", 0, "New Exception", (), None)
		handler = logger.handlers[0]
		if handler.filter(record):
			lines.append(handler.format(record))
		self.assertIn("New Exception", lines[0])
		self.assert_black(lines[0], *PERSON.values())
