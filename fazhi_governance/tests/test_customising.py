"""What an administrator changes without code outlives an update of the app, and is counted and listed like the rest.

The class changes a form, a workflow and a role as the desk does, then does what `bench migrate` does, even for
files that have not changed. All of that commits: it is made before, and taken back after, the class's own
transaction.
"""

import json
from datetime import date

import frappe
from frappe.core.page.permission_manager import permission_manager
from frappe.desk import reportview
from frappe.model.sync import sync_for
from frappe.modules.utils import sync_customizations
from frappe.utils.dashboard import sync_dashboards
from frappe.utils.fixtures import sync_fixtures
from openpyxl import load_workbook

from fazhi_governance import install
from fazhi_governance.register import export
from fazhi_governance.register.tables.disputes import DISPUTES
from fazhi_governance.setup import seed
from fazhi_governance.statistics import cube, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase, forget

APP = "fazhi_governance"
CASE, DECISION = "Mediation Case", "Major Decision"
# Customize Form makes fieldnames of the labels, Chinese ones too
COLOUR, VISITS = "custom_测试标记", "custom_测试走访次数"
STATE = "测试会签"
OPTIONS = "\n测试红\n测试蓝"


def customise():
	form = frappe.get_doc("Customize Form")
	form.doc_type = CASE
	form.fetch_to_customize()
	for field in (
		{
			"fieldname": COLOUR,
			"label": "测试标记",
			"fieldtype": "Select",
			"options": OPTIONS,
			"in_list_view": 1,
		},
		{"label": "测试走访次数", "fieldtype": "Int", "in_list_view": 1},
	):
		form.append("fields", {**field, "is_custom_field": 1})
	for df in form.fields:
		if df.fieldname == "facts":
			df.label = "测试事实"
		if df.fieldname == "mediator":
			df.reqd = 1
	form.save_customization()

	factories.make("Workflow State", {"workflow_state_name": STATE})
	workflow = frappe.get_doc("Workflow", DECISION)
	workflow.append("states", {"state": STATE, "doc_status": "0", "allow_edit": "Fazhi Officer"})
	move = {"state": "In Preparation", "action": "Submit for Review", "allowed": "Fazhi Officer"}
	workflow.append("transitions", {**move, "next_state": STATE, "condition": "doc.title == '测试会签事项'"})
	workflow.save()

	permission_manager.update(CASE, "Mediator", 0, "delete", 1)
	permission_manager.add(CASE, "Enforcement Clerk", 0)


def migrate():
	"""What `bench migrate` does for an app, in its order."""
	frappe.flags.in_migrate = True
	try:
		sync_for(APP, force=True)
		sync_fixtures(APP)
		sync_dashboards(APP)
		sync_customizations(APP)
		install.after_migrate()
	finally:
		frappe.flags.in_migrate = False
	frappe.db.commit()
	frappe.clear_cache()
	forget()


class TestCustomising(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		frappe.set_user("Administrator")
		cls.setters = frappe.get_all("Property Setter", pluck="name")
		cls.addClassCleanup(cls.take_back)
		customise()
		migrate()
		super().setUpClass()

	@classmethod
	def take_back(cls):
		"""Frappe keeps the columns, as it does after any administrator."""
		frappe.set_user("Administrator")
		frappe.db.delete("Custom Field", {"dt": CASE, "fieldname": ["in", [COLOUR, VISITS]]})
		frappe.db.delete("Property Setter", {"name": ["not in", cls.setters]})
		workflow = frappe.get_doc("Workflow", DECISION)
		workflow.states = [row for row in workflow.states if row.state != STATE]
		workflow.transitions = [row for row in workflow.transitions if row.next_state != STATE]
		workflow.save()
		frappe.delete_doc_if_exists("Workflow State", STATE, force=True)
		permission_manager.reset(CASE)
		frappe.db.commit()
		frappe.clear_cache()
		forget()

	def case(self, colour: str = "测试红", visits: int = 2):
		with self.as_user(self.clerk):
			return factories.make_case(
				self.community_1, mediator="测试调解员", **{COLOUR: colour, VISITS: visits}
			)

	def view(self, *fieldnames: str, **asked):
		"""What the list view and the report builder send."""
		fields = json.dumps([f"`tab{CASE}`.`{fieldname}`" for fieldname in fieldnames])
		frappe.local.form_dict = frappe._dict(
			{"doctype": CASE, "fields": fields, "order_by": f"`tab{CASE}`.`name` asc", **asked}
		)

	def test_a_field_of_the_offices_own_stays_and_holds_what_is_entered(self):
		self.assertTrue(frappe.get_meta(CASE).get_field(COLOUR).is_custom_field)
		case = frappe.get_doc(CASE, self.case().name)
		self.assertEqual((case.get(COLOUR), case.get(VISITS)), ("测试红", 2))
		with self.refused("测试标记"):
			self.case("测试绿")

	def test_it_shows_in_the_list_and_the_report_builder(self):
		case = self.case()
		listed = [df.fieldname for df in frappe.get_meta(CASE).fields if df.in_list_view]
		self.assertLess({COLOUR, VISITS}, set(listed))
		with self.as_user(self.clerk):
			self.view("name", COLOUR, VISITS, start=0, page_length=20)
			self.assertEqual(reportview.get()["values"], [[case.name, "测试红", 2]])
		with self.as_user(self.users["Fazhi Auditor"]):
			self.view("name", COLOUR, file_format_type="CSV", title="cases")
			reportview.export_query()
			written = frappe.response.filecontent.decode("utf-8-sig")
		self.assertIn("测试标记", written)
		self.assertIn("测试红", written)

	def test_it_is_a_column_of_the_register(self):
		self.case()
		with self.as_user(self.officer):
			_name, file = export.to_xlsx(DISPUTES, date(2024, 1, 1), date(2024, 12, 31), self.street_a)
		rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
		cells = {cell.replace("\n", "") if isinstance(cell, str) else cell for row in rows for cell in row}
		self.assertLess({"测试标记", "测试走访次数", "测试红", 2}, cells)

	def test_a_figure_counts_sums_and_breaks_down_by_it_and_opens_the_list(self):
		cases = [self.case("测试红", 2), self.case("测试红", 3), self.case("测试蓝", 5)]
		red = f'[["{COLOUR}", "=", "测试红"]]'
		with self.as_user(self.users["Fazhi Manager"]):
			factories.make_figure("test.red", filters=red, breakdown_field="dispute_type")
			factories.make_figure("test.by_colour", breakdown_field=COLOUR)
			factories.make_figure(
				"test.visits", aggregate="Sum", aggregate_field=VISITS, breakdown_field=COLOUR
			)
		period = figures.Period.year(2024)
		with self.as_user(self.officer):
			wanted = figures.figures(["test.red", "test.by_colour", "test.visits"])
			values = cube.compute(wanted, period)
			doctype, filters = cube.drill_down(figures.find("test.red"), period)
			listed = frappe.get_list(doctype, filters=filters, pluck="name", order_by="name")
		self.assertEqual(values["test.red"].value, 2)
		self.assertEqual(values["test.by_colour"].breakdown, {"测试红": 2, "测试蓝": 1})
		self.assertEqual(values["test.visits"].value, 10)
		self.assertEqual(values["test.visits"].breakdown, {"测试红": 5, "测试蓝": 5})
		self.assertEqual(listed, sorted(case.name for case in cases[:2]))

	def test_its_changes_are_traced(self):
		case = self.case()
		case.set(COLOUR, "测试蓝")
		case.save(ignore_version=False)
		changed = frappe.get_last_doc("Version", {"docname": case.name}).get_data()["changed"]
		self.assertEqual(changed, [[COLOUR, "测试红", "测试蓝"]])

	def test_a_label_and_a_demand_of_the_offices_own_stay(self):
		meta = frappe.get_meta(CASE)
		self.assertEqual(meta.get_label("facts"), "测试事实")
		with self.refused("mediator", error=frappe.MandatoryError):
			factories.make_case(self.community_1)

	def test_a_state_and_a_transition_of_the_offices_own_stay(self):
		workflow = frappe.get_doc("Workflow", DECISION)
		self.assertIn(STATE, [row.state for row in workflow.states])
		self.assertIn(STATE, [row.next_state for row in workflow.transitions])
		self.assertIn(STATE, frappe.get_meta(DECISION).get_field("workflow_state").options.split("\n"))
		with self.as_user(self.officer):
			decision = factories.make_decision(self.street_a, title="测试会签事项")
			decision.workflow_state = STATE
			decision.save()
		self.assertEqual(decision.workflow_state, STATE)

	def test_a_role_stays_as_it_was_changed(self):
		case = self.case()
		mediator, enforcement_clerk = self.users["Mediator"], self.users["Enforcement Clerk"]
		self.assertTrue(frappe.has_permission(CASE, "delete", doc=case, user=mediator))
		self.assertTrue(frappe.has_permission(CASE, "read", doc=case, user=enforcement_clerk))
		self.assertFalse(frappe.has_permission(CASE, "write", doc=case, user=enforcement_clerk))

	def test_a_changed_role_reaches_no_further_than_its_unit(self):
		foreign = factories.make_case(self.community_3, mediator="测试调解员")
		for user in (self.users["Mediator"], self.users["Enforcement Clerk"]):
			self.assertFalse(frappe.has_permission(CASE, "read", doc=foreign, user=user))

	def test_a_list_keeps_the_number_of_columns_of_the_offices_own(self):
		settings = frappe.get_doc("List View Settings", CASE)
		self.assertEqual(settings.total_fields, seed.LIST_COLUMNS)
		settings.total_fields = "5"
		settings.save()
		seed.lists()
		self.assertEqual(frappe.db.get_value(settings.doctype, CASE, "total_fields"), "5")
		settings.delete()
		seed.lists()
		self.assertFalse(frappe.db.exists(settings.doctype, CASE))

	def test_tracking_stays_on(self):
		self.assertTrue(frappe.get_meta(CASE).track_changes)
		form = frappe.get_doc("Customize Form")
		form.doc_type = CASE
		form.fetch_to_customize()
		form.track_changes = 0
		with self.as_user(self.system_manager), self.refused("Leave Track Changes switched on"):
			form.save_customization()
