from frappe.model.document import Document


class AnnualReportFigure(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		appeared: DF.Int
		changed: DF.Int
		definition: DF.Code | None
		denominator: DF.Data | None
		digest: DF.Data | None
		fault: DF.SmallText | None
		figure: DF.Data | None
		figure_name: DF.Data | None
		gone: DF.Int
		last_year_value: DF.SmallText | None
		numerator: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		record_count: DF.Int
		unit_of_measure: DF.Data | None
		value: DF.SmallText | None
		words: DF.Data | None
		words_change: DF.Data | None
		words_last_year: DF.Data | None
		words_now: DF.Data | None
		words_rounded: DF.Data | None
	# end: auto-generated types
