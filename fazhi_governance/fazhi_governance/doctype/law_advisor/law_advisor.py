from collections.abc import Collection
from datetime import date

from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock

# a name of one character stands in every second text
SHORTEST_NAME = 2


class LawAdvisor(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.advisor_conflict.advisor_conflict import (
			AdvisorConflict,
		)

		advisor_name: DF.Data
		conflicts: DF.Table[AdvisorConflict]
		contract: DF.Attach | None
		ended_on: DF.Date | None
		engaged_from: DF.Date
		engaged_to: DF.Date
		engagement_due_on: DF.Date | None
		engagement_warn_on: DF.Date | None
		firm: DF.Data | None
		kind: DF.Literal["Lawyer", "Government Lawyer", "Expert"]
		licence_number: DF.Data | None
		speciality: DF.Data | None
		unit: DF.Link
		user: DF.Link | None
	# end: auto-generated types

	# an end that has been agreed on may lie ahead
	in_order = (
		("engaged_from", "engaged_to"),
		("engaged_from", "ended_on"),
		("ended_on", "engaged_to"),
	)
	# whoever engaged the advisor sees to the renewal
	clocks = (
		Clock(
			"A3",
			start="engaged_to",
			stop="ended_on",
			due="engagement_due_on",
			warn="engagement_warn_on",
		),
	)

	def derive(self):
		for row in self.conflicts:
			self.refuse_faulty_conflict(row)

	def refuse_faulty_conflict(self, row):
		row.conflict_with = (row.conflict_with or "").strip()
		if len(row.conflict_with) < SHORTEST_NAME:
			self.refuse(
				_("Conflicts of Interest, row {0}: “{1}” is too short to be told from other words.").format(
					row.idx, row.conflict_with
				),
				_("Enter the whole name of the person, firm or body."),
			)
		if row.to_date and getdate(row.to_date) < getdate(row.from_date):
			self.refuse(
				_("Conflicts of Interest, row {0}: it ends before it begins.").format(row.idx),
				_("Correct one of the two dates, or leave the end empty while the conflict lasts."),
			)

	def out_of_engagement(self, on: date) -> str | None:
		"""Why the advisor cannot be assigned on that day, or None."""
		engaged_from, engaged_to, ended_on = (
			self.get(field) and getdate(self.get(field))
			for field in ("engaged_from", "engaged_to", "ended_on")
		)
		if ended_on and ended_on < on:
			return _("{0} was assigned on {1}, but the engagement ended on {2}.").format(
				self.advisor_name, formatdate(on), formatdate(ended_on)
			)
		if not engaged_from <= on <= engaged_to:
			return _("{0} was assigned on {1}, but is engaged from {2} to {3}.").format(
				self.advisor_name, formatdate(on), formatdate(engaged_from), formatdate(engaged_to)
			)

	def conflict(
		self,
		first: date,
		last: date,
		matter: tuple[str, str] | None,
		units: Collection[str],
		texts: Collection[str],
	) -> str | None:
		"""The interest that the advisor has in a matter handled from the first to the last day, or None.

		:param matter: kind and name of the record
		:param units: the units concerned
		:param texts: in which the name of the person, firm or body may stand
		"""
		for row in self.conflicts:
			if getdate(row.from_date) > last or (row.to_date and getdate(row.to_date) < first):
				continue
			if matter and (row.matter_kind, row.matter) == matter:
				concerned = row.matter
			elif row.affected_unit in units:
				concerned = row.affected_unit
			elif any(row.conflict_with.casefold() in text.casefold() for text in texts):
				concerned = row.conflict_with
			else:
				continue
			return _("{0} has declared a conflict of interest with {1}, which concerns {2}.").format(
				self.advisor_name, row.conflict_with, concerned
			)
