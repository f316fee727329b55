"""An office's own Word template: a .docx whose fields stand in double braces, filled in by docxtpl.

A template comes from outside and holds expressions, so it is checked whenever it is saved and whenever it is
filled in: it must be a plain Word document, and of Jinja's language it may use no more than {{ a field }}, if and
for. A loop runs over a list that is given to it, an inner loop over a list within what the outer one has at hand;
so the work grows with the length of the document and no more. What passes is still rendered in a sandbox.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import jinja2
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from frappe import _
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from fazhi_governance.core import placeholders

# what a template may weigh, packed and unpacked, in bytes
MAX_SIZE, MAX_UNPACKED, MAX_PART = 5_000_000, 50_000_000, 10_000_000
MAIN_PART, TYPES_PART = "word/document.xml", "[Content_Types].xml"
OLE_FILE, ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
FOREIGN_PARTS = re.compile(r"/(?:embeddings|activeX)/", re.IGNORECASE)
MAX_FAULTS = 10
FIELDS_NAMED = 3  # where none is near

# Between two braces of a tag nothing of the tag may be missing; a paragraph holds whole tags.
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# those of full width, which an input method for Chinese gives, make no tag
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|｛\s*[｛%]|[%｝]\s*｝")
_MARKUP = re.compile(r"<[^>]*>")
_BLOCK_TAG = re.compile(r"\{%-?\s*(for|if|endfor|endif)\b.*?%\}")
_RAW_TAG = re.compile(r"\{\{[rp]\s")
_EXCERPT = 20  # characters shown on either side of a fault
_END = "\u2029"


@dataclass(frozen=True)
class Field:
	"""What a template may name.

	:param meaning: in Chinese, for the table of fields
	:param members: what stands behind its dot
	:param each: of a list, what one of it is
	:param one: what one of a list, or of a dictionary, is called where its use is shown
	:param named: of a dictionary, what an entry is; `find` raises LookupError for a name that it does not know,
		with a sentence that says what there is
	:param is_number: whether it may be compared by size
	:param has_text: whether it can be printed by itself
	"""

	meaning: str
	members: dict[str, "Field"] = field(default_factory=dict)
	each: "Field | None" = None
	named: "Field | None" = None
	find: Callable[[str], None] | None = None
	is_number: bool = False
	has_text: bool = True
	one: str = ""


class TemplateFault(ValueError):
	"""A file that cannot serve as a template; `faults` are translated sentences, each with its way out."""

	def __init__(self, faults: list[str]):
		super().__init__(" ".join(faults))
		self.faults = faults


NUMBER = Field("数", is_number=True)
TRUTH = Field("是否", has_text=False)
LOOP = Field("循环", {"index": NUMBER, "length": NUMBER, "first": TRUTH, "last": TRUTH}, has_text=False)


def _join(entries: list, between: str = "、") -> str:
	return between.join(map(str, entries))


FILTERS = {"join": _join, "length": len}


@dataclass
class Use:
	"""What a template uses of the fields: (dictionary, name) → the members asked of it, "" for itself."""

	named: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def check(content: bytes, file_name: str, fields: dict[str, Field]) -> Use:
	"""
	:raises TemplateFault: the file is no plain Word document, or a tag in it cannot be followed
	"""
	refuse_unsafe(content, file_name)
	reader = _Reader(content, fields)
	try:
		reader.render({}, environment(), autoescape=True)
	except (OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
		raise TemplateFault([_damaged()]) from error
	if reader.faults:
		more = len(reader.faults) - MAX_FAULTS
		last = [_("There are {0} more faults of this kind.").format(more)] if more > 0 else []
		raise TemplateFault(reader.faults[:MAX_FAULTS] + last)
	if not reader.has_fields:
		raise TemplateFault(
			[
				_(
					"There is no field in the template, so every report would read the same. Download the sample template to see how fields are written."
				)
			]
		)
	return reader.use


def fill(content: bytes, context: dict, title: str, author: str) -> bytes:
	"""The .docx that a template gives; it must have passed `check` just before."""
	template = _Filled(BytesIO(content))
	template.render(context, environment(), autoescape=True)
	properties = template.docx.core_properties
	properties.title, properties.author = title[:255], author[:255]
	filled = BytesIO()
	template.save(filled)
	return filled.getvalue()


def environment() -> SandboxedEnvironment:
	sandbox = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
	sandbox.globals.clear()
	sandbox.tests.clear()
	sandbox.filters = dict(FILTERS)
	return sandbox


# The file


def refuse_unsafe(content: bytes, file_name: str):
	"""
	:raises TemplateFault: another kind of file, under whatever name; macros, a password, embedded objects, links
		to other files; damaged, or too large
	"""
	if fault := next(_unsafe(content, file_name), None):
		raise TemplateFault([fault])


def _unsafe(content: bytes, file_name: str) -> Iterator[str]:
	extension = file_name.lower().rpartition(".")[2]
	if extension in ("docm", "dotm"):
		yield _with_macros()
	if extension != "docx":
		yield _(
			"{0} is no .docx file. Open it in Word or WPS and save it as a Word document (*.docx)."
		).format(file_name)
	if len(content) > MAX_SIZE:
		yield _("The file has {0} MB; a template may have {1}. Take large pictures out of it.").format(
			round(len(content) / 1_000_000, 1), MAX_SIZE // 1_000_000
		)
	if content.startswith(OLE_FILE):
		if ENCRYPTED in content:
			yield _(
				"The file is protected by a password. Remove the password in Word or WPS and upload it again."
			)
		yield _(
			"The file is a document of Word 97-2003 (.doc), whatever its name says. Open it in Word or WPS and save it as a Word document (*.docx)."
		)
	if not zipfile.is_zipfile(BytesIO(content)):
		yield _(
			"The file is no Word document, whatever its name says. Open it in Word or WPS and save it as a Word document (*.docx)."
		)
	try:
		with zipfile.ZipFile(BytesIO(content)) as package:
			yield from _unsafe_parts(package)
	except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError):
		yield _damaged()


def _unsafe_parts(package: zipfile.ZipFile) -> Iterator[str]:
	entries = package.infolist()
	if any(entry.flag_bits & 1 for entry in entries):
		yield _(
			"The file is protected by a password. Remove the password in Word or WPS and upload it again."
		)
	if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(
		entry.file_size > MAX_PART for entry in entries if entry.filename.endswith((".xml", ".rels"))
	):
		yield _("The file unpacks to more than a template needs. Copy its text into a new document.")
	names = package.namelist()
	if MAIN_PART not in names or TYPES_PART not in names:
		yield _(
			"The file is no Word document, whatever its name says. Open it in Word or WPS and save it as a Word document (*.docx)."
		)
	if b"macroEnabled" in package.read(TYPES_PART) or any("vbaProject" in name for name in names):
		yield _with_macros()
	if found := next((name for name in names if FOREIGN_PARTS.search(name)), None):
		yield _(
			"There is an embedded object in the file ({0}). Delete it, or put a picture of it there."
		).format(found)
	for name in names:
		if name.endswith((".xml", ".rels")):
			part = package.read(name)
			if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
				yield _damaged()
			if name.endswith(".rels"):
				yield from _foreign_links(part)


def _foreign_links(relations: bytes) -> Iterator[str]:
	for relation in etree.fromstring(relations, etree.XMLParser(resolve_entities=False)):
		is_link = relation.get("Type", "").endswith("/hyperlink")
		if relation.get("TargetMode") == "External" and not is_link:
			yield _(
				"The file draws on another file: {0}. Attach to it no template of Word's and no linked picture; insert pictures into the document itself."
			).format(relation.get("Target", ""))


def _with_macros() -> str:
	return _("The file may hold macros. Save it in Word or WPS as a Word document without macros (*.docx).")


def _damaged() -> str:
	return _("The file is damaged. Open it in Word or WPS, save it anew and upload it again.")


# The tags


class _Filled(DocxTemplate):
	def render_properties(self, context, jinja_env=None):
		"""The properties are ours, whatever the template has there."""


class _Reader(_Filled):
	"""Goes where docxtpl would render, and reads instead."""

	def __init__(self, content: bytes, fields: dict[str, Field]):
		super().__init__(BytesIO(content))
		self.fields = fields
		self.faults: list[str] = []
		self.use = Use()
		self.has_fields = False

	def patch_xml(self, src_xml):
		for paragraph in etree.fromstring(src_xml.encode()).iter(qn("w:p")):
			text = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
			if stray := _STRAY.search(_TAGS.sub(lambda tag: " " * len(tag[0]), text)):
				self.faults.append(
					_(
						"The braces have no partner here: “{0}”. A field stands between {1} and {2}, a condition or a loop between {3} and {4}, each in one paragraph."
					).format(_excerpt(text, stray.start()), "{{", "}}", "{%", "%}")
				)
			if raw := _RAW_TAG.search(text):
				self.faults.append(
					_("Write {1} without a letter behind it, here: “{0}”.").format(
						_excerpt(text, raw.start()), "{{"
					)
				)
		return super().patch_xml(src_xml)

	def render_xml_part(self, src_xml, part, context, jinja_env=None):
		if not self.faults:
			source = re.sub(
				r"<w:p([ >])", r"\n<w:p\1", src_xml
			)  # a paragraph a line, so that lines tell them
			self.read(source, jinja_env)
		return _TAGS.sub("", src_xml)

	def read(self, source: str, sandbox: SandboxedEnvironment):
		# docxtpl leaves of some tags no paragraph of their own: they stand behind the end of the one before
		lines = [_MARKUP.sub("", line.replace("</w:p>", _END)) for line in source.split("\n")]
		try:
			tree = sandbox.parse(source)
		except jinja2.TemplateSyntaxError as error:
			self.faults.append(_unreadable(error, lines))
			return
		checker = _Checker(self.fields, lines, self.use)
		checker.block(tree.body, {}, None)
		self.faults += list(dict.fromkeys(checker.faults))
		self.has_fields = self.has_fields or checker.has_fields


def _unreadable(error: jinja2.TemplateSyntaxError, lines: list[str]) -> str:
	open_tags = []
	for line in lines:
		for tag in _BLOCK_TAG.finditer(line):
			if tag[1].startswith("end"):
				if not open_tags or open_tags.pop()[0] != tag[1].removeprefix("end"):
					return _(
						"{0} closes nothing here: “{1}”. Each for and if has its own end, in order."
					).format(tag[1], _excerpt(line, tag.start()))
			else:
				open_tags.append((tag[1], _excerpt(line, tag.start())))
	if open_tags:
		kind, place = open_tags[-1]
		return _("What begins here is never closed: “{0}”. Write {1} behind it.").format(
			place, f"{{% end{kind} %}}"
		)
	line = lines[min(error.lineno, len(lines)) - 1]
	tag = _TAGS.search(line)
	return _("This cannot be read: “{0}”. Compare it with the sample template.").format(
		_excerpt(line, tag.start() if tag else 0)
	)


def _excerpt(line: str, at: int, name: str = "") -> str:
	"""What stands around a place, within its paragraph."""
	before = line[max(0, at - _EXCERPT) : at].rpartition(_END)[2]
	behind = line[at : at + len(name) + _EXCERPT].partition(_END)[0]
	return (before + behind).strip()


class _Checker:
	"""Walks a parsed template; every name in it must be a field, every construct one of the few that are allowed."""

	def __init__(self, fields: dict[str, Field], lines: list[str], use: Use):
		self.fields = fields
		self.lines = lines
		self.use = use
		self.faults: list[str] = []
		self.has_fields = False

	def block(self, body: list[nodes.Node], local: dict[str, Field], at_hand: str | None):
		"""
		:param local: the variables of the loops around, by name
		:param at_hand: the variable of the innermost loop
		"""
		for node in body:
			if isinstance(node, nodes.Output):
				for each in node.nodes:
					if not isinstance(each, nodes.TemplateData):
						self.printed(each, local)
			elif isinstance(node, nodes.If):
				for branch in (node, *node.elif_):
					self.value(branch.test, local)
					self.block(branch.body, local, at_hand)
				self.block(node.else_, local, at_hand)
			elif isinstance(node, nodes.For):
				self.loop(node, local, at_hand)
			else:
				self.refuse(node, type(node).__name__.lower())

	def loop(self, node: nodes.For, local: dict[str, Field], at_hand: str | None):
		found = self.value(node.iter, local)
		if not isinstance(node.target, nodes.Name) or node.test or node.recursive:
			self.refuse(node, "for")
			return
		if found and not found.each:
			self.fault(
				node,
				_("A for runs over a list; {0} is none, here: “{1}”. See the table of fields for the lists."),
				_written(node.iter),
			)
		if at_hand and _root(node.iter) != at_hand:
			self.fault(
				node,
				_(
					"An inner for runs over a list of what the outer one has at hand, here: “{1}”. Write a list of {0} there, or close the outer one first."
				),
				at_hand,
			)
		inner = {**local, "loop": LOOP}
		if found and found.each:
			self.block(node.body, inner | {node.target.name: found.each}, node.target.name)
			self.block(node.else_, local, at_hand)

	def printed(self, node: nodes.Expr, local: dict[str, Field]):
		self.has_fields = True
		found = self.value(node, local)
		if found and not found.has_text:
			if found.each:
				message = _(
					"{0} is a list, here: “{1}”. Run over it by for, or write its entries in one line by the filter join."
				)
			else:
				message = _(
					"{0} cannot be printed by itself, here: “{1}”. Write a dot and what of it behind it."
				)
			self.fault(node, message, _written(node))

	def value(self, node: nodes.Expr, local: dict[str, Field]) -> Field | None:
		"""What an expression gives; None where a fault has been found in it."""
		if isinstance(node, nodes.Const):
			return NUMBER if isinstance(node.value, int | float) else Field("文字")
		if isinstance(node, nodes.Name):
			known = {**self.fields, **local}
			return known[node.name] if node.name in known else self.unknown(node, node.name, known)
		if isinstance(node, nodes.Getattr):
			return self.member(node, self.value(node.node, local), node.attr)
		if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
			return self.member(node, self.value(node.node, local), str(node.arg.value))
		if isinstance(node, nodes.Filter) and node.name in FILTERS and node.node:
			return self.filtered(node, local)
		if isinstance(node, nodes.Compare):
			return self.compared(node, local)
		if isinstance(node, nodes.And | nodes.Or):
			return self.all_known(node, (node.left, node.right), local) and TRUTH
		if isinstance(node, nodes.Not):
			return self.all_known(node, (node.node,), local) and TRUTH
		if isinstance(node, nodes.CondExpr) and node.expr2:
			self.value(node.test, local)
			self.value(node.expr2, local)
			return self.value(node.expr1, local)
		self.refuse(node, _written(node))
		return None

	def all_known(self, node, parts: tuple, local: dict[str, Field]) -> bool:
		return all([self.value(part, local) for part in parts])

	def compared(self, node: nodes.Compare, local: dict[str, Field]) -> Field | None:
		sides = [self.value(node.expr, local), *(self.value(each.expr, local) for each in node.ops)]
		if None in sides:
			return None
		by_size = any(each.op not in ("eq", "ne") for each in node.ops)
		if by_size and not all(side.is_number for side in sides):
			self.fault(
				node,
				_("Only numbers are compared by size, here: “{1}”. Compare {0} by == or !=."),
				_written(node.expr),
			)
		return TRUTH

	def filtered(self, node: nodes.Filter, local: dict[str, Field]) -> Field | None:
		found = self.value(node.node, local)
		is_plain = all(isinstance(each, nodes.Const) for each in node.args)
		if node.kwargs or node.dyn_args or node.dyn_kwargs or not is_plain or len(node.args) > 1:
			self.refuse(node, node.name)
		elif found and not (found.each and (node.name == "length" or found.each.has_text)):
			self.fault(
				node,
				_("{0} has no entries that stand in a line, here: “{1}”. Run over it by for."),
				_written(node.node),
			)
		else:
			return NUMBER if node.name == "length" else Field("文字")
		return None

	def member(self, node: nodes.Expr, owner: Field | None, name: str) -> Field | None:
		if owner is None:
			return None
		if owner.named:
			return self.entry(node, owner, name)
		if name not in owner.members:
			return self.unknown(node, name, owner.members)
		if isinstance(node.node, nodes.Getattr | nodes.Getitem):
			self.uses(node.node, name)
		return owner.members[name]

	def entry(self, node: nodes.Expr, owner: Field, name: str) -> Field | None:
		try:
			owner.find(name)
		except LookupError as error:
			self.fault(node, _("{0} It stands here: “{1}”."), str(error.args[0]), name)
			return None
		self.uses(node, "")
		return owner.named

	def uses(self, node: nodes.Getattr | nodes.Getitem, member: str):
		if isinstance(node.node, nodes.Name):
			name = node.attr if isinstance(node, nodes.Getattr) else str(node.arg.value)
			self.use.named.setdefault((node.node.name, name), set()).add(member)

	# What is wrong

	def unknown(self, node: nodes.Node, name: str, known: dict[str, Field]) -> None:
		if near := placeholders.nearest(name, known):
			message = _("There is no field “{0}”, here: “{1}”. The nearest are: {2}.")
			self.fault(node, message, name, name, "、".join(near))
		elif known:
			message = _("There is no field “{0}”, here: “{1}”. There are {2} and others.")
			self.fault(node, message, name, name, "、".join(list(known)[:FIELDS_NAMED]))
		else:
			message = _("{0} is no field of what stands before it, here: “{1}”. Take the dot and {0} away.")
			self.fault(node, message, name, name)

	def refuse(self, node: nodes.Node, what: str):
		self.fault(
			node,
			_(
				"A template may not say {0}, here: “{1}”. Allowed are fields, if, elif, else and for, and of filters join and length."
			),
			what,
		)

	def fault(self, node: nodes.Node, message: str, what: str, name: str = "", more: str = ""):
		line = self.lines[min(node.lineno, len(self.lines)) - 1]
		at = max(line.find(name or what), 0)
		self.faults.append(message.format(what, _excerpt(line, at, name or what), more))


def _root(node: nodes.Expr) -> str | None:
	while isinstance(node, nodes.Getattr | nodes.Getitem):
		node = node.node
	return node.name if isinstance(node, nodes.Name) else None


def _written(node: nodes.Node) -> str:
	"""An expression as an author would know it again."""
	if isinstance(node, nodes.Name):
		return node.name
	if isinstance(node, nodes.Getattr):
		return f"{_written(node.node)}.{node.attr}"
	if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
		return f"{_written(node.node)}[“{node.arg.value}”]"
	if isinstance(node, nodes.Call):
		return f"{_written(node.node)}(…)"
	if isinstance(node, nodes.Filter):
		return f"|{node.name}"
	return type(node).__name__.lower()
