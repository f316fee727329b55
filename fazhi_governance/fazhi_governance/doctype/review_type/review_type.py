import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from fazhi_governance.core.workdays import MAX_SPAN


class ReviewType(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.review_type_material.review_type_material import (
			ReviewTypeMaterial,
		)

		basis: DF.Data | None
		is_in_use: DF.Check
		is_simple_track: DF.Check
		kind: DF.Literal[
			"Major Decision",
			"Normative Document",
			"Contract",
			"Enforcement Decision",
			"Village Rules",
			"Other",
		]
		materials: DF.Table[ReviewTypeMaterial]
		time_limit: DF.Int
		type_name: DF.Data
	# end: auto-generated types

	def validate(self):
		self.refuse_odd_time_limit()
		self.refuse_double_materials()

	def refuse_odd_time_limit(self):
		if not 1 <= cint(self.time_limit) <= MAX_SPAN:
			frappe.throw(
				_(
					"Review Type {0}: a time limit of {1} working days is not possible. Enter 1 or more."
				).format(self.type_name, self.time_limit)
			)

	def refuse_double_materials(self):
		seen = set()
		for row in self.materials:
			row.material = (row.material or "").strip()
			if row.material in seen:
				frappe.throw(
					_(
						"Review Type {0}: the material {1} is listed twice. Remove one of the two rows."
					).format(self.type_name, row.material)
				)
			seen.add(row.material)
