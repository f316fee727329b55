"""An annual report's text with its figures: what stands where, what each figure amounts to, what is missing.

Until the report is frozen its figures are live; from then on they are what was frozen, whatever happens to the
records or to the figures themselves.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import frappe
from frappe import _

from fazhi_governance.annual_report import editions
from fazhi_governance.annual_report.editions import OPENING, PART_TITLES, SUBMITTED
from fazhi_governance.core import placeholders, wording
from fazhi_governance.core.placeholders import (
	CHANGE,
	EXACT,
	LAST_YEAR,
	ROUNDED,
	Placeholder,
	PlaceholderError,
)
from fazhi_governance.core.redaction import RedactionError
from fazhi_governance.core.redaction import check as check_marks
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import NAMES, RATIO, FigureError, Period, Value

OFFICE = "Administrator"  # whoever reads a report reads the same numbers


@dataclass(frozen=True)
class Stated:
	"""A figure as a text states it, live or frozen.

	:param name: as the text names it, by label or code
	:param words: what it says by wording; a wording that is not there has no data
	:param rows: how many rows were counted
	:param exact: the value, of a ratio the two values behind it
	:param problem: why the figure cannot be read at all
	"""

	name: str
	code: str
	label: str
	words: dict[str, str] = field(default_factory=dict)
	rows: int = 0
	exact: str = ""
	problem: str = ""

	@classmethod
	def live(cls, name: str, value: Value, before: Value | None = None) -> "Stated":
		figure, words = value.figure, {}
		if value.has_data:
			words = {EXACT: value.worded(), ROUNDED: value.worded(is_rounded=True)}
		if before and before.has_data:
			words[LAST_YEAR] = before.worded()
			if value.has_data and figure.aggregate != NAMES:
				words[CHANGE] = changed(value, before)
		return cls(
			name, figure.code, figure.label, words, value.rows, _exact(value), problem=value.problem or ""
		)

	@classmethod
	def frozen(cls, row) -> "Stated":
		"""
		:param row: of Annual Report Figure
		"""
		words = {
			EXACT: row.words,
			ROUNDED: row.words_rounded,
			LAST_YEAR: row.words_last_year,
			CHANGE: row.words_change,
		}
		exact = f"{row.numerator} / {row.denominator}" if row.denominator else row.words or ""
		return cls(
			row.figure_name,
			row.figure,
			row.figure_name,
			{wording: said for wording, said in words.items() if said},
			row.record_count,
			exact,
		)


@dataclass(frozen=True)
class Section:
	"""A section as it is read: number and heading, paragraphs of plain text and (placeholder, stated) pairs.

	:param row: the name of its row in the report
	"""

	row: str
	part: str
	number: int
	heading: str
	is_run_in: bool
	paragraphs: tuple[tuple[str | tuple[Placeholder, Stated], ...], ...]

	@property
	def title(self) -> str:
		return wording.heading_number(2, self.number) + self.heading if self.heading else ""


def names_in(body: str | None) -> list[str]:
	"""The figures that a text names."""
	return placeholders.names(body or "")


def check_placeholders(text: str | None, section: str = ""):
	"""
	:param section: the heading of the report's section that the message names
	:raises frappe.ValidationError: braces or marks without partner, or an unknown figure, with the nearest ones
	"""
	try:
		names = placeholders.names(text or "")
		check_marks(text or "")
		for name in names:
			figures.lookup(name)
	except (PlaceholderError, RedactionError) as error:
		excerpt = frappe.utils.escape_html(error.excerpt)
		problem, kind = _("{0} It stands here: {1}").format(_(error.message), excerpt), frappe.ValidationError
	except FigureError as error:
		problem, kind = str(error), FigureError
	else:
		return
	if section:
		problem = _("Section “{0}”: {1}").format(frappe.utils.escape_html(section), problem)
	frappe.throw(problem, exc=kind, title=_("Figure in the Text"))


def period_of(report) -> Period:
	return Period.year(int(report.year), frappe.utils.getdate(report.cut_off_on))


def names_of(texts: list[str]) -> list[str]:
	"""The figures that several texts name, each once."""
	return list(dict.fromkeys(name for text in texts for name in names_in(text)))


def compared_in(texts: list[str]) -> list[str]:
	"""Those of them whose wording tells of the year before."""
	segments = (segment for text in texts for segment in placeholders.parse(text or ""))
	return list(
		dict.fromkeys(
			segment.name
			for segment in segments
			if isinstance(segment, Placeholder) and segment.wording in (LAST_YEAR, CHANGE)
		)
	)


def values_of(report, texts: list[str], is_last_year: bool = False) -> dict[str, Value]:
	"""Every figure that the texts name, as `values_named` gives it."""
	return values_named(report, names_of(texts), is_last_year)


def values_named(report, names: list[str], is_last_year: bool = False) -> dict[str, Value]:
	"""Figures by the names used for them, labels or codes; one query per record kind for all of them.

	Counted for the unit, not for who reads; but who may not know of accusations is not told their number. One that
	cannot be read (any more) has no data and says why in `problem`.

	:param is_last_year: in the same span of the year before
	"""
	found, unread = {}, {}
	for name in names:
		try:
			found[name] = figures.lookup(name)
		except FigureError as error:
			unread[name] = figures.faulty(name, error)
	period = period_of(report)
	period = period.year_before if is_last_year else period
	values = cube.compute(list(found.values()), period, report.unit, user=OFFICE)
	for figure in found.values():
		if any(cube.is_confided(base, frappe.session.user) for base in figures.bases(figure)):
			values[figure.code] = Value(figure, None)
	return {name: values[figure.code] for name, figure in found.items()} | unread


def stated_of(report, texts: list[str], is_with_last_year: bool = False) -> dict[str, Stated]:
	"""Every figure that the texts name as they state it; of a frozen report as it was frozen.

	:param is_with_last_year: last year's value is told of each, not only of those whose wording asks for it
	"""
	if report.get("figures"):
		return {row.figure_name: Stated.frozen(row) for row in report.figures}
	values = values_of(report, texts)
	before = values_named(
		report, list(values) if is_with_last_year else compared_in(texts), is_last_year=True
	)
	return {name: Stated.live(name, value, before.get(name)) for name, value in values.items()}


def _stated_in(report) -> dict[str, Stated]:
	"""Of all its sections. Editions and checks ask again and again: until something is written, once will do."""
	texts = [row.body or "" for row in report.sections]
	written = getattr(frappe.db, "transaction_writes", 0)
	asked = (*texts, report.unit, report.year, report.cut_off_on, frappe.session.user, written)
	if not report.flags.stated or report.flags.stated[0] != asked:
		report.flags.stated = (asked, stated_of(report, texts))
	return report.flags.stated[1]


def changed(value: Value, before: Value) -> str:
	"""How a figure compares with last year's."""
	if value.figure.aggregate == RATIO and value.figure.is_share:
		return wording.change_of_share(value.value, before.value)
	return wording.change(value.value, before.value, value.figure.unit_of_measure)


def sections_of(report, edition: str = SUBMITTED) -> list[Section]:
	"""An edition's sections with text, numbered within their part, in the order of the parts."""
	bodies = {id(row): editions.body_of(edition, row.body) for row in report.sections}
	rows = [row for row in editions.sections_in(edition, report) if bodies[id(row)].strip()]
	stated = _stated_in(report)
	read, numbers = [], {}
	for part in (OPENING, *editions.titles_of(edition)):
		for row in rows:
			if row.part != part:
				continue
			if row.heading:
				numbers[part] = numbers.get(part, 0) + 1
			paragraphs = tuple(
				tuple(
					(segment, stated[segment.name]) if isinstance(segment, Placeholder) else segment
					for segment in placeholders.parse(line.strip())
				)
				for line in bodies[id(row)].splitlines()
				if line.strip()
			)
			read.append(
				Section(
					row.name, part, numbers.get(part, 0), row.heading or "", bool(row.is_run_in), paragraphs
				)
			)
	return read


def part_title(part: str, year: int, edition: str = SUBMITTED, among: Collection[str] = ()) -> str:
	"""一、2024年度推进法治政府建设的主要举措和成效

	:param among: the parts that are numbered; without them, all that the edition must have
	"""
	titles = editions.titles_of(edition)
	number = [each for each in titles if not among or each in among].index(part) + 1
	return wording.heading_number(1, number) + titles[part].format(year=year, next_year=year + 1)


def worded(placeholder: Placeholder, stated: Stated) -> str:
	"""
	:raises ValueError: without data there is nothing to word
	"""
	if placeholder.wording not in stated.words:
		raise ValueError(_("{0} has no data to be worded.").format(stated.label))
	return stated.words[placeholder.wording]


def said(body: str, stated: dict[str, Stated]) -> str:
	"""A text with its figures in words; what has no data is left out."""
	return placeholders.render(
		body, lambda placeholder: stated[placeholder.name].words.get(placeholder.wording, "")
	)


def plain(sections: list[Section]) -> str:
	"""All of it as one text, a line for each heading and paragraph; what has no data is left out."""
	lines = []
	for section in sections:
		lines += [section.title] if section.title else []
		lines += [
			"".join(
				segment if isinstance(segment, str) else segment[1].words.get(segment[0].wording, "")
				for segment in paragraph
			)
			for paragraph in section.paragraphs
		]
	return "\n".join(lines)


def preview(report, edition: str = SUBMITTED) -> dict:
	"""The text as a form shows it: parts with their sections, each figure with its code and exact value."""
	sections = sections_of(report, edition)
	return {
		"edition": edition,
		"parts": [
			{
				"title": part_title(part, report.year, edition) if part != OPENING else "",
				"sections": [
					{
						"row": section.row,
						"title": section.title,
						"is_run_in": section.is_run_in,
						"paragraphs": [
							[_shown(segment) for segment in paragraph] for paragraph in section.paragraphs
						],
					}
					for section in sections
					if section.part == part
				],
			}
			for part in (OPENING, *editions.titles_of(edition))
			if part != OPENING or any(section.part == OPENING for section in sections)
		],
		"findings": findings(report, sections),
	}


def _shown(segment) -> dict:
	if isinstance(segment, str):
		return {"text": segment}
	placeholder, stated = segment
	if stated.problem:
		return {"text": "{{" + placeholder.name + "}}"}
	shown = {"figure": stated.code, "label": stated.label, "rows": stated.rows}
	if placeholder.wording not in stated.words:
		return shown | {"text": _("no data")}
	shown["text"] = worded(placeholder, stated)
	if stated.exact:
		shown["exact"] = stated.exact
	return shown


def figure_row(stated: Stated, kept) -> dict:
	"""A figure for the form's table.

	:param kept: the row of Annual Report Figure of a frozen report, or None
	"""
	row = {
		"figure": stated.code,
		"label": stated.label,
		"problem": stated.problem,
		"this_year": stated.words.get(EXACT, ""),
		"last_year": stated.words.get(LAST_YEAR, ""),
		"change": stated.words.get(CHANGE, ""),
		"rows": stated.rows,
	}
	if kept:
		row |= {
			"row": kept.name,
			"now": kept.words_now or "",
			"moved": kept.appeared + kept.gone + kept.changed,
			"fault": kept.fault or "",
		}
	return row


def findings(report, sections: list[Section]) -> list[str]:
	"""What is still missing in the text before the report can be frozen."""
	found = [
		_("Section “{0}” has no text yet: there were no records to compose it from.").format(row.heading)
		for row in report.sections
		if row.heading and not (row.body or "").strip()
	]
	found += [
		_("Part “{0}” has no text yet.").format(part_title(part, report.year))
		for part in PART_TITLES
		if not any(row.part == part and (row.body or "").strip() for row in report.sections)
	]
	for label, (placeholder, stated) in _unsaid(sections).items():
		found.append(
			_not_mended_by_records(label, placeholder, stated)
			or _("“{0}” has no data in the year. Log its records, or take it out of the text.").format(label)
		)
	return found


def not_mended_by_records(sections: list[Section]) -> list[str]:
	"""Why figures say nothing in the text, whatever is logged of the year."""
	told = (_not_mended_by_records(label, *unsaid) for label, unsaid in _unsaid(sections).items())
	return list(filter(None, told))


def _not_mended_by_records(label: str, placeholder: Placeholder, stated: Stated) -> str | None:
	if stated.problem or placeholder.wording in (EXACT, ROUNDED):
		return stated.problem or None
	return _(
		"“{0}” has no value of the year before to compare with. Take the comparison out of the text."
	).format(label)


def without_data(sections: list[Section]) -> dict[str, Stated]:
	"""The figures that stand in the text but have no records behind them, by label."""
	return {label: stated for label, (_placeholder, stated) in _unsaid(sections).items()}


def _unsaid(sections: list[Section]) -> dict[str, tuple[Placeholder, Stated]]:
	return {
		segment[1].label: segment
		for section in sections
		for paragraph in section.paragraphs
		for segment in paragraph
		if isinstance(segment, tuple) and segment[0].wording not in segment[1].words
	}


def _exact(value: Value) -> str:
	if not value.has_data or isinstance(value.value, list):
		return ""
	if value.denominator:
		return f"{value.numerator.worded()} / {value.denominator.worded()}"
	return value.worded()
