"""An annual report's text with its figures: what stands where, what each figure amounts to, what is missing."""

from dataclasses import dataclass

import frappe
from frappe import _

from fazhi_governance.core import placeholders, wording
from fazhi_governance.core.placeholders import ROUNDED, Placeholder, PlaceholderError
from fazhi_governance.statistics import figures
from fazhi_governance.statistics.cube import compute
from fazhi_governance.statistics.figures import FigureError, Period, Value

OPENING = "Opening"
# the four parts that the annual report must have, with the words of its headings
# (《法治政府建设与责任落实督察工作规定》, contents of the annual report)
PART_TITLES = {
	"Achievements": "{year}年度推进法治政府建设的主要举措和成效",
	"Shortcomings": "{year}年度推进法治政府建设存在的不足和原因",
	"First Responsible Persons": "{year}年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
	"Next Year": "{next_year}年度推进法治政府建设的主要安排",
}


@dataclass(frozen=True)
class Section:
	"""A section as it is read: number and heading, paragraphs of plain text and (placeholder, value) pairs."""

	part: str
	number: int
	heading: str
	is_run_in: bool
	paragraphs: tuple[tuple[str | tuple[Placeholder, Value], ...], ...]

	@property
	def title(self) -> str:
		return wording.heading_number(2, self.number) + self.heading if self.heading else ""


def check_placeholders(text: str | None):
	"""
	:raises frappe.ValidationError: braces without partner, or an unknown figure, with the nearest ones
	"""
	try:
		names = placeholders.names(text or "")
	except PlaceholderError as error:
		frappe.throw(
			_("{0} It stands here: {1}").format(_(error.message), frappe.utils.escape_html(error.excerpt)),
			title=_("Figure in the Text"),
		)
	figures.figures(names)


def filled_in(text: str, year: int, unit: str) -> str:
	"""A paragraph with what is no figure in its place: {{年度}} the report's year, {{单位}} its unit."""
	return text.replace("{{年度}}", str(year)).replace("{{单位}}", unit)


def period_of(report) -> Period:
	return Period.year(int(report.year), frappe.utils.getdate(report.cut_off_on))


def values_of(report, texts: list[str]) -> dict[str, Value]:
	"""Every figure that the texts name, by the name used there; one query per record kind for all of them.

	One that cannot be read (any more) has no data and says why in `problem`.
	"""
	names = list(dict.fromkeys(name for text in texts for name in placeholders.names(text or "")))
	found, unread = {}, {}
	for name in names:
		try:
			found[name] = figures.lookup(name)
		except FigureError as error:
			unread[name] = figures.faulty(name, error)
	values = compute(list(found.values()), period_of(report), report.unit)
	return {name: values[figure.code] for name, figure in found.items()} | unread


def sections_of(report) -> list[Section]:
	"""The report's sections with text, numbered within their part, in the order of the parts."""
	values = values_of(report, [section.body for section in report.sections])
	read, numbers = [], {}
	for part in (OPENING, *PART_TITLES):
		for row in report.sections:
			if row.part != part or not (row.body or "").strip():
				continue
			if row.heading:
				numbers[part] = numbers.get(part, 0) + 1
			paragraphs = tuple(
				tuple(
					(segment, values[segment.name]) if isinstance(segment, Placeholder) else segment
					for segment in placeholders.parse(line.strip())
				)
				for line in row.body.splitlines()
				if line.strip()
			)
			read.append(
				Section(part, numbers.get(part, 0), row.heading or "", bool(row.is_run_in), paragraphs)
			)
	return read


def part_title(part: str, year: int) -> str:
	"""一、2024年度推进法治政府建设的主要举措和成效"""
	number = list(PART_TITLES).index(part) + 1
	return wording.heading_number(1, number) + PART_TITLES[part].format(year=year, next_year=year + 1)


def worded(placeholder: Placeholder, value: Value) -> str:
	return value.worded(is_rounded=placeholder.wording == ROUNDED)


def preview(report) -> dict:
	"""The text as a form shows it: parts with their sections, each figure with its code and exact value."""
	sections = sections_of(report)
	return {
		"parts": [
			{
				"title": part_title(part, report.year) if part != OPENING else "",
				"sections": [
					{
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
			for part in (OPENING, *PART_TITLES)
			if part != OPENING or any(section.part == OPENING for section in sections)
		],
		"findings": findings(report, sections),
	}


def _shown(segment) -> dict:
	if isinstance(segment, str):
		return {"text": segment}
	placeholder, value = segment
	if value.problem:
		return {"text": "{{" + placeholder.name + "}}"}
	shown = {"figure": value.figure.code, "label": value.figure.label, "rows": value.rows}
	if not value.has_data:
		return shown | {"text": _("no data")}
	shown["text"] = worded(placeholder, value)
	if value.denominator:
		shown["exact"] = f"{value.numerator.worded()} / {value.denominator.worded()}"
	elif not isinstance(value.value, list):
		shown["exact"] = value.worded()
	return shown


def findings(report, sections: list[Section]) -> list[str]:
	"""What is still missing before the report can be signed."""
	found = [
		_("Section “{0}” has no text yet: there were no records to compose it from.").format(row.heading)
		for row in report.sections
		if row.heading and not (row.body or "").strip()
	]
	found += [
		_("Part “{0}” has no text yet.").format(part_title(part, report.year))
		for part in PART_TITLES
		if not any(section.part == part for section in sections)
	]
	found += [
		value.problem
		or _("“{0}” has no data in the year. Log its records, or take it out of the text.").format(label)
		for label, value in without_data(sections).items()
	]
	return found


def without_data(sections: list[Section]) -> dict[str, Value]:
	"""The figures that stand in the text but have no records behind them, by label."""
	return {
		segment[1].figure.label: segment[1]
		for section in sections
		for paragraph in section.paragraphs
		for segment in paragraph
		if isinstance(segment, tuple) and not segment[1].has_data
	}
