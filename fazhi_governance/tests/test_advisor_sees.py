"""What a legal advisor sees: the records assigned to the own Law Advisor, their matters, and nothing else.

Each door is knocked at as REST does, by the name of the whitelisted function. What must stay hidden bears one
mark in every text, and in its name, so that a leak shows wherever it is: in an answer, a message, a refusal.
That a name is taken is no secret: Frappe itself answers 403 for a record and 404 for none.
"""

import json

import frappe
from frappe.handler import execute_cmd
from frappe.utils import add_days, getdate, now, today
from frappe.utils.global_search import sync_global_search, update_global_search
from frappe.utils.response import download_private_file
from werkzeug.exceptions import Forbidden

from fazhi_governance.kinds import ADVISED, ADVISOR_ROLE, GOVERNED_DOCTYPES, TABLES
from fazhi_governance.register import registers
from fazhi_governance.scope import UNIT
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

HIDDEN, SEEN = "Secret4711", "Seen4711"
TEXTS = ("Data", "Text", "Small Text", "Long Text", "Text Editor")
# a day of which nothing has come about
UNDATED = ("ended_on", "voided_on")
CONSULTATION, REVIEW, DECISION = "Law Advisor Consultation", "Legality Review", "Major Decision"

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
# what Frappe keeps beside a record → the field with the record's name
BESIDE = {
	"Comment": "reference_name",
	"Communication": "reference_name",
	"File": "attached_to_name",
	"Notification Log": "document_name",
	"ToDo": "reference_name",
	"Version": "docname",
	"Workflow Action": "reference_name",
}


class TestAdvisorSees(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.user = factories.make_user("advisor@firm.invalid", ADVISOR_ROLE, None)
		advisor = cls.stored("Law Advisor", SEEN)
		advisor.db_set({"user": cls.user, "engaged_from": "2023-01-01", "engaged_to": "2099-12-31"})
		cls.advisor = advisor.name
		colleague = factories.make_user("colleague@firm.invalid", ADVISOR_ROLE, None)
		cls.colleague = factories.make_advisor(cls.street_a, colleague, advisor_name=f"{HIDDEN}律师").name

		cls.hidden = {
			kind: cls.stored(kind, HIDDEN) for kind in GOVERNED_DOCTYPES if kind not in (CONSULTATION, REVIEW)
		}
		cls.decision = cls.stored(DECISION, SEEN)
		cls.assigned = {DECISION: cls.decision, "Law Advisor": advisor}
		cls.all_hidden = list(cls.hidden.values())
		for kind in (CONSULTATION, REVIEW):
			cls.assigned[kind] = cls.stored(kind, SEEN, cls.advisor, cls.decision)
			cls.hidden[kind] = cls.stored(kind, HIDDEN, cls.colleague, cls.hidden[DECISION])
			# another's advice on the very matter
			beside = cls.stored(kind, HIDDEN, cls.colleague, cls.decision)
			cls.all_hidden += [cls.hidden[kind], beside]
		for doc in cls.all_hidden:
			cls.hang_on(doc)
		for doc in (*cls.all_hidden, *cls.assigned.values()):
			update_global_search(frappe.get_doc(doc.doctype, doc.name))
		sync_global_search()
		cls.files = {doc.name: cls.attach(doc) for doc in (cls.hidden[REVIEW], *cls.assigned.values())}

	@classmethod
	def stored(cls, kind: str, mark: str, advisor: str | None = None, matter=None):
		"""A record as it lies in the database, marked in every text; no rule of its kind is asked."""
		doc = frappe.get_doc({"doctype": kind, "unit": cls.community_1})
		if advisor:
			doc.update({"advisor": advisor, "matter_kind": matter.doctype, "matter": matter.name})
		for field in doc.meta.fields:
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
	def hang_on(cls, doc):
		here = {"reference_doctype": doc.doctype, "reference_name": doc.name}
		factories.make("Comment", {"comment_type": "Comment", "content": f"{HIDDEN}评论", **here})
		data = json.dumps({"changed": [["name", "", HIDDEN]]})
		factories.make_stored("Version", ref_doctype=doc.doctype, docname=doc.name, data=data)
		factories.make(
			"ToDo",
			{
				"allocated_to": cls.officer,
				"description": f"{HIDDEN}交办",
				"reference_type": doc.doctype,
				"reference_name": doc.name,
			},
		)
		factories.make("Communication", {"subject": f"{HIDDEN}来信", "content": HIDDEN, **here})
		action = {"doctype": "Workflow Action", "status": "Open", "workflow_state": "Asked", **here}
		frappe.get_doc({**action, "permitted_roles": [{"role": ADVISOR_ROLE}]}).insert()
		notice = {"doctype": "Notification Log", "for_user": cls.officer, "subject": HIDDEN, "type": "Alert"}
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

	def test_no_door_tells_of_what_is_not_assigned(self):
		self.assert_silent(self.all_hidden, HIDDEN)

	def test_the_doors_open_to_what_is_assigned(self):
		for method, arguments in OPENING_DOORS:
			for doc in self.assigned.values():
				with self.subTest(method, kind=doc.doctype):
					self.assertIn(SEEN, self.ask_for(doc, method, arguments))

	def test_the_doors_open_to_the_office(self):
		"""What is hidden from the advisor is there to be seen."""
		for method, arguments in OPENING_DOORS:
			for doc in (self.hidden[CONSULTATION], self.hidden[REVIEW], self.hidden[DECISION]):
				with self.subTest(method, kind=doc.doctype):
					manager = self.users["Fazhi Manager"]
					self.assertIn(HIDDEN, self.ask_for(doc, method, arguments, manager))

	def test_no_number_counts_what_is_not_assigned(self):
		for doc in self.all_hidden:
			kind, like = doc.doctype, ["like", f"%{HIDDEN}%"]
			listed = json.dumps([[kind, "name", *like]])
			for method, arguments in (
				("frappe.client.get_count", {"filters": json.dumps({"name": like})}),
				("frappe.desk.reportview.get_count", {"filters": listed, "fields": "[]"}),
				("frappe.desk.listview.get_group_by_count", {"current_filters": listed, "field": "unit"}),
				(
					"frappe.desk.listview.get_group_by_count",
					{"current_filters": listed, "field": "assigned_to"},
				),
			):
				with self.subTest(method, kind=kind):
					self.assertIn(self.numbers(method, doctype=kind, **arguments), ("none", "refused"))
		self.assertEqual(self.numbers("frappe.client.get_count", doctype=CONSULTATION, filters="{}"), "1")

	def numbers(self, method: str, **arguments) -> str:
		answer = json.loads(self.ask(method, **arguments))
		if answer[0] in ("PermissionError", "ValidationError"):
			return "refused"
		return str(answer[0]) if answer[0] else "none"

	def test_the_connections_of_a_matter_count_the_own_advice_alone(self):
		answer = self.ask(
			"frappe.desk.notifications.get_open_count", doctype=DECISION, name=self.decision.name
		)
		counts = json.loads(answer)[0]["count"]
		rows = counts["external_links_found"] if isinstance(counts, dict) else counts
		self.assertEqual({row["count"] for row in rows}, {1}, rows)

	def test_nothing_is_told_of_what_is_kept_beside_a_record(self):
		for kind, field in BESIDE.items():
			filters = json.dumps({field: ["like", f"%{HIDDEN}%"]})
			with self.subTest(kind):
				listed = self.ask("frappe.client.get_list", doctype=kind, fields='["*"]', limit_page_length=0)
				self.assertNotIn(HIDDEN, listed)
				counted = self.numbers("frappe.client.get_count", doctype=kind, filters=filters)
				self.assertIn(counted, ("none", "refused"))

	def test_the_tables_within_records_are_listed_in_scope(self):
		for kind, doc in self.hidden.items():
			for table in doc.meta.get_table_fields():
				arguments = {"doctype": table.options, "parent": kind, "limit_page_length": 0}
				arguments["filters"] = json.dumps({"parenttype": kind})
				for user in (self.user, self.stranger):
					with self.subTest(table.options, kind=kind, user=user):
						answer = self.ask(
							"frappe.client.get_list", user, fields='["name", "parent"]', **arguments
						)
						self.assertNotIn(HIDDEN, answer)
						if user == self.user and kind in self.assigned:
							self.assertEqual(SEEN in answer, bool(self.assigned[kind].get(table.fieldname)))
				counted = self.numbers(
					"frappe.client.get_count", doctype=table.options, filters=json.dumps({"parent": doc.name})
				)
				self.assertEqual(counted, "refused")

	def test_every_table_is_known_to_the_scope(self):
		found = frappe.get_all("DocType", filters={"module": "Fazhi Governance", "istable": 1}, pluck="name")
		self.assertEqual(sorted(found), sorted(TABLES))

	def test_attachments_are_those_of_what_is_assigned(self):
		for name, file in self.files.items():
			is_seen = name in [doc.name for doc in self.assigned.values()]
			# Frappe writes each download down at once
			with self.subTest(file.attached_to_doctype), self.as_user(self.user), self.in_one_transaction():
				self.assertEqual(frappe.get_doc("File", file.name).has_permission("read"), is_seen)
				frappe.local.request = frappe._dict(method="GET", headers={}, environ={}, path="/")
				if is_seen:
					download_private_file(file.file_url).close()
				else:
					self.assertRaises(Forbidden, download_private_file, file.file_url)

	def test_no_report_tells_of_what_is_not_assigned(self):
		reports = frappe.get_all("Report", filters={"module": "Fazhi Governance"}, pluck="name")
		self.assertTrue(reports)
		filters = {"from_date": add_days(today(), -30), "to_date": today(), "year": str(getdate().year)}
		told = 0
		for report in reports:
			arguments = {"report_name": report, "filters": json.dumps(filters)}
			with self.subTest(report):
				self.assertNotIn(HIDDEN, self.ask("frappe.desk.query_report.run", **arguments))
			manager = self.ask("frappe.desk.query_report.run", self.users["Fazhi Manager"], **arguments)
			told += HIDDEN in manager
		self.assertTrue(told)

	def test_no_register_is_handed_out(self):
		for kind in GOVERNED_DOCTYPES:
			for register in registers.of(kind):
				arguments = {"register": register.code, "from_date": "2020-01-01", "to_date": "2099-12-31"}
				with self.subTest(register.code):
					answer = self.ask("fazhi_governance.api.register.download", **arguments)
					self.assertIn("PermissionError", answer)

	def test_no_figure_counts_what_is_not_assigned(self):
		for kind, field in ((CONSULTATION, "asked_on"), (REVIEW, "submitted_on"), (DECISION, "started_on")):
			code, period = f"test.{frappe.scrub(kind)}", Period.year(getdate().year)
			factories.make_figure(code, record_kind=kind, date_field=field)
			with self.subTest(kind):
				with self.as_user(self.user):
					self.assertIn(cube.compute(figures.figures([code]), period)[code].value, (None, 1))
				with self.as_user(self.users["Fazhi Manager"]):
					self.assertGreater(cube.compute(figures.figures([code]), period)[code].value, 1)

	def test_after_the_engagement_nothing_is_seen(self):
		for ended in ({"engaged_to": add_days(today(), -1)}, {"ended_on": add_days(today(), -1)}):
			frappe.db.set_value("Law Advisor", self.advisor, ended)
			self.assert_silent(self.assigned.values(), SEEN)
			for file in self.files.values():
				with self.as_user(self.user):
					self.assertFalse(frappe.get_doc("File", file.name).has_permission("read"))
			frappe.db.set_value(
				"Law Advisor", self.advisor, {"engaged_to": add_days(today(), 30), "ended_on": None}
			)
			self.assertIn(SEEN, self.ask("frappe.client.get_list", doctype=CONSULTATION))

	def test_a_permission_for_the_unit_opens_nothing_more(self):
		factories.make("User Permission", {"user": self.user, "allow": UNIT, "for_value": self.street_a})
		self.assert_silent(self.all_hidden, HIDDEN)
		self.assertIn(SEEN, self.ask("frappe.client.get_list", doctype=CONSULTATION))

	def test_an_officer_who_advises_sees_the_units_and_the_assigned(self):
		"""An officer without units, to whom records of community 1 are assigned, and one of it."""
		for user, sees in ((self.unassigned, {SEEN}), (self.officer, {SEEN, HIDDEN})):
			frappe.db.set_value("Law Advisor", self.advisor, "user", user)
			for kind in (*ADVISED, DECISION):
				with self.subTest(kind, user=user):
					listed = self.ask(
						"frappe.client.get_list", user, doctype=kind, fields='["*"]', limit_page_length=0
					)
					self.assertEqual({mark for mark in (SEEN, HIDDEN) if mark in listed}, sees)
