"""An annual report through an office's own Word template: the fields that a template may name, and what they hold.

`FIELDS` is the one list of them: templates are checked against it, the form and docs/report_template.md show it.
"""

import json
from dataclasses import dataclass
from io import BytesIO

import docx
import frappe
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from frappe import _
from frappe.utils import getdate

from fazhi_governance import scope
from fazhi_governance.annual_report import text, word
from fazhi_governance.annual_report.editions import SUBMITTED
from fazhi_governance.core.wording import chinese_date, printable
from fazhi_governance.official_document import template
from fazhi_governance.official_document.docx import (
	ADDRESSEE,
	BODY,
	BODY_SIZE,
	DATE,
	DOCUMENT_NUMBER,
	HEADINGS,
	ISSUER,
	LEAD_STYLE,
	TITLE,
	Heading,
	OfficialDocument,
	Paragraph,
	dated,
	to_docx,
)
from fazhi_governance.official_document.template import Field, TemplateFault
from fazhi_governance.statistics import figures
from fazhi_governance.statistics.figures import FigureError, Value

KIND = "Report Template"
FIGURES = "指标"


def _find_figure(name: str):
	try:
		figures.lookup(name)
	except FigureError as error:
		raise LookupError(str(error)) from error


def _list(meaning: str, one: str, each: Field) -> Field:
	return Field(meaning, each=each, one=one, has_text=False)


_PARAGRAPH = Field(
	"一段正文，指标已代入",
	{"段首": Field("段首标题，如“（一）……。”；没有的为空"), "文字": Field("段首标题之后的文字")},
)
_SECTION = Field(
	"一个小节",
	{
		"标题": Field("带序号的标题，如“（一）……”；没有标题或者标题在段首的为空"),
		"段落": _list("该小节的各段", "段", _PARAGRAPH),
	},
	has_text=False,
)
_PART = Field(
	"一个部分",
	{
		"标题": Field("带序号的标题，如“一、2024年度……”"),
		"小节": _list("该部分的各小节", "小节", _SECTION),
	},
	has_text=False,
)
_FIGURE = Field(
	"指标的准确表述，如62件、96.9%；指标写名称或者代码",
	{
		"约数": Field("用“余”的表述，如60余件"),
		"上年": Field("上一年度同一时段的准确表述"),
		"值": Field("数值，比率为0至1的小数；用于if中比较大小", is_number=True),
		"上年值": Field("上一年度同一时段的数值", is_number=True),
		"有数据": Field("本年度有没有数据，用于if", has_text=False),
		"上年有数据": Field("上一年度同一时段有没有数据，用于if", has_text=False),
		"名称": Field("指标的名称"),
		"计量单位": Field("指标的计量单位"),
	},
	one='["化解矛盾纠纷"]',
)
FIELDS = {
	"年度": Field("报告年度，如2024", is_number=True),
	"上一年度": Field("报告年度的前一年", is_number=True),
	"下一年度": Field("报告年度的后一年", is_number=True),
	"单位": Field("报告的单位"),
	"版本": Field("上报版、公开版、述法版（党）或者述法版（政）"),
	"标题": Field("公文标题，有几行的换行"),
	"标题行": _list("公文标题的各行", "行", Field("标题的一行")),
	"主送": Field("主送机关，不带冒号；没有的为空"),
	"发文字号": Field("发文字号；没有的为空"),
	"签发人": _list("签发人", "姓名", Field("一位签发人")),
	"署名": _list("发文机关，述法版为负责人", "机关", Field("一个发文机关")),
	"成文日期": Field("签发日期，如2025年1月20日；未签发的为空"),
	"截止日期": Field("数据截止日期，如2024年12月31日"),
	"党委主要负责人": Field("姓名；未填的为空"),
	"政府主要负责人": Field("姓名；未填的为空"),
	"开头": _list("第一部分之前的各段", "段", _PARAGRAPH),
	"各部分": _list("各部分", "部分", _PART),
	FIGURES: Field("各项统计指标", named=_FIGURE, find=_find_figure, has_text=False),
}


def field_rows() -> list[tuple[str, str]]:
	"""How each field is written and what it holds, in Chinese."""
	return [row for name, field in FIELDS.items() for row in _rows(name, field)]


def _rows(path: str, field: Field) -> list[tuple[str, str]]:
	if field.each:
		loop = f"{{%p for {field.one} in {path} %}} … {{%p endfor %}}"
		return [(loop, f"{field.meaning}，逐一写出"), *_rows(field.one, field.each)]
	if field.named:
		return _rows(f"{path}{field.named.one}", field.named)
	own = []
	if field.has_text:
		own = [(f"{{{{ {path} }}}}", field.meaning)]
	elif not field.members:
		own = [(f"{{% if {path} %}} … {{% endif %}}", field.meaning)]
	return own + [row for name, member in field.members.items() for row in _rows(f"{path}.{name}", member)]


def check(content: bytes, file_name: str) -> template.Use:
	"""
	:raises TemplateFault: the file is no plain Word document, or names what is no field
	"""
	return template.check(content, file_name, FIELDS)


def usable(report, edition: str | None = None) -> list[dict]:
	"""The templates in use for a report: those of its unit first, then those of the units above.

	:returns: [{"name", "edition"}]; edition "" is for every edition
	"""
	above = scope.chain(report.unit)
	found = frappe.get_all(
		KIND,
		filters={"unit": ["in", above], "is_enabled": 1},
		fields=["name", "unit", "edition"],
		order_by="name",
	)
	of_edition = [each for each in found if edition is None or each.edition in ("", None, edition)]
	return [
		{"name": each.name, "edition": each.edition or ""}
		for each in sorted(of_edition, key=lambda each: above.index(each.unit))
	]


def to_word(report, name: str, edition: str = SUBMITTED) -> bytes:
	"""The report through one of the templates that are usable for it.

	:raises frappe.ValidationError: there is no such template for it, a figure that the template names is there
		no more, has no data or was not frozen with the report, or the report has no text
	"""
	names = [each["name"] for each in usable(report, edition)]
	if name not in names:
		others = (
			_("Those that there are: {0}.").format("、".join(names))
			if names
			else _("There is none yet; a manager makes one in the list of Report Templates.")
		)
		frappe.throw(
			_("There is no Report Template “{0}” in use for {1}, {2}. {3}").format(
				frappe.utils.escape_html(name), report.unit, _(edition), others
			),
			title=_("Report Template"),
		)
	own = frappe.get_doc(KIND, name)
	content = own.content()
	try:
		use = check(content, own.file_name())
	except TemplateFault as fault:
		frappe.throw(_spoilt(name, fault), title=_("Report Template"))
	document = word.official(report, edition)
	missing: list[_Missing] = []
	filled = template.fill(
		content,
		_context(report, edition, document) | {FIGURES: _values(report, name, use, missing)},
		title="".join(document.title),
		author="、".join(document.issuers),
	)
	if missing:
		frappe.throw(
			_(
				"Report Template {0} names figures that have no data: {1}. Log their records, or let the template show them on a condition, such as {2}."
			).format(name, "、".join(dict.fromkeys(each.label for each in missing)), missing[0].condition),
			title=_("Figures Without Data"),
		)
	return filled


def figures_named(report) -> list[str]:
	"""By the templates in use for a report, so that these figures are frozen with it.

	Tells of a template that cannot be used any more: of its figures only those of the text are frozen.
	"""
	names = {}
	for each in usable(report):
		own = frappe.get_doc(KIND, each["name"])
		try:
			use = check(own.content(), own.file_name())
		except TemplateFault as fault:
			frappe.msgprint(_spoilt(own.name, fault), title=_("Report Template"), indicator="orange")
			continue
		names |= dict.fromkeys(_asked(use))
	return list(names)


def _spoilt(name: str, fault: TemplateFault) -> str:
	return frappe.utils.escape_html(
		_(
			"Report Template {0} cannot be used any more. {1} A manager corrects it and uploads it again."
		).format(name, " ".join(fault.faults))
	)


def _asked(use: template.Use) -> dict[str, set[str]]:
	"""The figures that a template names, by the name used there, and what of each."""
	return {name: members for (owner, name), members in use.named.items() if owner == FIGURES}


def _context(report, edition: str, document: OfficialDocument) -> dict:
	opening, parts = _in_parts(document)
	return {
		"年度": report.year,
		"上一年度": report.year - 1,
		"下一年度": report.year + 1,
		"单位": printable(report.unit),
		"版本": _(edition, lang="zh"),
		"标题": "\n".join(document.title),
		"标题行": list(document.title),
		"主送": document.addressee.strip().rstrip("：:"),
		"发文字号": document.document_number,
		"签发人": list(document.approvers),
		"署名": list(document.issuers),
		"成文日期": dated(document),
		"截止日期": chinese_date(getdate(report.cut_off_on)),
		"党委主要负责人": printable(report.get("party_head") or ""),
		"政府主要负责人": printable(report.get("government_head") or ""),
		"开头": opening,
		"各部分": parts,
	}


def _in_parts(document: OfficialDocument) -> tuple[list["_Words"], list[dict]]:
	"""What stands before the first part, and the parts with their sections and paragraphs."""
	opening, parts = [], []
	sections = [{"标题": "", "段落": opening}]
	for block in document.blocks:
		if isinstance(block, Heading) and block.level == 1:
			sections = []
			parts.append({"标题": block.text, "小节": sections})
		elif isinstance(block, Heading):
			sections.append({"标题": block.text, "段落": []})
		else:
			if not sections or (parts and block.lead):
				sections.append({"标题": "", "段落": []})
			sections[-1]["段落"].append(_Words(block))
	return opening, parts


class _Words(str):
	"""A paragraph as one text, with its lead and the rest at hand."""

	def __new__(cls, paragraph: Paragraph):
		words = super().__new__(cls, paragraph.lead + paragraph.text)
		vars(words).update({"段首": paragraph.lead, "文字": paragraph.text})
		return words


def _values(report, name: str, use: template.Use, missing: list["_Missing"]) -> dict[str, "_FigureWords"]:
	"""The figures that a template names, by the name used there: live in a draft, of a frozen report as frozen."""
	asked = _asked(use)
	found = _live(report, asked) if report.docstatus.is_draft() else _frozen(report, name, asked)
	return {figure: _FigureWords(figure, *said, missing) for figure, said in found.items()}


@dataclass(frozen=True)
class _Said:
	"""What a figure amounts to in a year; without data it has no words."""

	words: str = ""
	rounded: str = ""
	number: int | float = 0

	@classmethod
	def live(cls, value: Value | None) -> "_Said":
		if not value or not value.has_data:
			return cls()
		return cls(value.worded(), value.worded(is_rounded=True), _number(value.value))


def _live(report, asked: dict[str, set[str]]) -> dict[str, tuple[str, str, _Said, _Said]]:
	"""Last year's only where it is asked for."""
	of_last_year = [name for name, members in asked.items() if any("上年" in each for each in members)]
	now = text.values_named(report, list(asked))
	before = text.values_named(report, of_last_year, is_last_year=True)
	return {
		name: (
			value.figure.label,
			value.figure.unit_of_measure,
			_Said.live(value),
			_Said.live(before.get(name)),
		)
		for name, value in now.items()
	}


def _frozen(
	report, template_name: str, asked: dict[str, set[str]]
) -> dict[str, tuple[str, str, _Said, _Said]]:
	kept = {row.figure: row for row in report.figures}
	named = {name: figures.lookup(name) for name in asked}
	if lacking := [figure.label for figure in named.values() if figure.code not in kept]:
		frappe.throw(
			_(
				"Report Template {0} names figures that were not frozen with {1}: {2}. Cancel the report and amend it, so that they are frozen with it, or take them out of the template."
			).format(template_name, report.name, "、".join(dict.fromkeys(lacking))),
			title=_("Figures Not Frozen"),
		)
	return {name: _as_kept(kept[figure.code]) for name, figure in named.items()}


def _as_kept(row) -> tuple[str, str, _Said, _Said]:
	now, before = (_number(json.loads(value or "null")) for value in (row.value, row.last_year_value))
	return (
		json.loads(row.definition)["label"],
		row.unit_of_measure or "",
		_Said(row.words or "", row.words_rounded or "", now),
		_Said(row.words_last_year or "", "", before),
	)


@dataclass(frozen=True)
class _Missing:
	"""A figure without data: what it is called, and the condition under which a template may show it."""

	label: str
	condition: str


class _FigureWords:
	"""A figure as a template names it; one without data is noted, so that all of them can be told at once."""

	def __init__(
		self, name: str, label: str, unit_of_measure: str, now: _Said, before: _Said, missing: list[_Missing]
	):
		self.name = name
		self.label = label
		self.unit_of_measure = unit_of_measure
		self.now = now
		self.before = before
		self.missing = missing

	def __str__(self) -> str:
		return self._now("words")

	def __getitem__(self, member: str):
		return {
			"约数": lambda: self._now("rounded"),
			"上年": lambda: self._before("words"),
			"值": lambda: self._now("number"),
			"上年值": lambda: self._before("number"),
			"有数据": lambda: bool(self.now.words),
			"上年有数据": lambda: bool(self.before.words),
			"名称": lambda: self.label,
			"计量单位": lambda: self.unit_of_measure,
		}[member]()

	def _now(self, what: str):
		return self._of(self.now, self.label, "有数据", what)

	def _before(self, what: str):
		return self._of(self.before, _("{0} of the year before").format(self.label), "上年有数据", what)

	def _of(self, said: _Said, label: str, condition: str, what: str):
		if not said.words:
			named = f"{FIGURES}['{self.name}'].{condition}"
			self.missing.append(_Missing(label, f"{{% if {named} %}} … {{% endif %}}"))
		found = getattr(said, what)
		return printable(found) if isinstance(found, str) else found


def _number(value) -> int | float:
	"""Of names, how many they are; of what has no data, 0."""
	return len(value) if isinstance(value, list) else value or 0


# The sample

_LOOPS_AND_TEXT = (
	(DOCUMENT_NUMBER, "{%p if 发文字号 %}"),
	(DOCUMENT_NUMBER, "{{ 发文字号 }}"),
	(DOCUMENT_NUMBER, "{%p endif %}"),
	(TITLE, "{{ 标题 }}"),
	(ADDRESSEE, "{%p if 主送 %}"),
	(ADDRESSEE, "{{ 主送 }}："),
	(ADDRESSEE, "{%p endif %}"),
	(BODY, "{%p for 段 in 开头 %}"),
	(BODY, "{{ 段 }}"),
	(BODY, "{%p endfor %}"),
	(BODY, "{%p for 部分 in 各部分 %}"),
	(HEADINGS[1], "{{ 部分.标题 }}"),
	(BODY, "{%p for 小节 in 部分.小节 %}"),
	(HEADINGS[2], "{%p if 小节.标题 %}"),
	(HEADINGS[2], "{{ 小节.标题 }}"),
	(HEADINGS[2], "{%p endif %}"),
	(BODY, "{%p for 段 in 小节.段落 %}"),
	(BODY, "{{ 段.段首 }}"),  # and the rest of the paragraph behind it
	(BODY, "{%p endfor %}"),
	(BODY, "{%p endfor %}"),
	(BODY, "{%p endfor %}"),
	(ISSUER, "{{ 署名|join('　　') }}"),
	(DATE, "{{ 成文日期 }}"),
)
# what the table at its end shows, as far as these figures are in use
_SAMPLE_FIGURES = (
	"mediation.resolved",
	"mediation.success_rate",
	"publicity.activities",
	"publicity.materials",
)
_ISSUERS_RIGHT = 2  # characters


def sample() -> bytes:
	"""A template to begin with, in the styles of GB/T 9704-2012, with each kind of field in its place."""
	blank = OfficialDocument(("样",), "", (Paragraph("样"),), ("样",), None)
	opened = docx.Document(BytesIO(to_docx(blank)))
	for paragraph in opened.paragraphs:
		paragraph._p.getparent().remove(paragraph._p)
	for style, words in _LOOPS_AND_TEXT:
		paragraph = opened.add_paragraph(style=style.name)
		if words == "{{ 段.段首 }}":
			paragraph.add_run(words, LEAD_STYLE)
			words = "{{ 段.文字 }}"
		paragraph.add_run(words)
		if style is ISSUER:
			paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
			paragraph.paragraph_format.right_indent = Pt(_ISSUERS_RIGHT * BODY_SIZE)
	_add_table(opened)
	opened.core_properties.title = opened.core_properties.author = ""
	saved = BytesIO()
	opened.save(saved)
	return saved.getvalue()


def _add_table(opened: WordDocument):
	in_use = figures.figures([code for code in figures.in_use() if code in _SAMPLE_FIGURES])
	if not in_use:
		return
	heading = opened.add_paragraph("附表：{{ 年度 }}年度主要指标", style=HEADINGS[1].name)
	heading.paragraph_format.page_break_before = True
	table = opened.add_table(1 + len(in_use), 3)
	table._tbl.tblPr.append(parse_xml(_BORDERS))
	rows = [
		("指标", "{{ 年度 }}年", "{{ 上一年度 }}年"),
		*(
			(
				figure.label,
				f"{{% if {FIGURES}['{figure.label}'].有数据 %}}{{{{ {FIGURES}['{figure.label}'] }}}}"
				"{% else %}—{% endif %}",
				f"{{% if {FIGURES}['{figure.label}'].上年有数据 %}}{{{{ {FIGURES}['{figure.label}'].上年 }}}}"
				"{% else %}—{% endif %}",
			)
			for figure in in_use
		),
	]
	for row, texts in zip(table.rows, rows, strict=True):
		for cell, words in zip(row.cells, texts, strict=True):
			cell.paragraphs[0].style = opened.styles[BODY.name]
			cell.paragraphs[0].paragraph_format.first_line_indent = 0
			cell.paragraphs[0].add_run(words)


_BORDERS = f"""<w:tblBorders {nsdecls("w")}>{
	"".join(
		f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
		for side in ("top", "left", "bottom", "right", "insideH", "insideV")
	)
}</w:tblBorders>"""
