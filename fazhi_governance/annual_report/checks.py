"""What stands against signing an annual report, each with the article or the practice that asks for it."""

import re

import frappe
from frappe import _

from fazhi_governance import scope
from fazhi_governance.annual_report import editions, text
from fazhi_governance.annual_report.compose import is_untouched
from fazhi_governance.annual_report.editions import NEXT_YEAR, PUBLIC, SHORTCOMINGS
from fazhi_governance.annual_report.records import BESIDE_WORDS, FIELDS, REPORT
from fazhi_governance.core import redaction, repetition, terms
from fazhi_governance.core.masking import NAME, SURNAMES, normal
from fazhi_governance.privacy import keys
from fazhi_governance.privacy.sealing import SEALED_VALUE

NAMED = 3  # passages that a finding names
_BRACED = re.compile(r"\{\{([^{}]*)\}\}")
_OWN_WORDS = {word for fields in FIELDS.values() for word in fields} - set(BESIDE_WORDS)
LONGEST_NAME = 4  # characters


def rows(report) -> list[dict]:
	"""For the form, what rules do not say already: "title", "problem", "basis" of each.

	What only a later step is stopped by is told here beforehand.
	"""
	found = [
		(_("Text Complete"), finding, _("the contents that an annual report must have"))
		for finding in text.findings(report, text.sections_of(report))
	]
	for edition in editions.in_use(report):
		found += [
			(_("Text Complete"), finding, _("the contents that an annual report must have"))
			for finding in edition_findings(report, edition)
		]
	if not report.docstatus:
		for title, problem, basis in (
			(_("No Personal Data Made Public"), numbers_in_public(report), "《政府信息公开条例》第十五条"),
			(_("No Names of Persons Involved"), persons_named(report), "《政府信息公开条例》第十五条"),
		):
			if problem:
				found.append((title, problem, basis))
		if report.signed_on:
			found.append(
				(
					_("Frozen Before It Is Signed"),
					_("It is signed, but its figures still follow the records. Freeze it."),
					_("recommended practice"),
				)
			)
	return [{"title": title, "problem": problem, "basis": basis} for title, problem, basis in found]


def edition_findings(report, edition: str) -> list[str]:
	"""What an edition lacks besides the report as submitted."""
	if edition == editions.SUBMITTED:
		return []
	sections = text.sections_of(report, edition)
	if edition in editions.HEADS:
		own = [row for row in report.sections if row.edition == edition and (row.body or "").strip()]
		if not own:
			return [
				_("{0} has no text of its own yet. Compose it, or clear the name of the head.").format(
					_(edition)
				)
			]
	missing = text.without_data(sections)
	missing = {label for label in missing if label not in text.without_data(text.sections_of(report))}
	return [
		_("{0}: “{1}” has no data in the year. Log its records, or take it out of the text.").format(
			_(edition), label
		)
		for label in sorted(missing)
	]


def slips(report) -> list[str]:
	"""Of wording, length and marks, in any edition."""
	written = "\n".join(text.plain(text.sections_of(report, edition)) for edition in editions.in_use(report))
	submitted = text.plain(text.sections_of(report))
	found = [_("“{0}” should read “{1}”").format(wrong, right) for wrong, right in terms.wrong_terms(written)]
	found += [
		_("“{0}” belongs in a request, not in a report").format(phrase) for phrase in terms.requests(written)
	]
	if len(submitted) > terms.MAX_CHARACTERS:
		found.append(
			_("it has {0} characters, over {1} are too long").format(len(submitted), terms.MAX_CHARACTERS)
		)
	found += [_("“{0}”: the marks clash").format(place) for place in terms.clashing_marks(written)[:NAMED]]
	found += [_("“{0}” is still to be filled in").format(each) for each in terms.left_open(written)[:NAMED]]
	names = frappe.get_all("Law", fields=["title", "short_name"], order_by="name")
	laws = [name for law in names for name in (law.title, law.short_name) if name]
	found += [
		_("“{0}” should probably read “{1}”").format(f"《{wrong}》", f"《{right}》")
		for wrong, right in terms.odd_laws(written, laws)
	]
	return found


def repeated(report) -> list[tuple[str, str]]:
	"""(sentence, last year's sentence) where the report says again what the last one said.

	What is composed from the year's figures says every year the same of other numbers: it counts only in the parts
	on shortcomings and on the next year, and no sentence there that states a figure of this year, or that the
	paragraphs themselves say every year.
	"""
	last = last_report(report)
	if not last:
		return []
	own = [
		row
		for row in report.sections
		if (row.body or "").strip() and (row.part in (SHORTCOMINGS, NEXT_YEAR) or not is_untouched(row))
	]
	found = repetition.repeated(_whole(own), _whole(last.sections))
	found = [pair for pair in found if not text.names_in(pair[0])]
	formulas = _formulas() if found else []
	return [pair for pair in found if not any(formula.fullmatch(pair[0]) for formula in formulas)]


def _whole(sections) -> str:
	return "\n".join(editions.body_of(editions.SUBMITTED, row.body) for row in sections)


def _formulas() -> list[re.Pattern]:
	"""The sentences of the paragraphs that hold nothing in a record's own words, whatever stands in their braces."""
	texts = frappe.get_all("Report Paragraph", filters={"is_enabled": 1}, pluck="text", order_by="name")
	formulas = []
	for sentence in repetition.sentences("\n".join(redaction.whole(each) for each in texts)):
		if _OWN_WORDS.isdisjoint(_BRACED.findall(sentence)):
			formulas.append(re.compile(".*".join(map(re.escape, _BRACED.split(sentence)[::2]))))
	return formulas


def last_report(report):
	"""The unit's report on the year before, or None; of several the one that stands."""
	names = frappe.get_all(
		REPORT,
		filters={"unit": report.unit, "year": int(report.year) - 1, "docstatus": ["<", 2]},
		pluck="name",
		order_by="docstatus desc, name desc",
		limit=1,
	)
	return frappe.get_doc(REPORT, names[0]) if names else None


def numbers_in_public(report) -> str | None:
	"""Numbers of persons in what is made public."""
	public = text.plain(text.sections_of(report, PUBLIC))
	if found := terms.personal_numbers(public):
		return _("The public edition holds what looks like a number of a person: {0}.").format(
			"、".join(found[:NAMED])
		)


def persons_named(report) -> str | None:
	"""Parties of the unit's own records, who are known only by a keyed digest of their names."""
	written = "\n".join(text.plain(text.sections_of(report, edition)) for edition in editions.in_use(report))
	heads = {report.get(fieldname) for fieldname in editions.HEADS.values()}
	digests = {
		keys.digest(NAME, normal(NAME, name)): name for name in _like_names(written) if name not in heads
	}
	if not digests:
		return None
	sealed = frappe.get_all(
		SEALED_VALUE,
		filters={"kind": NAME, "digest": ["in", list(digests)]},
		fields=["digest", "record_kind", "record"],
		order_by="name",
	)
	own = {
		(kind, name)
		for kind in {row.record_kind for row in sealed}
		for name in frappe.get_all(
			kind,
			filters={
				"name": ["in", [row.record for row in sealed if row.record_kind == kind]],
				"unit": ["in", scope.subtree(report.unit)],
			},
			pluck="name",
			order_by="name",
		)
	}
	found = {digests[row.digest] for row in sealed if (row.record_kind, row.record) in own}
	if found:
		return _(
			"It names persons whose affairs the unit has dealt with, or others of the same name: {0}."
		).format("、".join(sorted(found)[:NAMED]))


def _like_names(written: str) -> set[str]:
	"""Whatever could be a person's full name: a surname with one to three characters behind it."""
	return {
		written[at : at + length]
		for at, character in enumerate(written)
		if character in SURNAMES
		for length in range(2, LONGEST_NAME + 1)
		if at + length <= len(written)
		and not set(written[at : at + length]) & set("，。；：、（）《》“”\n 0123456789")
	}
