import re

import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from fazhi_governance import scope


class GovernanceUnit(NestedSet):
	"""A node of the tree that every record's scope comes from."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		addressee: DF.Data | None
		case_number_prefix: DF.Data | None
		division_code: DF.Data | None
		head: DF.Link | None
		is_group: DF.Check
		issuers: DF.SmallText | None
		issuers_in_title: DF.Data | None
		lft: DF.Int
		old_parent: DF.Link | None
		parent_governance_unit: DF.Link | None
		rgt: DF.Int
		unit_name: DF.Data
		unit_type: DF.Literal[
			"Sub-district Office",
			"Township Government",
			"Community",
			"Village",
			"Station",
			"Centre",
			"Department",
			"Other",
		]
	# end: auto-generated types

	def autoname(self):
		"""The unit's own name; where another unit bears it already, its parent's name in front."""
		self.name = self.unit_name = (self.unit_name or "").strip()
		if frappe.db.exists(self.doctype, self.name) and self.parent_governance_unit:
			self.name = self.parent_governance_unit + self.unit_name

	def validate(self):
		if self.division_code and not re.fullmatch(r"\d{6}|\d{9}|\d{12}", self.division_code):
			frappe.throw(
				_("{0}: Division Code {1} has {2} characters. Enter its 6, 9 or 12 digits.").format(
					self.unit_name, self.division_code, len(self.division_code)
				)
			)

	def on_update(self):
		super().on_update()
		scope.forget()

	def after_rename(self, old: str, new: str, merge: bool = False):
		super().after_rename(old, new, merge)
		scope.forget()

	def on_trash(self):
		super().on_trash()
		scope.forget()
