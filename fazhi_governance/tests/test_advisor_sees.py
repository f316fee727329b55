"""What a legal advisor sees: the records assigned to the own Law Advisor, their matters, and nothing else.

Its doors: tests/doors.py.
"""

import json

import frappe
from frappe.utils import add_days, getdate, today
from frappe.utils.global_search import sync_global_search, update_global_search
from frappe.utils.response import download_private_file
from werkzeug.exceptions import Forbidden

from fazhi_governance.kinds import ADVISED, ADVISOR_ROLE, GOVERNED_DOCTYPES, TABLES
from fazhi_governance.register import registers
from fazhi_governance.scope import UNIT
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.tests import factories
from fazhi_governance.tests.doors import HIDDEN, OPENING_DOORS, SEEN, DoorsTestCase

CONSULTATION, REVIEW, DECISION = "Law Advisor Consultation", "Legality Review", "Major Decision"
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


class TestAdvisorSees(DoorsTestCase):
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

	def test_the_connections_of_a_matter_count_the_own_advice_alone(self):
		answer = self.ask(
			"frappe.desk.notifications.get_open_count", doctype=DECISION, name=self.decision.name
		)
		counts = json.loads(answer)[0]["count"]
		rows = counts["external_links_found"] if isinstance(counts, dict) else counts
		for row in rows:
			kind = row.get("doctype") or row["name"]
			# of a kind that is never an advisor's, nothing
			self.assertEqual(row["count"], 1 if kind in ADVISED else 0, kind)

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
