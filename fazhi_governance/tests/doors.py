"""The doors of a site, knocked at as REST does, by the name of the whitelisted function.

What must stay hidden bears one mark in every text, and in its name, so that a leak shows wherever it is: in an
answer, a message, a refusal. That a name is taken is no secret: Frappe itself answers 403 for a record and 404
for none.
"""

import json

import frappe
from frappe.handler import execute_cmd
from frappe.utils import now, today

from fazhi_governance.kinds import ADVISOR_ROLE
from fazhi_governance.scope import UNIT
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

HIDDEN, SEEN = "Secret4711", "Seen4711"
TEXTS = ("Data", "Text", "Small Text", "Long Text", "Text Editor")
# a day of which nothing has come about
UNDATED = ("ended_on", "voided_on")

# KIND and NAME stand for each record's own; what opens shows a text of the record to whoever may see it
OPENING_DOORS = (
	("frappe.client.get", {"doctype": "KIND", "name": "NAME"}),
	("frappe.desk.form.load.getdoc", {"doctype": "KIND", "name": "NAME"}),
	("frappe.www.printview.get_html_and_style", {"doc": "KIND", "name": "NAME"}),
	("frappe.client.get_list", {"doctype": "KIND", "fields": '["*"]', "limit_page_length": 0}),
	("frappe.client.get_value", {"doctype": "KIND", "fieldname": "name", "filters": '{"name": "NAME"}'}),
	("frappe.desk.reportview.get", {"doctype": "KIND", "fields": '["name"]', "page_length": 500}),
	("frappe.desk.reportview.get_list", {"doctype": "KIND", "fields": '["name"]', "filters": "[]"}),
	("frappe.desk.search.search_link", {"doctype": "KIND", "txt": "4711"}),
	("frappe.desk.search.search_link", {"doctype": "KIND", "txt": "4711", "ignore_user_permissions": 1}),
	("frappe.desk.search.search_widget", {"doctype": "KIND", "txt": "4711", "ignore_user_permissions": 1}),
	("frappe.desk.form.load.get_docinfo", {"doctype": "KIND", "name": "NAME"}),
)
CLOSED_DOORS = (
	# later Frappe 15 refuses it to whoever may not read every kind that can be linked
	("frappe.desk.form.linked_with.get", {"doctype": "KIND", "docname": "NAME"}),
	("frappe.client.get_value", {"doctype": "KIND", "fieldname": "owner", "filters": "NAME"}),
	("frappe.client.validate_link", {"doctype": "KIND", "docname": "NAME", "fields": '["unit"]'}),
	("frappe.desk.search.get_link_title", {"doctype": "KIND", "docname": "NAME"}),
	("frappe.desk.form.load.get_communications", {"doctype": "KIND", "name": "NAME"}),
	("frappe.desk.form.linked_with.get", {"doctype": UNIT, "docname": "UNIT"}),
	("frappe.desk.form.linked_with.get", {"doctype": "Workflow State", "docname": "Asked"}),
	("frappe.desk.form.linked_with.get_submitted_linked_docs", {"doctype": "KIND", "name": "NAME"}),
	("frappe.desk.form.utils.get_next", {"doctype": "KIND", "value": "NAME", "prev": 0}),
	("frappe.desk.form.assign_to.get", {"args": '{"doctype": "KIND", "name": "NAME"}'}),
	("frappe.desk.notifications.get_open_count", {"doctype": "KIND", "name": "NAME"}),
	("frappe.utils.print_format.download_pdf", {"doctype": "KIND", "name": "NAME"}),
	("frappe.model.workflow.get_transitions", {"doc": '{"doctype": "KIND", "name": "NAME"}'}),
	(
		"frappe.model.workflow.apply_workflow",
		{"doc": '{"doctype": "KIND", "name": "NAME"}', "action": "Give Answer"},
	),
	(
		"frappe.desk.reportview.export_query",
		{"doctype": "KIND", "fields": '["name"]', "file_format_type": "CSV", "title": "x"},
	),
	(
		"frappe.core.doctype.data_export.exporter.export_data",
		{"doctype": "KIND", "with_data": 1, "all_doctypes": 1},
	),
	(
		"frappe.desk.calendar.get_events",
		{
			"doctype": "KIND",
			"start": "2020-01-01",
			"end": "2099-12-31",
			"field_map": '{"start": "creation", "end": "creation", "id": "name", "title": "name"}',
		},
	),
	("frappe.utils.global_search.search", {"text": HIDDEN}),
	("frappe.utils.global_search.search", {"text": HIDDEN, "doctype": "KIND"}),
)


class DoorsTestCase(GovernanceTestCase):
	@classmethod
	def stored(cls, kind: str, mark: str, advisor: str | None = None, matter=None, **values):
		"""A record as it lies in the database, marked in every text; no rule of its kind is asked."""
		doc = frappe.get_doc({"doctype": kind, "unit": cls.community_1, **values})
		if advisor:
			doc.update({"advisor": advisor, "matter_kind": matter.doctype, "matter": matter.name})
		for field in doc.meta.fields:
			if field.fieldname in values or field.unique:
				continue
			if field.fieldtype in TEXTS:
				doc.set(field.fieldname, f"{mark}{field.fieldname}"[:140])
			elif field.fieldtype == "Date" and field.fieldname not in UNDATED:
				doc.set(field.fieldname, today())
			elif field.fieldtype == "Select" and field.reqd:
				doc.set(field.fieldname, next(filter(None, field.options.split("\n"))))
			elif field.fieldtype == "Table":
				doc.append(field.fieldname, {})
		doc.name = f"{mark}-{frappe.generate_hash(length=8)}"
		doc.update(
			{"owner": "Administrator", "modified_by": "Administrator", "creation": now(), "modified": now()}
		)
		doc.docstatus = 0
		doc.db_insert()
		for row in doc.get_all_children():
			for field in row.meta.fields:
				if field.fieldtype in TEXTS:
					row.set(field.fieldname, f"{mark}{field.fieldname}")
			row.parent, row.docstatus = doc.name, 0
			row.db_insert()
		return doc

	@classmethod
	def hang_on(cls, doc, mark: str = HIDDEN):
		here = {"reference_doctype": doc.doctype, "reference_name": doc.name}
		factories.make("Comment", {"comment_type": "Comment", "content": f"{mark}评论", **here})
		data = json.dumps({"changed": [["name", "", mark]]})
		factories.make_stored("Version", ref_doctype=doc.doctype, docname=doc.name, data=data)
		factories.make(
			"ToDo",
			{
				"allocated_to": cls.officer,
				"description": f"{mark}交办",
				"reference_type": doc.doctype,
				"reference_name": doc.name,
			},
		)
		factories.make("Communication", {"subject": f"{mark}来信", "content": mark, **here})
		action = {"doctype": "Workflow Action", "status": "Open", "workflow_state": "Asked", **here}
		frappe.get_doc({**action, "permitted_roles": [{"role": ADVISOR_ROLE}]}).insert()
		notice = {"doctype": "Notification Log", "for_user": cls.officer, "subject": mark, "type": "Alert"}
		frappe.get_doc({**notice, "document_type": doc.doctype, "document_name": doc.name}).db_insert()

	@classmethod
	def attach(cls, doc):
		content = f"{doc.doctype}{doc.name}"
		values = {"file_name": f"{doc.name}.txt", "is_private": 1, "content": content}
		file = factories.make(
			"File", {**values, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		)
		cls.addClassCleanup(file.delete_file_data_content)
		return file

	def setUp(self):
		super().setUp()
		for name in ("request", "form_dict", "response"):
			self.addCleanup(setattr, frappe.local, name, getattr(frappe.local, name, None))

	def ask(self, method: str, user: str | None = None, **arguments) -> str:
		"""All that comes back, a refusal and messages included, as one text."""
		frappe.clear_messages()
		with self.as_user(user or self.user):
			frappe.local.request = frappe._dict(method="POST", headers={}, environ={}, path="/")
			frappe.local.response = frappe._dict(docs=[])
			frappe.local.form_dict = frappe._dict(arguments, cmd=method)
			try:
				answer = [execute_cmd(method)]
			except (frappe.PermissionError, frappe.ValidationError) as error:
				answer = [type(error).__name__, str(error)]
			answer += [dict(frappe.local.response), frappe.local.message_log]
		frappe.clear_messages()
		return json.dumps(
			answer,
			ensure_ascii=False,
			default=lambda each: each.as_dict() if hasattr(each, "as_dict") else str(each),
		)

	def ask_for(self, doc, method: str, arguments: dict, user: str | None = None) -> str:
		for word, meant in (("KIND", doc.doctype), ("NAME", doc.name), ("UNIT", self.community_1)):
			arguments = {
				key: value.replace(word, meant) if isinstance(value, str) else value
				for key, value in arguments.items()
			}
		return self.ask(method, user, **arguments)

	def assert_silent(self, docs, mark: str, user: str | None = None):
		for method, arguments in (*OPENING_DOORS, *CLOSED_DOORS):
			for doc in docs:
				with self.subTest(method, kind=doc.doctype, arguments=arguments):
					answer = self.ask_for(doc, method, arguments, user)
					self.assertNotIn(mark, answer.replace(doc.name, "").replace(f"text={mark}", ""))

	def numbers(self, method: str, **arguments) -> str:
		answer = json.loads(self.ask(method, **arguments))
		if answer[0] in ("PermissionError", "ValidationError"):
			return "refused"
		return str(answer[0]) if answer[0] else "none"
