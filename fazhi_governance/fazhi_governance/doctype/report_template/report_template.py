import frappe
from frappe import _

from fazhi_governance.annual_report import own_template
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.official_document.template import TemplateFault


class ReportTemplate(GovernedDocument):
	"""An office's own Word template. It serves the unit and all below it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		edition: DF.Literal[
			"",
			"Submitted Edition",
			"Public Edition",
			"Duty Report of the Party Head",
			"Duty Report of the Government Head",
		]
		is_enabled: DF.Check
		template_name: DF.Data
		unit: DF.Link
		word_file: DF.Attach
	# end: auto-generated types

	def onload(self):
		super().onload()
		self.set_onload("fields", own_template.field_rows())

	def derive(self):
		try:
			own_template.check(self.content(), self.file_name())
		except TemplateFault as fault:
			self.refuse(
				" ".join(fault.faults),
				_("Correct the Word file, upload it again and save. The fields stand in the table below."),
			)

	def content(self) -> bytes:
		"""
		:raises frappe.ValidationError: the file is not on this site, or its content is lost
		"""
		name = frappe.db.get_value("File", {"file_url": self.word_file}, order_by="creation")
		try:
			content = frappe.get_doc("File", name).get_content() if name else None
		except FileNotFoundError:
			content = None
		if content is None:
			self.refuse(
				_("The file {0} is not on this site.").format(self.word_file),
				_("Upload the file itself instead of linking to it."),
			)
		return content.encode() if isinstance(content, str) else content

	def file_name(self) -> str:
		"""As it was uploaded: what is stored may have been renamed."""
		return (
			frappe.db.get_value("File", {"file_url": self.word_file}, "file_name", order_by="creation") or ""
		)
