"""Freezing an annual report: from then on its text stands, and what each figure in it rests on is kept.

Of each figure its value, words, definition and last year's value are kept with the report; of each record behind
it, what it contributed, in Report Evidence, which only the drift check reads.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable

import frappe
from frappe import _

from fazhi_governance.annual_report import editions, own_template, text
from fazhi_governance.core.placeholders import CHANGE, EXACT, LAST_YEAR, ROUNDED
from fazhi_governance.register.importing.job import running_in
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import AS_STORED, RATIO, Figure

EVIDENCE = "Report Evidence"


def freeze(report):
	"""Keep what the report states, within the transaction that submits it.

	:raises frappe.ValidationError: an import is running, there is no text, or a figure in it has no data
	"""
	refuse_while_importing(report)
	refuse_unfit_text(report)
	texts = [row.body or "" for row in report.sections]
	texts += _named_beside_it(report, texts)
	values = text.values_of(report, texts)
	before = text.values_of(report, texts, is_last_year=True)
	report.set("figures", [])
	found = {}
	for name, value in values.items():
		stated = text.Stated.live(name, value, before[name])
		behind = figures.bases(value.figure)
		for base in behind:
			if base.code not in found:
				found[base.code] = contributions(base, report)
		report.append(
			"figures",
			{
				"figure_name": name,
				"figure": value.figure.code,
				"words": stated.words.get(EXACT),
				"words_rounded": stated.words.get(ROUNDED),
				"words_last_year": stated.words.get(LAST_YEAR),
				"words_change": stated.words.get(CHANGE),
				"value": json.dumps(value.value, ensure_ascii=False, default=float),
				"last_year_value": json.dumps(before[name].value, ensure_ascii=False, default=float),
				"unit_of_measure": value.figure.unit_of_measure,
				"numerator": value.numerator.worded() if value.numerator and value.numerator.has_data else "",
				"denominator": value.denominator.worded()
				if value.denominator and value.denominator.has_data
				else "",
				"record_count": len({record for base in behind for record in found[base.code]}),
				"digest": digest_of(found[base.code] for base in behind),
				"definition": json.dumps(definition_of(value.figure), ensure_ascii=False, indent=1),
			},
		)
	report.flags.evidence = found


def _named_beside_it(report, texts: list[str]) -> list[str]:
	"""What only the office's own Word templates state, with data or without; each figure once."""
	in_text = {name for body in texts for name in text.names_in(body)}
	known = {figures.lookup(name).code for name in in_text}
	added = {figure.code: figure.label for figure in map(figures.lookup, own_template.figures_named(report))}
	return [f"{{{{{label}}}}}" for code, label in added.items() if code not in known]


def keep_evidence(report):
	"""After the report is submitted under its name."""
	rows = [
		(frappe.generate_hash(length=16), report.name, code, packed(found))
		for code, found in report.flags.pop("evidence", {}).items()
	]
	if rows:
		frappe.db.bulk_insert(EVIDENCE, ["name", "report", "figure", "contributions"], rows)


def forget_evidence(report: str):
	frappe.db.delete(EVIDENCE, {"report": report})


def evidence_of(report: str, code: str) -> dict[str, int | float | str]:
	"""Record → what it contributed to a figure when the report was frozen."""
	kept = frappe.db.get_value(EVIDENCE, {"report": report, "figure": code}, "contributions")
	return unpacked(kept) if kept else {}


def contributions(figure: Figure, report) -> dict[str, int | float | str]:
	"""Of the unit's records, whoever asks."""
	return cube.contributions(figure, text.period_of(report), report.unit, text.OFFICE)


def digest_of(several: Iterable[dict]) -> str:
	"""SHA-256 over the names of the records, each with what it contributed."""
	lines = sorted(f"{name}\t{added}" for found in several for name, added in found.items())
	return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def definition_of(figure: Figure) -> dict:
	"""Whatever becomes of the figure, it can be counted again as it was; of a ratio with its two parts."""
	row = frappe.db.get_value(
		"Statistical Figure",
		figure.code,
		[*AS_STORED, "is_until_day_counted", "unit_of_measure", "filters"],
		as_dict=True,
	)
	if figure.aggregate == RATIO:
		row["parts"] = [definition_of(part) for part in figures.bases(figure)]
	return row


def packed(found: dict) -> str:
	return base64.b64encode(zlib.compress(json.dumps(found, ensure_ascii=False).encode())).decode()


def unpacked(kept: str) -> dict:
	return json.loads(zlib.decompress(base64.b64decode(kept)))


def refuse_unfit_text(report):
	sections = text.sections_of(report)
	if not sections:
		report.refuse(_("It has no text yet."), _("Compose it first, or write its sections."))
	missing, told = {}, {}
	for edition in editions.in_use(report):
		sections = text.sections_of(report, edition)
		missing |= text.without_data(sections)
		told |= dict.fromkeys(text.not_mended_by_records(sections))
	if told:
		report.refuse("".join(told), _("Then freeze it."))
	if missing:
		report.refuse(
			_("These figures in its text have no data: {0}.").format("、".join(missing)),
			_("Log their records, or take them out of the text; then freeze it."),
		)


def refuse_while_importing(report):
	"""Half of a register would be frozen."""
	running = running_in(report.unit)
	if running:
		report.refuse(
			_("A register import is running: {0}.").format(running[0]),
			_("Wait until it has ended, then freeze the report."),
		)
