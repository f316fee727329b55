from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.gates import Gate


class WorkPlan(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		adopted_by: DF.Link | None
		adopted_on: DF.Date
		basis: DF.SmallText | None
		budget: DF.Currency
		document_number: DF.Data | None
		facilities: DF.SmallText | None
		file: DF.Attach | None
		persons_count: DF.Int
		title: DF.Data
		unit: DF.Link
		year: DF.Int
	# end: auto-generated types

	rule_date_field = "adopted_on"
	not_in_future = ("adopted_on",)
	gates = (Gate("T3", "resources_unsaid"),)

	def derive(self):
		if not 2000 <= self.year <= 2100:
			self.refuse(
				_("{0} is no year of a plan.").format(self.year), _("Enter the year with four digits.")
			)

	def resources_unsaid(self) -> str | None:
		missing = [
			_(self.meta.get_label(field))
			for field in ("persons_count", "budget", "facilities")
			if not self.get(field)
		]
		if missing:
			return _("The plan does not say what is set aside: {0}.").format("、".join(missing))
