"""Who may do what: the table below is the documentation, and is held against what Frappe answers.

It holds for the records of the own units. Of what may be assigned to a legal advisor, the column LA holds for
what is assigned, in whatever unit, and for nothing else.
"""

import frappe
from frappe.permissions import get_doc_permissions, get_role_permissions

from fazhi_governance.kinds import ADVISED, ADVISOR_ROLE, GOVERNED_DOCTYPES, MATTERS, ROLES
from fazhi_governance.scope import UNIT
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

LETTERS = {
	"r": "read",
	"w": "write",
	"c": "create",
	"d": "delete",
	"s": "submit",
	"n": "cancel",
	"a": "amend",
	"p": "report",
	"x": "export",
	"i": "import",
}
# what Frappe asks of a single record
OF_A_RECORD = {"read", "write", "delete", "submit", "cancel"}
TABLE = """
                          SM          FM         FO      CC     LA  LR        ME     PO     EC     FL    FA   AH
Annual Report             rwcdsnapxi  rwcdsnapx  rwcsapx -      -   -         -      -      -      rp    rpx  -
Assessment Scheme         rwcdpxi     rwcdpx     rwcpx   -      -   -         -      -      -      rp    rpx  -
Calendar Exception        rwcdpxi     rwcdpx     rp      -      -   -         -      -      -      rp    rpx  -
Deleted Record            rpx         rpx        -       -      -   -         -      -      -      -     rpx  -
Disclosure Item           rwcdpxi     rwcdpx     rwcpx   -      -   rp        -      -      -      rp    rpx  -
Dispute Screening         rwcdpxi     rwcdpx     rwcpx   rwcp   -   -         rwcpx  -      -      rp    rpx  -
Enforcement Case          rwcdpxi     rwcdpx     rwcpx   -      r   rp        -      -      rwcpx  rp    rpx  -
Enforcement Item          rwcdpxi     rwcdpx     rwcpx   -      -   rp        -      -      rwcpx  rp    rpx  -
Enforcement Officer       rwcdpxi     rwcdpx     rpx     -      -   rp        -      -      rwcpx  rp    rpx  -
Fazhi Settings            rw          rw         r       -      -   r         -      -      r      r     r    -
Governance Meeting        rwcdpxi     rwcdpx     rwcpx   -      -   -         -      rp     -      rp    rpx  -
Governance Task           rwcdpxi     rwcdpx     rwcpx   rwp    -   -         -      rwp    rwp    rp    rpx  -
Governance Unit           rwcdpxi     rwpx       rp      rp     rp  rp        rp     rp     rp     rp    rp   rp
Joint Enforcement         rwcdpxi     rwcdpx     rwcpx   rp     -   -         -      -      rwcpx  rp    rpx  -
Law                       rwcdpxi     rwcdpx     rwcp    rp     rp  rwcp      rp     rp     rp     rp    rp   rp
Law Advisor               rwcdpxi     rwcdpx     rwcpx   -      r   rp        -      -      -      rp    rpx  -
Law Advisor Consultation  rwcdpxi     rwcdpx     rwcpx   -      rw  rwcpx     -      -      -      rp    rpx  -
Law Literate Resident     rwcdpxi     rwcdpx     rwcpx   rwcp   -   rp        rp     rp     rp     rp    rpx  -
Law Publicity Activity    rwcdpxi     rwcdpx     rwcpx   rwcp   -   rp        rp     rp     rp     rp    rpx  -
Leader Duty Record        rwcdpxi     rwcdpx     rwcpx   -      -   -         -      -      -      rwcp  rpx  -
Leader Reception          rwcdpxi     rwcdpx     rwcpx   rp     -   -         -      rwcpx  -      rwp   rpx  rp
Leading Group             rwcdpxi     rwcdpx     rwcpx   rp     -   rp        rp     rp     rp     rp    rpx  -
Legality Review           rwcdsnapxi  rwcdsnapx  rwcspx  rwcsp  rw  rwcsnapx  -      -      rwcsp  rp    rpx  -
Local Rule                rwcdpxi     rwcdpx     rp      -      -   rp        -      -      -      rp    rpx  -
Major Decision            rwcdpxi     rwcdpx     rwcpx   -      r   rpx       -      -      -      rwpx  rpx  -
Mediation Case            rwcdpxi     rwcdpx     rwcpx   rwcp   -   -         rwcpx  -      -      rp    rpx  -
Monthly Tally             rwcdpxi     rwcdpx     rwcpx   rwcp   -   -         -      rp     rp     rp    rpx  -
Petition                  rwcdpxi     rwcdpx     rp      rwp    -   -         -      rwcpx  -      rwp   rpx  rwcpx
Publicity Plan            rwcdpxi     rwcdpx     rwcpx   rp     -   rp        rp     rp     rp     rp    rpx  -
Publicity Programme       rwcdpxi     rwcdpx     rwcp    rwcp   -   rp        rp     rp     rp     rp    rp   -
Publicity Venue           rwcdpxi     rwcdpx     rwcpx   rwcp   -   rp        rp     rp     rp     rp    rpx  -
Register Import           rwcdpx      rwcdpx     rwcdpx  -      -   -         -      -      -      -     rpx  -
Report Paragraph          rwcdpxi     rwcdpx     rp      -      -   -         -      -      -      rp    rpx  -
Report Template           rwcdpxi     rwcdpx     rp      -      -   -         -      -      -      rp    rpx  -
Reveal Log                rpx         rcpx       -       -      -   -         c      c      -      rp    rpx  c
Review Type               rwcdpxi     rwcdpx     rp      rp     rp  rp        -      -      rp     rp    rp   -
Reviewable Matter         rwcdpxi     rwcdpx     rwcpx   -      -   rwcpx     -      -      -      rp    rpx  -
Service Inquiry           rwcdpxi     rwcdpx     rwcpx   rwcp   -   -         -      rp     -      rp    rpx  -
Service Item              rwcdpxi     rwcdpx     rwcpx   rp     -   rp        -      rp     rp     rp    rpx  -
Shortcoming               rwcdpxi     rwcdpx     rwcpx   rp     -   -         -      -      -      rp    rpx  -
Statistical Figure        rwcdpxi     rwcdpx     rpx     rpx    -   rpx       rpx    rpx    rpx    rpx   rpx  rpx
Statutory Rule            rwcdpxi     rwcdpx     rp      rp     rp  rp        rp     rp     rp     rp    rp   rp
Supervision Matter        rwcdpxi     rwcdpx     rwcpx   -      -   -         -      -      rwcpx  rp    rpx  -
Supervision Notice        rwcdpxi     rwcdpx     rwcpx   rwp    -   -         -      rwp    rwp    rp    rpx  -
Tally Kind                rwcdpxi     rwcdpx     rp      rp     -   -         -      rp     rp     rp    rp   -
Training Record           rwcdpxi     rwcdpx     rwcpx   rwcp   -   rp        rp     rp     rwcpx  rp    rpx  -
Unit Assessment           rwcdpxi     rwcdpx     rwcpx   rwp    -   -         -      -      -      rp    rpx  -
Work Plan                 rwcdpxi     rwcdpx     rwcpx   rp     -   -         -      rp     rp     rp    rpx  -
"""
COLUMNS = dict(
	zip(
		("SM", "FM", "FO", "CC", "LA", "LR", "ME", "PO", "EC", "FL", "FA", "AH"),
		("System Manager", *ROLES),
		strict=True,
	)
)
# only who sets the app up
SYSTEM_MANAGERS_OWN = ("Demo Record",)
# no role at all
NO_ONES_OWN = ("Imported Record", "Report Evidence", "Sealed Value")


def table() -> dict[tuple[str, str], set[str]]:
	"""(DocType, role) → rights, as the table says."""
	head, *lines = TABLE.strip("\n").splitlines()
	rights = {}
	for line in lines:
		doctype, *cells = [line[:26].strip(), *line[26:].split()]
		for column, cell in zip(head.split(), cells, strict=True):
			rights[doctype, COLUMNS[column]] = {LETTERS[letter] for letter in cell.strip("-")}
	return rights


class TestPermissions(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.allowed = table()
		cls.own, cls.foreign = {}, {}
		for unit, records in ((cls.community_1, cls.own), (cls.community_3, cls.foreign)):
			advisor = factories.make_advisor(unit)
			decision = factories.make_decision(unit)
			street = cls.street_a if unit == cls.community_1 else cls.street_b
			records |= {
				"Annual Report": factories.make_report(unit, addressee="测试街道", issuers="测试社区"),
				"Assessment Scheme": factories.make_scheme(unit),
				"Calendar Exception": factories.make_exception(unit, "2024-04-19"),
				"Dispute Screening": factories.make_screening(unit),
				"Disclosure Item": factories.make_disclosure(unit),
				"Deleted Record": factories.make_stored(
					"Deleted Record", unit=unit, record_kind="Mediation Case", record="测试记录"
				),
				"Governance Meeting": factories.make_meeting(unit),
				"Governance Task": factories.make_task(unit),
				"Enforcement Case": factories.make_enforcement_case(unit),
				"Enforcement Item": factories.make_item(unit),
				"Enforcement Officer": factories.make_officer(unit, f"{unit}执法员"),
				"Joint Enforcement": factories.make_joint_enforcement(unit),
				"Law Advisor": advisor,
				"Law Advisor Consultation": factories.make_consultation(unit, advisor.name),
				"Law Literate Resident": factories.make_resident(unit),
				"Law Publicity Activity": factories.make_activity(unit),
				"Leader Reception": factories.make_reception(unit),
				"Leader Duty Record": factories.make_duty_record(unit),
				"Leading Group": factories.make_group(unit),
				"Legality Review": factories.make_decision_review(decision),
				"Local Rule": factories.make_local_rule(unit, "M1-2011-01-01"),
				"Major Decision": decision,
				"Mediation Case": factories.make_case(unit),
				"Petition": factories.make_petition(unit),
				"Register Import": factories.make_register_import(unit),
				"Report Template": factories.make_stored(
					"Report Template",
					unit=unit,
					template_name=f"{unit}模板",
					word_file="/private/files/无.docx",
				),
				"Reveal Log": factories.make_reveal(unit),
				"Monthly Tally": factories.make_tally(unit),
				"Publicity Plan": factories.make_publicity_plan(unit),
				"Publicity Venue": factories.make_venue(unit),
				"Reviewable Matter": factories.make_matter(unit),
				"Service Inquiry": factories.make_inquiry(unit),
				"Service Item": factories.make_service_item(unit),
				"Shortcoming": factories.make_shortcoming(unit),
				"Supervision Matter": factories.make_supervision(unit),
				"Supervision Notice": factories.make_notice(unit),
				"Training Record": factories.make_training(unit),
				"Unit Assessment": factories.make_assessment(unit, factories.make_scheme(street).name),
				"Work Plan": factories.make_work_plan(unit),
				UNIT: frappe.get_doc(UNIT, unit),
			}

	def test_the_table_knows_every_record_kind_and_role(self):
		doctypes = frappe.get_all(
			"DocType", filters={"module": "Fazhi Governance", "istable": 0}, pluck="name"
		)
		self.assertEqual(
			{doctype for doctype, _role in self.allowed}, set(doctypes) - {*SYSTEM_MANAGERS_OWN, *NO_ONES_OWN}
		)
		self.assertEqual({role for _doctype, role in self.allowed}, {"System Manager", *ROLES})
		self.assertEqual(set(self.own), {UNIT, *GOVERNED_DOCTYPES})

	def test_each_role_may_what_the_table_says_and_nothing_else(self):
		for (doctype, role), allowed in self.allowed.items():
			with self.subTest(doctype=doctype, role=role):
				rights = get_role_permissions(frappe.get_meta(doctype), user=self.users[role])
				granted = {right for right in LETTERS.values() if rights.get(right)}
				self.assertEqual(granted, allowed)

	def test_a_record_of_the_own_units_opens_as_the_table_says(self):
		for (doctype, role), allowed in self.allowed.items():
			if doctype in self.own:
				with self.subTest(doctype=doctype, role=role):
					is_unassigned = role == ADVISOR_ROLE and doctype in (*ADVISED, *MATTERS)
					expected = set() if is_unassigned else allowed & OF_A_RECORD
					self.assertEqual(self.granted(self.own[doctype], role), expected)

	def test_what_is_assigned_to_an_advisor_opens_as_the_table_says(self):
		advisor = self.own["Law Advisor"].name
		frappe.db.set_value("Law Advisor", advisor, "user", self.users[ADVISOR_ROLE])
		frappe.db.set_value("Legality Review", self.own["Legality Review"].name, "advisor", advisor)
		review = factories.make_case_review(self.own["Enforcement Case"])
		frappe.db.set_value("Legality Review", review.name, "advisor", advisor)
		for doctype in (*ADVISED, *MATTERS):
			with self.subTest(doctype=doctype):
				allowed = self.allowed[doctype, ADVISOR_ROLE] & OF_A_RECORD
				self.assertEqual(self.granted(self.own[doctype], ADVISOR_ROLE), allowed)

	def test_a_record_of_another_unit_opens_to_no_role(self):
		for doctype, role in self.allowed:
			if doctype in self.foreign:
				with self.subTest(doctype=doctype, role=role):
					self.assertEqual(self.granted(self.foreign[doctype], role), set())

	def granted(self, doc, role: str) -> set[str]:
		user = self.users[role]
		return {
			right
			for right in OF_A_RECORD
			if frappe.has_permission(doc.doctype, right, doc=doc, user=user)
			and get_doc_permissions(doc, user=user, ptype=right).get(right)
		}

	def test_what_is_no_ones_is_open_to_no_role(self):
		for doctype in NO_ONES_OWN:
			self.assertEqual(frappe.get_meta(doctype).permissions, [])

	def test_what_system_managers_keep_to_themselves_is_open_to_no_other(self):
		for doctype in SYSTEM_MANAGERS_OWN:
			if frappe.db.exists("DocType", doctype):
				roles = {row.role for row in frappe.get_meta(doctype).permissions}
				self.assertEqual(roles, {"System Manager"})

	def test_guests_and_all_comers_have_no_right(self):
		for doctype in {doctype for doctype, _role in self.allowed}:
			roles = {row.role for row in frappe.get_meta(doctype).permissions}
			self.assertFalse(roles & {"Guest", "All", "Desk User"}, doctype)
