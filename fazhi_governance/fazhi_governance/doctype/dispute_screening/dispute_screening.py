import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock

CASE = "Mediation Case"
NOT_DEALT_WITH, ON_THE_SPOT, TAKEN_UP = "Not Dealt With", "Settled on the Spot", "Taken Up for Mediation"


class DisputeScreening(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.screened_dispute.screened_dispute import (
			ScreenedDispute,
		)

		deal_by: DF.Date | None
		dealt_with_on: DF.Date | None
		disputes: DF.Table[ScreenedDispute]
		disputes_count: DF.Int
		handling_due_on: DF.Date | None
		handling_warn_on: DF.Date | None
		households_count: DF.Int
		kind: DF.Literal["Routine", "Special"]
		open_count: DF.Int
		partners: DF.SmallText | None
		places_count: DF.Int
		remark: DF.SmallText | None
		screened_by: DF.Data | None
		screened_on: DF.Date
		target: DF.Data
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "screened_on"
	not_in_future = ("screened_on", "disputes.dealt_with_on")
	in_order = (("screened_on", "disputes.due_by"), ("screened_on", "disputes.dealt_with_on"))
	clocks = (
		Clock(
			"M20",
			start="deal_by",
			stop="dealt_with_on",
			due="handling_due_on",
			warn="handling_warn_on",
		),
	)

	def derive(self):
		for row in self.disputes:
			self.follow_outcome(row)
		still_open = [row for row in self.disputes if row.outcome == NOT_DEALT_WITH]
		self.disputes_count, self.open_count = len(self.disputes), len(still_open)
		self.deal_by = min((getdate(row.due_by) for row in still_open if row.due_by), default=None) or max(
			(getdate(row.due_by) for row in self.disputes if row.due_by), default=None
		)
		self.dealt_with_on = (
			None if still_open else max((getdate(row.dealt_with_on) for row in self.disputes), default=None)
		)

	def follow_outcome(self, row):
		if row.mediation_case:
			row.outcome = TAKEN_UP
			self.refuse_foreign_case(row)
		elif row.outcome == TAKEN_UP:
			self.refuse(
				_("Disputes, row {0}: it is taken up for mediation, but no case is named.").format(row.idx),
				_("Use the button Take Up for Mediation, or choose the case that was made for it."),
			)
		if row.outcome == NOT_DEALT_WITH:
			row.dealt_with_on = None
		elif not row.dealt_with_on:
			row.dealt_with_on = self.screened_on if row.outcome == ON_THE_SPOT else current_date()

	def refuse_foreign_case(self, row):
		before = self.get_doc_before_save()
		known = {each.mediation_case for each in before.disputes} if before else set()
		if row.mediation_case not in known and not frappe.has_permission(CASE, doc=row.mediation_case):
			self.refuse(
				_("Disputes, row {0}: the case {1} is not one that you may see.").format(
					row.idx, row.mediation_case
				),
				_("Choose a case of your own units."),
			)

	def on_update(self):
		super().on_update()
		self.mark_cases([row.mediation_case for row in self.disputes if row.mediation_case])

	def on_trash(self):
		self.mark_cases([])

	def mark_cases(self, cases: list[str]):
		"""Each case names the screening at which its dispute was found."""
		case = frappe.qb.DocType(CASE)
		named_by_this = frappe.qb.update(case).where(case.screening == self.name)
		if cases:
			named_by_this = named_by_this.where(case.name.notin(cases))
			frappe.qb.update(case).set(case.screening, self.name).where(case.name.isin(cases)).run()
		named_by_this.set(case.screening, None).run()

	@frappe.whitelist(methods=["POST"])
	def take_up(self, dispute: str) -> str:
		"""Make a mediation case of a dispute that was found; asked again, the same case answers.

		:param dispute: name of its row
		:returns: name of the case
		:raises frappe.ValidationError: there is no such row
		:raises frappe.PermissionError: the user may not change the screening or make a case
		"""
		self.check_permission("write")
		# who asks at the same moment waits here, and then finds the case
		row = frappe.db.get_value(
			"Screened Dispute",
			{"name": dispute, "parent": self.name, "parenttype": self.doctype},
			["mediation_case"],
			as_dict=True,
			for_update=True,
		)
		if not row:
			self.refuse(
				_("The dispute is not one of this screening any more."),
				_("Reload the screening and choose one of its disputes."),
			)
		if row.mediation_case:
			return row.mediation_case
		self.reload()
		(found,) = (each for each in self.disputes if each.name == dispute)
		case = frappe.get_doc(
			{
				"doctype": CASE,
				"unit": self.unit,
				"subject": found.brief,
				"received_on": current_date(),
				"dispute_type": found.dispute_type,
				"source": "Own Initiative",
				"risk_level": found.risk_level,
				"persons_count": found.persons_count,
				"mediator": found.responsible,
			}
		).insert()
		found.update({"mediation_case": case.name, "outcome": TAKEN_UP, "dealt_with_on": current_date()})
		self.save()
		return case.name
