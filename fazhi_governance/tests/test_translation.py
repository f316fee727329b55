"""Guards: all that a person sees goes through the translator and has sound Chinese in translations/zh.csv.

Each guard returns its complaints; beside the test on the real tree stands one that sees it complain.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import frappe

from fazhi_governance.tests.source import (
	APP,
	CHINESE,
	LATIN,
	LITERAL,
	GuardTestCase,
	Row,
	collect_strings,
	literal_of,
	missing_lines,
	python_calls,
	read_translations,
	records,
	sources,
	template_calls,
	translation_rows,
	without_comments,
)

CSV = "fazhi_governance/translations/zh.csv"

# Words that stay as they are in Chinese too.
SAME_IN_CHINESE = {"API", "CSV", "docx", "Excel", "GB/T 9704", "PDF", "REST", "SHA-256", "Word", "xlsx"}

# Runtime values that may be translated: names and labels of records, which zh.csv covers from the JSON.
COVERED_BY_RECORDS = {
	"doctype",
	"record_kind",
	"child_table",
	"label",
	"get_label",
	"report_name",
	"role",
} | {
	# values of Select fields
	*(
		"status",
		"result",
		"personal_status",
		"option",
		"workflow_state",
		"adoption",
		"conclusion",
		"response",
	),
	*("acceptance", "purpose", "route"),
	*("risk_conclusion", "competition_conclusion", "evaluation_reason", "evaluation_result", "method"),
	"matter_kind",
	"kind",
	"confirmation_result",
	*("lane", "statement", "edition"),
	"message",  # of PlaceholderError, whose texts the collector reads
}


# Words that Frappe's desk uses too, and that it words in a way that is wrong or strange here. Any other word of
# Frappe's own keeps Frappe's Chinese: ours would stand in the whole desk, other apps' forms included.
WORDED_ANEW = {
	*(
		"Activity",
		"Address",
		"Amended From",
		"Archive",
		"Archived",
		"Cancelled",
		"Closed",
		"Day",
		"Department",
	),
	*(
		"Draft",
		"Event",
		"Filters",
		"Full Name",
		"Heading",
		"Indicator",
		"Left",
		"Length",
		"Male",
		"No",
		"None",
	),
	*("Not Published", "Online", "Post", "Published", "Published On", "Reason", "Received", "Replied"),
	*("Publish", "Reviews", "Right", "Source", "Sum", "This Year", "Topic", "Totals", "Validity"),
}


# What zh.csv lacks, and what it should not hold


def missing_translations(app: Path) -> list[str]:
	strings = collect_strings(app)
	lines = missing_lines(strings, read_translations(app))
	if not lines:
		return []
	sources_missing = [row.source for row in translation_rows("\n".join(lines))]
	places = [f"{', '.join(strings[text][:3])}: {text!r}" for text in sources_missing]
	return [
		f"{CSV}: {len(lines)} strings have no Chinese. Paste these lines and fill in the second column:",
		*lines,
		"They stand here:",
		*places,
	]


def stale_rows(rows: list[Row], strings) -> list[str]:
	return [
		f"{CSV}:{row.line}: nothing says {row.source!r} any more. Delete the row, or mend the source string."
		for row in rows
		if row.source not in strings
	]


def malformed_rows(text: str) -> Iterator[str]:
	if text.startswith("\ufeff"):
		yield f"{CSV}:1: a byte order mark spoils the first row. Save the file as UTF-8 without it."
	for row in translation_rows(text):
		if len(row.columns) not in (2, 3):
			yield f"{CSV}:{row.line}: {len(row.columns)} columns. Write source,translation[,context], quoted."
		elif not row.translation.strip():
			yield f"{CSV}:{row.line}: {row.source!r} has no translation. Fill in the second column."


def double_rows(rows: list[Row]) -> Iterator[str]:
	seen = {}
	for row in rows:
		first = seen.setdefault((row.source, row.context), row.line)
		if first != row.line:
			yield f"{CSV}:{row.line}: {row.source!r} stands already on line {first}. Keep one of the two."


def left_in_english(rows: list[Row]) -> Iterator[str]:
	for row in rows:
		if row.translation == row.source and LATIN.search(row.source) and row.source not in SAME_IN_CHINESE:
			yield (
				f"{CSV}:{row.line}: {row.source!r} is translated by itself. Write it in Chinese, "
				"or add it to SAME_IN_CHINESE if it is no word of a language."
			)


def placeholder_slips(rows: list[Row]) -> Iterator[str]:
	for row in rows:
		ours, theirs = (set(re.findall(r"\{[^{}]*\}", text)) for text in (row.translation, row.source))
		if ours != theirs:
			yield (
				f"{CSV}:{row.line}: the source has the placeholders {sorted(theirs)}, the translation "
				f"{sorted(ours)}. Use the same ones on both sides."
			)


def half_width_marks(rows: list[Row]) -> Iterator[str]:
	for row in rows:
		# a dot before a letter is a file's ending
		for slip in re.finditer(r"[\u4e00-\u9fff](?:[,:;?]|\.(?![A-Za-z]))", row.translation):
			yield (
				f"{CSV}:{row.line}: half-width mark in {slip[0]!r} ({row.translation!r}). "
				"Use ，。：；？ after Chinese."
			)


def labels_alike_in_chinese(app: Path) -> Iterator[str]:
	"""Data Import finds a column by its translated label, so two fields must not share one."""
	chinese = {row.source: row.translation for row in read_translations(app)}
	for source, doctype in records(app, "DocType"):
		labels = defaultdict(set)
		for field in doctype["fields"]:
			if field.get("label") and not field["fieldtype"].endswith("Break"):
				labels[chinese.get(field["label"], field["label"])].add(field["label"])
		for translation, alike in labels.items():
			if len(alike) > 1:
				yield (
					f"{source.at_value(max(alike))}: {sorted(alike)} are all {translation} in Chinese. "
					"Give each field of the form its own label."
				)


# What goes to the translator


def sources_not_in_english(strings: dict[str, list[str]]) -> Iterator[str]:
	for text, places in strings.items():
		if CHINESE.search(text):
			yield f"{places[0]}: {text!r} is Chinese in the source. Write plain English, Chinese in zh.csv."
		elif text != text.strip():
			yield f"{places[0]}: {text!r} begins or ends with a blank. Frappe would not find it: take it out."


def calls_that_cannot_translate(app: Path) -> Iterator[str]:
	"""A translator's argument must be a string that stands in the source, or a covered runtime value."""
	way_out = 'Write _("… {0} …").format(value), __("… {0} …", [value]) in JavaScript.'
	for source in sources(app, ".py"):
		if source.is_test:
			continue
		for line, argument in python_calls(source.tree):
			is_literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
			if not is_literal and last_name(argument) not in COVERED_BY_RECORDS:
				yield (
					f"{source.at(line)}: _({ast.unparse(argument)}) is no plain string. {way_out} "
					"Words in a table: mark them where they stand with frappe._lt."
				)
	for source in sources(app, ".js", ".vue", ".html"):
		for offset, argument in template_calls(source.text):
			if literal_of(argument) is None and re.search(r"""["'`+%]|\.format\(""", argument):
				yield f"{source.at_offset(offset)}: __({argument}) is no plain string. {way_out}"


def last_name(node: ast.expr) -> str:
	"""`label` of `column.label`, `column["label"]`, `column.get("label")` and `label`."""
	if isinstance(node, ast.Call):
		called = last_name(node.func)
		return last_name(node.args[0]) if called == "get" and node.args else called
	if isinstance(node, ast.Subscript):
		return last_name(node.slice)
	if isinstance(node, ast.Constant):
		return str(node.value)
	return getattr(node, "attr", getattr(node, "id", ""))


SPOKEN_KEY = re.compile(
	r"""\b(?:label|title|description|placeholder|primary_action_label|message)\s*:\s*(?=["'`][A-Z])"""
	r"""|\bfrappe\.(?:throw|msgprint|show_alert|confirm|prompt|show_progress)\(\s*(?=["'`])"""
	r"""|\.(?:add_custom_button|add_inner_button|set_title|add_menu_item|set_intro)\(\s*(?=["'`])"""
)


def words_past_the_translator(app: Path) -> Iterator[str]:
	"""Words for a person that stand bare in code, where no translator sees them."""
	for source in sources(app, ".py"):
		if not source.is_test:
			for line, text in bare_python_words(source.tree):
				yield f"{source.at(line)}: {text} reaches a person untranslated. Put it in _()."
	for source in sources(app, ".js", ".vue"):
		text = without_comments(source.text)
		for slip in SPOKEN_KEY.finditer(text):
			literal = LITERAL.match(text, slip.end())
			if literal and LATIN.search(literal[2]):
				yield f"{source.at_offset(slip.start())}: {literal[0]} reaches a person untranslated. Put it in __()."
	for source in sources(app, ".html"):
		for offset, word in bare_template_words(source.text):
			yield f'{source.at_offset(offset)}: "{word}" reaches a person untranslated. Put it in {{{{ _() }}}}.'
	for source, record in records(app, "Notification"):
		if not list(template_calls(record.get("subject") or "")):
			yield (
				f"{source.at_value(record.get('subject') or '')}: Frappe sends a plain subject as it is. "
				'Write {{ _("…") }}.'
			)


def bare_python_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
	"""Messages without `_()`, and labels of report columns and filters."""
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and node.args:
			if ast.unparse(node.func) in ("frappe.throw", "frappe.msgprint", "throw", "msgprint"):
				if isinstance(node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp):
					yield node.lineno, ast.unparse(node.args[0])
		if isinstance(node, ast.Dict):
			# only a column, filter or field names its fieldtype beside its label
			row = {
				key.value: value for key, value in zip(node.keys, node.values, strict=True) if is_text(key)
			}
			if "fieldtype" in row and is_text(row.get("label")):
				yield row["label"].lineno, ast.unparse(row["label"])


def is_text(node: ast.expr | None) -> bool:
	return isinstance(node, ast.Constant) and isinstance(node.value, str)


NO_WORDS = re.compile(
	r"<!--.*?-->|\{\#.*?\#\}|\{\{.*?\}\}|\{%.*?%\}|<(style|script)\b.*?</\1>"
	r"|<(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>|&\w+;",
	re.DOTALL,
)


def bare_template_words(text: str) -> Iterator[tuple[int, str]]:
	blanked = NO_WORDS.sub(lambda match: " " * len(match[0]), text)
	for word in re.finditer(r"[A-Za-z][\w/-]+", blanked):
		if word[0] not in SAME_IN_CHINESE:
			# the blanks have eaten line ends, so the offset counts in the text itself
			yield word.start(), word[0]


def frappes_words_changed(rows: list[Row], of_frappe: dict[str, str]) -> Iterator[str]:
	for row in rows:
		chinese = row.translation
		if of_frappe.get(row.source, chinese) != chinese and row.source not in WORDED_ANEW:
			yield (
				f"{CSV}:{row.line}: {row.source!r} is Frappe's own {of_frappe[row.source]!r}, which would turn into "
				f"{chinese!r} everywhere. Word the source otherwise, or take Frappe's Chinese."
			)


def frappes_own() -> dict[str, str]:
	"""English → Chinese of Frappe itself: a csv up to Frappe 15, later gettext."""
	folder = Path(frappe.get_app_path("frappe"))
	table = folder / "translations" / "zh.csv"
	if table.exists():
		rows = translation_rows(table.read_text(encoding="utf-8"))
		return {row.source: row.translation for row in rows if row.translation and not row.context}
	from babel.messages.pofile import read_po  # early Frappe 15 brings none

	with (folder / "locale" / "zh.po").open("rb") as file:
		return {message.id: message.string for message in read_po(file) if message.string}


class TestTranslationFile(GuardTestCase):
	"""translations/zh.csv as it stands."""

	def setUp(self):
		self.rows = read_translations(APP)

	def test_everything_a_person_sees_has_chinese(self):
		self.assert_clean(missing_translations(APP))

	def test_no_row_is_stale(self):
		self.assert_clean(stale_rows(self.rows, collect_strings(APP)))

	def test_rows_are_well_formed(self):
		for path in (APP / "translations").glob("*.csv"):
			self.assert_clean(malformed_rows(path.read_text(encoding="utf-8")))

	def test_no_row_is_doubled(self):
		self.assert_clean(double_rows(self.rows))

	def test_no_translation_is_english(self):
		self.assert_clean(left_in_english(self.rows))

	def test_placeholders_are_the_same_on_both_sides(self):
		self.assert_clean(placeholder_slips(self.rows))

	def test_chinese_has_chinese_punctuation(self):
		self.assert_clean(half_width_marks(self.rows))

	def test_labels_of_a_form_differ_in_chinese(self):
		self.assert_clean(labels_alike_in_chinese(APP))

	def test_frappes_own_words_stay_as_they_are(self):
		of_frappe = frappes_own()
		self.assertGreater(len(of_frappe), 1000)
		self.assert_clean(frappes_words_changed(self.rows, of_frappe))


class TestTranslatedSource(GuardTestCase):
	"""The source as it speaks to the translator."""

	def test_sources_are_plain_english(self):
		self.assert_clean(sources_not_in_english(collect_strings(APP)))

	def test_the_translator_gets_plain_strings(self):
		self.assert_clean(calls_that_cannot_translate(APP))

	def test_no_words_pass_the_translator_by(self):
		self.assert_clean(words_past_the_translator(APP))


class TestTheGuardsComplain(GuardTestCase):
	"""Each guard on a bad example, with good ones beside it that it must let pass."""

	def test_missing_translation_is_printed_ready_to_paste(self):
		app = self.tree(
			{
				"modules.txt": "Fazhi Governance\n",
				"api/cases.py": '_("Close {0}, then \\"go\\"")\n_("Known")\n',
				"translations/zh.csv": "Known,已知\nFazhi Governance,法治工作,Some context\n",
			}
		)
		self.assert_complains(
			missing_translations(app),
			"2 strings have no Chinese",
			'"Fazhi Governance",""',
			'"Close {0}, then ""go""",""',
			"They stand here",
			"fazhi_governance/modules.txt:1",
			"fazhi_governance/api/cases.py:1",
		)

	def test_stale_row(self):
		rows = translation_rows("Used,用\nUnused,不用\n")
		self.assert_complains(stale_rows(rows, {"Used"}), "zh.csv:2: nothing says 'Unused'")

	def test_malformed_rows(self):
		text = "\ufeffA,甲\nB\nC,\nD,丁,context\nE,1,2,3\n"
		self.assert_complains(malformed_rows(text), "byte order", ":2: 1 columns", ":3: 'C'", ":5: 4 columns")

	def test_double_row(self):
		rows = translation_rows("Open,打开\nOpen,未结,Status\nOpen,公开\n")
		self.assert_complains(double_rows(rows), "zh.csv:3: 'Open' stands already on line 1")

	def test_frappes_words_changed(self):
		rows = translation_rows("Actions,履职情况\nOpen,打开\nDraft,草稿\n")
		of_frappe = {"Actions": "操作", "Open": "打开", "Draft": "草案"}
		self.assert_complains(
			frappes_words_changed(rows, of_frappe), "zh.csv:1: 'Actions' is Frappe's own '操作'"
		)

	def test_english_translation(self):
		rows = translation_rows("Case,Case\nxlsx,xlsx\n100%,100%\n")
		self.assert_complains(left_in_english(rows), "zh.csv:1: 'Case'")

	def test_lost_placeholder(self):
		rows = translation_rows("{0} of {unit},{unit}的{0}\n{0} days,{}日\n{name} is due,到期\n")
		self.assert_complains(placeholder_slips(rows), "zh.csv:2", "zh.csv:3")

	def test_half_width_mark(self):
		rows = translation_rows('A,"单位,社区"\nB,示例.xlsx\nC,已完成.\nD,共 3.5 小时\n')
		self.assert_complains(half_width_marks(rows), "zh.csv:1", "zh.csv:3")

	def test_labels_alike(self):
		fields = [
			{"fieldname": "closed_on", "fieldtype": "Date", "label": "Closed on"},
			{"fieldname": "ended_on", "fieldtype": "Date", "label": "Ended on"},
			{"fieldname": "end", "fieldtype": "Section Break", "label": "End"},
		]
		app = self.tree(
			{
				"case.json": {"doctype": "DocType", "name": "Case", "fields": fields},
				"translations/zh.csv": "Closed on,结束日期\nEnded on,结束日期\nEnd,结束日期\n",
			}
		)
		self.assert_complains(labels_alike_in_chinese(app), "['Closed on', 'Ended on']")

	def test_chinese_or_ragged_source(self):
		strings = {"台账": ["a.py:1"], "Due ": ["a.py:2"], "Due": ["a.py:3"]}
		self.assert_complains(sources_not_in_english(strings), "a.py:1", "a.py:2")

	def test_calls_that_cannot_translate(self):
		app = self.tree(
			{
				"api/a.py": '_(f"{x} days")\n_("a" + x)\n_("%s" % x)\n_("{}".format(x))\n_(x)\n'
				'_("{0} days").format(x)\n_("one " "string")\n_(doc.doctype)\n_(column["label"])\n'
				'_(meta.get_label("unit"))\n_lt("Later")\n',
				"public/js/a.js": '__("a" + x);\n__(`${x} days`);\n__("a {0}", [x]);\n__(x.label);\n// __("a" + x)\n',
				"tests/test_a.py": "_(x)\n",
			}
		)
		self.assert_complains(
			calls_that_cannot_translate(app),
			*("a.py:1", "a.py:2", "a.py:3", "a.py:4", "a.py:5", "a.js:1", "a.js:2"),
		)

	def test_words_past_the_translator(self):
		app = self.tree(
			{
				"api/a.py": 'frappe.throw("No")\nfrappe.throw(f"{x} no")\nfrappe.throw(_("No"))\n'
				'[{"label": "Unit", "fieldtype": "Link"}, {"label": _("Unit"), "fieldtype": "Link"}]\n',
				"public/js/a.js": 'x = {\n\tlabel: "Unit",\n\ttitle: __("Unit"),\n\tfield_map: {title: "subject"},\n};\n'
				'frappe.msgprint("Done");\nfrm.add_custom_button(__("Go"));\n',
				"templates/a.html": '<p class="{% if a > b %}x{% endif %}">{{ _("Unit") }}</p>\n<!-- a note -->\n<b>Total</b> xlsx &nbsp;',
				"notification/due/due.json": {"doctype": "Notification", "subject": "Due"},
			}
		)
		self.assert_complains(
			words_past_the_translator(app),
			*("a.py:1: 'No'", "a.py:2", "a.py:4: 'Unit'", 'a.js:2: "Unit"', 'a.js:6: "Done"'),
			*('a.html:3: "Total"', "due.json:1"),
		)


class TestCollector(GuardTestCase):
	"""Every place where a word can stand is looked at."""

	def collect(self, files: dict) -> set[str]:
		return set(collect_strings(self.tree(files)))

	def test_doctype(self):
		doctype = {
			"doctype": "DocType",
			"name": "Mediation Case",
			"module": "Fazhi Governance",
			"description": "A dispute",
			"fields": [
				{"fieldname": "a", "fieldtype": "Data", "label": "Party", "description": "As on the card"},
				{"fieldname": "b", "fieldtype": "Select", "label": "Outcome", "options": "\nAgreed\nRefused"},
				{"fieldname": "c", "fieldtype": "Link", "label": "Street", "options": "Governance Unit"},
				{
					"fieldname": "naming_series",
					"fieldtype": "Select",
					"label": "Series",
					"options": "MC-.####",
				},
				{"fieldname": "d", "fieldtype": "Section Break"},
			],
			"links": [{"group": "Follow-up", "link_doctype": "X"}],
			"states": [{"title": "Closed", "color": "Green"}],
			"actions": [{"label": "Reveal", "group": "More"}],
			"permissions": [{"role": "Mediator"}, {"role": "System Manager"}],
		}
		self.assertEqual(
			self.collect({"doctype/mediation_case/mediation_case.json": doctype}),
			{
				*("Mediation Case", "Fazhi Governance", "A dispute", "Party", "As on the card", "Outcome"),
				*(
					"Agreed",
					"Refused",
					"Street",
					"Series",
					"Follow-up",
					"Closed",
					"Reveal",
					"More",
					"Mediator",
				),
			},
		)

	def test_workspace(self):
		workspace = {
			"doctype": "Workspace",
			"label": "Fazhi",
			"title": "Fazhi Work",
			"content": '[{"type": "header", "data": {"text": "<span class=\\"h4\\"><b>This year</b></span>"}}]',
			"shortcuts": [{"label": "Cases", "format": "{} open"}],
			"links": [{"label": "Records"}],
			"charts": [{"label": "By month"}],
			"number_cards": [{"label": "Overdue"}],
		}
		self.assertEqual(
			self.collect({"workspace/fazhi/fazhi.json": workspace}),
			{"Fazhi", "Fazhi Work", "This year", "Cases", "{} open", "Records", "By month", "Overdue"},
		)

	def test_other_records(self):
		shipped = [
			{
				"doctype": "Report",
				"name": "Due Items",
				"columns": [{"label": "Rule"}],
				"filters": [{"label": "Year"}],
			},
			{"doctype": "Number Card", "name": "x", "label": "Cases open"},
			{"doctype": "Dashboard Chart", "chart_name": "Cases by month"},
			{
				"doctype": "Notification",
				"subject": '{{ _("Due today") }}: {{ doc.name }}',
				"message": '{{ _("See") }}',
			},
			{"doctype": "Print Format", "name": "Case Sheet", "html": '<b>{{ _("Signed") }}</b>'},
			{"doctype": "Page", "title": "Clock Board"},
			{"doctype": "Module Onboarding", "title": "Begin", "subtitle": "Here", "success_message": "Done"},
		]
		self.assertEqual(
			self.collect({f"x/{number}.json": record for number, record in enumerate(shipped)}),
			{
				*("Due Items", "Rule", "Year", "Cases open", "Cases by month", "Due today", "See"),
				*("Case Sheet", "Signed", "Clock Board", "Begin", "Here", "Done"),
			},
		)

	def test_code(self):
		files = {
			"hooks.py": 'app_title = "Fazhi"\nadd_to_apps_screen = [{"name": "x", "title": "Fazhi Screen"}]\n',
			"modules.txt": "Fazhi Governance\n",
			"api/a.py": 'frappe.throw(_("One "\n\t"string"))\nx = _lt("Later")\n_("<b>Bold</b>")\n_("100%")\n',
			"tests/test_a.py": '_("Not this")\n',
			"public/js/a.js": 'f(`<b>${__("Inside")}</b>`);\n__(\'It\\\'s {0}\', [x]);\n// __("Comment")\n'
			'const url = "https://x"; __("Behind")\n__("Open", null, "Status")\n',
			"templates/a.html": '{{ _("Jinja") }}{# _("Note") #}<b title="{{ _(\'Tip\') }}">{%= __("Micro") %}</b>',
			"fixtures/law.json": "[]",
		}
		self.assertEqual(
			self.collect(files),
			{
				*("Fazhi", "Fazhi Screen", "Fazhi Governance", "One string", "Later", "Bold"),
				*("Inside", "It's {0}", "Behind", "Open", "Jinja", "Tip", "Micro"),
			},
		)

	def test_the_place_is_named(self):
		app = self.tree({"api/a.py": '\n_("Here")\n', "public/js/a.js": '\n\n__("Here")\n'})
		self.assertEqual(
			collect_strings(app)["Here"],
			["fazhi_governance/api/a.py:2", "fazhi_governance/public/js/a.js:3"],
		)
