from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, formatdate, getdate

from fazhi_governance.annual_report import checks, editions, freeze, records, text
from fazhi_governance.annual_report.compose import compose
from fazhi_governance.compat import current_date
from fazhi_governance.core import offices
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate

SUCCESS_RATE = "mediation.success_rate"


class AnnualReport(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.annual_report_figure.annual_report_figure import (
			AnnualReportFigure,
		)
		from fazhi_governance.fazhi_governance.doctype.annual_report_section.annual_report_section import (
			AnnualReportSection,
		)

		addressee: DF.Data
		amended_from: DF.Link | None
		correction: DF.SmallText | None
		cut_off_on: DF.Date
		document_number: DF.Data | None
		drift_checked_on: DF.Date | None
		drifted_figures: DF.Int
		figures: DF.Table[AnnualReportFigure]
		frozen_by: DF.Link | None
		frozen_on: DF.Date | None
		government_head: DF.Data | None
		government_head_post: DF.Data | None
		issuers: DF.SmallText
		party_head: DF.Data | None
		party_head_post: DF.Data | None
		published_on: DF.Date | None
		publishing_due_on: DF.Date | None
		publishing_warn_on: DF.Date | None
		sections: DF.Table[AnnualReportSection]
		sending_due_on: DF.Date | None
		sending_warn_on: DF.Date | None
		sent_on: DF.Date | None
		signed_on: DF.Date | None
		status: DF.Literal["Draft", "Frozen", "Signed", "Filed", "Made Public", "Withdrawn"]
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
		Gate("R2", "figures_have_moved"),
		Gate("R3", "slips_of_an_official_report"),
		Gate("R4", "signed_before_cut_off"),
		Gate("R5", "said_last_year"),
		Gate("R6", "personal_numbers_for_the_public"),
		Gate("R7", "persons_named"),
	)
	rule_date_field = "cut_off_on"
	not_in_future = ("signed_on", "sent_on", "published_on")
	in_order = (("signed_on", "sent_on"), ("sent_on", "published_on"))
	set_by_record = ("figures", "frozen_on", "frozen_by", "drifted_figures", "drift_checked_on")

	def before_validate(self):
		self.refuse_odd_year()
		self.cut_off_on = self.cut_off_on or date(self.year, 12, 31)
		if not self.unit:
			return  # Frappe asks for it
		unit = frappe.get_cached_doc("Governance Unit", self.unit)
		self.issuers = self.issuers or unit.issuers
		self.addressee = self.addressee or unit.addressee
		self.title_lines = self.title_lines or "\n".join(
			(unit.issuers_in_title or self.issuers or self.unit, f"关于{self.year}年度法治政府建设情况的报告")
		)
		if self.is_new():
			self.name_heads(offices.office(unit.unit_name, unit.unit_type).heads)
			if self.amended_from:
				# Frappe copies these as well
				self.update(dict.fromkeys(("signed_on", "sent_on", "published_on")))

	def onload(self):
		super().onload()
		self.set_onload("text", text.preview(self))
		self.set_onload("editions", editions.in_use(self))
		self.set_onload("checks", checks.rows(self))

	def derive(self):
		self.refuse_odd_cut_off()
		self.refuse_second_report()
		self.refuse_unsaid_correction()
		self.status = self.status_of_what_is_done()
		if self.docstatus.is_draft() or self._action == "submit":
			for section in self.sections:
				option = section.part
				text.check_placeholders(section.body, section.heading or _(option))
		if self._action == "submit":
			freeze.freeze(self)
			self.frozen_on = self.drift_checked_on = current_date()
			self.frozen_by = frappe.session.user

	def on_submit(self):
		freeze.keep_evidence(self)

	def on_cancel(self):
		self.db_set("status", "Withdrawn")

	def after_delete(self):
		freeze.forget_evidence(self.name)

	def status_of_what_is_done(self) -> str:
		done = ((self.published_on, "Made Public"), (self.sent_on, "Filed"), (self.signed_on, "Signed"))
		unsigned = "Draft" if self.docstatus.is_draft() else "Frozen"
		return next((status for day, status in done if day), unsigned)

	def name_heads(self, posts: tuple[str, str]):
		"""As who has acted as head in the year, else as last year's report names them."""
		last = checks.last_report(self)
		for edition, post in zip(editions.HEADS, posts, strict=True):
			field = editions.HEADS[edition]
			name = records.head_of(self, edition) or (last and last.get(field))
			self.set(field, self.get(field) or name)
			self.set(
				f"{field}_post", self.get(f"{field}_post") or (last and last.get(f"{field}_post")) or post
			)

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
		twins = frappe.get_all(
			self.doctype,
			filters={"unit": self.unit, "year": self.year, **others},
			fields=["name", "docstatus"],
			order_by="docstatus, name desc",
		)
		for twin in twins:
			if twin.docstatus != CANCELLED:
				self.refuse(
					_("{0} already has a report on {1}: {2}.").format(self.unit, self.year, twin.name),
					_("Open that report instead of making a second one."),
				)
			if not self.amended_from:
				self.refuse(
					_("{0} had a report on {1} that was withdrawn: {2}.").format(
						self.unit, self.year, twin.name
					),
					_("Open it and choose Amend, so that the new one names the one that it corrects."),
				)

	def refuse_unsaid_correction(self):
		"""Whoever has the old one in hand has to know what is different."""
		if self.amended_from and not self.is_new() and not (self.correction or "").strip():
			self.refuse(
				_("It corrects {0}, but does not say what.").format(self.amended_from),
				_("Enter What It Corrects."),
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

	def figures_have_moved(self) -> str | None:
		if self.drifted_figures:
			return _(
				"{0} of its figures come out otherwise today, or rest on other records, than when it was frozen."
			).format(self.drifted_figures)

	def slips_of_an_official_report(self) -> str | None:
		return "；".join(checks.slips(self)) or None

	def said_last_year(self) -> str | None:
		if said := checks.repeated(self):
			return _("Last year's report said nearly the same: {0}").format(
				"；".join(f"“{sentence}”" for sentence, _before in said[: checks.NAMED])
			)

	def personal_numbers_for_the_public(self) -> str | None:
		"""Told beforehand by the checks; from when it is frozen nothing can be taken out any more."""
		return checks.numbers_in_public(self) if self.is_beyond_draft else None

	def persons_named(self) -> str | None:
		return checks.persons_named(self) if self.is_beyond_draft else None

	@property
	def is_beyond_draft(self) -> bool:
		return bool(self.docstatus.is_submitted() or self.published_on)

	def full_success_with_loose_ends(self) -> str | None:
		"""A rate of 100 % beside open cases or agreements that no one has followed up is what inspectors doubt."""
		rate = figures.lookup(SUCCESS_RATE)
		if not any({rate.code, rate.label} & set(text.names_in(row.body)) for row in self.sections):
			return None
		(value,) = text.values_named(self, [SUCCESS_RATE]).values()
		if value.value != 1:
			return None
		codes = ["mediation.open", "mediation.not_followed_up"]
		loose = cube.compute(figures.figures(codes), text.period_of(self), self.unit, user=text.OFFICE)
		if ends := [f"{each.figure.label} {each.worded()}" for each in loose.values() if each.value]:
			return _("It states a success rate of 100 %, with {0}.").format("、".join(ends))

	@frappe.whitelist(methods=["POST"])
	def compose(self):
		"""Draft every section from the year's records; what the author has written stays."""
		self.check_permission("write")
		self.refuse_frozen()
		compose(self)
		self.save()

	def refuse_frozen(self):
		if not self.docstatus.is_draft():
			self.refuse(
				_("It is frozen, so its text stands."),
				_("To correct it, cancel it and choose Amend: the corrected report names this one."),
			)
