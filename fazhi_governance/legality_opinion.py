"""The 合法性审查意见书: what a given legality opinion says on paper. How it looks is `official_document`'s business."""

import re
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import get_fullname, getdate

from fazhi_governance.core import offices
from fazhi_governance.core.wording import chinese_date, heading_number, ordinal, printable, sentence
from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph
from fazhi_governance.official_document.page import to_page
from fazhi_governance.roster import office_of
from fazhi_governance.scope import UNIT

REVIEW, TITLE, VOID = "Legality Review", "合法性审查意见书", "已失效"

DIMENSIONS = {
	"Authority": "主体权限方面",
	"Procedure": "程序方面",
	"Substance": "内容方面",
	"Form and Wording": "形式文字方面",
	"Contract Points": "合同要点",
}
SEVERITIES = {"Must Change": "必须修改", "Should Change": "建议修改", "For Reference": "供参考"}
AFTER_CHANGES, REFORM = "Lawful After Changes", "Reform With Risk Stated"
# 《重大行政决策程序暂行条例》 art. 25: what is unlawful may not go to the meeting, but an exploratory reform
# that no rule of the state covers yet may, with its legal risks stated.
CONCLUSIONS = {
	"Lawful": "符合法律、法规、规章和有关规定，审查结论为合法，可以按规定程序办理。",
	AFTER_CHANGES: "存在上述需要修改的问题，审查结论为修改后合法。请按照审查意见修改后送复核，复核同意前不得{act}。",
	"Resubmit After Procedure": "未完整履行规定程序，审查结论为补正程序后再送审。请按照审查意见补正程序后重新送审，补正前不得{act}。",
	"Unlawful": "与法律、法规、规章或者有关规定相抵触，审查结论为不合法，不得{act}。",
	"No Authority": "超出法定权限，审查结论为无权限，不得{act}，建议不予{make}。",
	REFORM: "属于国家尚无明确规定的探索性改革，审查结论为明示法律风险。决策机关讨论时，应当将上述法律风险一并提交。",
}
# by kind of matter: what may not be done with it yet, and what is advised against altogether
ACTS = {
	"Major Decision": ("提交决策机关讨论", "作出该决策"),
	"Normative Document": ("提交审议或者印发", "制定该文件"),
	"Contract": ("签订", "订立该合同"),
	"Enforcement Decision": ("作出决定", "作出该决定"),
	"Village Rules": ("提交表决", "制定该规约"),
	"Other": ("办理", "办理该事项"),
}


def opinion_of(review) -> OfficialDocument:
	"""
	:raises frappe.ValidationError: the opinion has not been given yet, or is cancelled
	"""
	if problem := refusal(review):
		frappe.throw(frappe.utils.escape_html(problem), title=_("No Opinion to Print"))
	return OfficialDocument(
		title=(TITLE,),
		addressee=_line(review.unit),
		blocks=tuple(_blocks(review)),
		issuers=(_line(_signatory(review.unit)),),
		signed_on=getdate(review.opinion_on),
		document_number=_line(review.opinion_number),
		is_upward=False,
		notes=tuple(f"{name}SHA-256摘要值：{digest}" for name, digest in _digests(review)),
		mark=VOID if _why_void(review) else "",
	)


def _signatory(unit: str) -> str:
	"""The office that the unit belongs to, as it signs."""
	names = frappe.get_cached_value(UNIT, office_of(unit), ["unit_name", "unit_type"])
	return offices.office(*names).name


def refusal(review) -> str | None:
	"""Why there is nothing to print: a draft with a mark on it would be taken for an opinion once the mark is gone."""
	if review.docstatus.is_draft():
		return _(
			"{0}: the opinion has not been given yet, so there is none to print. Give the opinion first."
		).format(review.called)
	if review.docstatus.is_cancelled():
		return _("{0}: the opinion was cancelled. Print the one that took its place.").format(review.called)


def legality_opinion_page(name: str) -> dict:
	"""Jinja's: the page of a review as it is stored, for Frappe also prints what a browser sends as a document.

	:raises frappe.PermissionError:
	"""
	review = frappe.get_doc(REVIEW, name)
	review.check_permission("print")
	problem = refusal(review)
	return {"problem": problem} if problem else to_page(opinion_of(review))


def _blocks(review) -> Iterator[Heading | Paragraph]:
	if reason := _why_void(review):
		yield Paragraph(reason)
	yield from _short_form(review) if review.is_simple_track else _full_form(review)
	yield Paragraph(f"审查人：{_line(get_fullname(review.reviewer))}")


def _full_form(review) -> Iterator[Heading | Paragraph]:
	yield Paragraph(f"你单位送审的{_quoted(review.subject)}收悉。经依法审查，现提出意见如下：")
	laws = _laws(review)
	sections = {
		"审查事项": _matter(review),
		"审查依据": _basis(review, laws),
		"审查意见和法律风险提示" if review.conclusion == REFORM else "审查意见": [
			*map(Paragraph, _paragraphs(review.opinion)),
			*_grouped(review, laws),
		],
		"法律顾问意见": _advice(review),
		"审查结论": _conclusion(review),
		"复核情况": _recheck(review),
	}
	number = 0
	for title, blocks in sections.items():
		if blocks:
			number += 1
			yield Heading(1, heading_number(1, number) + title)
			yield from blocks


def _short_form(review) -> Iterator[Paragraph]:
	"""For a contract on a standard text: the same words without the headings, on one page as a rule."""
	template = f"（采用标准文本{_quoted(review.template)}）" if review.template else ""
	yield Paragraph(
		f"你单位{_dated(review.submitted_on)}送审的{_quoted(review.subject)}{template}收悉。"
		"经按简易程序依法审查，现提出意见如下："
	)
	yield from map(Paragraph, _paragraphs(review.opinion))
	yield from _numbered(review.findings, _laws(review))
	yield from (*_advice(review), *_conclusion(review), *_recheck(review))


def _matter(review) -> list[Paragraph]:
	rows = {
		"事项名称": _line(review.subject),
		"审查类别": _line(review.review_type),
		"送审单位": _line(review.unit),
		"送审日期": _dated(review.submitted_on),
		"送审稿版本": _line(review.draft_version),
		"送审稿摘要值": f"SHA-256前16位为{digest[:16]}，全文附后" if (digest := review.draft_sha256) else "",
	}
	return [Paragraph(f"{label}：{value}") for label, value in rows.items() if value]


def _basis(review, laws: dict) -> list[Paragraph]:
	"""Each law once, with all its articles that the findings cite."""
	cited = {}
	for row in review.findings:
		if row.law or row.article:
			articles = cited.setdefault(_law(row, laws, with_number=True), {})
			articles |= {_article(row.article): None} if row.article else {}
	rows = [f"{law}{'、'.join(articles)}。" for law, articles in cited.items()]
	if len(rows) == 1:
		return [Paragraph(rows[0])]
	return [Paragraph(heading_number(3, number) + row) for number, row in enumerate(rows, 1)]


def _grouped(review, laws: dict) -> Iterator[Heading | Paragraph]:
	number = 0
	for dimension, title in DIMENSIONS.items():
		if rows := [row for row in review.findings if row.dimension == dimension]:
			number += 1
			yield Heading(2, heading_number(2, number) + title)
			yield from _numbered(rows, laws)


def _numbered(rows, laws: dict) -> Iterator[Paragraph]:
	for number, row in enumerate(rows, 1):
		*first, last = _paragraphs(row.finding)
		if row.law or row.article:
			last += f"依据：{_law(row, laws)}{_article(row.article)}。"
		if row.suggestion:
			suggestion = "".join(_paragraphs(row.suggestion))
			last += f"建议：{re.sub('^建议[：:，,]?', '', suggestion)}"
		head, *rest = (*first, last)
		yield Paragraph(f"{heading_number(3, number)}（{SEVERITIES[row.severity]}）{head}")
		yield from map(Paragraph, rest)


def _advice(review) -> list[Paragraph]:
	opinion = _paragraphs(review.advisor_opinion)
	if not opinion:
		return []
	advisor = review.advisor and frappe.db.get_value(
		"Law Advisor", review.advisor, ["advisor_name", "firm"], as_dict=True
	)
	name = _line(advisor.advisor_name) if advisor else ""
	firm = f"（{_line(advisor.firm)}）" if advisor and advisor.firm else ""
	given = f"于{_dated(review.advisor_opined_on)}" if review.advisor_opined_on else ""
	return [Paragraph(f"法律顾问{name}{firm}{given}提出法律意见："), *map(Paragraph, opinion)]


def _conclusion(review) -> list[Paragraph]:
	act, make = ACTS[review.review_kind or "Other"]
	words = [f"经审查，该送审稿{CONCLUSIONS[review.conclusion].format(act=act, make=make)}"]
	if review.draft_sha256:
		draft = "修改稿" if _passed_recheck(review) else "送审稿"
		words.append(f"本意见仅对所附摘要值（SHA-256）对应的{draft}有效，{draft}修改后须重新审查或者复核。")
	return [Paragraph(each) for each in words]


def _recheck(review) -> list[Paragraph]:
	if not review.recheck_result:
		return []
	act, _make = ACTS[review.review_kind or "Other"]
	is_satisfied = review.recheck_result == "Satisfied"
	# what the recheck decides: of the other conclusions it changes nothing
	so = (
		("可以按规定程序办理" if is_satisfied else f"不得{act}") if review.conclusion == AFTER_CHANGES else ""
	)
	words = [f"修改情况{'' if is_satisfied else '不'}符合审查意见", so]
	by = f"由{_line(get_fullname(review.rechecked_by))}" if review.rechecked_by else ""
	on = f"于{_dated(review.rechecked_on)}" if review.rechecked_on else ""
	return [Paragraph(f"修改稿{on}{by}复核。经复核，{'，'.join(filter(None, words))}。")]


def _passed_recheck(review) -> bool:
	return review.conclusion == AFTER_CHANGES and review.recheck_result == "Satisfied"


def _why_void(review) -> str:
	if review.voided_on:
		reason = "".join(_paragraphs(review.void_reason))
		return f"本意见书自{_dated(review.voided_on)}起失效。{f'原因：{reason}' if reason else ''}"
	# found out only now, and not written down yet
	return "本意见书失效。原因：审查后送审稿已经修改。" if review.why_void() else ""


def _digests(review) -> list[tuple[str, str]]:
	drafts = [("送审稿", review.draft_sha256), ("修改稿", review.revised_sha256)]
	return [(name, digest) for name, digest in drafts if digest]


def _laws(review) -> dict:
	names = list({row.law for row in review.findings if row.law})
	rows = frappe.get_all(
		"Law", filters={"name": ["in", names]}, fields=["name", "title", "document_number"], order_by="name"
	)
	return {row.name: row for row in rows}


def _law(row, laws: dict, with_number: bool = False) -> str:
	if not row.law:
		return ""
	law = laws[row.law]
	number = f"（{_line(law.document_number)}）" if with_number and law.document_number else ""
	return f"《{_line(law.title).strip('《》')}》{number}"


def _article(article: str | None) -> str:
	"""26 and 第26条 read 第二十六条; all else stays as it was written."""
	article = _line(article).rstrip("。；，、")
	number = re.fullmatch(r"第?(\d+)条?", article)
	return f"第{ordinal(int(number[1]))}条" if number and int(number[1]) else article


def _quoted(text: str) -> str:
	"""Between quotation marks, those within turned into single ones; a title between 《》 stays as it is."""
	text = _line(text)
	if text.startswith("《") and text.endswith("》"):
		return text
	return f"“{text.translate(str.maketrans('“”', '‘’'))}”"


def _dated(day) -> str:
	return chinese_date(getdate(day)) if day else ""


def _paragraphs(text: str | None) -> list[str]:
	"""What has been typed, each of its lines closed by one full stop."""
	lines = filter(None, map(_line, (text or "").splitlines()))
	return [
		line if re.search(r"[。！？…][”’）》]?$", line) else f"{line.rstrip('；;，,、：:.')}。"
		for line in lines
	]


def _line(text: str | None) -> str:
	"""Text for one line: no control characters, which no document can hold, and no spaces in the Chinese."""
	text = re.sub(r"\s+", " ", text or "")
	return sentence(printable(text))
