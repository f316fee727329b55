"""Guards over the source tree: what the house has agreed on and no run of the code would show.

Each guard takes an app's root and yields complaints with the place and the way out; beside the test on
the real tree stands one that shows the guard a bad example. Static: no site and nothing of Frappe needed.
"""

import ast
import configparser
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

try:
	import tomllib
except ImportError:  # Python 3.10; tomli comes with Frappe 15 and with pytest
	import tomli as tomllib

from fazhi_governance.tests.source import (
	APP,
	GuardTestCase,
	Source,
	records,
	repo_files,
	sources,
	without_comments,
)

MODULE = "Fazhi Governance"


def scrub(name: str) -> str:
	return name.replace(" ", "_").replace("-", "_").lower()


def named(source: Source, *paths: str) -> bool:
	return "/".join(source.parts) in paths


# 1. Imports run downhill

LAYERS = (  # from the ground up; "" is the package itself, which holds only the version
	(
		"",
		"core",
		"compat",
		"evidence",
		"kinds",
		"official_document",
		"roster",
		"scope",
		"list_conditions",
		"standard",
		"workflow_states",
	),
	("statute", "privacy", "audit", "review_summary"),
	("statistics", "governed", "reporting"),
	("reckoning", "register"),
	("annual_report", "figure_report", "legality_opinion"),
	("fazhi_governance", "api", "commands", "setup", "install", "uninstall", "hooks", "patches", "tests"),
)
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
NEIGHBOURS_APART = ("statistics", "governed", "reporting")  # what joins them stands above
IMPORT_BY_NAME = ("get_attr", "get_module", "import_module", "__import__")


def imports_of(source: Source) -> Iterator[tuple[int, str]]:
	"""Line and dotted name of each import, at the top or within a function, by statement or by name."""
	package = source.name.split("/")[:-1]
	for node in ast.walk(source.tree):
		if isinstance(node, ast.Import):
			yield from ((node.lineno, alias.name) for alias in node.names)
		elif isinstance(node, ast.ImportFrom):
			base = package[: len(package) + 1 - node.level] if node.level else []
			module = ".".join([*base, *([node.module] if node.module else [])])
			yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
		elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
			if ast.unparse(node.func).split(".")[-1] in IMPORT_BY_NAME:
				yield node.lineno, str(node.args[0].value)


def uphill_imports(app: Path) -> Iterator[str]:
	parts = {Path(source.parts[0]).stem for source in sources(app, ".py")} - {"__init__"}
	for source in sources(app, ".py"):
		here = Path(source.parts[0]).stem.replace("__init__", "")
		if here not in HEIGHT:
			yield f"{source.at(1)}: {here} stands on no layer. Give it its place in LAYERS in test_guards.py."
			continue
		for line, name in imports_of(source):
			root, _dot, rest = name.partition(".")
			there = rest.split(".")[0] if rest.split(".")[0] in parts else ""
			arrow = f"{source.at(line)}: {here} → {there or root}"
			if here == "core" and (root == "frappe" or (root == app.name and there != "core")):
				yield f"{arrow}: core is plain Python. Hand the value in as an argument, or move the code up."
			elif root != app.name or here == there or there not in HEIGHT or source.is_test:
				continue
			elif HEIGHT[there] > HEIGHT[here]:
				yield f"{arrow} runs uphill. Move what both need down, or hand it in as an argument."
			elif here in NEIGHBOURS_APART and there in NEIGHBOURS_APART:
				yield f"{arrow} runs sideways. Move what both need down, or let the layer above join them."
			elif there == "tests":
				yield f"{arrow}: the app must run without its tests. Move what is needed out of tests/."


class TestLayers(GuardTestCase):
	def test_imports_run_downhill(self):
		self.assert_clean(uphill_imports(APP))

	def test_an_uphill_import_is_seen(self):
		app = self.tree(
			{
				"__init__.py": "",
				"scope.py": "import frappe\nfrom fazhi_governance.core import days\nfrom fazhi_governance import governed\n",
				"core/days.py": "from . import years\nimport datetime\n",
				"core/years.py": "def f():\n\timport frappe.utils\n",
				"core/test_days.py": "from ..scope import UNIT\n",
				"statute/clocks.py": "def f():\n\tfrom ..register import columns\n",
				"statute/test_clocks.py": "from fazhi_governance.tests.base import Case\n",
				"register/columns.py": "import fazhi_governance.statistics.cube\nimport fazhi_governance.scope\n",
				"reporting.py": "import fazhi_governance.statistics.cube\n",
				"statistics/cube.py": 'frappe.get_attr("fazhi_governance.annual_report.compose.x")\n',
				"annual_report/compose.py": "from fazhi_governance.statistics.cube import f\n",
				"governed.py": "from fazhi_governance import __version__\n",
				"setup/demo.py": "from fazhi_governance.tests import factories\nimport fazhi_governance.api.x\n",
				"api/x.py": "from fazhi_governance.annual_report.compose import f\n",
				"tests/base.py": "",
				"helpers.py": "",
			}
		)
		self.assert_complains(
			uphill_imports(app),
			"core/test_days.py:1: core → scope",
			"core/years.py:2: core → frappe",
			"helpers.py:1: helpers stands on no layer",
			"reporting.py:1: reporting → statistics runs sideways",
			"scope.py:3: scope → governed runs uphill",
			"setup/demo.py:1: setup → tests",
			"statistics/cube.py:1: statistics → annual_report runs uphill",
			"statute/clocks.py:2: statute → register runs uphill",
		)


# 2. Patches and hooks point at what exists


def defines(app: Path, dotted: str) -> bool:
	"""Whether this dotted path below the app names something that its module has at top level."""
	*folders, attribute = dotted.split(".")[1:]
	module = app.joinpath(*folders)
	path = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
	if not path.exists():
		return False
	names = set()
	for node in ast.parse(path.read_text(encoding="utf-8")).body:
		if isinstance(node, ast.FunctionDef | ast.ClassDef):
			names.add(node.name)
		elif isinstance(node, ast.Assign):
			names.update(ast.unparse(target) for target in node.targets)
		elif isinstance(node, ast.Import | ast.ImportFrom):
			names.update(alias.asname or alias.name for alias in node.names)
	return attribute in names or "__getattr__" in names


def lost_patches(app: Path) -> Iterator[str]:
	path = app / "patches.txt"
	text = path.read_text(encoding="utf-8")
	at = f"{app.name}/patches.txt"
	parser = configparser.ConfigParser(allow_no_value=True, delimiters="\n")  # read as Frappe reads it
	parser.optionxform = str
	try:
		parser.read_string(text)
	except configparser.Error as error:
		yield f"{at}: Frappe cannot read it ({error}). Write each patch once, under one of the two sections."
		return
	if parser.sections() != ["pre_model_sync", "post_model_sync"]:
		yield f"{at}:1: sections {parser.sections()}. Write [pre_model_sync], then [post_model_sync]."
	listed = {}
	for line, patch in enumerate(text.splitlines(), 1):
		if patch.startswith("execute:"):
			try:
				ast.parse(patch.removeprefix("execute:").strip())
			except SyntaxError as error:
				yield f"{at}:{line}: {error}. Write one line of Python after execute:."
		elif patch.strip() and patch.lstrip()[0] not in "[#;":
			listed[patch.split()[0]] = line
	for patch, line in listed.items():
		if not defines(app, f"{patch}.execute"):
			yield f"{at}:{line}: {patch} has no execute(). Mend the path, or write the function."
	for source in sources(app / "patches", ".py"):
		dotted = f"{app.name}.{source.name.removesuffix('.py').replace('/', '.')}"
		if not dotted.endswith("__init__") and "test_" not in dotted and dotted not in listed:
			yield f"{app.name}/{source.at(1)}: never runs. Add {dotted} to patches.txt."


def lost_hooks(app: Path) -> Iterator[str]:
	for source in sources(app, ".py"):
		for node in ast.walk(source.tree) if named(source, "hooks.py") else ():
			if isinstance(node, ast.Constant) and re.fullmatch(rf"{app.name}(\.\w+)+", str(node.value)):
				if not node.value.endswith((".js", ".css")) and not defines(app, node.value):
					yield f"{source.at(node.lineno)}: {node.value} does not exist. Mend the path, or write it."


class TestPointers(GuardTestCase):
	def test_every_patch_resolves(self):
		self.assert_clean(lost_patches(APP))

	def test_every_hook_resolves(self):
		self.assert_clean(lost_hooks(APP))

	def test_a_lost_patch_is_seen(self):
		app = self.tree(
			{
				"patches.txt": "[pre_model_sync]\nfazhi_governance.patches.v1_0.good #2\n\n# a remark\n"
				"[post_model_sync]\nfazhi_governance.patches.v1_0.gone\nexecute:f(\nexecute:f() #58\n",
				"patches/v1_0/__init__.py": "",
				"patches/v1_0/good.py": "def execute():\n\tpass\n",
				"patches/v1_0/unlisted.py": "def execute():\n\tpass\n",
			}
		)
		self.assert_complains(
			lost_patches(app),
			"patches.txt:7",
			"patches.txt:6: fazhi_governance.patches.v1_0.gone",
			"unlisted.py:1",
		)

	def test_a_missing_section_and_a_doubled_patch_are_seen(self):
		self.assert_complains(lost_patches(self.tree({"patches.txt": "[pre_model_sync]\n"})), "sections")
		doubled = "[pre_model_sync]\nexecute:f()\nexecute:f()\n[post_model_sync]\n"
		self.assert_complains(lost_patches(self.tree({"patches.txt": doubled})), "cannot read")

	def test_a_lost_hook_is_seen(self):
		app = self.tree(
			{
				"hooks.py": 'a = "fazhi_governance.install.after"\nb = ["fazhi_governance.install.before"]\n'
				'c = "fazhi_governance.bundle.js"\n',
				"install.py": "def after():\n\tpass\n",
			}
		)
		self.assert_complains(lost_hooks(app), "hooks.py:2: fazhi_governance.install.before")


# 3. Whitelisted functions

WRITES = re.compile(
	r"\.(?:insert|save|delete|submit|cancel|db_set|db_insert|db_update|add_comment|apply_workflow)$"
	r"|\b(?:db|client)\.(?:set_value|set_single_value|bulk_insert|bulk_update|delete|truncate)$"
	r"|\bqb\.(?:update|into)$|\b(?:delete_doc|rename_doc|bulk_insert|save_file|enqueue|enqueue_doc)$"
)


def writes(function: ast.FunctionDef, functions: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
	"""Whether it writes, itself or through a function of the same file."""
	seen.add(function.name)
	for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
		callee = ast.unparse(call.func)
		# list.insert takes a position first
		is_list_insert = callee.endswith(".insert") and len(call.args) == 2 and not call.keywords
		if WRITES.search(callee) and not is_list_insert:
			return True
		name = callee.removeprefix("self.")
		if name in functions and name not in seen and writes(functions[name], functions, seen):
			return True
	return False


def whitelist_slips(app: Path) -> Iterator[str]:
	for source in sources(app, ".py"):
		nodes = list(ast.walk(source.tree))
		methods = {id(child) for node in nodes if isinstance(node, ast.ClassDef) for child in node.body}
		functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
		for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
			for decorator in function.decorator_list:
				call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
				if ast.unparse(call.func) in ("frappe.whitelist", "whitelist"):
					at = f"{source.at(function.lineno)}: {function.name}"
					is_method = id(function) in methods
					yield from (
						f"{at} {slip}" for slip in signature_slips(function, call, is_method, functions)
					)
					if source.parts[0] != "api" and not (is_method and "doctype" in source.parts):
						yield f"{at} is open to the network. Move it to api/, or into a DocType's class."


def signature_slips(
	function: ast.FunctionDef, call: ast.Call, is_method: bool, functions: dict[str, ast.FunctionDef]
) -> Iterator[str]:
	keywords = {keyword.arg: keyword.value for keyword in call.keywords}
	given = function.args
	arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
	for argument in arguments[1 if is_method else 0 :]:
		if argument and not argument.annotation:
			yield f"takes {argument.arg} without a type, so a caller may send anything. Annotate it."
	if "allow_guest" in keywords:
		yield "lets guests in. The app is internal: take allow_guest out."
	methods = ast.unparse(keywords["methods"]) if "methods" in keywords else None
	if methods is None:
		yield 'names no methods=. Write methods=["POST"] where it writes, methods=["GET"] where it only reads.'
	elif methods != "['POST']" and writes(function, functions, set()):
		yield f'writes, but accepts {methods}. Write methods=["POST"].'


class TestWhitelist(GuardTestCase):
	def test_whitelisted_functions_are_safe(self):
		self.assert_clean(whitelist_slips(APP))

	def test_an_unsafe_function_is_seen(self):
		app = self.tree(
			{
				"api/cases.py": """
@frappe.whitelist(methods=["GET"])
def read(name: str, *, year: int | None = None) -> dict:
	columns.insert(0, "name")
	return frappe.get_doc("Case", name).as_dict()

@frappe.whitelist()
def bare(name): pass

@frappe.whitelist
def naked(*args): pass

@frappe.whitelist(methods=["GET", "POST"])
def through_helper(name: str): helper(name)

def helper(name): frappe.get_doc("Case", name).save()

@frappe.whitelist(methods=["POST"], allow_guest=True)
def guest(): frappe.delete_doc("Case", "x")
""",
				"register/export.py": '@frappe.whitelist(methods=["GET"])\ndef export(): pass\n',
				"fazhi_governance/doctype/case/case.py": """
class Case(Document):
	@frappe.whitelist(methods=["POST"])
	def close(self, on: str): self.db_set("closed_on", on)

	@frappe.whitelist(methods=["GET"])
	def reopen(self): self.db_set("closed_on", None)

@frappe.whitelist(methods=["GET"])
def loose(): pass
""",
			}
		)
		self.assert_complains(
			whitelist_slips(app),
			"cases.py:8: bare takes name without a type",
			"cases.py:8: bare names no methods=",
			"cases.py:11: naked takes args without a type",
			"cases.py:11: naked names no methods=",
			"cases.py:14: through_helper writes, but accepts ['GET', 'POST']",
			"cases.py:19: guest lets guests in",
			"case.py:10: loose is open to the network",
			"case.py:7: reopen writes, but accepts ['GET']",
			"export.py:2: export is open to the network",
		)


# 4. What breaks on another Frappe, and what hides faults (sentences joined within _(): test_translation.py)

READERS = ("get_all", "get_list", "get_value", "get_values", "get_cached_value", "get_single_value")
FIELD_KEYWORDS = ("fields", "fieldname", "pluck", "group_by", "order_by")
SQL_FUNCTION = re.compile(r"\s*(?:distinct\s|\w+\s*\()", re.IGNORECASE)


def sql_in_strings(app: Path) -> Iterator[str]:
	"""Frappe 16 refuses an SQL function in a field list; SQL by string passes scope and quoting by."""
	way_out = "Use frappe.qb with frappe.query_builder.functions."
	for source in sources(app, ".py"):
		for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call)):
			*owner, method = ast.unparse(call.func).split(".")
			if method in ("sql", "sql_list", "sql_ddl", "multisql") and owner[-1:] == ["db"]:
				yield f"{source.at(call.lineno)}: SQL by string. {way_out}"
			if method in READERS:
				keywords = [keyword.value for keyword in call.keywords if keyword.arg in FIELD_KEYWORDS]
				positional = call.args[2:3] if "value" in method else call.args[1:2]
				for argument in [*keywords, *positional]:
					for text in field_strings(argument):
						if SQL_FUNCTION.match(text.value):
							yield f"{source.at(text.lineno)}: SQL function {text.value!r} as a field. {way_out}"
	for source in sources(app, ".js", ".vue"):
		for fields in re.finditer(r"""\b(?:fields|pluck)["']?\s*:\s*(\[[^\]]*\]|"[^"]*")""", source.text):
			if slip := re.search(r"""["'`]\s*(?:distinct\s|\w+\s*\()""", fields[1]):
				yield f"{source.at_offset(fields.start(1) + slip.start())}: SQL function as a field. Ask an endpoint."


def field_strings(argument: ast.expr) -> list[ast.Constant]:
	nodes = argument.elts if isinstance(argument, ast.List | ast.Tuple) else [argument]
	return [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


DESK_PATH = re.compile(r"(?<![\w.)}\]-])/(?:app|desk)/")


def desk_paths(app: Path) -> Iterator[str]:
	"""Frappe 15 says /app/, 16 says /desk/. The apps screen's hook can only be a literal; 16 redirects it."""
	way_out = "Use frappe.utils.get_url_to_form or get_url_to_list, in JavaScript frappe.set_route."
	for source in sources(app, ".py", ".js", ".vue", ".html"):
		if source.is_test or named(source, "hooks.py"):
			continue
		if source.name.endswith(".py"):
			texts = [node for node in ast.walk(source.tree) if isinstance(node, ast.Constant)]
			places = [source.at(node.lineno) for node in texts if DESK_PATH.search(str(node.value))]
		else:
			places = [source.at_offset(m.start()) for m in DESK_PATH.finditer(without_comments(source.text))]
		yield from (f"{place}: a desk address by hand. {way_out}" for place in places)


TEST_CASES = ("FrappeTestCase", "IntegrationTestCase", "UnitTestCase")


def direct_test_cases(app: Path) -> Iterator[str]:
	for source in sources(app, ".py"):
		for line, name in imports_of(source) if not named(source, "tests/base.py") else ():
			if name.startswith("frappe.") and name.endswith(TEST_CASES):
				yield f"{source.at(line)}: {name} is not in every Frappe. Import from fazhi_governance.tests.base."
			if name.split(".")[0] == "pytest":
				yield f"{source.at(line)}: Frappe's runner has no pytest. Write a unittest.TestCase."


def swallowed_faults(app: Path) -> Iterator[str]:
	way_out = "Name the exception that is expected, and let the others through."
	for source in sources(app, ".py"):
		for node in ast.walk(source.tree):
			if isinstance(node, ast.ExceptHandler):
				caught = ast.unparse(node.type) if node.type else None
				is_idle = all(isinstance(s, ast.Pass | ast.Continue) or is_ellipsis(s) for s in node.body)
				if not caught or (is_idle and re.search(r"\b(?:Base)?Exception\b", caught)):
					yield f"{source.at(node.lineno)}: every fault is swallowed. {way_out}"
			elif isinstance(node, ast.Call) and ast.unparse(node).endswith("suppress(Exception)"):
				yield f"{source.at(node.lineno)}: every fault is swallowed. {way_out}"


def is_ellipsis(statement: ast.stmt) -> bool:
	return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


class TestHabits(GuardTestCase):
	def test_no_sql_in_strings(self):
		self.assert_clean(sql_in_strings(APP))

	def test_no_desk_path_by_hand(self):
		self.assert_clean(desk_paths(APP))

	def test_test_cases_come_from_the_base(self):
		self.assert_clean(direct_test_cases(APP))

	def test_no_fault_is_swallowed(self):
		self.assert_clean(swallowed_faults(APP))

	def test_sql_in_a_string_is_seen(self):
		app = self.tree(
			{
				"api/a.py": 'frappe.db.sql("select 1")\nfrappe.get_all("Case", fields=["name", "count(name) as n"])\n'
				'frappe.get_list("Case", ["sum(hours)"])\nfrappe.db.get_value("Case", {"a": "f(x)"}, "max(day)")\n'
				'frappe.get_all("Case", filters={"title": "f(x)"}, pluck="distinct unit", order_by="day desc")\n'
				'frappe.get_all("Case", fields=["name as n"], filters=[["title", "=", "a (b)"]])\n',
				"public/js/a.js": 'get_list("Case", {\n\tfields: ["name", "count(name)"],\n\tfilters: {x: "f(x)"},\n});\n',
			}
		)
		self.assert_complains(
			sql_in_strings(app), *(f"a.py:{line}: SQL" for line in (1, 2, 3, 4, 5)), "a.js:2: SQL function"
		)

	def test_a_desk_path_is_seen(self):
		app = self.tree(
			{
				"api/a.py": 'x = f"/app/case/{name}"\n# /app/ in a remark\ny = "/assets/app/x"\n',
				"public/js/a.js": '// see /app/case\nlocation = "/desk/case";\n',
			}
		)
		self.assert_complains(desk_paths(app), "a.py:1", "a.js:2")

	def test_a_direct_test_case_is_seen(self):
		line = "from frappe.tests.utils import FrappeTestCase\n"
		app = self.tree(
			{
				"tests/base.py": line,
				"tests/test_a.py": line,
				"api/test_b.py": "import frappe\n",
				"core/test_c.py": "import pytest\n",
			}
		)
		self.assert_complains(direct_test_cases(app), "core/test_c.py:1", "tests/test_a.py:1")

	def test_a_swallowed_fault_is_seen(self):
		trial = "try:\n\tf()\nexcept{}:\n\t{}\n"
		app = self.tree(
			{
				"a.py": trial.format("", "log()"),
				"b.py": trial.format(" (KeyError, Exception)", "pass"),
				"c.py": trial.format(" Exception", "raise"),
				"d.py": trial.format(" KeyError", "pass"),
				"e.py": "with contextlib.suppress(Exception):\n\tf()\n",
			}
		)
		self.assert_complains(swallowed_faults(app), "a.py:3", "b.py:3", "e.py:1")


# 5. Files where Frappe, bench and Python look

READ_AS_JSON = ("workspace_sidebar", "desktop_icon", "sidebar_item_group", "fixtures")
ONE_RECORD_EACH = (
	*("report", "workspace", "notification", "print_format", "page", "number_card", "dashboard_chart"),
	f"{scrub(MODULE)}_dashboard",
)


def misplaced_files(app: Path) -> Iterator[str]:
	repo = app.parent
	for path in repo_files(repo):
		at = f"{path.relative_to(repo).as_posix()}:1"
		folder, *below = path.relative_to(repo).parts[:-1] or [""]
		if path.is_symlink():
			yield f"{at}: a symlink breaks builds. Copy the file, or import what it holds."
		if path.name == "__init__.py" and folder != app.name and not below:
			yield f"{at}: makes {folder or 'the repo'} importable on every site. Delete it."
		if folder == "tests":
			yield f"{at}: a root folder tests shadows other apps' tests. Move it to {app.name}/tests/."
		if folder == app.name:
			if below and below[0] in READ_AS_JSON and path.suffix != ".json":
				yield f"{at}: Frappe reads all of {below[0]}/ as JSON. Move this file away."
			kind = next((index for index, part in enumerate(below) if part in ONE_RECORD_EACH), None)
			if kind is not None and path.suffix == ".json" and below[kind + 1 :] != [path.stem]:
				yield f"{at}: no record lives here. Name it {below[kind]}/<x>/<x>.json, or move it away."


def working_inits(app: Path) -> Iterator[str]:
	for source in sources(app, ".py"):
		todo = list(source.tree.body) if source.parts[-1] == "__init__.py" else []
		while todo:
			node = todo.pop()
			if isinstance(node, ast.Call):
				yield f"{source.at(node.lineno)}: a call while the package is imported. Move it into a function."
			elif not isinstance(node, ast.FunctionDef | ast.Lambda):
				todo.extend(ast.iter_child_nodes(node))


class TestFiles(GuardTestCase):
	def test_files_stand_where_they_may(self):
		self.assert_clean(misplaced_files(APP))

	def test_packages_do_nothing_on_import(self):
		self.assert_clean(working_inits(APP))

	def test_a_misplaced_file_is_seen(self):
		app = self.tree(
			{
				"../dev/__init__.py": "",
				"../tests/test_a.py": "",
				"../docs/note.md": "",
				"__init__.py": "",
				"fixtures/law.json": "[]",
				"fixtures/readme.md": "",
				"workspace_sidebar/readme.md": "",
				"fazhi_governance/report/due/due.json": {},
				"fazhi_governance/report/due/data.json": {},
				"fazhi_governance/workspace/fazhi.json": {},
				"fazhi_governance/fazhi_governance_dashboard/year/year.json": {},
			}
		)
		(app / "linked.py").symlink_to(app / "__init__.py")
		self.assert_complains(
			misplaced_files(app),
			"dev/__init__.py:1: makes dev importable",
			"report/due/data.json:1: no record",
			"workspace/fazhi.json:1: no record",
			"fixtures/readme.md:1: Frappe reads all",
			"linked.py:1: a symlink",
			"workspace_sidebar/readme.md:1: Frappe reads all",
			"tests/test_a.py:1: a root folder tests",
		)

	def test_a_working_init_is_seen(self):
		app = self.tree({"__init__.py": '__version__ = "1"\nx = f()\ndef g():\n\tf()\n', "a.py": "f()\n"})
		self.assert_complains(working_inits(app), "__init__.py:2")


# 6. Every DocType is whole

LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Fold", "Image", "Heading")
MANDATORY_AT_MOST = 8
# read and written by the app's own code alone, whatever the role
NO_ONES_OWN = ("Imported Record", "Report Evidence", "Sealed Value")


def doctypes(app: Path) -> Iterator[tuple[Source, dict]]:
	"""The DocTypes that ship, each with its JSON."""
	return ((source, doc) for source, doc in records(app, "DocType") if "doctype" in source.parts)


def beside(source: Source, app: Path, name: str) -> ast.Module:
	"""A Python file in the folder of this record; empty where it is missing."""
	path = (app.parent / source.name).parent / name
	return ast.parse(path.read_text(encoding="utf-8") if path.exists() else "")


def classes(tree: ast.Module) -> dict[str, ast.ClassDef]:
	return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def class_name(doctype: str) -> str:
	return doctype.replace(" ", "").replace("-", "")


def incomplete_doctypes(app: Path) -> Iterator[str]:
	for source, doctype in doctypes(app):
		name = scrub(doctype["name"])
		at = source.at_value(doctype["name"])
		if source.parts[-2:] != (name, f"{name}.json"):
			yield f"{at}: {doctype['name']} must stand in {name}/{name}.json. Rename folder and file."
		if doctype.get("module") != MODULE:
			yield f"{at}: module {doctype.get('module')!r}. Write {MODULE!r}."
		if class_name(doctype["name"]) not in classes(beside(source, app, f"{name}.py")):
			yield f"{at}: no class {class_name(doctype['name'])} in {name}.py. Write the controller."
		if doctype.get("istable"):
			continue
		tests = classes(beside(source, app, f"test_{name}.py")).values()
		if not any(getattr(node, "name", "").startswith("test_") for test in tests for node in test.body):
			yield f"{at}: no test in test_{name}.py. Write one that names a behaviour."
		if doctype.get("sort_field") != "creation":
			yield f"{at}: sort_field {doctype.get('sort_field')!r} costs Frappe 16 an index. Set creation."
		if not doctype.get("track_changes"):
			yield f"{at}: changes leave no trace. Set track_changes."


def open_doors(app: Path) -> Iterator[str]:
	for source, doctype in doctypes(app):
		roles = [row["role"] for row in doctype.get("permissions", [])]
		if not roles and not doctype.get("istable") and doctype["name"] not in NO_ONES_OWN:
			yield f"{source.at_value(doctype['name'])}: no one may open it. Give the roles of design.md §6."
		for role in {"All", "Guest"}.intersection(roles):
			yield f"{source.at_value(role)}: open to {role}. Name the roles that need it."


def muddled_fields(app: Path) -> Iterator[str]:
	tables = {doctype["name"] for _source, doctype in doctypes(app) if doctype.get("istable")}
	for source, doctype in doctypes(app):
		fields = [field for field in doctype.get("fields", []) if field["fieldtype"] not in LAYOUT]
		labels = Counter(field.get("label") for field in fields)
		for field in fields:
			at = source.at_value(field["fieldname"])
			if not field.get("label"):
				yield f"{at}: {field['fieldname']} has no label. Give it one."
			elif labels[field["label"]] > 1:
				yield f"{at}: label {field['label']!r} stands twice; an import cannot tell them apart. Rename one."
			if field["fieldtype"] in ("Table", "Table MultiSelect") and field["options"] not in tables:
				yield f"{at}: rows of {field['options']}, which is no child table here. Set its istable."
		mandatory = [field["fieldname"] for field in fields if field.get("reqd")]
		if len(mandatory) > MANDATORY_AT_MOST:
			yield (
				f"{source.at_value(mandatory[MANDATORY_AT_MOST])}: {len(mandatory)} mandatory fields, "
				f"{MANDATORY_AT_MOST} at most. Default one, or ask for it at a later step."
			)


class TestDocTypes(GuardTestCase):
	def test_doctypes_are_complete(self):
		self.assert_clean(incomplete_doctypes(APP))

	def test_doctypes_are_open_to_their_roles_only(self):
		self.assert_clean(open_doors(APP))

	def test_fields_are_clear(self):
		self.assert_clean(muddled_fields(APP))

	def doctype(self, **changes) -> dict:
		"""A sound DocType, and what is wrong with it."""
		return {
			"doctype": "DocType",
			"name": "Law-Case File",
			"module": MODULE,
			"sort_field": "creation",
			"track_changes": 1,
			"fields": [{"fieldname": "unit", "fieldtype": "Data", "label": "Unit"}],
			"permissions": [{"role": "Fazhi Officer"}],
			**changes,
		}

	def app_of(self, **changes) -> Path:
		folder = "fazhi_governance/doctype/law_case_file"
		return self.tree(
			{
				f"{folder}/law_case_file.json": self.doctype(**changes),
				f"{folder}/law_case_file.py": "class LawCaseFile:\n\tpass\n",
				f"{folder}/test_law_case_file.py": "class TestIt:\n\tdef test_it(self):\n\t\tpass\n",
			}
		)

	def test_a_sound_doctype_passes(self):
		for guard in (incomplete_doctypes, open_doors, muddled_fields):
			self.assert_clean(guard(self.app_of()))

	def test_an_incomplete_doctype_is_seen(self):
		broken = self.doctype(module="Core", sort_field="modified", track_changes=0)
		child = self.doctype(name="Row", istable=1, sort_field="modified", track_changes=0)
		app = self.tree(
			{
				"fazhi_governance/doctype/case/case.json": broken,
				"fazhi_governance/doctype/case/test_law_case_file.py": "class TestIt:\n\tpass\n",
				"fazhi_governance/doctype/row/row.json": child,
				"fazhi_governance/doctype/row/row.py": "class Row:\n\tpass\n",
			}
		)
		self.assert_complains(
			incomplete_doctypes(app),
			*("must stand in law_case_file/", "module 'Core'", "no class LawCaseFile", "no test in"),
			*("sort_field 'modified'", "Set track_changes"),
		)

	def test_an_open_door_is_seen(self):
		self.assert_complains(open_doors(self.app_of(permissions=[{"role": "Guest"}])), "open to Guest")
		self.assert_complains(open_doors(self.app_of(permissions=[])), "no one may open it")
		self.assert_clean(open_doors(self.app_of(permissions=[], istable=1)))

	def test_muddled_fields_are_seen(self):
		fields = [
			{"fieldname": "a", "fieldtype": "Date", "label": "Day"},
			{"fieldname": "b", "fieldtype": "Link", "options": "Law", "label": ""},
			{"fieldname": "c", "fieldtype": "Table", "options": "Law", "label": "Rows"},
			{"fieldname": "d", "fieldtype": "Date", "label": "Day"},
			{"fieldname": "e", "fieldtype": "Section Break", "label": "Day"},
		]
		self.assert_complains(
			muddled_fields(self.app_of(fields=fields)),
			*("label 'Day' stands twice", "b has no label", "rows of Law", "label 'Day' stands twice"),
		)
		fields = [{"fieldname": f"f{n}", "fieldtype": "Data", "label": f"F{n}", "reqd": 1} for n in range(9)]
		self.assert_complains(muddled_fields(self.app_of(fields=fields)), "9 mandatory fields")


# 7. Cards, charts and reports


def unportable_filters(app: Path) -> Iterator[str]:
	for source, record in records(app, "Number Card", "Dashboard Chart"):
		for key in ("filters_json", "dynamic_filters_json"):
			filters = json.loads(record.get(key) or "[]")
			# a card or chart of a report has a dict here
			for condition in filters if isinstance(filters, list) else ():
				if len(condition) != 4:
					yield (
						f"{source.at_value(record[key])}: {condition} in {key}. Frappe 16 wants four elements: "
						"DocType, field, operator, value."
					)


def prepared_reports(app: Path) -> Iterator[str]:
	for source, report in records(app, "Report"):
		if report.get("prepared_report") != 0:
			yield (
				f"{source.at_value('prepared_report')}: a prepared report shows one user's rows to another. "
				"Set prepared_report to 0."
			)


class TestCardsAndReports(GuardTestCase):
	def test_filters_have_four_elements(self):
		self.assert_clean(unportable_filters(APP))

	def test_no_report_is_prepared(self):
		self.assert_clean(prepared_reports(APP))

	def test_a_fifth_element_is_seen(self):
		card = {"doctype": "Number Card", "filters_json": '[["Case", "status", "=", "Open", false]]'}
		chart = {
			"doctype": "Dashboard Chart",
			"filters_json": "{}",
			"dynamic_filters_json": '[["Case", "a", "="]]',
		}
		good = {"doctype": "Number Card", "filters_json": '[["Case", "status", "=", "Open"]]'}
		app = self.tree({"a.json": card, "b.json": chart, "c.json": good})
		self.assert_complains(unportable_filters(app), "a.json:1", "b.json:1")

	def test_a_prepared_report_is_seen(self):
		good, bad = ({"doctype": "Report", "prepared_report": value} for value in (0, 1))
		self.assert_complains(prepared_reports(self.tree({"a.json": good, "b.json": bad})), "b.json:1")


# 8. Every record of a unit is governed


GOVERNED_BASES = {"GovernedDocument", "AdvisedDocument", "ReviewedDocument"}


def ungoverned(app: Path) -> Iterator[str]:
	listed, kinds = governed_doctypes(app)
	found = {}
	for source, doctype in doctypes(app):
		if not doctype.get("istable") and not doctype.get("issingle") and has_unit(doctype):
			found[doctype["name"]] = source
	for name in sorted(found.keys() - set(listed)):
		yield f"{found[name].at_value(name)}: {name} has a unit but no scope. Add it to GOVERNED_DOCTYPES ({kinds})."
	for name in sorted(set(listed) - found.keys()):
		yield f"{kinds}: {name} is no DocType with a Link field unit to Governance Unit. Add the field, or delete the line."
	for name, source in sorted(found.items()):
		controller = classes(beside(source, app, f"{scrub(name)}.py")).get(class_name(name))
		bases = [ast.unparse(base).split(".")[-1] for base in controller.bases] if controller else []
		if not GOVERNED_BASES.intersection(bases):
			yield f"{source.at_value(name)}: {class_name(name)} is no GovernedDocument. Inherit from it."


def governed_doctypes(app: Path) -> tuple[tuple[str, ...], str]:
	for source in sources(app, ".py"):
		for node in source.tree.body if named(source, "kinds.py") else ():
			if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "GOVERNED_DOCTYPES":
				return ast.literal_eval(node.value), source.at(node.lineno)
	return (), f"{app.name}/kinds.py:1"


def has_unit(doctype: dict) -> bool:
	return any(
		(field["fieldname"], field["fieldtype"], field.get("options")) == ("unit", "Link", "Governance Unit")
		for field in doctype.get("fields", [])
	)


class TestGoverned(GuardTestCase):
	def test_every_record_of_a_unit_is_governed(self):
		self.assert_clean(ungoverned(APP))

	def test_an_ungoverned_doctype_is_seen(self):
		unit = {"fieldname": "unit", "fieldtype": "Link", "options": "Governance Unit"}
		files = {"kinds.py": 'GOVERNED_DOCTYPES = (\n\t"Case",\n\t"Law",\n)\n'}
		for name, changes in {
			"Case": {"fields": [unit]},
			"Petition": {"fields": [unit]},
			"Law": {"fields": [{**unit, "options": "Department"}]},
			"Row": {"fields": [unit], "istable": 1},
			"Settings": {"fields": [unit], "issingle": 1},
		}.items():
			doctype = {"doctype": "DocType", "name": name, **changes}
			files[f"fazhi_governance/doctype/{scrub(name)}/{scrub(name)}.json"] = doctype
		files["fazhi_governance/doctype/case/case.py"] = "class Case(GovernedDocument):\n\tpass\n"
		files["fazhi_governance/doctype/petition/petition.py"] = "class Petition(Document):\n\tpass\n"
		self.assert_complains(
			ungoverned(self.tree(files)),
			"petition.json:1: Petition has a unit but no scope",
			"kinds.py:1: Law is no DocType with",
			"petition.json:1: Petition is no GovernedDocument",
		)


# 9. The repo speaks of the project alone

FOREIGN = re.compile(
	r"(?:(?<=file://)|(?<![\w.$}~/-]))/(?:work|root|home/\w[\w.-]*)(?=/|[\s\"'`),;:]|$)"
	r"|\b(?:pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian)",
	re.MULTILINE,
)


def foreign_places(repo: Path) -> Iterator[str]:
	for path in repo_files(repo):
		try:
			text = "" if path.is_symlink() else path.read_text(encoding="utf-8")
		except UnicodeDecodeError:
			continue  # an image, a font, an office file
		source = Source(path.relative_to(repo).as_posix(), text)
		for slip in FOREIGN.finditer(text):
			yield (
				f"{source.at_offset(slip.start())}: {slip[0]} is a place on someone's machine or network. "
				"Use a relative path, a setting of the machine, or a variable."
			)


class TestForeignPlaces(GuardTestCase):
	def test_no_machine_is_spoken_of(self):
		self.assert_clean(foreign_places(APP.parent))

	def test_a_machine_is_seen(self):
		# put together here, since this file is looked at too
		slips = [
			"/".join(place) for place in (("", "home", "me", "x"), ("", "work"), ("file://", "root", "x"))
		]
		slips += ["pypi" + ".org", "deb" + ".debian"]
		work, root = "/".join(("", "work", "x")), "/".join(("", "root", "x"))
		fine = f"see dev{work}, $HOME{root}, https://example.com{work}, /workspace/x, the root"
		app = self.tree({"../a.md": "\n".join([fine, *slips])})
		(app.parent / "b.png").write_bytes(b"\x89PNG\xff")
		self.assert_complains(foreign_places(app.parent), *(f"a.md:{line}" for line in (2, 3, 4, 5, 6)))


# 10. Package metadata, as pip, bench and Frappe Cloud read it


def metadata_slips(app: Path) -> Iterator[str]:
	repo = app.parent
	project = tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))
	if project["project"]["name"] != app.name:
		yield f"pyproject.toml:1: name {project['project']['name']!r}. Write {app.name!r}, as the folder says."
	if any(re.match(r"frappe\b", line) for line in project["project"].get("dependencies", [])):
		yield "pyproject.toml:1: frappe among the dependencies. Take it out: bench installs it."
	if dependencies(project).get("frappe") != ">=15.0.0,<17.0.0":
		yield 'pyproject.toml:1: [tool.bench.frappe-dependencies] must say frappe = ">=15.0.0,<17.0.0".'
	setup = (repo / "setup.py").read_text(encoding="utf-8")
	if not re.search(rf'^setup\(name="{app.name}"', setup, re.MULTILINE):
		yield f'setup.py:1: bench reads the name from the call. Write setup(name="{app.name}").'
	if "MIT License" not in (repo / "license.txt").read_text(encoding="utf-8"):
		yield "license.txt:1: not the MIT License. Put its text here."
	if not re.search(r'^__version__ = "\d+\.\d+\.\d+"$', (app / "__init__.py").read_text(), re.MULTILINE):
		yield f'{app.name}/__init__.py:1: flit reads the version. Write __version__ = "1.2.3" as a literal.'
	if (app / "modules.txt").read_text(encoding="utf-8").split("\n")[:-1] != [MODULE]:
		yield f"{app.name}/modules.txt:1: must be the one line {MODULE!r}."
	if not (app / scrub(MODULE) / "__init__.py").exists():
		yield f"{app.name}/modules.txt:1: {MODULE} has no package {scrub(MODULE)}/. Add it."
	for source in sources(app, ".py"):
		if named(source, "hooks.py"):
			for key, value in {"app_name": app.name, "app_license": "mit"}.items():
				if not re.search(rf'^{key} = "{value}"$', source.text, re.MULTILINE):
					yield f'{source.at(1)}: write {key} = "{value}".'


def dependencies(project: dict) -> dict:
	return project.get("tool", {}).get("bench", {}).get("frappe-dependencies", {})


class TestMetadata(GuardTestCase):
	SOUND = {
		"../pyproject.toml": '[project]\nname = "fazhi_governance"\ndependencies = ["openpyxl"]\n'
		'[tool.bench.frappe-dependencies]\nfrappe = ">=15.0.0,<17.0.0"\n',
		"../setup.py": 'from setuptools import setup\n\nsetup(name="fazhi_governance")\n',
		"../license.txt": "MIT License\n",
		"__init__.py": '__version__ = "1.0.0"\n',
		"modules.txt": f"{MODULE}\n",
		"hooks.py": 'app_name = "fazhi_governance"\napp_license = "mit"\n',
		"fazhi_governance/__init__.py": "",
	}

	def test_metadata_is_sound(self):
		self.assert_clean(metadata_slips(APP))
		self.assert_clean(metadata_slips(self.tree(self.SOUND)))

	def test_each_slip_is_seen(self):
		slips = {
			"../pyproject.toml": '[project]\nname = "other"\ndependencies = ["frappe>=15"]\n',
			"../setup.py": 'name = "fazhi_governance"\nsetup(name=name)\n',
			"../license.txt": "GPL\n",
			"__init__.py": "__version__ = read()\n",
			"modules.txt": "Fazhi Governance\nOther\n",
			"hooks.py": 'app_name = "x"\napp_license = "gpl"\n',
		}
		app = self.tree({**self.SOUND, **slips})
		(app / "fazhi_governance" / "__init__.py").unlink()
		self.assert_complains(
			metadata_slips(app),
			*("name 'other'", "frappe among", "frappe-dependencies", "setup.py:1", "license.txt:1"),
			*(
				"__init__.py:1",
				"must be the one line",
				"has no package",
				"write app_name",
				"write app_license",
			),
		)


# 11. The map of the house is right

UNMAPPED = {
	"__init__.py",
	"hooks.py",
	"install.py",
	"uninstall.py",
	"commands.py",
	"modules.txt",
	"patches.txt",
}


def map_slips(app: Path) -> Iterator[str]:
	"""docs/architecture.md names each room of the package once, and no other."""
	text = (app.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
	mapped = Counter(re.findall(r"^\| `(\w[\w/]*(?:/|\.\w+))` \|", text, re.MULTILINE))
	for name, times in mapped.items():
		if times > 1:
			yield f"docs/architecture.md: {name} has {times} lines; join them"
		if not (app / name).exists():
			yield f"docs/architecture.md: there is no {name}"
	for path in sorted(app.iterdir()):
		name = f"{path.name}/" if path.is_dir() else path.name
		is_named = any(each == name or each.startswith(name) for each in mapped)
		if not is_named and path.name not in UNMAPPED and path.name != "__pycache__":
			yield f"docs/architecture.md: no line says what is in {name}"


class TestMap(GuardTestCase):
	def test_the_map_is_right(self):
		self.assert_clean(map_slips(APP))

	def test_each_slip_is_seen(self):
		lines = "| `scope.py` | a |\n| `scope.py` | b |\n| `gone.py` | c |\n| `public/js/` | d |\n"
		app = self.tree(
			{"../docs/architecture.md": lines, "scope.py": "", "new.py": "", "public/js/a.js": ""}
		)
		self.assert_complains(map_slips(app), "scope.py has 2", "no gone.py", "what is in new.py")
