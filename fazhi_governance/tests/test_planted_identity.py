"""A number planted in a record is looked for wherever a record leaves a trace, and is found nowhere."""

import json
from unittest.mock import patch

import frappe
from frappe import client
from frappe.desk import reportview
from frappe.desk.form import load, save
from frappe.desk.search import search_link
from frappe.utils import global_search
from openpyxl import load_workbook
from pypika.terms import Criterion

from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.privacy import keys, sealing
from fazhi_governance.register import export, registers
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import ID_NUMBERS, make_person

PLANTED = {
	"person_name": "测试栽种人",
	"id_number": ID_NUMBERS[0],
	"phone": "13800009876",
	"address": "测试里弄七号",
}
TEXTS = ("char", "varchar", "text", "tinytext", "mediumtext", "longtext", "json")


class TestPlantedIdentity(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		with patch.dict(frappe.flags, {"in_test": False}):  # else Frappe writes no versions
			cls.case = cls.planted_by_the_form()
			cls.changed_by_rest()

	@classmethod
	def planted_by_the_form(cls) -> str:
		"""As the browser sends a new form."""
		row = {"doctype": "Involved Person", "__islocal": 1, "name": "new-row", **make_person(), **PLANTED}
		values = factories.case_values(cls.community_1, persons=[row], __islocal=1, name="new-case")
		frappe.set_user(cls.clerk)
		frappe.local.form_dict = frappe._dict()
		frappe.local.response = frappe._dict(docs=[])
		save.savedocs(json.dumps(values, default=str), "Save")
		cls.answered = frappe.as_json(frappe.local.response)
		return frappe.local.response.docs[0].name

	@classmethod
	def changed_by_rest(cls):
		"""Other data, and the planted again: versions would hold both."""
		other = {**PLANTED, "person_name": "测试他人", "id_number": ID_NUMBERS[1]}
		for values in (other, PLANTED):
			doc = client.get("Mediation Case", cls.case)
			doc["persons"][0].update(values)
			client.save(frappe.as_json(doc))
		frappe.set_user("Administrator")

	def assert_absent(self, text: str, where: str):
		for secret in PLANTED.values():
			self.assertNotIn(secret, text, where)
			self.assertNotIn(json.dumps(secret)[1:-1], text, where)

	def test_it_was_planted(self):
		clear = {keys.unseal(row.ciphertext) for row in sealing.stored_of("Mediation Case", self.case)}
		self.assertEqual(clear, set(PLANTED.values()))
		versions = frappe.get_all("Version", {"docname": self.case}, pluck="data", order_by="creation")
		self.assertIn("110101**********22", "".join(versions))

	def test_no_table_of_the_database_holds_it(self):
		global_search.sync_global_search()
		searched = 0
		columns = frappe.qb.Schema("information_schema").columns
		listed = (
			frappe.qb.from_(columns)
			.select(columns.table_name, columns.column_name)
			.where((columns.table_schema == frappe.conf.db_name) & columns.data_type.isin(TEXTS))
			.orderby(columns.table_name)
			.run()
		)
		by_table = {}
		for table, column in listed:
			by_table.setdefault(table, []).append(column)
		for name, fields in by_table.items():
			table = frappe.qb.Table(name)
			holds = Criterion.any(
				table[field].like(f"%{secret}%") for field in fields for secret in PLANTED.values()
			)
			self.assertEqual(frappe.qb.from_(table).select("*").where(holds).run(), (), name)
			searched += 1
		self.assertIn("tabVersion", by_table)
		self.assertIn("__global_search", by_table)
		self.assertGreater(searched, 200)

	def test_a_table_that_holds_it_is_seen(self):
		"""The search above finds what there is."""
		factories.make("Tag", {"name": "测试标签", "description": f"…{PLANTED['phone']}…"})
		with self.assertRaisesRegex(AssertionError, "tabTag"):
			self.test_no_table_of_the_database_holds_it()

	def test_no_answer_to_a_browser_holds_it(self):
		self.assert_absent(self.answered, "saving")
		with self.as_user(self.users["Fazhi Manager"]):
			frappe.local.response = frappe._dict(docs=[])
			load.getdoc("Mediation Case", self.case)
			load.get_docinfo(doctype="Mediation Case", name=self.case)
			self.assert_absent(frappe.as_json(frappe.local.response), "the form")
			answers = {
				"get": client.get("Mediation Case", self.case),
				"list": client.get_list("Mediation Case", fields=["*"], filters={"name": self.case}),
				"rows": client.get_list(
					"Involved Person", fields=["*"], filters={"parent": self.case}, parent="Mediation Case"
				),
				"value": client.get_value(
					"Involved Person",
					["person_name", "id_number"],
					{"parent": self.case},
					parent="Mediation Case",
				),
				"search": self.searched(),
			}
		for where, answer in answers.items():
			self.assertTrue(answer, where)
			self.assert_absent(frappe.as_json(answer), where)

	def searched(self) -> list:
		frappe.local.response = frappe._dict()
		answer = search_link("Mediation Case", self.case)
		return answer or frappe.local.response["results"]

	def test_no_sheet_of_any_register_holds_it(self):
		with self.as_user(self.users["Fazhi Manager"]):
			for register in registers.REGISTERS:
				if export.may_export(register):
					_name, file = export.to_xlsx(
						register, frappe.utils.getdate("2024-01-01"), frappe.utils.getdate("2024-12-31")
					)
					cells = [str(cell) for row in load_workbook(file).active.values for cell in row if cell]
					self.assert_absent("\n".join(cells), register.code)

	def test_no_export_of_a_list_holds_it(self):
		with self.as_user(self.users["Fazhi Manager"]):
			fields = ["`tabMediation Case`.`name`"]
			fields += [f"`tabInvolved Person`.`{field}`" for field in PLANTED]
			frappe.local.form_dict = frappe._dict(
				doctype="Mediation Case",
				fields=json.dumps(fields),
				filters=json.dumps([["Mediation Case", "name", "=", self.case]]),
				file_format_type="CSV",
				title="Mediation Case",
			)
			frappe.local.response = frappe._dict()
			reportview.export_query()
		answer = frappe.local.response
		exported = str(answer.get("result") or answer.get("filecontent"))
		self.assertIn("110101**********14", exported)
		self.assert_absent(exported, "list export")

	def test_no_print_holds_it(self):
		with self.as_user(self.users["Fazhi Manager"]):
			printed = frappe.get_print("Mediation Case", self.case)
		self.assertIn("110101**********14", printed)
		self.assert_absent(printed, "print")

	def test_every_kind_with_people_seals_all_that_tells_who_they_are(self):
		for doctype in GOVERNED_DOCTYPES:
			meta = frappe.get_meta(doctype)
			if any(df.options == "Involved Person" for df in meta.get_table_fields()):
				sealed = frappe.model.base_document.get_controller(doctype).sealed
				self.assertLessEqual({*sealing.PERSONS}, {*sealed}, doctype)
