"""The base of every test that needs a site: a tree of units, its users, and nothing left behind."""

import html
import json
from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import unquote

import frappe
from frappe.core.doctype.data_import.importer import Importer
from frappe.utils.csvutils import to_csv
from werkzeug.wrappers import Response

try:
	from frappe.tests import IntegrationTestCase
except ImportError:  # Frappe 15
	from frappe.tests.utils import FrappeTestCase as IntegrationTestCase

from fazhi_governance.compat import clear_request_cache
from fazhi_governance.scope import UNIT
from fazhi_governance.tests import factories

# factories make what a test needs; Frappe's own test records would stay in the site
frappe.flags.skip_test_records = True


def file_of(response: Response) -> tuple[str, bytes]:
	"""Name and content of the file with which a request is answered."""
	_start, _marks, name = response.headers["Content-Disposition"].partition("filename*=UTF-8''")
	return unquote(name), b"".join(response.response)


class GovernanceTestCase(IntegrationTestCase):
	"""Each class works in a tree of its own, each test is undone at its end.

	The tree: street A with two communities and a station, street B with one community. The users:
	`users[role]` of street A for each role; `clerk` of street A's first community; `stranger`, an officer of
	street B; `unassigned`, an officer of no unit; `system_manager`, of no unit either.
	"""

	@classmethod
	def setUpClass(cls):
		cls.addClassCleanup(forget)  # runs last, after Frappe's rollback
		super().setUpClass()
		frappe.set_user("Administrator")
		frappe.local.lang = "en"
		forget()
		for name, unit in factories.make_tree().items():
			setattr(cls, name, unit)
		cls.users = factories.make_users_of(cls.street_a)
		cls.officer = cls.users["Fazhi Officer"]
		cls.clerk = factories.make_user("clerk@community.invalid", "Community Clerk", cls.community_1)
		cls.stranger = factories.make_user("officer@street-b.invalid", "Fazhi Officer", cls.street_b)
		cls.unassigned = factories.make_user("officer@nowhere.invalid", "Fazhi Officer", None)
		cls.system_manager = factories.make_user("system@nowhere.invalid", "System Manager", None)

	def setUp(self):
		super().setUp()
		frappe.db.savepoint("before_test")
		self.addCleanup(self.undo)
		frappe.clear_messages()

	def undo(self):
		frappe.set_user("Administrator")
		frappe.local.lang = "en"
		# what a test has asked for as a request would
		if hasattr(frappe.local, "request"):
			del frappe.local.request  # Frappe asks whether there is one, not whether it is None
		frappe.local.form_dict, frappe.local.response = frappe._dict(), frappe._dict(docs=[])
		frappe.db.rollback(save_point="before_test")  # fails when the test has committed
		forget()

	@contextmanager
	def as_user(self, user: str):
		before = frappe.session.user
		frappe.set_user(user)
		try:
			yield
		finally:
			frappe.set_user(before)

	@contextmanager
	def refused(
		self, *fragments: str, error: type[Exception] | tuple[type[Exception], ...] = frappe.ValidationError
	):
		"""What stands within is refused, with a message that contains each fragment."""
		with self.assertRaises(error) as caught:
			yield
		message = html.unescape(str(caught.exception))
		for fragment in fragments:
			self.assertIn(fragment, message)

	@contextmanager
	def in_one_transaction(self):
		"""For code of Frappe's that commits or rolls back after each record."""
		with patch.object(frappe.db, "commit"), patch.object(frappe.db, "rollback"):
			yield

	def imported(self, doctype: str, *rows: dict) -> list:
		"""The log of importing records with these values from a file; inside `in_one_transaction`.

		:param rows: field → value, the same fields in each; with "name" they change records that are there
		"""
		import_type = "Update Existing Records" if "name" in rows[0] else "Insert New Records"
		fields = [name for name in rows[0] if name != "doctype"]
		labels = ["ID" if name == "name" else frappe.get_meta(doctype).get_label(name) for name in fields]
		listed = [[row[name] for name in fields] for row in rows]
		file = factories.make(
			"File", {"file_name": "import.csv", "is_private": 1, "content": to_csv([labels, *listed])}
		)
		self.addCleanup(file.delete)  # from the disk, too
		data_import = factories.make(
			"Data Import",
			{"reference_doctype": doctype, "import_type": import_type, "import_file": file.file_url},
		)
		with patch.object(frappe, "publish_realtime"):
			Importer(doctype, data_import=data_import).import_data()
		return frappe.get_all(
			"Data Import Log",
			filters={"data_import": data_import.name},
			fields=["success", "messages"],
			order_by="log_index",
		)

	def delete_file(self, file_url: str):
		"""Every row of it: later Frappe 15 makes one of its own for what a field holds."""
		for name in frappe.get_all("File", filters={"file_url": file_url}, pluck="name"):
			frappe.get_doc("File", name).delete()

	def notes(self, doc) -> list[str]:
		"""What the record's timeline tells of warnings that were passed over and of what the app has done."""
		filters = {"reference_doctype": doc.doctype, "reference_name": doc.name, "comment_type": "Info"}
		return frappe.get_all("Comment", filters=filters, pluck="content", order_by="creation")

	def messages(self) -> list[str]:
		"""What has been shown since the test began or messages were last read."""
		log = [json.loads(each) if isinstance(each, str) else each for each in frappe.local.message_log]
		frappe.clear_messages()
		return [html.unescape(each["message"]) for each in log]

	@contextmanager
	def counted_queries(self):
		"""The list that is yielded fills with the statements sent."""
		sent, sql = [], frappe.db.sql

		def listening(query, *args, **kwargs):
			sent.append(str(query))
			return sql(query, *args, **kwargs)

		with patch.object(frappe.db, "sql", listening):
			yield sent


def forget():
	"""Caches outlive a rollback: units, users' roles and permissions."""
	clear_request_cache()
	for key in ("user_permissions", "roles"):
		frappe.cache.delete_value(key)
	frappe.clear_document_cache(UNIT)
	frappe.db.value_cache = {}
	frappe.local.role_permissions = {}
