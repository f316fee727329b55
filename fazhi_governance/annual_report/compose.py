"""Drafting an annual report's sections from the year's records, by the office's own paragraphs."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import frappe
from frappe import _

from fazhi_governance import scope
from fazhi_governance.annual_report import editions, records
from fazhi_governance.annual_report.editions import OPENING, PART_TITLES
from fazhi_governance.annual_report.text import check_placeholders, compared_in, names_of, values_named
from fazhi_governance.core import offices, placeholders, wording
from fazhi_governance.core.placeholders import CHANGE, LAST_YEAR, Placeholder
from fazhi_governance.statistics.figures import NAMES, Value

FIELDS = (
	*("name", "part", "heading", "edition", "is_run_in", "continues", "is_numbered", "leads"),
	*("needs", "condition", "threshold", "repeats", "text", "only_for"),
)
SOMETHING, NOTHING = "Amounts to Something", "Amounts to Nothing"
AT_LEAST, AT_MOST = "Is at Least", "Is at Most"
MORE, LESS = "Is More Than Last Year", "Is Less Than Last Year"
# what stands in double braces without being a figure
ABOUT_REPORT = ("年度", "上年度", "下年度", "单位", "上级", "依法治理", "党委", "社区", "姓名", "职务")
NO_ADDRESSEE = "上级党委、政府"

LEFT_OPEN = re.compile(r"[，；、](?=(?:\]\])?$)", re.MULTILINE)
# so that the sentence ends in the public edition as well, what is left out there takes its comma with it
_LEFT_OPEN_BY_MARKED = re.compile(r"([，；、])\[\[([^\[\]]*)[，；、]\]\]$", re.MULTILINE)
_SENTENCE = re.compile("[^。\n]*[。\n]?")
_BRACED = re.compile(r"\{\{([^{}\n|]*)\}\}")


@dataclass
class Draft:
	part: str
	heading: str
	edition: str
	is_run_in: bool
	text: str = ""


@dataclass(eq=False)
class Piece:
	"""A paragraph, or what it says of one record, before it is known what stands around it."""

	text: str
	continues: bool
	is_numbered: bool
	leads: bool
	stands: bool
	ends: bool = field(init=False)

	def __post_init__(self):
		self.ends = not LEFT_OPEN.search(self.text)


def compose(report):
	"""Draft every section anew, save those that the author has written or changed.

	A paragraph is taken when every figure in it amounts to something and its condition holds. A section that was
	composed and left untouched goes when nothing is composed for it any more; those of the author's own stay where
	they are.
	"""
	before = list(report.sections)
	known = {}
	for row in before:
		known.setdefault((row.part, row.heading or "", row.edition or ""), row)
	rows = []
	for draft in _drafts(report):
		row = known.pop((draft.part, draft.heading, draft.edition), None) or report.append(
			"sections", {"part": draft.part, "heading": draft.heading, "edition": draft.edition}
		)
		if not (row.body or "").strip() or is_untouched(row):
			row.body, row.is_run_in = draft.text, draft.is_run_in
			row.composed_digest = digest(draft.text)
		rows.append(row)

	for number, row in enumerate(before):
		if row not in rows and not ((row.body or "").strip() and is_untouched(row)):
			above = next((each for each in reversed(before[:number]) if each in rows), None)
			rows.insert(rows.index(above) + 1 if above else 0, row)
	order = [OPENING, *PART_TITLES]
	rows.sort(key=lambda row: (_place(row.edition), order.index(row.part)))
	for number, row in enumerate(rows, start=1):
		row.idx = number
	report.sections = rows


def _place(edition: str | None) -> int:
	"""The duty reports' own sections come last."""
	return list(editions.HEADS).index(edition) + 1 if edition in editions.HEADS else 0


def digest(text: str) -> str:
	"""Of a section's text as composed: a section whose text has another digest is the author's own."""
	return hashlib.sha256((text or "").strip().replace("\r\n", "\n").encode()).hexdigest()


def is_untouched(section) -> bool:
	"""Whether its text is as it was composed."""
	return section.composed_digest == digest(section.body)


def check_paragraph(paragraph):
	"""
	:raises frappe.ValidationError: as `check_placeholders` does, with the fields of the record for which it is written
	"""
	own = (*ABOUT_REPORT, *records.FIELDS.get(paragraph.repeats or "", {}))
	for text in (paragraph.text, paragraph.heading):
		check_placeholders(_filled(text or "", dict.fromkeys(own, "")))


def tried(paragraph, report) -> tuple[str, list[str]]:
	"""What a single paragraph gives for a report, and what keeps it out of it."""
	versions = _versions(paragraph, report)
	values, before = _values(report, versions)
	if not versions:
		return "", [_("There is no record for which it would be written.")]
	why = [reason for each in versions for reason in _against(each, values, before)]
	return _joined([_piece(each, values, before) for each in versions]), list(dict.fromkeys(why))


def _drafts(report) -> list[Draft]:
	versions = [each for paragraph in _paragraphs(report) for each in _versions(paragraph, report)]
	values, before = _values(report, versions)
	for value in values.values():
		if value.problem:
			frappe.msgprint(value.problem, title=_("Figure in the Text"), indicator="orange")

	drafts, pieces = {}, {}
	for version in versions:
		key = (version.part, version.heading or "", version.edition or "")
		drafts.setdefault(key, Draft(*key, bool(version.is_run_in)))
		pieces.setdefault(key, []).append(_piece(version, values, before))
	for key, draft in drafts.items():
		others = [each for other in pieces if other[0] == key[0] and other != key for each in pieces[other]]
		draft.text = _joined(pieces[key], [] if draft.heading else others)
	return list(drafts.values())


def _paragraphs(report) -> list:
	"""Those in use for the unit, in order; of the duty reports, those of the heads who are named."""
	found = frappe.get_all(
		"Report Paragraph", filters={"is_enabled": 1}, fields=FIELDS, order_by="sequence, creation, name"
	)
	above, wanted = scope.chain(report.unit), editions.in_use(report)
	return [
		each
		for each in found
		if (not each.only_for or each.only_for in above) and (not each.edition or each.edition in wanted)
	]


def _versions(paragraph, report) -> list:
	"""The paragraph with what is no figure in its place: once, or once for each of its records.

	A heading with fields of the record gives each record a section of its own.
	"""
	about = _about(report, paragraph.edition)
	text, heading = _filled(paragraph.text.strip(), about), _filled(paragraph.heading or "", about)
	if not paragraph.repeats:
		return [_with(paragraph, text=text, heading=heading)]
	versions = []
	for record in records.rows(paragraph.repeats, report):
		own_section = _filled(heading, record) != heading
		said = "".join(_sentences_of(text, record))
		is_first = not versions or own_section
		if said:
			versions.append(
				_with(
					paragraph,
					text=said,
					heading=_filled(heading, record),
					continues=paragraph.continues if is_first else 1,
				)
			)
	return versions


def _with(paragraph, **values):
	fields = {name: paragraph.get(name) for name in FIELDS}
	return frappe._dict(fields | values)


def _sentences_of(text: str, record: dict[str, str]):
	"""Sentence by sentence; one that names a field which the record has left empty says nothing."""
	for sentence in _SENTENCE.findall(text):
		named = [word for word in _BRACED.findall(sentence) if word.strip() in record]
		if all(record[word.strip()] for word in named):
			yield _filled(sentence, record)


def _about(report, edition: str | None) -> dict[str, str]:
	year, head = int(report.year), editions.HEADS.get(edition or "")
	office = offices.office(*frappe.get_cached_value(scope.UNIT, report.unit, ["unit_name", "unit_type"]))
	return {
		"年度": str(year),
		"上年度": str(year - 1),
		"下年度": str(year + 1),
		"单位": report.unit,
		"上级": (report.addressee or "").rstrip("：: ") or NO_ADDRESSEE,
		"依法治理": office.governance,
		"党委": office.committee,
		"社区": office.communities,
		"姓名": (head and report.get(head)) or "",
		"职务": (head and report.get(f"{head}_post")) or "",
	}


def _filled(text: str, words: dict[str, str]) -> str:
	return _BRACED.sub(lambda match: words.get(match[1].strip(), match[0]), text)


def _values(report, versions: list) -> tuple[dict[str, Value], dict[str, Value]]:
	"""Of all figures that the paragraphs name or need, this year; last year, of those compared with it."""
	texts = [each.text for each in versions]
	needed = [each.needs for each in versions if each.needs]
	compared = [each.needs for each in versions if each.needs and each.condition in (MORE, LESS)]
	return (
		values_named(report, list(dict.fromkeys([*names_of(texts), *needed]))),
		values_named(report, list(dict.fromkeys([*compared, *compared_in(texts)])), is_last_year=True),
	)


def _against(version, values: dict[str, Value], before: dict[str, Value]) -> list[str]:
	"""Why a paragraph is not taken; nothing when it is."""
	reasons = []
	for segment in placeholders.parse(version.text):
		if isinstance(segment, str):
			continue
		value, last = values[segment.name], before.get(segment.name)
		if value.problem:
			reasons.append(value.problem)
		elif segment.wording in (LAST_YEAR, CHANGE) and not last.has_data:
			reasons.append(_("“{0}” has no data in the year before.").format(segment.name))
		elif segment.wording == CHANGE and value.figure.aggregate == NAMES:
			reasons.append(_("“{0}” lists names, of which there is no growth.").format(segment.name))
		elif segment.wording != LAST_YEAR and not value.value:
			reasons.append(_("“{0}” amounts to nothing in the year.").format(segment.name))
	if version.needs and not reasons:
		reasons += _unmet(version, values[version.needs], before.get(version.needs))
	return reasons


def _unmet(version, value: Value, last: Value | None) -> list[str]:
	"""Why the condition on the figure does not hold."""
	if value.problem:
		return [value.problem]
	amount = len(value.value) if isinstance(value.value, list) else value.value
	condition = version.condition or SOMETHING
	label, said = value.figure.label, value.worded() if value.has_data else _("no data")
	if condition in (MORE, LESS):
		if amount is None or last is None or last.value is None:
			return [
				_("“{0}” cannot be compared with the year before: one of the two has no data.").format(label)
			]
		earlier = len(last.value) if isinstance(last.value, list) else last.value
		holds = amount > earlier if condition == MORE else amount < earlier
	else:
		# a share is entered in per cent
		share = 100 if value.figure.aggregate == "Ratio" and value.figure.is_share else 1
		measured = (amount or 0) * share
		holds = {
			SOMETHING: bool(amount),
			NOTHING: not amount,
			AT_LEAST: amount is not None and measured >= version.threshold,
			AT_MOST: amount is not None and measured <= version.threshold,
		}[condition]
	return [] if holds else [_("The condition on “{0}” does not hold: it is {1}.").format(label, said)]


def _piece(version, values, before) -> Piece:
	return Piece(
		text=version.text,
		continues=bool(version.continues),
		is_numbered=bool(version.is_numbered),
		leads=bool(version.leads),
		stands=not _against(version, values, before),
	)


def _joined(pieces: list[Piece], below: Sequence[Piece] = ()) -> str:
	"""What stands of a section, put together as sentences.

	:param below: what the part holds besides, where the section stands above the headings of the part
	"""
	standing = [piece for number, piece in enumerate(pieces) if _stands([*pieces, *below], number)]
	is_list = sum(piece.is_numbered for piece in standing) > 1
	text, number, begins_line = "", 0, False
	for place, piece in enumerate(pieces):
		# a paragraph whose beginning was left out begins with what is left of it
		begins_line |= not piece.continues
		if piece not in standing:
			continue
		if text:
			# a sentence whose last part was left out ends where the next one begins
			if piece.is_numbered or begins_line or pieces[place - 1].ends:
				text = _ended(text)
			text += "\n" if begins_line else ""
		begins_line = False
		if piece.is_numbered and is_list:
			number += 1
			text += f"{wording.ordinal(number)}是"
		text += piece.text
	return _ended(text)


def _ended(text: str) -> str:
	return LEFT_OPEN.sub("。", _LEFT_OPEN_BY_MARKED.sub(r"[[\1\2]]。", text))


def _stands(pieces: list[Piece], place: int) -> bool:
	piece = pieces[place]
	if not piece.stands or not piece.leads:
		return piece.stands
	for following in pieces[place + 1 :]:
		if piece.is_numbered and following.is_numbered:
			return False
		if following.stands and not following.leads:
			return True
	return False
