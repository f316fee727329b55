from fazhi_governance.governed import GovernedDocument
from fazhi_governance.privacy.reveal import refuse_change


class RevealLog(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		act: DF.Literal["Shown in the Clear", "Searched For", "Exported"]
		fields_shown: DF.SmallText | None
		ip_address: DF.Data | None
		reason: DF.SmallText | None
		record: DF.DynamicLink | None
		record_kind: DF.Link | None
		records_count: DF.Int
		revealed_by: DF.Link | None
		revealed_on: DF.Date | None
		unit: DF.Link
	# end: auto-generated types

	def validate(self):
		if not (self.is_new() and self.flags.is_revealing):
			refuse_change(self)
		super().validate()

	def on_trash(self):
		refuse_change(self)
