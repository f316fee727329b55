"""Sentences of a report's parts on shortcomings and on the next year, turned into what is kept track of."""

import re

import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance.annual_report import editions, records, text
from fazhi_governance.annual_report.compose import is_untouched
from fazhi_governance.annual_report.editions import NEXT_YEAR, SHORTCOMINGS
from fazhi_governance.annual_report.records import REPORT, SHORTCOMING, TASK
from fazhi_governance.compat import current_date
from fazhi_governance.core.repetition import NEARLY_THE_SAME, likeness

KINDS = {SHORTCOMINGS: SHORTCOMING, NEXT_YEAR: TASK}
# 一是, 二是 … at the beginning of an item; （一） and 1. of a heading are no part of the text
_ITEM = re.compile("(?:^|(?<=[。；：\n]))[一二三四五六七八九十]+是")
_FIRST_SENTENCE = re.compile("[^。；]+")
LONGEST_TITLE = 60  # characters


def sentences(report) -> list[dict]:
	"""What the author has written in the two parts, item by item, each with the record that says it already.

	:returns: "kind": DocType to make; "title"; "text"; "made": name of the record, or None
	"""
	found = []
	for row in report.sections:
		kind = KINDS.get(row.part)
		if not kind or not (row.body or "").strip() or is_untouched(row):
			continue
		stated = text.stated_of(report, [row.body])
		body = text.said(editions.body_of(editions.SUBMITTED, row.body), stated)
		items = [each.strip() for each in _ITEM.split(body)] if _ITEM.search(body) else [body]
		if len(items) > 1:
			items = items[1:]  # what introduces the list
		for item in filter(None, items):
			is_arrangement = kind == TASK and row.heading and len(items) == 1
			title = row.heading if is_arrangement else _FIRST_SENTENCE.search(item)[0]
			found.append({"kind": kind, "title": title.strip("，、 ")[:LONGEST_TITLE], "text": item})
	said = {kind: _said_already(report, kind) for kind in KINDS.values()}
	for each in found:
		each["made"] = _same(each, said[each["kind"]])
	return found


def turn_into(report, chosen: list[dict]) -> dict[str, list[str]]:
	"""Make the records that are not there yet; returns their names by kind.

	:param chosen: kind, title, text, unit, due_on, in_charge of each
	:raises frappe.ValidationError: of a record that cannot be made so; nothing is made then
	"""
	# who clicks at the same time waits here for the first
	frappe.db.get_value(REPORT, report.name, "name", for_update=True)
	made: dict[str, list[str]] = {}
	for each in chosen:
		kind = each.get("kind")
		if kind not in KINDS.values():
			frappe.throw(_("{0} is nothing that a sentence is turned into.").format(kind))
		frappe.has_permission(kind, "create", throw=True)
		if not _same(each, _said_already(report, kind)):
			values = _shortcoming(report, each) if kind == SHORTCOMING else _task(report, each)
			made.setdefault(kind, []).append(frappe.get_doc({"doctype": kind, **values}).insert().name)
	return made


def _shortcoming(report, each: dict) -> dict:
	return {
		"unit": each.get("unit") or report.unit,
		"title": each.get("title"),
		"text": each.get("text"),
		# within the year whose work it concerns
		"raised_on": min(getdate(report.cut_off_on), current_date()),
		"rectify_by": each.get("due_on"),
	}


def _task(report, each: dict) -> dict:
	return {
		"unit": each.get("unit") or report.unit,
		"title": each.get("title"),
		"target": each.get("text"),
		"deployed_on": current_date(),
		"due_on": each.get("due_on") or f"{int(report.year) + 1}-12-31",
		"in_charge": each.get("in_charge"),
		"source_kind": REPORT,
		"source": report.name,
	}


def _said_already(report, kind: str) -> list[tuple[str, str, str]]:
	"""(name, title, text) of each record that the report draws on."""
	if kind == SHORTCOMING:
		return [(each.name, each.title, each.text) for each in records.shortcomings(report)]
	return [(each.name, each.title, each.target or "") for each in records.arrangements(report)]


def _same(each: dict, said: list[tuple[str, str, str]]) -> str | None:
	title, words = each.get("title") or "", each.get("text") or ""
	for name, known_title, known_words in said:
		if title == known_title or likeness(words, known_words) >= NEARLY_THE_SAME:
			return name
	return None
