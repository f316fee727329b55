from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock


class PublicityVenue(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.venue_upkeep.venue_upkeep import VenueUpkeep

		built_on: DF.Date
		closed_on: DF.Date | None
		kind: DF.Literal[
			"",
			"Rule-of-Law Square",
			"Rule-of-Law Park",
			"Rule-of-Law Corridor",
			"Notice Board",
			"Book Corner",
			"Lecture Room",
			"Other",
		]
		last_upkept_on: DF.Date | None
		place: DF.Data | None
		themes: DF.SmallText | None
		unit: DF.Link
		upkeep: DF.Table[VenueUpkeep]
		upkeep_due_on: DF.Date | None
		upkeep_warn_on: DF.Date | None
		venue_name: DF.Data
	# end: auto-generated types

	rule_date_field = "built_on"
	not_in_future = ("built_on", "closed_on")
	in_order = (("built_on", "closed_on"),)
	clocks = (
		Clock("F2", start="last_upkept_on", stop="closed_on", due="upkeep_due_on", warn="upkeep_warn_on"),
	)

	def derive(self):
		refuse_rows_out_of_time(self, "upkeep", "upkept_on", "built_on", "closed_on")
		self.last_upkept_on = max(
			(getdate(row.upkept_on) for row in self.upkeep if row.upkept_on), default=self.built_on
		)


def refuse_rows_out_of_time(doc, table: str, day: str, first: str, last: str):
	"""What is logged has happened, and between the two days of the record; without the last one until today."""
	begin, end = (getdate(doc.get(field)) if doc.get(field) else None for field in (first, last))
	for row in doc.get(table):
		on = getdate(row.get(day)) if row.get(day) else None
		if on and not (begin or on) <= on <= min(end or current_date(), current_date()):
			doc.refuse(
				_("{0}, row {1}: {2} is before {3}, after {4}, or a day that has not come yet.").format(
					_(doc.meta.get_label(table)),
					row.idx,
					formatdate(on),
					_(doc.meta.get_label(first)),
					_(doc.meta.get_label(last)),
				),
				_("Enter the day on which it took place."),
			)
