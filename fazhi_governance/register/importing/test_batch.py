"""Records put down in a batch against the same ones inserted by hand, and who listens to them."""

import threading
from copy import deepcopy
from datetime import date
from unittest.mock import patch

import frappe
from frappe.model import naming

from fazhi_governance.register.importing.batch import Batch
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

# what is another with every record
OWN = ("name", "parent", "creation", "modified", "case_number", "archive_number")
HOOK = f"{__name__}.refuse_noise"


def refuse_noise(doc, event: str):
	"""As another app on the site would listen."""
	if "噪声" in doc.subject:
		frappe.throw(f"测试应用拒绝：{event}")


class TestBatch(GovernanceTestCase):
	def put_down(self, *records: dict) -> list:
		with Batch() as batch:
			return [batch.insert(deepcopy(values)) for values in records]

	def stored(self, doc) -> dict[str, list[dict]]:
		"""All that the database holds of a record, without what is another with every one."""
		rows = {doc.doctype: frappe.get_all(doc.doctype, {"name": doc.name}, ["*"], order_by="name")}
		for df in doc.meta.get_table_fields():
			rows[df.fieldname] = frappe.get_all(
				df.options, {"parent": doc.name, "parentfield": df.fieldname}, ["*"], order_by="idx"
			)
		rows["sealed"] = frappe.get_all(
			"Sealed Value",
			{"record_kind": doc.doctype, "record": doc.name},
			["field", "kind", "digest"],
			order_by="field, digest",
		)
		rows["notes"] = [{"note": note} for note in self.notes(doc)]
		return {
			table: [{field: value for field, value in row.items() if field not in OWN} for row in found]
			for table, found in rows.items()
		}

	def records(self) -> list[dict]:
		unit = self.community_1
		persons = [
			factories.make_person("测试甲", id_number=factories.ID_NUMBERS[0], phone="13800000000"),
			factories.make_person("测试乙", role="Respondent"),
		]
		return [
			factories.case_values(unit, **factories.concluded(), persons=persons, facts="测试<b>漏水</b>"),
			{
				**{
					"doctype": "Petition",
					"unit": unit,
					"subject": "测试供暖不足",
					"summary": "请求测试供热。",
				},
				**{"received_on": factories.RECEIVED_ON, "content_class": "Housing and Property"},
				"persons": [factories.make_person("测试信访人")],
			},
			{
				**{"doctype": "Law Publicity Activity", "unit": unit, "title": "测试普法活动"},
				**{"held_on": factories.HELD_ON, "audience_count": "120"},
				"laws": [{"law": factories.make_law().name}],
			},
			{
				**{
					"doctype": "Training Record",
					"unit": unit,
					"topic": "测试学法专题",
					"held_by": "All Staff",
				},
				**{"held_on": factories.HELD_ON, "hours": 2, "attendees": [{"person_name": "测试甲"}]},
			},
			{
				**{"doctype": "Governance Task", "unit": unit, "title": "测试重点任务"},
				**{"deployed_on": date(2024, 3, 1), "due_on": date(2024, 12, 31)},
			},
		]

	def test_it_stores_what_an_insert_by_hand_stores(self):
		for values in self.records():
			with self.subTest(values["doctype"]):
				by_hand = frappe.get_doc(deepcopy(values)).insert()
				(in_batch,) = self.put_down(values)
				self.assertEqual(self.stored(in_batch), self.stored(by_hand))

	def test_hooks_of_another_app_are_heard(self):
		hooks = deepcopy(frappe.get_doc_hooks())
		hooks.setdefault("Mediation Case", {}).setdefault("validate", []).append(HOOK)
		with patch.object(frappe, "get_doc_hooks", return_value=hooks):
			self.put_down(factories.case_values(self.community_1))
			with self.refused("测试应用拒绝：validate"):
				self.put_down(factories.case_values(self.community_1, subject="测试噪声"))

	def test_server_scripts_are_heard(self):
		self.addCleanup(frappe.cache.delete_value, "server_script_map")
		factories.make(
			"Server Script",
			{
				**{"name": "测试脚本", "script_type": "DocType Event", "reference_doctype": "Mediation Case"},
				**{"doctype_event": "Before Save", "script": 'frappe.throw("测试脚本拒绝")'},
			},
		)
		# an early Frappe 15 asks the site for it, a later one the bench
		of_bench = patch.object(
			frappe, "get_common_site_config", return_value={"server_script_enabled": 1}, create=True
		)
		with of_bench, patch.dict(frappe.conf, server_script_enabled=True):
			with self.refused("测试脚本拒绝"):
				self.put_down(factories.case_values(self.community_1))

	def test_other_threads_do_not_count_with_it(self):
		"""Frappe's function for numbers is replaced for the whole process."""
		asked = []

		def elsewhere():
			frappe.init(site=site, sites_path=sites_path)
			asked.append((frappe.flags.batch, naming.getseries("测试", 3)))
			frappe.destroy()

		site, sites_path = frappe.local.site, frappe.local.sites_path
		with (
			patch("fazhi_governance.register.importing.batch.series_of_frappe", return_value="Frappe"),
			Batch() as batch,
		):
			other = threading.Thread(target=elsewhere)
			other.start()
			other.join()
			self.assertEqual(naming.getseries("测试", 3), "001")
			self.assertEqual(batch.series, {"测试": 1})
		self.assertEqual(asked, [(None, "Frappe")])
