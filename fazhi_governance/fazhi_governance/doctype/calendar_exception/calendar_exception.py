from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.rules import forget_rules


class CalendarException(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		day: DF.Date
		document_number: DF.Data | None
		is_working_day: DF.Check
		reason: DF.Data
		unit: DF.Link
	# end: auto-generated types

	def on_update(self):
		super().on_update()
		forget_rules()

	def on_trash(self):
		forget_rules()
