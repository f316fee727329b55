from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.renewal import renew_due_dates


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
		renew_due_dates(self.unit)
		if self.has_value_changed("unit") and (before := self.get_doc_before_save()):
			renew_due_dates(before.unit)

	def after_delete(self):
		renew_due_dates(self.unit)
