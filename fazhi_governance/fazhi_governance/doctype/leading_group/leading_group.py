from datetime import date
from itertools import pairwise

import frappe
from frappe import _
from frappe.utils import add_days, formatdate, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.gates import Gate


class LeadingGroup(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.leading_group_adjustment.leading_group_adjustment import (
			LeadingGroupAdjustment,
		)
		from fazhi_governance.fazhi_governance.doctype.leading_group_member.leading_group_member import (
			LeadingGroupMember,
		)

		adjustments: DF.Table[LeadingGroupAdjustment]
		dissolved_on: DF.Date | None
		document_number: DF.Data | None
		duties: DF.SmallText | None
		established_on: DF.Date
		group_name: DF.Data
		kind: DF.Literal[
			"Leading Group",
			"Law-based Governance Commission",
			"Joint Conference",
			"Mediation Committee",
			"Legality Review Group",
			"Law Publicity Office",
			"Other",
		]
		last_adjusted_on: DF.Date | None
		members: DF.Table[LeadingGroupMember]
		office_at: DF.Link | None
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "established_on"
	not_in_future = ("established_on", "dissolved_on")
	in_order = (("established_on", "dissolved_on"),)
	gates = (Gate("M18", "mediation_committee_of_odd_size"),)

	def derive(self):
		for member in self.members:
			member.from_date = member.from_date or self.established_on
		self.adjustments.sort(key=lambda adjustment: getdate(adjustment.adjusted_on))
		for number, adjustment in enumerate(self.adjustments, start=1):
			adjustment.idx = number
		self.last_adjusted_on = self.adjustments[-1].adjusted_on if self.adjustments else None
		self.refuse_early_adjustments()
		self.refuse_undocumented_changes()
		self.refuse_double_members()

	def members_on(self, day: date) -> list:
		"""The rows of those who belonged to the group on that day, the last day of each included."""
		return [
			member
			for member in self.members
			if getdate(member.from_date) <= day and (not member.to_date or day <= getdate(member.to_date))
		]

	def mediation_committee_of_odd_size(self) -> str | None:
		"""Whether there is a woman among them, as the same article demands, is not recorded."""
		if self.kind != "Mediation Committee" or self.dissolved_on:
			return None
		members = len(self.members_on(current_date()))
		if not 3 <= members <= 9:
			return _("It has {0} members; a people's mediation committee has three to nine.").format(members)

	@frappe.whitelist(methods=["POST"])
	def adjust(self, adjusted_on: str, document_number: str, leaving: list, joining: list, reason: str = ""):
		"""Change the membership from a day on, under a document number.

		:param leaving: names of the member rows that end the day before
		:param joining: dicts of person_name, post, group_role
		:raises frappe.ValidationError: nothing changes, or the day or a member does not fit
		"""
		self.check_permission("write")
		if not (leaving or joining):
			self.refuse(_("The adjustment changes no member."), _("Choose who leaves or enter who joins."))
		day = getdate(adjusted_on)
		for member in self.members:
			if member.name in leaving:
				member.to_date = add_days(day, -1)
		for person in joining:
			fields = ("person_name", "post", "group_role")
			self.append("members", {"from_date": day, **{field: person.get(field) for field in fields}})
		self.append("adjustments", {"adjusted_on": day, "document_number": document_number, "reason": reason})
		self.save()

	def refuse_early_adjustments(self):
		for adjustment in self.adjustments:
			if getdate(adjustment.adjusted_on) < getdate(self.established_on):
				self.refuse(
					_("The adjustment {0} of {1} is earlier than the group itself ({2}).").format(
						adjustment.document_number,
						formatdate(adjustment.adjusted_on),
						formatdate(self.established_on),
					),
					_("Correct one of the two dates."),
				)

	def refuse_undocumented_changes(self):
		"""Who joins later or leaves does so by an adjustment with its document number."""
		days = {getdate(self.established_on), *(getdate(each.adjusted_on) for each in self.adjustments)}
		ends = {add_days(day, -1) for day in days} | {
			getdate(self.dissolved_on) if self.dissolved_on else None
		}
		for member in self.members:
			joined, left = getdate(member.from_date), member.to_date and getdate(member.to_date)
			if left and left < joined:
				self.refuse(
					_("{0} leaves ({1}) before joining ({2}).").format(
						member.person_name, formatdate(left), formatdate(joined)
					),
					_("Correct one of the two dates."),
				)
			if joined not in days or (left and left not in ends):
				self.refuse(
					_("{0} joins on {1} or leaves on {2} without an adjustment of that day.").format(
						member.person_name, formatdate(joined), formatdate(left) if left else "—"
					),
					_(
						"Use the button Adjust, or add the adjustment with its document number; the last day of who leaves is the day before."
					),
				)

	def refuse_double_members(self):
		rows = sorted(self.members, key=lambda member: (member.person_name, getdate(member.from_date)))
		for earlier, later in pairwise(rows):
			is_same = earlier.person_name == later.person_name and earlier.post == later.post
			if is_same and (not earlier.to_date or getdate(later.from_date) <= getdate(earlier.to_date)):
				self.refuse(
					_("{0} ({1}) is listed twice for the same time.").format(
						later.person_name, later.post or "—"
					),
					_("Remove one of the two rows, or end the earlier one."),
				)
