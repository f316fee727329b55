import frappe
from frappe import _

from fazhi_governance.fazhi_governance.doctype.publicity_venue.publicity_venue import refuse_rows_out_of_time
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.register.tables.publicity import training_hours
from fazhi_governance.statute.gates import Gate


class LawLiterateResident(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.resident_action.resident_action import ResidentAction

		actions: DF.Table[ResidentAction]
		background: DF.Literal[
			"",
			"Community Cadre",
			"Building Head",
			"Mediator",
			"Grid Worker",
			"Party Member",
			"Volunteer",
			"Other",
		]
		certificate_number: DF.Data | None
		chosen_on: DF.Date
		left_on: DF.Date | None
		resident_name: DF.Data
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "chosen_on"
	not_in_future = ("chosen_on", "left_on")
	in_order = (("chosen_on", "left_on"),)
	gates = (Gate("F1", "too_few_in_the_unit"),)

	def onload(self):
		super().onload()
		self.set_onload("training_hours", training_hours([self.name]).get(self.name, 0))

	def derive(self):
		refuse_rows_out_of_time(self, "actions", "acted_on", "chosen_on", "left_on")

	def too_few_in_the_unit(self) -> str | None:
		wanted = frappe.get_single("Fazhi Settings").residents_per_community
		others = frappe.db.count(
			self.doctype, {"unit": self.unit, "left_on": ["is", "not set"], "name": ["!=", self.name or ""]}
		)
		in_post = others + (not self.left_on)
		if wanted and in_post < wanted:
			return _("{0} has {1} law-literate residents in the role, where {2} are wanted.").format(
				self.unit, in_post, wanted
			)
