from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, formatdate, getdate

from fazhi_governance.annual_report import text
from fazhi_governance.annual_report.compose import compose
from fazhi_governance.core import terms
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate


class AnnualReport(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.annual_report_section.annual_report_section import (
			AnnualReportSection,
		)

		addressee: DF.Data
		cut_off_on: DF.Date
		document_number: DF.Data | None
		issuers: DF.SmallText
		published_on: DF.Date | None
		publishing_due_on: DF.Date | None
		publishing_warn_on: DF.Date | None
		sections: DF.Table[AnnualReportSection]
		sending_due_on: DF.Date | None
		sending_warn_on: DF.Date | None
		sent_on: DF.Date | None
		signed_on: DF.Date | None
		status: DF.Literal["Draft", "Signed", "Filed", "Made Public"]
		title_lines: DF.SmallText | None
		unit: DF.Link
		year: DF.Int
	# end: auto-generated types

	clocks = (
		Clock("R1S", start="year", stop="sent_on", due="sending_due_on", warn="sending_warn_on"),
		Clock("R1P", start="year", stop="published_on", due="publishing_due_on", warn="publishing_warn_on"),
	)
	gates = (
		Gate("M6", "full_success_with_loose_ends"),
		Gate("R3", "slips_of_an_official_report"),
		Gate("R4", "signed_before_cut_off"),
	)
	rule_date_field = "cut_off_on"
	not_in_future = ("signed_on", "sent_on", "published_on")
	in_order = (("signed_on", "sent_on"), ("sent_on", "published_on"))

	def before_validate(self):
		self.refuse_odd_year()
		self.cut_off_on = self.cut_off_on or date(self.year, 12, 31)
		if not self.unit:
			return  # Frappe asks for it
		unit = frappe.get_cached_doc("Governance Unit", self.unit)
		self.issuers = self.issuers or unit.issuers
		self.addressee = self.addressee or unit.addressee
		self.title_lines = self.title_lines or "\n".join(
			line for line in (unit.issuers_in_title, f"关于{self.year}年度法治政府建设情况的报告") if line
		)

	def onload(self):
		super().onload()
		self.set_onload("text", text.preview(self))

	def derive(self):
		self.refuse_odd_cut_off()
		self.refuse_second_report()
		self.status = (
			("Made Public" if self.published_on else None)
			or ("Filed" if self.sent_on else None)
			or ("Signed" if self.signed_on else "Draft")
		)
		for section in self.sections:
			text.check_placeholders(section.body)

	def refuse_odd_year(self):
		self.year = cint(self.year)
		if not 2000 <= self.year <= 2100:
			self.refuse(_("{0} is no year to report on.").format(self.year), _("Enter four digits."))

	def refuse_odd_cut_off(self):
		if getdate(self.cut_off_on).year != self.year:
			self.refuse(
				_("Data Up To is {0}, which is not in {1}.").format(formatdate(self.cut_off_on), self.year),
				_("Choose a day of the year reported on; 31 December takes in all of it."),
			)

	def refuse_second_report(self):
		# a new one bears the name of its twin already
		others = {} if self.is_new() else {"name": ["!=", self.name]}
		twin = frappe.db.get_value(self.doctype, {"unit": self.unit, "year": self.year, **others})
		if twin:
			self.refuse(
				_("{0} already has a report on {1}: {2}.").format(self.unit, self.year, twin),
				_("Open that report instead of making a second one."),
			)

	def signed_before_cut_off(self) -> str | None:
		if self.signed_on and getdate(self.signed_on) < getdate(self.cut_off_on):
			return _("It is signed on {0}, before the day up to which it counts ({1}).").format(
				formatdate(self.signed_on), formatdate(self.cut_off_on)
			)
		if getdate(self.cut_off_on) != date(self.year, 12, 31):
			return _("It counts up to {0} only, not to the end of the year.").format(
				formatdate(self.cut_off_on)
			)

	def slips_of_an_official_report(self) -> str | None:
		written = "".join(section.body or "" for section in self.sections)
		slips = [
			_("“{0}” should read “{1}”").format(wrong, right) for wrong, right in terms.wrong_terms(written)
		]
		slips += [
			_("“{0}” belongs in a request, not in a report").format(phrase)
			for phrase in terms.requests(written)
		]
		if len(written) > terms.MAX_CHARACTERS:
			slips.append(
				_("it has {0} characters, over {1} are too long").format(len(written), terms.MAX_CHARACTERS)
			)
		return "；".join(slips) or None

	def full_success_with_loose_ends(self) -> str | None:
		"""A rate of 100 % beside open cases or agreements that no one has followed up is what inspectors doubt."""
		used = text.values_of(self, [section.body for section in self.sections])
		rate = next((each for each in used.values() if each.figure.code == "mediation.success_rate"), None)
		if not rate or rate.value != 1:
			return None
		codes = ["mediation.open", "mediation.not_followed_up"]
		loose = cube.compute(figures.figures(codes), text.period_of(self), self.unit)
		if ends := [f"{each.figure.label} {each.worded()}" for each in loose.values() if each.value]:
			return _("It states a success rate of 100 %, with {0}.").format("、".join(ends))

	@frappe.whitelist(methods=["POST"])
	def compose(self):
		"""Draft every section from the year's records; what the author has written stays."""
		self.check_permission("write")
		compose(self)
		self.save()
