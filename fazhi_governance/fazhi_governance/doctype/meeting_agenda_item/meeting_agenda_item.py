from frappe.model.document import Document


class MeetingAgendaItem(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		decision: DF.SmallText | None
		due_on: DF.Date | None
		matter: DF.DynamicLink | None
		matter_kind: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		presenter: DF.Data | None
		responsible_unit: DF.Link | None
		task: DF.Link | None
		topic: DF.Data
	# end: auto-generated types
