import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from unittest import TestCase

import docx
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from fazhi_governance.official_document.docx import Heading, OfficialDocument, Paragraph, to_docx

PARTY, OFFICE = "中共公主岭市河南街道党工委", "公主岭市河南街道办事处"
REPORT = OfficialDocument(
	title=("河南街道党工委  河南街道办事处", "关于2024年度法治政府建设情况的报告"),
	addressee="市委、市政府",
	blocks=(
		Paragraph("2024年以来，河南街道依法行政。现将有关情况报告如下："),
		Heading(1, "一、主要举措和成效"),
		Heading(2, "（一）加强组织领导建设"),
		Heading(3, "1.调整领导小组"),
		Heading(4, "（1）压实职责"),
		Paragraph("成立委员会，开展“八五”普法。", lead="（二）强化组织领导。"),
		Paragraph("切实维护人民群众的合法权益。"),
	),
	issuers=(PARTY, OFFICE),
	signed_on=date(2024, 12, 31),
)
# How wide 28 characters, 22 lines and the date of REPORT are, in twips.
TEXT_WIDTH, TEXT_HEIGHT, CHARACTER = Mm(156).twips, Mm(225).twips, 315
DATE_RIGHT, DATE_WIDTH = 4 * CHARACTER, 7 * CHARACTER


def opened(report=REPORT, **changes):
	return docx.Document(BytesIO(to_docx(replace(report, **changes))))


def by_style(document, style):
	return [paragraph for paragraph in document.paragraphs if paragraph.style.name == style]


def attribute(element, path, name):
	found = element.find("/".join(qn(tag) for tag in path.split("/")))
	return None if found is None else found.get(qn(name))


def style_attribute(document, style, path, name):
	return attribute(document.styles[style].element, path, name)


def tab_stops(paragraph):
	return [(stop.position.twips, stop.alignment) for stop in paragraph.paragraph_format.tab_stops]


class TestPage(TestCase):
	def test_paper_and_margins_are_those_of_the_standard(self):
		section = opened().sections[0]
		for length, millimetres in (
			(section.page_width, 210),
			(section.page_height, 297),
			(section.top_margin, 37),
			(section.left_margin, 28),
			(section.bottom_margin, 35),
			(section.right_margin, 26),
		):
			self.assertAlmostEqual(length.mm, millimetres, delta=0.02)

	def test_22_lines_fill_the_page_and_a_23rd_does_not_fit(self):
		document = opened()
		grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
		self.assertEqual(grid.get(qn("w:type")), "lines")
		pitches = {int(grid.get(qn("w:linePitch")))}
		for style in ("Normal", "公文标题", "主送机关", "公文正文", "一级标题", "署名", "成文日期"):
			line = document.styles[style].paragraph_format
			self.assertEqual(line.line_spacing_rule, WD_LINE_SPACING.EXACTLY)
			pitches.add(line.line_spacing.twips)
		self.assertEqual(len(pitches), 1)
		pitch = pitches.pop()
		self.assertLessEqual(22 * pitch, TEXT_HEIGHT)
		self.assertLess(TEXT_HEIGHT - 22 * pitch, 22)

	def test_28_characters_fill_the_line_and_a_29th_does_not_fit(self):
		document = opened()
		for style in ("公文正文", "主送机关", "一级标题", "二级标题", "三级标题", "四级标题"):
			space = int(style_attribute(document, style, "w:rPr/w:spacing", "w:val"))
			character = document.styles[style].font.size.pt * 20 + space
			self.assertEqual(character, CHARACTER)
		self.assertLessEqual(28 * CHARACTER, TEXT_WIDTH)
		self.assertLess(TEXT_WIDTH - 28 * CHARACTER, 28)

	def test_no_rule_of_typesetting_takes_a_line_or_a_character_away(self):
		rules = opened().styles["Normal"].element.pPr
		for rule in ("widowControl", "autoSpaceDE", "autoSpaceDN", "adjustRightInd"):
			self.assertEqual(attribute(rules, f"w:{rule}", "w:val"), "0", rule)
		for rule in ("kinsoku", "overflowPunct"):
			self.assertIsNotNone(rules.find(qn(f"w:{rule}")), rule)

	def test_page_numbers_stand_outside(self):
		document = opened()
		self.assertTrue(document.settings.odd_and_even_pages_header_footer)
		section = document.sections[0]
		for footer, side, align in (
			(section.footer, "right", "right"),
			(section.even_page_footer, "left", "left"),
		):
			(paragraph,) = footer.paragraphs
			style = paragraph.style.name
			self.assertEqual("".join(text.text for text in paragraph._p.iter(qn("w:t"))), "— 1 —")
			self.assertEqual(attribute(paragraph._p, "w:fldSimple", "w:instr").strip(), "PAGE")
			self.assertEqual(style_attribute(document, style, "w:pPr/w:jc", "w:val"), align)
			self.assertEqual(style_attribute(document, style, "w:pPr/w:ind", f"w:{side}Chars"), "100")
			self.assertEqual(style_attribute(document, style, "w:pPr/w:ind", f"w:{side}"), "280")
			for script in ("ascii", "hAnsi", "eastAsia"):
				self.assertEqual(style_attribute(document, style, "w:rPr/w:rFonts", f"w:{script}"), "宋体")
			self.assertEqual(document.styles[style].font.size, Pt(14))
		# Between the text area and the paper's edge, with the dash 7 mm below the text.
		self.assertAlmostEqual(section.footer_distance.mm, 35 - 7 - 14 / 72 * 25.4 / 2, delta=0.5)


class TestStyles(TestCase):
	def test_fonts_and_sizes_are_those_of_the_standard(self):
		document = opened()
		for style, font, size in (
			("公文标题", "方正小标宋简体", 22),
			("发文字号", "仿宋_GB2312", 16),
			("主送机关", "仿宋_GB2312", 16),
			("公文正文", "仿宋_GB2312", 16),
			("一级标题", "黑体", 16),
			("二级标题", "楷体_GB2312", 16),
			("三级标题", "仿宋_GB2312", 16),
			("四级标题", "仿宋_GB2312", 16),
			("署名", "仿宋_GB2312", 16),
			("成文日期", "仿宋_GB2312", 16),
		):
			with self.subTest(style):
				self.assertEqual(style_attribute(document, style, "w:rPr/w:rFonts", "w:eastAsia"), font)
				self.assertEqual(document.styles[style].font.name, "Times New Roman")
				self.assertEqual(document.styles[style].font.size, Pt(size))
				self.assertIs(document.styles[style].font.bold, False)
				self.assertEqual(document.styles[style].base_style.name, "Normal")

	def test_body_and_headings_are_indented_by_two_characters(self):
		document = opened()
		for style in ("公文正文", "一级标题", "二级标题", "三级标题", "四级标题"):
			self.assertEqual(style_attribute(document, style, "w:pPr/w:ind", "w:firstLineChars"), "200")
			self.assertEqual(document.styles[style].paragraph_format.first_line_indent.twips, 2 * CHARACTER)
		for style in ("公文标题", "主送机关"):
			self.assertEqual(style_attribute(document, style, "w:pPr/w:ind", "w:firstLineChars"), "0")

	def test_every_font_that_a_machine_may_lack_names_its_substitute(self):
		with zipfile.ZipFile(BytesIO(to_docx(REPORT))) as package:
			table = package.read("word/fontTable.xml").decode()
			styles = package.read("word/styles.xml").decode()
		for font in ("方正小标宋简体", "黑体", "仿宋_GB2312", "楷体_GB2312", "宋体"):
			self.assertIn(f'w:eastAsia="{font}"', styles)
			self.assertIn(f'<w:font w:name="{font}"><w:altName', table)

	def test_the_language_is_chinese(self):
		document = opened()
		self.assertEqual(
			attribute(document.styles.element, "w:docDefaults/w:rPrDefault/w:rPr/w:lang", "w:eastAsia"),
			"zh-CN",
		)
		self.assertEqual(document.core_properties.language, "zh-CN")


class TestText(TestCase):
	def test_the_text_stands_in_order_each_block_in_its_style(self):
		document = opened()
		self.assertEqual(
			[(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs],
			[
				("公文标题", "河南街道党工委  河南街道办事处\n关于2024年度法治政府建设情况的报告"),
				("主送机关", "市委、市政府："),
				("公文正文", "2024年以来，河南街道依法行政。现将有关情况报告如下："),
				("一级标题", "一、主要举措和成效"),
				("二级标题", "（一）加强组织领导建设"),
				("三级标题", "1.调整领导小组"),
				("四级标题", "（1）压实职责"),
				("公文正文", "（二）强化组织领导。成立委员会，开展“八五”普法。"),
				("公文正文", "切实维护人民群众的合法权益。"),
				("署名", f"\t{PARTY}\t{OFFICE}"),
				("成文日期", "2024年12月31日"),
			],
		)

	def test_headings_make_the_outline(self):
		document = opened()
		for level, style in enumerate(("一级标题", "二级标题", "三级标题", "四级标题")):
			self.assertEqual(
				style_attribute(document, style, "w:pPr/w:outlineLvl", "w:val"), str(level), style
			)

	def test_a_run_in_heading_is_set_in_kaiti_and_its_text_is_not(self):
		document = opened()
		lead, text = by_style(document, "公文正文")[1].runs
		self.assertEqual((lead.text, lead.style.name), ("（二）强化组织领导。", "段首标题"))
		self.assertEqual(style_attribute(document, "段首标题", "w:rPr/w:rFonts", "w:eastAsia"), "楷体_GB2312")
		self.assertEqual(text.style.name, "Default Paragraph Font")

	def test_quotation_marks_are_chinese_ones(self):
		for paragraph in opened().paragraphs:
			for run in paragraph.runs:
				self.assertEqual(attribute(run._r, "w:rPr/w:rFonts", "w:hint"), "eastAsia", run.text)

	def test_the_title_has_two_blank_lines_above_and_one_below(self):
		title = opened().styles["公文标题"]
		pitch = title.paragraph_format.line_spacing
		self.assertEqual(title.paragraph_format.space_before, 2 * pitch)
		self.assertEqual(title.paragraph_format.space_after, pitch)
		self.assertEqual(attribute(title.element, "w:pPr/w:jc", "w:val"), "center")

	def test_a_document_number_stands_above_the_title_one_character_in(self):
		document = opened(document_number="河南街发〔2024〕12号")
		number, title = document.paragraphs[:2]
		self.assertEqual((number.style.name, number.text), ("发文字号", "河南街发〔2024〕12号"))
		self.assertEqual(title.style.name, "公文标题")
		self.assertEqual(style_attribute(document, "发文字号", "w:pPr/w:ind", "w:leftChars"), "100")

	def test_the_number_of_a_document_that_goes_not_upward_is_centred(self):
		document = opened(document_number="河南街发〔2024〕12号", is_upward=False)
		number = document.paragraphs[0]
		self.assertEqual((number.style.name, number.text), ("发文字号（居中）", "河南街发〔2024〕12号"))
		self.assertEqual(style_attribute(document, "发文字号（居中）", "w:pPr/w:jc", "w:val"), "center")

	def test_a_mark_stands_above_everything_in_large_type(self):
		document = opened(mark="已失效", document_number="河南街发〔2024〕12号")
		mark = document.paragraphs[0]
		self.assertEqual((mark.style.name, mark.text), ("效力标记", "已失效"))
		self.assertEqual(mark.style.font.size, Pt(36))
		# Two lines of the page, so that those below stay on theirs.
		line = document.styles["Normal"].paragraph_format.line_spacing
		self.assertEqual(mark.style.paragraph_format.line_spacing, 2 * line)

	def test_notes_stand_below_the_date_in_brackets(self):
		document = opened(notes=("此件公开发布", "联系人：测试甲"))
		dated, *notes = document.paragraphs[-3:]
		self.assertEqual(dated.style.name, "成文日期")
		self.assertEqual(
			[(note.style.name, note.text) for note in notes],
			[("附注", "（此件公开发布）"), ("附注", "（联系人：测试甲）")],
		)
		self.assertEqual(style_attribute(document, "附注", "w:pPr/w:ind", "w:firstLineChars"), "200")

	def test_notes_stay_on_the_page_of_the_date(self):
		*_text, dated, first, last = opened(notes=("摘要值：" + "0f" * 32, "测试")).paragraphs
		for paragraph, is_kept in ((dated, True), (first, True), (last, None)):
			self.assertEqual(paragraph.paragraph_format.keep_with_next, is_kept)
		self.assertTrue(first.paragraph_format.keep_together)
		self.assertEqual(attribute(first._p, "w:pPr/w:wordWrap", "w:val"), "0")

	def test_styles_of_rarer_parts_are_only_in_the_files_that_use_them(self):
		names = {style.name for style in opened(document_number="河南街发〔2024〕12号").styles}
		self.assertFalse(names & {"效力标记", "附注", "发文字号（居中）"})

	def test_the_addressee_ends_in_one_full_width_colon(self):
		for addressee in ("市委、市政府", "市委、市政府：", "市委、市政府:", " 市委、市政府： "):
			(paragraph,) = by_style(opened(addressee=addressee), "主送机关")
			self.assertEqual(paragraph.text, "市委、市政府：")
		self.assertEqual(by_style(opened(addressee=""), "主送机关"), [])

	def test_signs_of_xml_are_text(self):
		text = 'A&B <w:t> “引号” "quoted"'
		document = opened(blocks=(Paragraph(text),), issuers=("A&B",))
		self.assertEqual(by_style(document, "公文正文")[0].text, text)
		self.assertEqual(document.core_properties.author, "A&B")


class TestSignature(TestCase):
	def test_the_date_is_four_characters_in_without_leading_zeros(self):
		document = opened(signed_on=date(2025, 1, 5))
		(dated,) = by_style(document, "成文日期")
		self.assertEqual(dated.text, "2025年1月5日")
		self.assertEqual(style_attribute(document, "成文日期", "w:pPr/w:jc", "w:val"), "right")
		self.assertEqual(style_attribute(document, "成文日期", "w:pPr/w:ind", "w:rightChars"), "400")
		self.assertEqual(style_attribute(document, "成文日期", "w:pPr/w:ind", "w:right"), str(DATE_RIGHT))
		self.assertIsNone(dated._p.pPr.find(qn("w:ind")))

	def test_one_issuer_is_centred_over_the_date(self):
		(issuer,) = by_style(opened(issuers=(OFFICE,)), "署名")
		((position, alignment),) = tab_stops(issuer)
		self.assertEqual(alignment, WD_TAB_ALIGNMENT.CENTER)
		self.assertAlmostEqual(position, 28 * CHARACTER - DATE_RIGHT - DATE_WIDTH / 2, delta=1)

	def test_two_issuers_stand_side_by_side_the_last_over_the_date(self):
		(row,) = by_style(opened(), "署名")
		(first, _), (last, _) = tab_stops(row)
		self.assertAlmostEqual(last, 28 * CHARACTER - DATE_RIGHT - DATE_WIDTH / 2, delta=1)
		# 13 and 11 characters: neither runs over the margin nor into the other.
		self.assertGreaterEqual(first, 13 / 2 * CHARACTER)
		self.assertGreaterEqual(last - first, (13 / 2 + 1 + 11 / 2) * CHARACTER - 1)

	def test_the_date_moves_with_an_issuer_too_long_for_its_place(self):
		long = "公主岭市河南街道工作委员会政法委员会办公室"
		document = opened(issuers=(long,))
		((centre, _),) = tab_stops(by_style(document, "署名")[0])
		self.assertAlmostEqual(centre + len(long) / 2 * CHARACTER, 28 * CHARACTER, delta=1)
		indent = by_style(document, "成文日期")[0].paragraph_format.right_indent
		self.assertAlmostEqual(28 * CHARACTER - indent.twips - DATE_WIDTH / 2, centre, delta=2)

	def test_two_issuers_move_the_date_only_as_far_as_they_must(self):
		document = opened(issuers=("中共公主岭市河南街道党工委", "公主岭市河南街道办事处政法办"))
		(row,) = by_style(document, "署名")
		(first, _), (last, _) = tab_stops(row)
		self.assertGreaterEqual(last - first, (13 / 2 + 1 + 14 / 2) * CHARACTER - 1)
		indent = by_style(document, "成文日期")[0].paragraph_format.right_indent
		self.assertAlmostEqual(indent.twips, 3.5 * CHARACTER, delta=1)

	def test_issuers_that_do_not_fit_in_a_line_stand_below_each_other_a_seal_apart(self):
		issuers = ("中共公主岭市河南街道工作委员会", "公主岭市人民政府河南街道办事处")
		first, second = by_style(opened(issuers=issuers), "署名")
		self.assertEqual((first.text, second.text), tuple(f"\t{issuer}" for issuer in issuers))
		pitch = second.style.paragraph_format.line_spacing
		self.assertGreaterEqual(second.paragraph_format.space_before + pitch, Mm(42))

	def test_no_more_than_three_seals_stand_in_a_row(self):
		rows = by_style(opened(issuers=("司法局", "公安局", "民政局", "财政局")), "署名")
		self.assertEqual([row.text for row in rows], ["\t司法局\t公安局\t民政局", "\t财政局"])

	def test_seals_over_short_names_do_not_touch(self):
		(row,) = by_style(opened(issuers=("司法局", "公安局", "河南街道办事处办公室")), "署名")
		positions = [position for position, _ in tab_stops(row)]
		self.assertEqual(len(positions), 3)
		for left, right in pairwise(positions):
			self.assertGreater(Twips(right - left), Mm(42))

	def test_the_signature_stands_three_lines_below_the_text_and_never_alone(self):
		document = opened()
		issuer = document.styles["署名"].paragraph_format
		self.assertEqual(issuer.space_before, 3 * issuer.line_spacing)
		self.assertTrue(issuer.keep_with_next)
		*text, last = document.paragraphs[:-2]
		self.assertTrue(last.paragraph_format.keep_with_next)
		self.assertEqual(
			[paragraph.paragraph_format.keep_with_next for paragraph in text], [None] * len(text)
		)

	def test_no_heading_ends_a_page_whose_text_begins_on_the_next(self):
		document = opened()
		for level in ("一级标题", "二级标题", "三级标题", "四级标题"):
			self.assertTrue(document.styles[level].paragraph_format.keep_with_next, level)
		self.assertIsNone(document.styles["公文正文"].paragraph_format.keep_with_next)

	def test_a_draft_has_issuers_and_no_date(self):
		document = opened(signed_on=None)
		self.assertEqual(by_style(document, "成文日期"), [])
		self.assertEqual(tab_stops(by_style(document, "署名")[0]), tab_stops(by_style(opened(), "署名")[0]))


class TestApprovers(TestCase):
	def test_they_stand_on_the_line_of_the_number_one_character_in_from_the_right(self):
		document = opened(document_number="河南街发〔2024〕12号", approvers=("张三", "欧阳建国"))
		(line,) = by_style(document, "签发人")
		self.assertEqual(line.text, "河南街发〔2024〕12号\t签发人：张三\t欧阳建国")
		self.assertEqual(
			[run.text for run in line.runs if run.style.name == "签发人姓名"], ["张三", "欧阳建国"]
		)
		(label, _), (second, _) = tab_stops(line)
		# 签发人： and two names of up to four characters, a character between them
		self.assertEqual(label, (28 - 1 - 4 - 4 - 1 - 4) * CHARACTER)
		self.assertEqual(second, (28 - 1 - 4) * CHARACTER)
		self.assertEqual(by_style(document, "发文字号"), [])

	def test_a_third_stands_below_the_first_and_the_number_on_the_last_line(self):
		document = opened(document_number="河南街发〔2024〕12号", approvers=("张三", "欧阳建国", "李四"))
		first, last = by_style(document, "签发人")
		self.assertEqual(first.text, "\t签发人：张三\t欧阳建国")
		self.assertEqual(last.text, "河南街发〔2024〕12号\t李四")
		self.assertEqual(tab_stops(last)[0][0], tab_stops(first)[0][0] + 4 * CHARACTER)

	def test_only_an_upward_document_has_them(self):
		with self.assertRaises(ValueError) as raised:
			to_docx(replace(REPORT, is_upward=False, approvers=("张三",)))
		self.assertIn("Only an upward document names its approvers", str(raised.exception))


class TestWithoutSeal(TestCase):
	def test_a_person_signs_one_line_below_the_text_two_characters_before_the_date(self):
		document = opened(issuers=("张三",), is_sealed=False)
		(signed,), (dated,) = by_style(document, "署名"), by_style(document, "成文日期")
		self.assertEqual(signed.text, "张三")
		self.assertEqual(signed.paragraph_format.space_before, signed.style.paragraph_format.line_spacing)
		self.assertEqual(dated.paragraph_format.right_indent.twips, 2 * CHARACTER)
		date_left = 28 * CHARACTER - 2 * CHARACTER - DATE_WIDTH
		self.assertEqual(signed.paragraph_format.left_indent.twips, date_left - 2 * CHARACTER)

	def test_a_name_longer_than_the_date_ends_two_characters_from_the_right(self):
		document = opened(issuers=(OFFICE,), is_sealed=False)
		(signed,), (dated,) = by_style(document, "署名"), by_style(document, "成文日期")
		left = (28 - 2 - len(OFFICE)) * CHARACTER
		self.assertEqual(signed.paragraph_format.left_indent.twips, left)
		self.assertEqual(dated.paragraph_format.left_indent.twips, left + 2 * CHARACTER)
		# as a short name leaves it little room, figures wider than those of Times would break it
		self.assertEqual(dated.paragraph_format.right_indent.twips, -2 * CHARACTER)


class TestFile(TestCase):
	def test_the_same_document_gives_the_same_bytes(self):
		self.assertEqual(to_docx(REPORT), to_docx(replace(REPORT)))
		self.assertNotEqual(to_docx(REPORT), to_docx(replace(REPORT, addressee="区委、区政府")))

	def test_no_time_in_the_file_comes_from_the_clock(self):
		with zipfile.ZipFile(BytesIO(to_docx(REPORT))) as package:
			self.assertEqual({entry.date_time for entry in package.infolist()}, {(1980, 1, 1, 0, 0, 0)})
		# Some versions of python-docx read it as UTC, others as a naive time.
		created = opened().core_properties.created.replace(tzinfo=None)
		self.assertEqual(created, datetime(2024, 12, 31))
		self.assertIsNone(opened(signed_on=None).core_properties.created)

	def test_the_properties_are_the_documents_own(self):
		properties = opened().core_properties
		self.assertEqual(properties.title, "".join(REPORT.title))
		self.assertEqual(properties.author, f"{PARTY}、{OFFICE}")
		self.assertEqual(properties.comments, "")

	def test_a_title_longer_than_the_property_allows_is_still_the_title(self):
		title = "法" * 300
		document = opened(title=(title,))
		self.assertEqual(document.paragraphs[0].text, title)
		self.assertEqual(document.core_properties.title, title[:255])

	def test_nothing_of_the_librarys_template_is_left(self):
		with zipfile.ZipFile(BytesIO(to_docx(REPORT))) as package:
			names = set(package.namelist())
		self.assertFalse({name for name in names if "thumbnail" in name or "customXml" in name})
		self.assertNotIn("Heading 1", [style.name for style in opened().styles])


class TestBadInput(TestCase):
	def assert_refused(self, message, **changes):
		with self.assertRaises(ValueError) as raised:
			to_docx(replace(REPORT, **changes))
		self.assertIn(message, str(raised.exception))

	def test_a_missing_part_is_named(self):
		self.assert_refused("no title", title=())
		self.assert_refused("no issuer", issuers=())
		self.assert_refused("no text", blocks=())
		self.assert_refused("Line 2 of the title is empty", title=("关于", " "))
		self.assert_refused("Issuer 2 is empty", issuers=(OFFICE, ""))
		self.assert_refused("Note 1 is empty", notes=(" ",))
		self.assert_refused("Block 2, a paragraph, is empty", blocks=(Paragraph("有"), Paragraph(" ")))

	def test_a_text_in_place_of_several_is_refused(self):
		self.assert_refused("title must be a tuple", title="关于法治政府建设情况的报告")
		self.assert_refused("issuers must be a tuple", issuers=OFFICE)
		self.assert_refused("notes must be a tuple", notes="此件公开发布")

	def test_there_are_four_levels_of_headings(self):
		for level in (0, 5, "1", None):
			self.assert_refused(
				f"Block 1 is a heading of level {level!r}; there are levels 1 to 4",
				blocks=(Heading(level, "一、"),),
			)

	def test_a_block_is_one_paragraph_of_printable_text(self):
		self.assert_refused(
			"Block 1, a paragraph, contains the character U+000A", blocks=(Paragraph("一\n二"),)
		)
		self.assert_refused("Block 1, a heading, contains the character U+0009", blocks=(Heading(1, "一\t"),))
		self.assert_refused("The addressee contains the character U+0000", addressee="市委\0")
		self.assert_refused("Block 1 is a str, neither a Heading nor a Paragraph", blocks=("正文",))
