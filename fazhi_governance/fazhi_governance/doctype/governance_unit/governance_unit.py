import re
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import formatdate, getdate
from frappe.utils.nestedset import NestedSet

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.core import offices
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.scope import UNIT


class GovernanceUnit(NestedSet):
	"""A node of the tree that every record's scope comes from."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		addressee: DF.Data | None
		case_number_prefix: DF.Data | None
		dissolved_on: DF.Date | None
		division_code: DF.Data | None
		established_on: DF.Date | None
		head: DF.Link | None
		is_group: DF.Check
		issuers: DF.SmallText | None
		issuers_in_title: DF.Data | None
		lft: DF.Int
		old_parent: DF.Link | None
		parent_governance_unit: DF.Link | None
		rgt: DF.Int
		succeeds: DF.Link | None
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
		self.refuse_odd_code()
		self.refuse_reversed_days()
		self.refuse_other_parent()
		self.name_issuers()

	def name_issuers(self):
		"""Who signs its documents, until the office says so itself."""
		if self.unit_type in offices.OFFICES:
			self.issuers = self.issuers or offices.office(self.unit_name, self.unit_type).name

	def refuse_odd_code(self):
		if self.division_code and not re.fullmatch(r"\d{6}|\d{9}|\d{12}", self.division_code):
			frappe.throw(
				_("{0}: Division Code {1} has {2} characters. Enter its 6, 9 or 12 digits.").format(
					self.unit_name, self.division_code, len(self.division_code)
				)
			)

	def refuse_reversed_days(self):
		if self.established_on and self.dissolved_on:
			if getdate(self.dissolved_on) < getdate(self.established_on):
				frappe.throw(
					_("{0} is dissolved before it is established. Correct one of the two days.").format(
						self.unit_name
					)
				)

	def refuse_other_parent(self):
		"""All that its records were counted in would change, back to the first year."""
		before = self.get_doc_before_save()
		if not before or (before.parent_governance_unit or "") == (self.parent_governance_unit or ""):
			return
		branch = scope.subtree(self.name)
		for doctype in GOVERNED_DOCTYPES:
			if frappe.db.exists(doctype, {"unit": ["in", branch]}):
				frappe.throw(
					_(
						"{0} already has records ({1}): with another parent, the figures of past years would change. "
						"Leave Parent Unit as it was and use the button Move Unit: what has been goes on to count in "
						"the old place, what comes in the new one."
					).format(self.unit_name, _(doctype)),
					title=_("Move the Unit Instead"),
				)

	@frappe.whitelist(methods=["POST"])
	def move(self, parent: str) -> str:
		"""Move the unit below another parent from today on, with all units below it.

		The unit as it was is closed as of yesterday under a name that says so, and keeps its records and its
		place; a new one of the old name takes over below the new parent. Whoever works for the one works for both.

		:returns: the name of the unit in its new place
		:raises frappe.ValidationError: says why it cannot be moved there today
		"""
		self.check_permission("write")
		above = frappe.get_doc(UNIT, parent)
		above.check_permission("write")
		self.refuse_move_below(above)
		name = self.take_over(parent, current_date())
		scope.forget()
		return name

	def refuse_move_below(self, parent: "GovernanceUnit"):
		yesterday = current_date() - timedelta(days=1)
		if self.dissolved_on:
			problem = _("it was dissolved on {0}").format(formatdate(self.dissolved_on))
		elif self.established_on and getdate(self.established_on) > yesterday:
			problem = _("it stands in its place only since {0}").format(formatdate(self.established_on))
		elif parent.name == self.parent_governance_unit:
			problem = _("it is there already")
		elif parent.name in scope.subtree(self.name):
			problem = _("{0} is the unit itself or below it").format(parent.name)
		elif parent.dissolved_on:
			problem = _("{0} has been dissolved").format(parent.name)
		elif not parent.is_group:
			problem = _("{0} is not marked as having units below it").format(parent.name)
		else:
			return
		frappe.throw(
			_("{0} cannot be moved below {1}: {2}. Choose another parent.").format(
				self.unit_name, parent.name, problem
			),
			title=_("Not Moved"),
		)

	def take_over(self, parent: str, day: date) -> str:
		"""
		:param day: the first one in the new place
		:returns: the name of the unit in its new place
		"""
		last = day - timedelta(days=1)
		until = f"（至{last.year}年{last.month}月{last.day}日）"
		unit_name, below = self.unit_name, self.units_below()
		frappe.rename_doc(UNIT, self.name, self.name + until, show_alert=False, rebuild_search=False)
		closed = frappe.get_doc(UNIT, self.name + until)
		closed.update({"unit_name": unit_name + until, "dissolved_on": last})
		closed.save()
		new = frappe.copy_doc(closed, ignore_no_copy=False)  # its place in the tree is its own
		new.update(
			{
				"unit_name": unit_name,
				"parent_governance_unit": parent,
				"established_on": day,
				"dissolved_on": None,
				"succeeds": closed.name,
			}
		)
		new.insert(ignore_permissions=True)  # Frappe lets no one bound to a unit make one
		_permit_both(closed.name, new.name)
		for name in below:
			frappe.get_doc(UNIT, name).take_over(new.name, day)
		return new.name

	def units_below(self) -> list[str]:
		"""Those right below it that still work."""
		filters = {"parent_governance_unit": self.name, "dissolved_on": ["is", "not set"]}
		return frappe.get_all(UNIT, filters=filters, pluck="name", order_by="lft")

	def on_update(self):
		super().on_update()
		scope.forget()

	def after_rename(self, old: str, new: str, merge: bool = False):
		super().after_rename(old, new, merge)
		scope.forget()

	def on_trash(self):
		super().on_trash()
		scope.forget()


def _permit_both(closed: str, new: str):
	"""Whoever works for the unit goes on in the new place, by default there, and finishes what was begun."""
	for name in frappe.get_all(
		"User Permission", filters={"allow": UNIT, "for_value": closed}, pluck="name", order_by="name"
	):
		permission = frappe.get_doc("User Permission", name)
		added = frappe.copy_doc(permission)
		added.for_value = new
		if permission.is_default:
			permission.is_default = 0
			permission.save(ignore_permissions=True)
		added.insert(ignore_permissions=True)
