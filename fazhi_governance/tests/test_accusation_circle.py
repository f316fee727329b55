"""Who sees an accusation (检举控告): accusation handlers in scope, and never those whom it accuses.

Its doors: tests/doors.py.
"""

import json

import frappe
from frappe.utils import add_days, getdate, today
from frappe.utils.global_search import sync_global_search, update_global_search
from frappe.utils.response import download_private_file
from werkzeug.exceptions import Forbidden

from fazhi_governance import reporting, scope
from fazhi_governance.api import petitions
from fazhi_governance.audit import trail
from fazhi_governance.kinds import ACCUSATION_ROLE, KEPT_BESIDE, ROLES, TABLES
from fazhi_governance.privacy import reveal
from fazhi_governance.register import registers
from fazhi_governance.scope import UNIT
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.statute import due, reminders
from fazhi_governance.tests import factories
from fazhi_governance.tests.doors import HIDDEN, OPENING_DOORS, DoorsTestCase

KIND = "Petition"
# what accuses the street, and what accuses a handler in person
OF_STREET, OF_HANDLER = "Street4711", "Handler4711"


class TestAccusationCircle(DoorsTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.handler = cls.users[ACCUSATION_ROLE]
		# of the accused community, and by a second permission of the one in which the accusation lies
		cls.accused = factories.make_user("accused@community.invalid", ACCUSATION_ROLE, cls.community_2)
		values = {"user": cls.accused, "allow": UNIT, "for_value": cls.community_1}
		factories.make("User Permission", values)
		outside = {"accused_is_outside": 1}
		cls.of_community = cls.accusation(HIDDEN, accused_unit=cls.community_2)
		cls.of_street = cls.accusation(OF_STREET, accused_unit=cls.street_a)
		cls.of_handler = cls.accusation(OF_HANDLER, **outside, accused_user=cls.handler)
		cls.accusations = [cls.of_community, cls.of_street, cls.of_handler]
		for doc in cls.accusations:
			update_global_search(frappe.get_doc(KIND, doc.name))
		sync_global_search()
		cls.files = {doc.name: cls.attach(doc) for doc in cls.accusations}
		# everyone who may read petitions and has no part in it; the last sees all units
		readers = {row.role for row in cls.of_community.meta.permissions if row.read} - {ACCUSATION_ROLE}
		cls.outsiders = [*(cls.users[role] for role in sorted(readers)), cls.clerk, cls.system_manager]

	@classmethod
	def accusation(cls, mark: str, **values):
		doc = cls.stored(KIND, mark, purpose="Accusation", received_on="2024-03-01", **values)
		cls.hang_on(doc, mark)
		return doc

	@classmethod
	def hang_on(cls, doc, mark: str = HIDDEN):
		super().hang_on(doc, mark)
		here = {"reference_doctype": doc.doctype, "reference_name": doc.name}
		tag = {"document_type": doc.doctype, "document_name": doc.name, "title": f"{mark}标签"}
		deleted = {"deleted_doctype": doc.doctype, "deleted_name": doc.name, "data": f'"{mark}"'}
		for doctype, values in (
			("Activity Log", {"subject": f"{mark}动态", **here}),
			("Tag Link", {"tag": "测试", **tag}),
			("View Log", {"viewed_by": mark, **here}),
			("Deleted Document", deleted),
			("Email Queue", {"sender": f"{mark}@x.invalid", "message": mark, **here}),
		):
			factories.make_stored(doctype, **values)
		reveal.write_log(reveal.SEEN, doc.doctype, f"{mark}核查", doc=doc, fields=mark)

	def test_no_door_tells_those_who_are_no_handlers(self):
		for user in self.outsiders:
			with self.subTest(user=user):
				self.assert_silent([self.of_community], HIDDEN, user)

	def test_a_form_is_not_told_whether_an_accusation_is_there(self):
		for user in self.outsiders:
			told = [
				self.ask(
					"frappe.client.validate_link", user, doctype=KIND, docname=name, fields='["subject"]'
				)
				for name in (self.of_community.name, "测试没有的编号")
			]
			self.assertEqual(told[0], told[1], user)
		answer = self.ask(
			"frappe.client.validate_link", self.handler, doctype=KIND, docname=self.of_community.name
		)
		self.assertIn(self.of_community.name, answer)

	def test_an_export_of_the_register_shows_in_the_log_to_those_outside(self):
		with self.as_user(self.users["Fazhi Manager"]), reveal.exporting(KIND, "测试：归档"):
			pass
		with self.as_user(self.users["Fazhi Auditor"]):
			listed = frappe.get_list(reveal.REVEAL_LOG, {"act": reveal.EXPORTED}, ["record_kind", "record"])
			self.assertEqual([(row.record_kind, row.record) for row in listed], [(KIND, None)])
			told = trail.acts(trail.Asked(getdate(today()), getdate(today())))[0]
		self.assertNotIn(HIDDEN, str(told))
		self.assertIn(trail.EXPORTED_IN_THE_CLEAR, [act.what for act in told])

	def test_no_door_tells_a_handler_of_what_accuses_the_own_unit_or_oneself(self):
		self.assert_silent([self.of_street], OF_STREET, self.handler)
		self.assert_silent([self.of_handler], OF_HANDLER, self.handler)

	def test_no_door_tells_the_accused_community_and_those_within_the_accused_street(self):
		self.assert_silent([self.of_community], HIDDEN, self.accused)
		self.assert_silent([self.of_street], OF_STREET, self.accused)

	def test_the_doors_open_to_the_circle(self):
		for doc, mark, user in (
			(self.of_community, HIDDEN, self.handler),
			(self.of_handler, OF_HANDLER, self.accused),
		):
			for method, arguments in OPENING_DOORS:
				with self.subTest(method, user=user):
					self.assertIn(mark, self.ask_for(doc, method, arguments, user))

	def test_administrator_sees_all(self):
		for doc in self.accusations:
			self.assertIn(
				"4711summary", self.ask("frappe.client.get", "Administrator", doctype=KIND, name=doc.name)
			)

	def test_nothing_is_written_from_outside(self):
		doc, name = self.of_community, {"reference_doctype": KIND, "reference_name": self.of_community.name}
		claim = json.dumps({**doc.as_dict(), "purpose": "Claim"}, default=str)
		for user in self.outsiders:
			comment = {**name, "content": "测试", "comment_email": user, "comment_by": user}
			for method, arguments in (
				("frappe.client.set_value", {"fieldname": "purpose", "value": "Claim"}),
				("frappe.client.delete", {}),
				("frappe.client.save", {"doc": claim}),
				("frappe.desk.form.utils.add_comment", comment),
			):
				with self.subTest(method, user=user), self.in_one_transaction():
					answer = self.ask(method, user, doctype=KIND, name=doc.name, **arguments)
					self.assertIn("PermissionError", answer)
					self.assertNotIn(HIDDEN, answer.replace(doc.name, ""))
		self.assertEqual(frappe.db.get_value(KIND, doc.name, "purpose"), "Accusation")

	def test_no_number_counts_them(self):
		like = ["like", f"%{HIDDEN}%"]
		listed = json.dumps([[KIND, "name", *like]])
		for user in self.outsiders:
			for method, arguments in (
				("frappe.client.get_count", {"filters": json.dumps({"name": like})}),
				("frappe.desk.reportview.get_count", {"filters": listed, "fields": "[]"}),
				("frappe.desk.listview.get_group_by_count", {"current_filters": listed, "field": "unit"}),
				(
					"frappe.desk.listview.get_group_by_count",
					{"current_filters": listed, "field": "assigned_to"},
				),
			):
				with self.subTest(method, user=user):
					self.assertIn(
						self.numbers(method, user=user, doctype=KIND, **arguments), ("none", "refused")
					)
		of_handler = self.numbers(
			"frappe.client.get_count", user=self.handler, doctype=KIND, filters=json.dumps({"name": like})
		)
		self.assertEqual(of_handler, "1")

	def test_nothing_is_told_of_what_is_kept_beside_them(self):
		for kind, (_doctype, name) in KEPT_BESIDE.items():
			filters = json.dumps({name: ["like", f"%{HIDDEN}%"]})
			rows = frappe.get_all(kind, filters={name: self.of_community.name}, pluck="name")
			self.assertTrue(rows, kind)
			for user in self.outsiders:
				with self.subTest(kind, user=user):
					listed = self.ask(
						"frappe.client.get_list", user, doctype=kind, fields='["*"]', limit_page_length=0
					)
					self.assertNotIn(HIDDEN, listed)
					counted = self.numbers(
						"frappe.client.get_count", user=user, doctype=kind, filters=filters
					)
					self.assertIn(counted, ("none", "refused"))
					opened = self.ask("frappe.client.get", user, doctype=kind, name=rows[0])
					self.assertNotIn(HIDDEN, opened)

	def test_a_system_manager_who_is_let_in_sees_what_is_kept_beside(self):
		frappe.get_doc("User", self.system_manager).append("roles", {"role": ACCUSATION_ROLE}).db_insert()
		self.addCleanup(frappe.clear_cache, user=self.system_manager)
		frappe.clear_cache(user=self.system_manager)
		for kind in ("Version", "Comment", "Deleted Document", "View Log"):
			listed = self.ask(
				"frappe.client.get_list",
				self.system_manager,
				doctype=kind,
				fields='["*"]',
				limit_page_length=0,
			)
			self.assertIn(HIDDEN, listed, kind)

	def test_the_tables_within_them_are_not_listed(self):
		for field in self.of_community.meta.get_table_fields():
			self.assertIn(field.options, TABLES)
			for user in self.outsiders:
				with self.subTest(field.options, user=user):
					answer = self.ask(
						"frappe.client.get_list",
						user,
						doctype=field.options,
						parent=KIND,
						fields='["*"]',
						filters=json.dumps({"parenttype": KIND}),
						limit_page_length=0,
					)
					self.assertNotIn(HIDDEN, answer)

	def download(self, doc, user: str):
		with self.as_user(user), self.in_one_transaction():
			frappe.local.request = frappe._dict(method="GET", headers={}, environ={}, path="/")
			download_private_file(self.files[doc.name].file_url).close()

	def test_their_files_are_not_handed_out(self):
		file = self.files[self.of_community.name]
		for user in self.outsiders:
			with self.subTest(user=user):
				with self.as_user(user):
					self.assertFalse(frappe.get_doc("File", file.name).has_permission("read"))
				self.assertRaises(Forbidden, self.download, self.of_community, user)
		self.download(self.of_community, self.handler)

	def test_no_report_and_no_register_tells_of_them(self):
		filters = {"from_date": "2024-01-01", "to_date": today(), "year": "2024"}
		for report in frappe.get_all("Report", filters={"module": "Fazhi Governance"}, pluck="name"):
			for user in self.outsiders:
				with self.subTest(report, user=user):
					asked = {"report_name": report, "filters": json.dumps(filters)}
					self.assertNotIn(HIDDEN, self.ask("frappe.desk.query_report.run", user, **asked))
		for register in registers.of(KIND):
			for user in [*self.outsiders, self.handler]:
				with self.subTest(register.code, user=user), self.as_user(user):
					units = scope.units_of(doctype=KIND)
					rows = list(register.rows(getdate("2024-01-01"), getdate("2024-12-31"), units))
					is_told = register.code == "accusations" and user == self.handler
					self.assertEqual(HIDDEN in str(rows), is_told)

	def test_a_report_of_ones_own_counts_them_for_the_circle_alone(self):
		table = frappe.qb.DocType(KIND)
		query = frappe.qb.from_(table).select(table.name)
		for user in self.outsiders:
			with self.as_user(user):
				self.assertEqual(query.where(reporting.in_scope(table, KIND, None)).run(), ())
		with self.as_user(self.handler):
			found = query.where(reporting.in_scope(table, KIND, None)).run(pluck=True)
		self.assertEqual(found, [self.of_community.name])

	def test_the_standard_figures_are_the_same_for_everyone(self):
		factories.make_petition(self.community_1)
		factories.make_figure("test.all", record_kind=KIND, date_field="received_on")
		codes = ["petition.received", "accusation.received", "test.all"]

		def values(user: str) -> list:
			with self.as_user(user):
				found = cube.compute(figures.figures(codes), Period.year(2024))
			return [found[code].value for code in codes]

		self.assertEqual(values(self.users["Petition Officer"]), [1, None, 1])
		self.assertEqual(values(self.users["Fazhi Manager"]), [1, None, 1])
		self.assertEqual(values(self.handler), [1, 1, 2])

	def test_what_is_due_is_told_within_the_circle(self):
		past = add_days(today(), -3)
		for doc in self.accusations:
			frappe.db.set_value(
				KIND, doc.name, {"notice_due_on": past, "notified_on": None, "handler": self.handler}
			)
		for user in self.outsiders:
			rows = due.due(user, mine=False) + due.falling_due(
				getdate(past), getdate(today()), user, mine=False
			)
			self.assertNotIn(HIDDEN, str(rows), user)
		seen = {row["name"] for row in due.due(self.handler, mine=False) if row["doctype"] == KIND}
		self.assertEqual(seen, {self.of_community.name})
		frappe.db.set_value(UNIT, self.community_1, "head", self.clerk)
		settings = frappe.get_doc("Fazhi Settings")
		settings.update({"head_after_days": 0, "leader_after_days": 0})
		told = reminders.digests(settings)
		self.assertIn(HIDDEN, str(told.pop(self.handler)))
		self.assertNotIn(HIDDEN, str(told))

	def test_the_same_person_elsewhere_is_not_told_of_an_accusation(self):
		person = {
			"role": "Petitioner",
			"party_kind": "Natural Person",
			"person_name": "测试甲",
			"phone": "10000000011",
		}
		factories.make_accusation(self.community_1, persons=[person])
		with self.as_user(self.users["Petition Officer"]):
			factories.make_petition(self.community_1, content_class="Conduct of Officials", persons=[person])
			self.assertEqual(self.messages(), [])
			found = reveal.find("Phone", "10000000011", "测试：核对来访")
		self.assertEqual(len(found), 1)


class TestIntake(DoorsTestCase):
	def setUp(self):
		super().setUp()
		self.officer = self.users["Petition Officer"]
		self.handler = self.users[ACCUSATION_ROLE]

	def test_who_takes_one_in_is_told_and_does_not_see_it_any_more(self):
		with self.as_user(self.officer):
			accusation = factories.make_accusation(self.community_1, self.community_2)
			self.assertIn("seen by accusation handlers alone from now on", self.messages()[0])
			with self.refused(error=frappe.PermissionError):
				frappe.get_doc(KIND, accusation.name).check_permission("read")
		with self.as_user(self.handler):
			frappe.get_doc(KIND, accusation.name).check_permission("write")

	def test_a_petition_that_turns_out_to_be_one_goes_out_of_sight(self):
		petition = factories.make_petition(self.community_1)
		frappe.share.add(KIND, petition.name, self.clerk)
		factories.make(
			"Document Follow", {"ref_doctype": KIND, "ref_docname": petition.name, "user": self.officer}
		)
		with self.as_user(self.officer):
			petition = frappe.get_doc(KIND, petition.name)
			petition.update({"purpose": "Accusation", "route": None, "accused_unit": self.street_a})
			petition.save()
			self.assertIn("from now on", self.messages()[0])
		for user in (self.officer, self.clerk, self.handler, self.users["Fazhi Manager"]):
			with self.as_user(user):
				self.assertFalse(frappe.has_permission(KIND, "read", doc=petition.name), user)
				self.assertEqual(frappe.get_list(KIND, filters={"name": petition.name}), [])
		for follows, name in (("DocShare", "share_name"), ("Document Follow", "ref_docname")):
			self.assertFalse(frappe.db.exists(follows, {name: petition.name}))

	def test_a_file_is_not_handed_out_to_who_uploaded_it(self):
		"""Frappe lets the owner of a file have it, whatever it is attached to."""
		with self.as_user(self.officer):
			petition = factories.make_petition(self.community_1)
			values = {"file_name": "evidence.txt", "is_private": 1, "content": "测试举报材料"}
			beside = {"attached_to_doctype": KIND, "attached_to_name": petition.name}
			files = [factories.make("File", {**values, **beside})]
			files.append(factories.make("File", {**values, "content": "测试意见书"}))
			petition.update({"purpose": "Accusation", "route": None, "accused_unit": self.street_a})
			petition.opinion_document = files[1].file_url
			petition.save()
		with self.as_user("Administrator"):
			# another's own, which an administrator attaches for them
			files.append(
				factories.make("File", {**values, **beside, "content": "测试补充", "owner": self.officer})
			)
		for file in files:
			self.addCleanup(file.delete_file_data_content)
			file.reload()
			with self.as_user(self.officer), self.in_one_transaction():
				self.assertFalse(file.has_permission("read"))
				frappe.local.request = frappe._dict(method="GET", headers={}, environ={}, path="/")
				self.assertRaises(Forbidden, download_private_file, file.file_url)

	def test_what_is_kept_of_a_deleted_one_is_told_to_no_one(self):
		accusation = factories.make_accusation(self.community_1, self.community_2, subject=f"{HIDDEN}检举")
		accusation.add_comment("Info", f"{HIDDEN}被拦下")
		petition = factories.make_petition(self.community_1, subject="测试撤回的信访")
		for doc in (accusation, petition):
			frappe.delete_doc(KIND, doc.name)
		asked = trail.Asked(getdate(add_days(today(), -1)), getdate(today()))
		auditor = self.users["Fazhi Auditor"]
		for user in (auditor, self.handler, self.system_manager):
			for kind in ("Deleted Record", "Deleted Document", "Version", "Comment"):
				answer = self.ask(
					"frappe.client.get_list", user, doctype=kind, fields='["*"]', limit_page_length=0
				)
				self.assertNotIn(HIDDEN, answer, (user, kind))
			with self.as_user(user):
				acts = trail.acts(asked)[0] if frappe.has_permission("Deleted Record") else []
				self.assertNotIn(HIDDEN, str(acts))
		with self.as_user(auditor):
			self.assertIn("测试撤回的信访", str(trail.acts(asked)[0]))

	def test_a_handler_who_accuses_the_own_unit_is_told_too(self):
		with self.as_user(self.handler):
			factories.make_accusation(self.community_1, self.community_2)
			self.assertEqual(self.messages(), [])
			factories.make_accusation(self.community_1, self.street_a)
			self.assertIn("from now on", self.messages()[0])

	def test_the_form_asks_before_it_is_saved(self):
		for user, accused, stays in (
			(self.officer, self.community_2, False),
			(self.handler, self.community_2, True),
			(self.handler, self.street_a, False),
			("Administrator", self.street_a, True),
		):
			with self.as_user(user):
				self.assertEqual(petitions.stays_in_sight(accused), stays, user)
		with self.as_user(self.handler):
			self.assertFalse(petitions.stays_in_sight("", self.handler))
		# early v15 raises the latter
		refusals = (frappe.PermissionError, frappe.ValidationError)
		with self.as_user(self.users["Mediator"]), self.refused(error=refusals):
			petitions.stays_in_sight()

	def test_a_clerk_may_name_the_office_above_as_the_accused(self):
		with self.as_user(self.clerk):
			found = petitions.get_accused_units(UNIT, "测试", "name", 0, 20, {"unit": self.community_1})
			self.assertEqual(
				{row[0] for row in found}, {self.street_a, self.community_1, self.community_2, self.station}
			)
			self.assertEqual(
				petitions.get_accused_units(UNIT, "", "name", 0, 20, {"unit": self.community_3}), []
			)

	def test_an_accusation_says_whom_it_accuses(self):
		with self.as_user(self.officer), self.refused("which unit it accuses", "Rule P5", "第三十条"):
			factories.make_accusation(self.community_1, accused_is_outside=0)

	def test_the_role_is_one_of_the_apps(self):
		self.assertIn(ACCUSATION_ROLE, ROLES)
