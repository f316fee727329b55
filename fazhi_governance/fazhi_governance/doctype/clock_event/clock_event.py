from frappe.model.document import Document


class ClockEvent(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approved_by: DF.Data | None
		clock: DF.Literal
		event: DF.Literal["Pause", "Extension"]
		from_date: DF.Date
		length: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText
		to_date: DF.Date | None
		void_because: DF.Data | None
	# end: auto-generated types
