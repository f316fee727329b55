from frappe.utils import getdate

from fazhi_governance.fazhi_governance.doctype.publicity_plan.publicity_plan import plan_in_force
from fazhi_governance.governed import GovernedDocument


class LawPublicityActivity(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.law_reference.law_reference import LawReference

		activity_form: DF.Literal[
			"Street Stall",
			"Lecture",
			"Door to Door",
			"Online",
			"Consultation",
			"Exhibition",
			"Court Observation",
			"Other",
		]
		audience_count: DF.Int
		banners_count: DF.Int
		consultations_count: DF.Int
		duty_unit: DF.Link | None
		ended_on: DF.Date | None
		held_on: DF.Date
		laws: DF.TableMultiSelect[LawReference] | None
		materials_count: DF.Int
		partners: DF.Data | None
		plan: DF.Link | None
		place: DF.Data | None
		programme: DF.Link | None
		remark: DF.SmallText | None
		title: DF.Data
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "held_on"
	not_in_future = ("held_on", "ended_on")
	in_order = (("held_on", "ended_on"),)

	def derive(self):
		self.plan = plan_in_force(self.unit, getdate(self.held_on).year)
