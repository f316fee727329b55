import frappe
from frappe import _

from fazhi_governance.governed import GovernedDocument, WrittenBy
from fazhi_governance.statute.gates import Gate

LEADER_ROLE = "Fazhi Leader"
OFFICE = {"Fazhi Manager", "Fazhi Officer"}
# 党政主要负责人履行推进法治建设第一责任人职责规定, arts. 5 and 6: the duties that only one of the two heads has
DUTIES_OF_ONE = {
	"Party Regulations": "Party Head",
	"Law-minded Personnel": "Party Head",
	"Law-based Administration": "Government Head",
}


class LeaderDutyRecord(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acted_on: DF.Date
		duty: DF.Literal[
			"",
			"Organisation and Planning",
			"Lawful Decisions",
			"Party Regulations",
			"Law-based Administration",
			"Urging and Supervision",
			"Support for Justice",
			"Law-minded Personnel",
			"Law Publicity and Study",
		]
		leader: DF.Link | None
		leader_name: DF.Data
		matter: DF.DynamicLink | None
		matter_kind: DF.Link | None
		personal_act: DF.Literal[
			"", "Deployed in Person", "Inquired in Person", "Coordinated in Person", "Urged in Person"
		]
		post_kind: DF.Literal["", "Party Head", "Government Head", "Other Leader"]
		proof: DF.Attach | None
		result: DF.SmallText | None
		subject: DF.Data
		unit: DF.Link
		what_was_done: DF.Text | None
	# end: auto-generated types

	rule_date_field = "acted_on"
	not_in_future = ("acted_on",)
	gates = (Gate("H1", "duty_of_the_other_head"),)
	written_by = (WrittenBy((), "hand_of_another", is_all_but=True),)

	def derive(self):
		if self.is_new() and not self.leader and self.is_leader_alone:
			self.leader = frappe.session.user
		if self.leader and not self.leader_name:
			self.leader_name = frappe.db.get_value("User", self.leader, "full_name")
		self.refuse_hidden_matter()

	def duty_of_the_other_head(self) -> str | None:
		head = DUTIES_OF_ONE.get(self.duty)
		if head and self.post_kind not in (head, "Other Leader"):
			words = (_(option) for option in (self.duty, head, self.post_kind))
			return _("The duty is {0}, which the {1} has, but the post is {2}.").format(*words)

	@property
	def is_leader_alone(self) -> bool:
		roles = {*frappe.get_roles()}
		return LEADER_ROLE in roles and not OFFICE & roles

	def hand_of_another(self) -> str | None:
		"""Leaders write their own; the office keeps what leaders without an account did."""
		before = self.get_doc_before_save()
		for leader in filter(None, (before and before.leader, self.leader)):
			if leader != frappe.session.user:
				return _("The leader keeps this record with the account {0}.").format(leader)
		if self.leader and LEADER_ROLE not in frappe.get_roles():
			return _("{0} is not the account of a leader.").format(self.leader)
		if before and not before.leader and self.is_leader_alone:
			return _("The office keeps this record, for a leader without an account.")
