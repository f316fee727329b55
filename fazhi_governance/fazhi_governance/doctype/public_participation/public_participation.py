from frappe.model.document import Document


class PublicParticipation(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from_date: DF.Date
		method: DF.Literal[
			"Public Comment",
			"Hearing",
			"Symposium",
			"Site Visits",
			"Written Opinions",
			"Questionnaire",
			"Opinion Poll",
			"Other",
		]
		notice: DF.Data | None
		papers_delivered_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		persons_count: DF.Int
		record: DF.Attach | None
		shortened_reason: DF.SmallText | None
		to_date: DF.Date | None
	# end: auto-generated types
	pass
