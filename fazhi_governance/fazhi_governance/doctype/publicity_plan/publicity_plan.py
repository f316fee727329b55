import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance import scope
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.reckoning.publicity_duties import ACTIVITY, PLAN
from fazhi_governance.statistics.figures import COUNT, DISTINCT, SUM

YEARS = range(1985, 2100)  # since the first five-year plan of law publicity


class PublicityPlan(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.publicity_duty.publicity_duty import PublicityDuty
		from fazhi_governance.fazhi_governance.doctype.publicity_target.publicity_target import (
			PublicityTarget,
		)

		adopted_on: DF.Date | None
		document_number: DF.Data | None
		duties: DF.Table[PublicityDuty]
		from_year: DF.Int
		targets: DF.Table[PublicityTarget]
		text: DF.Attach | None
		title: DF.Data
		to_year: DF.Int
		unit: DF.Link
	# end: auto-generated types

	not_in_future = ("adopted_on",)

	def derive(self):
		self.refuse_odd_years()
		self.refuse_second_plan()
		self.refuse_faulty_duties()
		self.refuse_faulty_targets()

	def on_update(self):
		super().on_update()
		before = self.get_doc_before_save()
		for unit in {self.unit, before.unit if before else self.unit}:
			link_activities(unit)

	def on_trash(self):
		link_activities(self.unit, without=self.name)

	def refuse_odd_years(self):
		if not (self.from_year in YEARS and self.to_year in YEARS):
			self.refuse(
				_("Its years are {0} and {1}.").format(self.from_year, self.to_year),
				_("Enter the first and the last year with four digits."),
			)
		if self.to_year < self.from_year:
			self.refuse(
				_("Its last year {0} is before its first year {1}.").format(self.to_year, self.from_year),
				_("Correct one of the two years."),
			)

	def refuse_second_plan(self):
		"""Of two plans for one year no one could tell against which an activity counts."""
		other = frappe.db.get_value(
			self.doctype,
			{
				"unit": self.unit,
				"from_year": ["<=", self.to_year],
				"to_year": [">=", self.from_year],
				"name": ["!=", self.name or ""],
			},
			["name", "from_year", "to_year"],
			as_dict=True,
		)
		if other:
			self.refuse(
				_("{0} has a plan for {1} to {2} already: {3}.").format(
					self.unit, other.from_year, other.to_year, other.name
				),
				_("Change that plan, or correct the years."),
			)

	def refuse_faulty_duties(self):
		seen = {}
		for row in self.duties:
			if row.responsible_unit not in scope.subtree(self.unit):
				self.refuse(
					_("Duty List, row {0}: {1} is neither {2} nor a unit below it.").format(
						row.idx, row.responsible_unit, self.unit
					),
					_("Choose a unit of the own office."),
				)
			if row.quantity < 1:
				self.refuse(
					_("Duty List, row {0}: it asks for no activity.").format(row.idx),
					_("Enter how many a year, or remove the row."),
				)
			duty = (row.responsible_unit, row.law or "", row.activity_form or "")
			if duty in seen:
				self.refuse(
					_("Duty List: rows {0} and {1} ask for the same.").format(seen[duty], row.idx),
					_("Remove one of the two and enter the sum in the other."),
				)
			seen[duty] = row.idx

	def refuse_faulty_targets(self):
		seen = set()
		for row in self.targets:
			aggregate = frappe.get_cached_value("Statistical Figure", row.figure, "aggregate")
			if aggregate not in (COUNT, SUM, DISTINCT):
				self.refuse(
					_("Targets, row {0}: {1} is neither a count nor a sum.").format(row.idx, row.figure),
					_("Choose a figure that can be reached by doing more."),
				)
			if row.figure in seen:
				self.refuse(
					_("Targets, row {0}: {1} has a target already.").format(row.idx, row.figure),
					_("Remove one of the two rows."),
				)
			seen.add(row.figure)


def plan_in_force(unit: str, year: int) -> str | None:
	"""The plan by which a unit makes law known in a year: its own, else that of the nearest unit above."""
	above = scope.chain(unit)
	plans = dict(
		frappe.get_all(
			PLAN,
			filters={"unit": ["in", above], "from_year": ["<=", year], "to_year": [">=", year]},
			fields=["unit", "name"],
			order_by="unit",
			as_list=True,
		)
	)
	return next((plans[each] for each in above if each in plans), None)


def link_activities(unit: str, without: str | None = None):
	"""Activities may have been logged before their plan was: those of the branch, each to the plan in force."""
	branch = scope.subtree(unit)
	activity = frappe.qb.DocType(ACTIVITY)
	plan, owner = frappe.qb.DocType(PLAN), frappe.qb.DocType(scope.UNIT)
	plans = (
		frappe.qb.from_(plan)
		.join(owner)
		.on(owner.name == plan.unit)
		.select(plan.name, plan.unit, plan.from_year, plan.to_year)
		.where(plan.unit.isin([*scope.chain(unit), *branch]) & (plan.name != (without or "")))
		# the nearer plan is written over the one above
		.orderby(owner.lft)
		.run()
	)
	frappe.qb.update(activity).set(activity.plan, None).where(activity.unit.isin(branch)).run()
	for name, of_unit, from_year, to_year in plans:
		units = set(branch) & set(scope.subtree(of_unit))
		days = (getdate(f"{from_year}-01-01"), getdate(f"{to_year}-12-31"))
		within = activity.unit.isin(sorted(units)) & activity.held_on.between(*days)
		frappe.qb.update(activity).set(activity.plan, name).where(within).run()
