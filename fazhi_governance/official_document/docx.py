"""Official documents as Word files, laid out to GB/T 9704-2012 《党政机关公文格式》.

Clause numbers below are those of the standard. Lengths are in millimetres, type sizes in points, indents
in characters (字, the width of one body character) and spaces in lines (行, the pitch of one body line),
because that is how the standard counts. A character is 1/28 of the text width, a line 1/22 of its height.

The file carries every rule in a named style, so that an office can change one in WPS or Word and have the
whole document follow. Fonts are named, never embedded: 方正小标宋 and the GB2312 cuts are commercial.
"""

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from fazhi_governance.core.wording import chinese_date

# Paper and text area, mm (5.1, 5.2.1): 天头 37, 订口 28, 版心 156 x 225.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_LEFT, MARGIN_BOTTOM, MARGIN_RIGHT = 37, 28, 35, 26
# 22 lines of 28 characters (5.2.3).
LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28
BODY_SIZE = 16
# Word's own unit, 1/20 pt. The pitches are rounded down, or the last line and character would not fit.
TWIPS_PER_MM, TWIPS_PER_POINT = 1440 / 25.4, 20
LINE_PITCH = int((PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) * TWIPS_PER_MM / LINES_PER_PAGE)
CHARACTER_PITCH = int((PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT) * TWIPS_PER_MM / CHARACTERS_PER_LINE)
# 28 characters of 16 pt need 158 mm; metal 三号 is 15.75 pt, so the letters close up by a quarter point.
# Not by a character grid: LibreOffice gives a letter wider than its cell two cells, 14 to the line.
CHARACTER_SPACE = CHARACTER_PITCH - BODY_SIZE * TWIPS_PER_POINT
# The dash of the page number stands 7 mm below the text area (7.5); so its 14 pt line ends this far from the
# edge of the paper, mm.
FOOTER_DISTANCE = 25.7

XIAOBIAOSONG, HEITI = "方正小标宋简体", "黑体"
FANGSONG, KAITI, SONGTI = "仿宋_GB2312", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
# What stands in where a machine lacks the font, best first.
SUBSTITUTES = {
	XIAOBIAOSONG: "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋",
	HEITI: "SimHei",
	FANGSONG: "仿宋,FangSong",
	KAITI: "楷体,KaiTi",
	SONGTI: "SimSun",
}


@dataclass(frozen=True)
class Style:
	"""A paragraph style: `size` in points, indents in characters, spaces in lines."""

	name: str
	style_id: str
	font: str = FANGSONG
	latin_font: str = LATIN
	size: int = BODY_SIZE
	align: str = "both"
	first_line: int = 0
	left: int = 0
	right: int = 0
	before: int = 0
	after: int = 0
	line_pitch: int = LINE_PITCH
	outline_level: int | None = None
	keep_next: bool = False


# 7.3.1: centred, 2nd size, two lines below what stands above it; the addressee one line below the title.
TITLE = Style("公文标题", "OfficialTitle", XIAOBIAOSONG, size=22, align="center", before=2, after=1)
# 7.2.5: an upward document has its number on the left, one character in.
DOCUMENT_NUMBER = Style("发文字号", "DocumentNumber", align="left", left=1)
# 7.2.6: 签发人 on the right, one character in, on the line of the number.
APPROVERS = Style("签发人", "Approvers", align="left", left=1, right=1)
# 7.2.5: of any other document it is centred.
CENTRED_NUMBER = Style("发文字号（居中）", "DocumentNumberCentred", align="center")
# 7.3.2: flush left, and so are its further lines.
ADDRESSEE = Style("主送机关", "Addressee")
# Not of the standard: tells at a glance that a document no longer holds.
MARK = Style("效力标记", "ValidityMark", HEITI, size=36, align="center", line_pitch=2 * LINE_PITCH)
# 7.3.3: two characters in; plain "正文" is what Chinese Word calls its own Normal, hence the longer name.
BODY = Style("公文正文", "OfficialBody", first_line=2)
# 7.3.3: the levels 一、 （一） 1. （1）. None ends a page whose text begins on the next.
HEADINGS = {
	1: Style("一级标题", "OfficialHeading1", HEITI, first_line=2, outline_level=0, keep_next=True),
	2: Style("二级标题", "OfficialHeading2", KAITI, first_line=2, outline_level=1, keep_next=True),
	3: Style("三级标题", "OfficialHeading3", first_line=2, outline_level=2, keep_next=True),
	4: Style("四级标题", "OfficialHeading4", first_line=2, outline_level=3, keep_next=True),
}
# 7.3.5.1: three lines leave room for a seal of 42 mm whose top is within a line of the text.
ISSUER = Style("署名", "Issuer", align="left", before=3, keep_next=True)
# 7.3.5.1: four characters in from the right.
DATE = Style("成文日期", "SigningDate", align="right", right=4)
# 7.3.6: below the date, two characters in, in brackets.
NOTE = Style("附注", "Note", align="left", first_line=2)
# 7.5: 4th size, half-width Song figures; odd pages right, even pages left, one character in.
PAGE_NUMBER = {"font": SONGTI, "latin_font": SONGTI, "size": 14, "line_pitch": 280}
ODD_PAGE = Style("公文页码（单页）", "PageNumberOdd", align="right", right=1, **PAGE_NUMBER)
EVEN_PAGE = Style("公文页码（双页）", "PageNumberEven", align="left", left=1, **PAGE_NUMBER)

STYLES = (TITLE, DOCUMENT_NUMBER, ADDRESSEE, BODY, *HEADINGS.values(), ISSUER, DATE, ODD_PAGE, EVEN_PAGE)
# A level-2 heading that runs on into its paragraph.
LEAD_STYLE, LEAD_STYLE_ID = "段首标题", "RunInHeading"
# 7.2.6: the names of those who approved it, two to a line.
APPROVER_STYLE, APPROVER_STYLE_ID = "签发人姓名", "ApproverName"
APPROVED_BY, APPROVERS_PER_ROW = "签发人：", 2

# Signature block, characters and lines (7.3.5.1): seals neither cross nor touch, nor does a row of them pass
# the edges of the text area; of 42 mm each, three find room in a row.
SEAL_WIDTH, SEAL_GAP, SEALS_PER_ROW, LINES_BETWEEN_SEALS = 8, 1, 3, 4
# Without a seal (7.3.5.2): the shorter of signature and date ends, or the date starts, two characters in.
UNSEALED_INDENT, UNSEALED_BEFORE = 2, 1
# A draft has no date yet; its issuers stand where they will when it has one of this width.
DRAFT_DATE = "2000年12月31日"

# What of python-docx's own template is of use; the rest is half a megabyte of English styles and a thumbnail.
PACKAGE_PARTS = (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)
DOCUMENT_PARTS = (RT.STYLES, RT.SETTINGS)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Heading:
	"""A heading of level 1 to 4 on a line of its own; `text` includes its number: "一、", "（一）", "1."."""

	level: int
	text: str


@dataclass(frozen=True)
class Paragraph:
	"""One paragraph; `lead` is a level-2 heading that stands before the text in the same paragraph."""

	text: str
	lead: str = ""


@dataclass(frozen=True)
class OfficialDocument:
	"""What a document says; how it looks is this module's business.

	`title`: its lines as they stand. `addressee`: with or without the colon; may be empty.
	`issuers`: one, or several for a joint document, in their order. `signed_on`: None for a draft.
	`document_number`: 发文字号, once there is one. `is_upward`: 上行文, addressed to an office above.
	`notes`: 附注, without their brackets. `mark`: in large type above everything else, such as 已失效.
	`approvers`: 签发人 of an upward document, in the order of the issuers. `is_sealed`: False where a person signs.
	"""

	title: tuple[str, ...]
	addressee: str
	blocks: tuple[Heading | Paragraph, ...]
	issuers: tuple[str, ...]
	signed_on: date | None
	document_number: str = ""
	is_upward: bool = True
	notes: tuple[str, ...] = ()
	mark: str = ""
	approvers: tuple[str, ...] = ()
	is_sealed: bool = True


def to_docx(document: OfficialDocument) -> bytes:
	"""Lay a document out to GB/T 9704-2012 and return the bytes of the .docx.

	The same document gives the same bytes, so that digests can be compared. Raises ValueError, naming the
	part at fault, when there is no title, text or issuer, a heading's level is not 1 to 4, a block is empty or
	holds more than one paragraph, or a document names approvers that is no upward one.
	"""
	_check(document)
	word = _empty_document(document)
	_set_up_page(word)
	_write_head(word, document)
	_write_body(word, document)
	_write_signature(word, document)
	_write_notes(word, document)
	_describe(word, document)
	return _pack(word)


def _check(document: OfficialDocument) -> None:
	for name in ("title", "issuers", "notes", "approvers"):
		# A bare text would be taken letter by letter.
		if isinstance(getattr(document, name), str):
			raise ValueError(f"{name} must be a tuple of texts, not one text.")
	if not document.title:
		raise ValueError("The document has no title (GB/T 9704-2012, 7.3.1).")
	if not document.blocks:
		raise ValueError("The document has no text; its first page must show some (GB/T 9704-2012, 7.3.3).")
	if not document.issuers:
		raise ValueError("The document has no issuer (GB/T 9704-2012, 7.3.5).")
	for number, line in enumerate(document.title, 1):
		_check_text(line, f"Line {number} of the title")
	for number, issuer in enumerate(document.issuers, 1):
		_check_text(issuer, f"Issuer {number}")
	if document.approvers and not document.is_upward:
		raise ValueError("Only an upward document names its approvers (GB/T 9704-2012, 7.2.6).")
	for number, approver in enumerate(document.approvers, 1):
		_check_text(approver, f"Approver {number}")
	_check_text(document.addressee, "The addressee", may_be_empty=True)
	_check_text(document.document_number, "The document number", may_be_empty=True)
	_check_text(document.mark, "The mark", may_be_empty=True)
	for number, note in enumerate(document.notes, 1):
		_check_text(note, f"Note {number}")
	for number, block in enumerate(document.blocks, 1):
		_check_block(block, f"Block {number}")


def _check_block(block: Heading | Paragraph, what: str) -> None:
	if isinstance(block, Heading):
		if block.level not in HEADINGS:
			raise ValueError(f"{what} is a heading of level {block.level!r}; there are levels 1 to 4.")
		_check_text(block.text, f"{what}, a heading,")
	elif isinstance(block, Paragraph):
		_check_text(block.lead + block.text, f"{what}, a paragraph,")
	else:
		raise ValueError(f"{what} is a {type(block).__name__}, neither a Heading nor a Paragraph.")


def _check_text(text: str, what: str, may_be_empty: bool = False) -> None:
	if not text.strip() and not may_be_empty:
		raise ValueError(f"{what} is empty.")
	for character in text:
		# Line ends and tabs would break the layout, the other control characters are not allowed in XML.
		if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
			raise ValueError(
				f"{what} contains the character U+{ord(character):04X}; a line break starts a new block or "
				f"line, and other control characters can't stand in a document: {text[:20]!r}."
			)


def _empty_document(document: OfficialDocument) -> Document:
	"""A document with the styles and settings of this module and nothing else."""
	word = docx.Document()
	for relations, wanted in ((word.part.package.rels, PACKAGE_PARTS), (word.part.rels, DOCUMENT_PARTS)):
		for relation in [relation for relation in relations.values() if relation.reltype not in wanted]:
			del relations[relation.rId]
	_replace_content(
		word.styles.element, _styles_xml((*STYLES, *_rarer_styles(document)), _character_styles(document))
	)
	_replace_content(word.settings.element, _settings_xml())
	font_table = Part(
		PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, _font_table_xml().encode(), word.part.package
	)
	word.part.relate_to(font_table, RT.FONT_TABLE)
	return word


def _replace_content(element, xml: str) -> None:
	for child in list(element):
		element.remove(child)
	for child in list(parse_xml(xml)):
		element.append(child)


def _rarer_styles(document: OfficialDocument) -> list[Style]:
	"""Only in the files that use them, so that the bytes of the others stay what they were."""
	return [
		style
		for style, is_used in (
			(MARK, document.mark),
			(CENTRED_NUMBER, document.document_number and not document.is_upward),
			(NOTE, document.notes),
			(APPROVERS, document.approvers),
		)
		if is_used
	]


def _character_styles(document: OfficialDocument) -> list[tuple[str, str]]:
	names = [(APPROVER_STYLE, APPROVER_STYLE_ID)] if document.approvers else []
	return [(LEAD_STYLE, LEAD_STYLE_ID), *names]


def _styles_xml(styles: tuple[Style, ...], in_kaiti: list[tuple[str, str]]) -> str:
	"""Normal holds what all of them share; the rest follows from the table of styles.

	No widow control and no space between Chinese and figures, so that every page keeps its 22 lines and
	every line its 28 characters; punctuation at a line's end may hang rather than break that grid.
	"""
	return f"""
		<w:styles {nsdecls("w")}>
			<w:docDefaults>
				<w:rPrDefault><w:rPr>
					{_fonts_xml(FANGSONG, LATIN)}
					<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>
					<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
				</w:rPr></w:rPrDefault>
				<w:pPrDefault/>
			</w:docDefaults>
			<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
				w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>
			<w:style w:type="paragraph" w:default="1" w:styleId="Normal">
				<w:name w:val="Normal"/>
				<w:pPr>
					<w:widowControl w:val="0"/>
					<w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:topLinePunct w:val="0"/>
					<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>
					<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>
					<w:spacing w:before="0" w:after="0" w:line="{LINE_PITCH}" w:lineRule="exact"/>
					<w:jc w:val="both"/>
				</w:pPr>
				<w:rPr>
					{_fonts_xml(FANGSONG, LATIN)}
					<w:spacing w:val="{CHARACTER_SPACE}"/><w:kern w:val="0"/>
					<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>
				</w:rPr>
			</w:style>
			<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
				<w:name w:val="Default Paragraph Font"/>
				<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>
			</w:style>
			{"".join(map(_style_xml, styles))}
			{"".join(_character_style_xml(name, style_id) for name, style_id in in_kaiti)}
		</w:styles>"""


def _character_style_xml(name: str, style_id: str) -> str:
	return f"""
			<w:style w:type="character" w:customStyle="1" w:styleId="{style_id}">
				<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>
				<w:rPr>{_fonts_xml(KAITI, LATIN)}</w:rPr>
			</w:style>"""


def _style_xml(style: Style) -> str:
	outline = "" if style.outline_level is None else f'<w:outlineLvl w:val="{style.outline_level}"/>'
	# Word and WPS follow the counts of characters, LibreOffice the lengths beside them.
	indents = " ".join(
		f'w:{side}Chars="{count * 100}" w:{side}="{_characters(count, style.size)}"'
		for side, count in (("left", style.left), ("right", style.right), ("firstLine", style.first_line))
	)
	# Type of other sizes keeps its natural width.
	character_space = CHARACTER_SPACE if style.size == BODY_SIZE else 0
	return f"""
		<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.style_id}">
			<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>
			<w:pPr>
				{"<w:keepNext/>" if style.keep_next else ""}
				<w:spacing w:before="{style.before * LINE_PITCH}" w:after="{style.after * LINE_PITCH}"
					w:line="{style.line_pitch}" w:lineRule="exact"/>
				<w:ind {indents}/>
				<w:jc w:val="{style.align}"/>
				{outline}
			</w:pPr>
			<w:rPr>
				{_fonts_xml(style.font, style.latin_font)}
				<w:b w:val="0"/><w:spacing w:val="{character_space}"/>
				<w:sz w:val="{style.size * 2}"/><w:szCs w:val="{style.size * 2}"/>
			</w:rPr>
		</w:style>"""


def _characters(count: float, size: int = BODY_SIZE) -> int:
	"""The width of `count` characters of `size` points, in twips."""
	return round(count * (CHARACTER_PITCH if size == BODY_SIZE else size * TWIPS_PER_POINT))


def _fonts_xml(font: str, latin_font: str) -> str:
	return (
		f'<w:rFonts w:ascii="{latin_font}" w:eastAsia="{font}" w:hAnsi="{latin_font}" w:cs="{latin_font}"/>'
	)


def _settings_xml() -> str:
	return f"""
		<w:settings {nsdecls("w")}>
			<w:zoom w:percent="100"/>
			<w:defaultTabStop w:val="420"/>
			<w:evenAndOddHeaders/>
			<w:characterSpacingControl w:val="doNotCompress"/>
			<w:compat>
				<w:compatSetting w:name="compatibilityMode"
					w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
			</w:compat>
			<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>
		</w:settings>"""


def _font_table_xml() -> str:
	fonts = "".join(
		f"""<w:font w:name="{font}"><w:altName w:val={quoteattr(names)}/><w:charset w:val="86"/></w:font>"""
		for font, names in SUBSTITUTES.items()
	)
	return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'


def _set_up_page(word: Document) -> None:
	section = word.sections[0]
	section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
	section.top_margin, section.bottom_margin = Mm(MARGIN_TOP), Mm(MARGIN_BOTTOM)
	section.left_margin, section.right_margin = Mm(MARGIN_LEFT), Mm(MARGIN_RIGHT)
	section.footer_distance = Mm(FOOTER_DISTANCE)
	# The page dialog shows 22 lines; what sets them is the exact line pitch of the styles, since a title of
	# 22 pt would take two lines of a grid in LibreOffice.
	grid = section._sectPr.find(qn("w:docGrid"))
	grid.set(qn("w:type"), "lines")
	grid.set(qn("w:linePitch"), str(LINE_PITCH))
	for footer, style in ((section.footer, ODD_PAGE), (section.even_page_footer, EVEN_PAGE)):
		footer.is_linked_to_previous = False
		_write_page_number(footer.paragraphs[0], style)


def _write_page_number(paragraph: WordParagraph, style: Style) -> None:
	paragraph.style = style.name
	_write(paragraph, "— ")
	paragraph._p.append(
		parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
	)
	_write(paragraph, " —")


def _write_head(word: Document, document: OfficialDocument) -> None:
	if document.mark:
		_add(word, MARK, document.mark)
	if document.approvers:
		_write_approvers(word, document)
	elif document.document_number:
		_add(word, DOCUMENT_NUMBER if document.is_upward else CENTRED_NUMBER, document.document_number)
	title = _add(word, TITLE)
	for number, line in enumerate(document.title):
		run = _write(title, line)
		# One title is one paragraph: its spaces stand above and below it, not between its lines.
		if number < len(document.title) - 1:
			run.add_break()
	addressee = document.addressee.strip().rstrip("：:")
	if addressee:
		_add(word, ADDRESSEE, f"{addressee}：")


def _write_approvers(word: Document, document: OfficialDocument) -> None:
	"""签发人 on the right, two names to a line and each below the first, with the number on the last line."""
	rows = approver_rows(document)
	width = max(map(text_width, document.approvers)) + 1
	label = CHARACTERS_PER_LINE - APPROVERS.right - text_width(APPROVED_BY) - width * len(rows[0]) + 1
	first_name = label + text_width(APPROVED_BY)
	for number, row in enumerate(rows, 1):
		paragraph = _add(word, APPROVERS, document.document_number if number == len(rows) else "")
		start = label if number == 1 else first_name
		for position in (start, *(first_name + width * place for place in range(1, len(row)))):
			paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(_characters(position)))
		_write(paragraph, f"\t{APPROVED_BY}" if number == 1 else "\t")
		for place, name in enumerate(row):
			if place:
				_write(paragraph, "\t")
			_write(paragraph, name, APPROVER_STYLE)


def _write_body(word: Document, document: OfficialDocument) -> None:
	for block in document.blocks:
		if isinstance(block, Heading):
			paragraph = _add(word, HEADINGS[block.level], block.text)
		else:
			paragraph = _add(word, BODY)
			if block.lead:
				_write(paragraph, block.lead, LEAD_STYLE)
			_write(paragraph, block.text)
	# The signature never stands alone on a page.
	paragraph.paragraph_format.keep_with_next = True


def _write_signature(word: Document, document: OfficialDocument) -> None:
	if document.is_sealed:
		_write_sealed_signature(word, document)
	else:
		_write_unsealed_signature(word, document)


def _write_sealed_signature(word: Document, document: OfficialDocument) -> None:
	rows, date_centre = seal_rows(document)
	for number, row in enumerate(rows):
		paragraph = _add(word, ISSUER)
		if number:
			paragraph.paragraph_format.space_before = Twips(LINES_BETWEEN_SEALS * LINE_PITCH)
		for issuer, centre in row:
			paragraph.paragraph_format.tab_stops.add_tab_stop(
				Twips(_characters(centre)), WD_TAB_ALIGNMENT.CENTER
			)
			_write(paragraph, f"\t{issuer}")
	if document.signed_on:
		paragraph = _add(word, DATE, dated(document))
		right = CHARACTERS_PER_LINE - date_centre - text_width(dated(document)) / 2
		if right != DATE.right:
			_indent(paragraph, "right", right)


def _write_unsealed_signature(word: Document, document: OfficialDocument) -> None:
	left = unsealed_left(document)
	for number, issuer in enumerate(document.issuers):
		paragraph = _add(word, ISSUER, issuer)
		paragraph.paragraph_format.space_before = Twips(0 if number else UNSEALED_BEFORE * LINE_PITCH)
		_indent(paragraph, "left", left)
	if document.signed_on:
		paragraph = _add(word, DATE, dated(document))
		if text_width(dated(document)) > max(map(text_width, document.issuers)):
			_indent(paragraph, "right", UNSEALED_INDENT)
		else:
			paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
			# Where wider figures stand in for those of Times, the date runs into the margin rather than break.
			_indent(paragraph, "right", -UNSEALED_INDENT)
			_indent(paragraph, "left", left + UNSEALED_INDENT)


def seal_rows(document: OfficialDocument) -> tuple[list[list[tuple[str, float]]], float]:
	"""Issuers row by row, each with its centre, and the centre of the date below the last of them, in characters
	from the left edge of the text area (7.3.5.1).

	Issuers stand side by side as long as they fit in a line. The date stands four characters from the right
	with the last issuer centred over it; both move only when the names leave them no room.
	"""
	date_centre = CHARACTERS_PER_LINE - DATE.right - text_width(dated(document) or DRAFT_DATE) / 2
	rows = [
		list(zip(row, _centres(row, date_centre), strict=True)) for row in _signature_rows(document.issuers)
	]
	return rows, rows[-1][-1][1]


def unsealed_left(document: OfficialDocument) -> float:
	"""Where those who sign without a seal stand below each other, in characters from the left edge; the date
	stands two characters further in. What is longer, the names or the date, ends two characters from the right
	(7.3.5.2).
	"""
	names, date_width = max(map(text_width, document.issuers)), text_width(dated(document) or DRAFT_DATE)
	widest = date_width + UNSEALED_INDENT if date_width > names else names
	return max(CHARACTERS_PER_LINE - UNSEALED_INDENT - widest, 0)


def approver_rows(document: OfficialDocument) -> list[tuple[str, ...]]:
	"""The names of the approvers, two to a line."""
	names = document.approvers
	return [names[start : start + APPROVERS_PER_ROW] for start in range(0, len(names), APPROVERS_PER_ROW)]


def dated(document: OfficialDocument) -> str:
	"""Arabic figures, month and day without a leading zero (7.3.5.4)."""
	return chinese_date(document.signed_on) if document.signed_on else ""


def _indent(paragraph: WordParagraph, side: str, count: float) -> None:
	"""`count` characters in from a side, in both of the units that programs follow."""
	indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
	indent.set(qn(f"w:{side}Chars"), str(round(count * 100)))
	indent.set(qn(f"w:{side}"), str(_characters(count)))


def _write_notes(word: Document, document: OfficialDocument) -> None:
	"""On the page of the date, and each note on one page; a digest breaks wherever the line ends."""
	for note in document.notes:
		word.paragraphs[-1].paragraph_format.keep_with_next = True
		paragraph = _add(word, NOTE, f"（{note}）")
		paragraph.paragraph_format.keep_together = True
		paragraph._p.pPr.append(parse_xml(f'<w:wordWrap {nsdecls("w")} w:val="0"/>'))


def _signature_rows(issuers: tuple[str, ...]) -> Iterator[list[str]]:
	row: list[str] = []
	for issuer in issuers:
		width = sum(map(_seal_width, [*row, issuer])) + SEAL_GAP * len(row)
		if row and (width > CHARACTERS_PER_LINE or len(row) == SEALS_PER_ROW):
			yield row
			row = []
		row.append(issuer)
	yield row


def _centres(row: list[str], last_centre: float) -> list[float]:
	"""Where the issuers of a row are centred, in characters from the left edge of the text area.

	The last at `last_centre` or as near to it as the others and the right edge allow, the others evenly in
	the room to its left.
	"""
	*others, last = map(_seal_width, row)
	last_centre = max(last_centre, sum(others) + SEAL_GAP * len(others) + last / 2)
	last_centre = min(last_centre, max(CHARACTERS_PER_LINE - last / 2, CHARACTERS_PER_LINE / 2))
	room = last_centre - last / 2 - sum(others) - SEAL_GAP * len(others)
	left = spare = room / (len(others) + 1)
	centres = []
	for width in others:
		centres.append(left + width / 2)
		left += width + SEAL_GAP + spare
	return [*centres, last_centre]


def _seal_width(issuer: str) -> float:
	return max(text_width(issuer), SEAL_WIDTH)


def text_width(text: str) -> float:
	"""The width of a text in characters: Latin letters and figures count half."""
	return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def _add(word: Document, style: Style, text: str = "") -> WordParagraph:
	paragraph = word.add_paragraph(style=style.name)
	if text:
		_write(paragraph, text)
	return paragraph


def _write(paragraph: WordParagraph, text: str, style: str | None = None) -> Run:
	"""Add a run. Quotes, dashes and middle dots are shared with Latin; the hint makes them Chinese."""
	run = paragraph.add_run(text, style)
	run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
	return run


def _describe(word: Document, document: OfficialDocument) -> None:
	"""Core properties: times come from the document, never from the clock, and a draft has none."""
	properties = word.core_properties
	for child in list(properties._element):
		properties._element.remove(child)
	# The property takes no more than 255 characters.
	properties.title = "".join(document.title)[:255]
	properties.author = "、".join(document.issuers)[:255]
	properties.language = "zh-CN"
	if document.signed_on:
		signed_on = document.signed_on
		properties.created = properties.modified = datetime(signed_on.year, signed_on.month, signed_on.day)


def _pack(word: Document) -> bytes:
	"""The file's bytes, with the archive's own times fixed; stored, as compression differs by machine."""
	saved, packed = BytesIO(), BytesIO()
	word.save(saved)
	with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
		for name in source.namelist():
			entry = zipfile.ZipInfo(name, ZIP_EPOCH)
			entry.create_system = 0
			target.writestr(entry, source.read(name))
	return packed.getvalue()
