import frappe
from frappe import handler

from fazhi_governance.api import charts, register
from fazhi_governance.kinds import ADVISOR_ROLE
from fazhi_governance.tests.base import GovernanceTestCase

METHOD = "frappe.desk.desktop.get_desktop_page"
WORKSPACE = frappe.as_json({"name": "Law-based Government", "title": "Law-based Government", "public": 1})


def ask(page: str) -> dict:
	"""As the desk does."""
	frappe.local.form_dict = frappe._dict(cmd=METHOD, page=page)
	frappe.local.request = frappe._dict(method="POST")
	return handler.execute_cmd(METHOD)


class TestWorkspace(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.shown = {}
		for role, user in cls.users.items():
			frappe.set_user(user)
			cls.shown[role] = ask(WORKSPACE)
		frappe.set_user("Administrator")

	def links(self, role: str) -> set[tuple[str, str]]:
		"""(kind, name) of what the links and shortcuts open."""
		shortcuts, cards = (self.shown[role][part]["items"] for part in ("shortcuts", "cards"))
		return {(each["type"], each["link_to"]) for each in shortcuts} | {
			(link["link_type"], link["link_to"]) for card in cards for link in card["links"]
		}

	def opens(self, kind: str, name: str) -> bool:
		if kind == "DocType":
			return frappe.has_permission(name, "read")
		if kind == "Report":
			report = frappe.get_doc("Report", name)
			return report.is_permitted() and frappe.has_permission(report.ref_doctype, "report")
		return frappe.get_doc("Page", name).is_permitted()

	def test_whatever_a_role_sees_opens(self):
		for role, user in self.users.items():
			links = self.links(role)
			self.assertIn(("Page", "due-for-me"), links)
			with self.as_user(user):
				refused = [link for link in sorted(links) if not self.opens(*link)]
			self.assertEqual(refused, [], role)

	def test_the_log_of_looks_at_personal_data_is_offered_to_who_reads_it(self):
		log = ("DocType", "Reveal Log")
		for role in ("Mediator", "Petition Officer", "Accusation Handler"):
			self.assertNotIn(log, self.links(role))
		for role in ("Fazhi Manager", "Fazhi Auditor"):
			self.assertIn(log, self.links(role))

	def test_the_page_of_registers_is_offered_to_who_may_export_one(self):
		for role, user in self.users.items():
			with self.as_user(user):
				may_export = bool(register.listing())
			self.assertEqual(("Page", "registers") in self.links(role), may_export, role)

	def test_the_numbers_that_a_role_sees_can_be_counted(self):
		for role, user in self.users.items():
			shown = self.shown[role]
			with self.as_user(user):
				for each in shown["number_cards"]["items"]:
					card = frappe.get_doc("Number Card", each.number_card_name)
					if card.method == charts.CARD:
						self.assertTrue(charts.card(card.filters_json), (role, card.name))
				for each in shown["charts"]["items"]:
					charts.chart(frappe.get_doc("Dashboard Chart", each.chart_name).filters_json)

	def test_who_only_names_a_kind_in_a_link_sees_no_figure_of_it(self):
		"""A petition officer names the mediation that a petition led to."""
		cards = [each.number_card_name for each in self.shown["Petition Officer"]["number_cards"]["items"]]
		self.assertIn("Petitions Concluded in Time", cards)
		self.assertNotIn("Disputes Resolved", cards)

	def test_an_advisor_is_offered_what_is_to_be_done_and_no_numbers_of_the_office(self):
		shown = self.shown[ADVISOR_ROLE]
		self.assertEqual(
			[each.number_card_name for each in shown["number_cards"]["items"]],
			["Overdue for Me", "Due Soon for Me", "To Be Done by Me", "Overdue in My Units"],
		)
		self.assertEqual(shown["charts"]["items"], [])
		self.assertNotIn(("Page", "law-data"), self.links(ADVISOR_ROLE))

	def test_a_workspace_that_there_is_not_is_empty(self):
		self.assertEqual(ask(frappe.as_json({"name": "No Such Workspace"})), {})
