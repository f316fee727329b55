"""Walks the app's own source: files, records, and every string that a person may read.

Nothing of Frappe is imported, so the guards run without a site.
`python -m fazhi_governance.tests.source` prints the rows that translations/zh.csv still lacks.
"""

import ast
import csv
import functools
import io
import json
import re
import subprocess
import tempfile
import unittest
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

APP = Path(__file__).resolve().parents[1]
REPO = APP.parent

SKIPPED = {".git", "__pycache__", "node_modules", "dist"}

LATIN = re.compile(r"[A-Za-z]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Source(NamedTuple):
	"""One text file of the app; `name` is its path from the repo root, as shown in a complaint."""

	name: str
	text: str

	def at(self, line: int) -> str:
		return f"{self.name}:{line}"

	def at_offset(self, offset: int) -> str:
		return self.at(self.text.count("\n", 0, offset) + 1)

	def at_value(self, value: str) -> str:
		"""Where a JSON file holds this text: as a value, as a line of one, or anywhere."""
		for escaped in (False, True):
			text = re.escape(json.dumps(value, ensure_ascii=escaped)[1:-1])
			if found := re.search(rf'(?:"|\\n){text}(?:"|\\n)', self.text) or re.search(text, self.text):
				return self.at_offset(found.end() - 1)
		return self.at(1)

	@property
	def tree(self) -> ast.Module:
		return parse(self.text, self.name)

	@property
	def parts(self) -> tuple[str, ...]:
		"""The path below the app package."""
		return Path(self.name).parts[1:]

	@property
	def is_test(self) -> bool:
		return self.parts[0] == "tests" or self.parts[-1].startswith("test_")


@functools.cache
def parse(text: str, name: str) -> ast.Module:
	return ast.parse(text, name)


def sources(app: Path, *suffixes: str) -> list[Source]:
	"""The app's text files with one of these endings, in a fixed order."""
	paths = (path for path in sorted(app.rglob("*")) if path.suffix in suffixes and path.is_file())
	return [
		Source(path.relative_to(app.parent).as_posix(), path.read_text(encoding="utf-8"))
		for path in paths
		if not SKIPPED.intersection(path.relative_to(app).parts)
	]


def repo_files(repo: Path) -> list[Path]:
	"""What belongs to the repo: git's view (tracked or about to be), or every file where there is no git."""
	listing = subprocess.run(
		["git", "-C", str(repo), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
		capture_output=True,
	)
	if (repo / ".git").exists() and listing.returncode == 0:
		paths = [repo / name for name in listing.stdout.decode().split("\0") if name]
	else:
		paths = [path for path in repo.rglob("*") if not SKIPPED.intersection(path.relative_to(repo).parts)]
	return sorted(path for path in set(paths) if path.is_symlink() or path.is_file())


def records(app: Path, *doctypes: str) -> Iterator[tuple[Source, dict]]:
	"""The records that ship as JSON (DocType, Report, Workspace …), fixtures apart: those are data."""
	for source in sources(app, ".json"):
		if source.parts[0] in ("fixtures", "public"):
			continue
		try:
			record = json.loads(source.text)
		except ValueError as error:
			raise ValueError(f"{source.name} is no JSON: {error}") from error
		if isinstance(record, dict) and record.get("doctype"):
			if not doctypes or record["doctype"] in doctypes:
				yield source, record


# Which words of a record a person sees; "fields.label" is the label of each row of `fields`.
VISIBLE = {
	"DocType": (
		*("name", "module", "description", "fields.label", "fields.description", "links.group"),
		*("actions.label", "actions.group", "states.title", "permissions.role"),
	),
	"Report": ("name", "report_name", "columns.label", "filters.label", "roles.role"),
	"Workspace": (
		*("label", "title", "shortcuts.label", "shortcuts.format", "links.label", "charts.label"),
		*("number_cards.label", "quick_lists.label", "roles.role"),
	),
	"Workspace Sidebar": ("title", "items.label"),
	"Desktop Icon": ("label",),
	"Number Card": ("label",),
	"Dashboard": ("dashboard_name",),
	"Dashboard Chart": ("chart_name",),
	"Notification": ("subject",),
	"Print Format": ("name",),
	"Page": ("title", "roles.role"),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Onboarding Step": ("title", "description", "action_label", "callback_title", "callback_message"),
	"Form Tour": ("title", "steps.title", "steps.description"),
}
TEMPLATES = ("subject", "message", "html")  # values that Frappe renders with Jinja
FRAPPES_OWN_ROLES = {"System Manager", "Administrator"}


def visible_strings(record: dict) -> Iterator[str]:
	for path in VISIBLE.get(record["doctype"], ()):
		key, _dot, column = path.partition(".")
		values = [row.get(column) for row in record.get(key) or []] if column else [record.get(key)]
		for value in values:
			if column == "role" and value in FRAPPES_OWN_ROLES:
				continue
			if not (key in TEMPLATES and list(template_calls(value or ""))):
				yield value
	if record["doctype"] == "DocType":
		yield from field_options(record)
	if record["doctype"] == "Workspace":
		yield from workspace_text(record)


def field_options(doctype: dict) -> Iterator[str]:
	for field in doctype.get("fields", []):
		# a naming series is a pattern and stands on the form as it is
		if field["fieldtype"] == "Select" and field["fieldname"] != "naming_series":
			yield from (field.get("options") or "").split("\n")
		elif field["fieldtype"] == "HTML":
			yield field.get("options")


def workspace_text(workspace: dict) -> Iterator[str]:
	"""Headers and paragraphs, without their HTML: Frappe looks up the bare text."""
	for block in json.loads(workspace.get("content") or "[]"):
		if block["type"] in ("header", "paragraph"):
			yield strip_tags(block["data"]["text"])


def strip_tags(text: str) -> str:
	return re.sub(r"</?[A-Za-z][^>]*>", "", text).strip()


TOLD_BY_CORE = ("PlaceholderError", "RedactionError")


def python_calls(tree: ast.Module) -> Iterator[tuple[int, ast.expr]]:
	"""Line and first argument of each call of the translator in Python.

	`core/` knows no translator: what its errors say is translated where they are caught.
	"""
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and node.args:
			if ast.unparse(node.func) in ("_", "_lt", "frappe._", "frappe._lt", *TOLD_BY_CORE):
				yield node.lineno, node.args[0]


COMMENT_OR_QUOTED = re.compile(
	r"""(?P<comment>/\*.*?\*/|<!--.*?-->|\{\#.*?\#\}|(?<![:\w"'`/\\])//[^\n]*)"""
	r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
	re.DOTALL,
)
TRANSLATOR = re.compile(r"(?<![\w$.])(?:frappe\._|__?)\(\s*")
ARGUMENT_TOKEN = re.compile(
	r"""(?P<quoted>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)|(?P<mark>[()\[\]{},])|.""",
	re.DOTALL,
)
LITERAL = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)


def without_comments(text: str) -> str:
	"""JavaScript or a template with its comments blanked out; offsets and lines stay."""

	def blank(match: re.Match) -> str:
		return re.sub(r"[^\n]", " ", match[0]) if match["comment"] else match[0]

	return COMMENT_OR_QUOTED.sub(blank, text)


def template_calls(text: str) -> Iterator[tuple[int, str]]:
	"""Offset and first argument (as written) of each `__()`, and of each `_()` of a template."""
	text = without_comments(text)
	for call in TRANSLATOR.finditer(text):
		yield call.start(), first_argument(text, call.end())


def first_argument(text: str, start: int) -> str:
	depth = 0
	for token in ARGUMENT_TOKEN.finditer(text, start):
		mark = token["mark"]
		if mark and depth == 0 and mark in "),]}":
			return text[start : token.start()].strip()
		if mark and mark != ",":
			depth += 1 if mark in "([{" else -1
	return text[start:].strip()


def literal_of(argument: str) -> str | None:
	"""The string that a JavaScript or Jinja literal stands for; None for any other expression."""
	literal = LITERAL.fullmatch(argument)
	if not literal or (literal[1] == "`" and "${" in literal[2]):
		return None
	text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), literal[2])
	return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)


def hook_titles(app: Path) -> Iterator[tuple[str, str]]:
	"""The app's title, and those under which it stands on the apps screen."""
	for source in sources(app, ".py"):
		if source.parts != ("hooks.py",):
			continue
		for node in ast.walk(source.tree):
			if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "app_title":
				yield source.at(node.lineno), ast.literal_eval(node.value)
			if isinstance(node, ast.Dict):
				for key, value in zip(node.keys, node.values, strict=True):
					if isinstance(key, ast.Constant) and key.value == "title":
						if isinstance(value, ast.Constant):
							yield source.at(value.lineno), value.value


def record_strings(app: Path) -> Iterator[tuple[str, str]]:
	for source, record in records(app):
		for text in visible_strings(record):
			yield source.at_value(text or ""), text
		for key in TEMPLATES:
			for _offset, argument in template_calls(record.get(key) or ""):
				yield source.at_value(record[key]), strip_tags(literal_of(argument) or "")


def workflow_strings(app: Path) -> Iterator[tuple[str, str]]:
	"""The states and actions of the workflows that a site is given."""
	for source in sources(app, ".json"):
		if source.parts[:2] == ("setup", "workflows"):
			workflow = json.loads(source.text)
			for row in (*workflow["states"], *workflow["transitions"]):
				for text in (row.get("state"), row.get("action")):
					yield source.at_value(text or ""), text


def code_strings(app: Path) -> Iterator[tuple[str, str]]:
	for source in sources(app, ".py"):
		if source.is_test:
			continue
		for line, argument in python_calls(source.tree):
			if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
				yield source.at(line), strip_tags(argument.value)

	for source in sources(app, ".js", ".vue", ".html", ".md"):
		for offset, argument in template_calls(source.text):
			text = literal_of(argument) or ""
			# the server strips HTML before it looks a string up, the browser does not
			yield (
				source.at_offset(offset),
				text if source.name.endswith((".js", ".vue")) else strip_tags(text),
			)


def module_names(app: Path) -> Iterator[tuple[str, str]]:
	for source in sources(app, ".txt"):
		if source.parts == ("modules.txt",):
			for line, module in enumerate(source.text.splitlines(), 1):
				yield source.at(line), module


def collect_strings(app: Path) -> dict[str, list[str]]:
	"""Every string that needs Chinese → where it stands. What has no letter needs none."""
	found = defaultdict(list)
	everything = chain(module_names(app), hook_titles(app), record_strings(app), workflow_strings(app))
	everything = chain(everything, code_strings(app))
	for where, text in everything:
		if text and (LATIN.search(text) or CHINESE.search(text)) and where not in found[text]:
			found[text].append(where)
	return dict(found)


class Row(NamedTuple):
	"""One row of a translation file; `line` is where it ends."""

	line: int
	columns: list[str]

	@property
	def source(self) -> str:
		return self.columns[0]

	@property
	def translation(self) -> str:
		return self.columns[1] if len(self.columns) > 1 else ""

	@property
	def context(self) -> str:
		return self.columns[2] if len(self.columns) > 2 else ""


def translation_rows(text: str) -> list[Row]:
	"""The rows of a translation file; Frappe's own reader takes no heading and no comment either."""
	reader = csv.reader(io.StringIO(text, newline=""), strict=True)
	try:
		return [Row(reader.line_num, columns) for columns in reader if columns]
	except csv.Error as error:
		raise ValueError(
			f"line {reader.line_num} of the translations: {error}. Double a quote within."
		) from error


def read_translations(app: Path) -> list[Row]:
	path = app / "translations" / "zh.csv"
	return translation_rows(path.read_text(encoding="utf-8")) if path.exists() else []


def missing_lines(strings: dict[str, list[str]], rows: list[Row]) -> list[str]:
	"""The csv lines to paste and fill in, each string once, in the order of its appearance."""
	# a row with a context serves only there; Frappe falls back on the plain one
	known = {row.source for row in rows if not row.context}
	lines = io.StringIO()
	csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
		(source, "") for source in strings if source not in known and not CHINESE.search(source)
	)
	return lines.getvalue().splitlines()


class GuardTestCase(unittest.TestCase):
	"""A guard is shown the real tree, which must be clean, and a bad example, which must not."""

	maxDiff = None

	def assert_clean(self, complaints):
		complaints = list(complaints)
		if complaints:
			self.fail("\n" + "\n".join(complaints))

	def assert_complains(self, complaints, *fragments: str):
		"""As many complaints as fragments, in this order, each holding its fragment."""
		complaints = list(complaints)
		self.assertEqual(len(complaints), len(fragments), "\n" + "\n".join(complaints))
		for complaint, fragment in zip(complaints, fragments, strict=True):
			self.assertIn(fragment, complaint)

	def tree(self, files: dict[str, str | dict]) -> Path:
		"""An app of these files (a dict is written as JSON; "../x" stands at the repo root)."""
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		app = Path(folder.name).resolve() / "repo" / "fazhi_governance"
		for name, content in files.items():
			path = app / name
			path.parent.mkdir(parents=True, exist_ok=True)
			path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
		return app


if __name__ == "__main__":
	print("\n".join(missing_lines(collect_strings(APP), read_translations(APP))))
