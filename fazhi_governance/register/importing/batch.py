"""Many records put down at once: each through its whole life cycle, the rows written together.

A record that is inserted within a batch is validated, named, sealed and judged by its own methods and by Frappe's,
as any other. What differs is when its rows reach the database: they wait until there are many of them, or until
someone asks the table in which they belong. So whatever a record's rules ask, they see the records before it.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from operator import itemgetter

import frappe
from frappe import _
from frappe.core.doctype.server_script.server_script_utils import get_server_script_map
from frappe.model import naming
from frappe.model.base_document import get_controller
from frappe.model.meta import Meta
from frappe.utils import cint, flt, now
from pypika.terms import Parameter

AT_ONCE = 500  # records
PER_STATEMENT = 100  # rows
series_of_frappe = naming.getseries
NEVER_GIVEN = ("doctype", "name", "owner", "creation", "modified", "modified_by", "parent", "parenttype")


class Batch:
	"""A context in which `insert` puts records down; its end writes what is left, an exception leaves it.

	Nothing is decided by then: the caller commits, or rolls back.

	:param is_trial: it will be rolled back, so no number is taken from anyone
	"""

	def __init__(self, is_trial: bool = False):
		self.is_trial = is_trial
		self.rows = defaultdict(list)
		self.waiting = 0
		self.tables: set[str] = set()
		self.series: dict[str, int] = {}
		self.values: dict[tuple[str, str, str], set] = {}
		self.passed: set[tuple] = set()
		self.warnings: list[str] = []
		self.blanks: dict[str, dict] = {}
		self.kinds: dict[str, type] = {}
		self.answers: dict[tuple, object] = {}

	def __enter__(self) -> "Batch":
		self.before = {flag: frappe.flags.get(flag) for flag in ("batch", "in_import", "mute_emails")}
		# in_import: no defaults (they are laid under here), no mail and no notification for each of thousands
		frappe.flags.update({"batch": self, "in_import": True, "mute_emails": True})
		self.ask = frappe.db.sql
		naming.getseries = next_of_series  # for good: where no batch is at work it is Frappe's own
		# thousands of records with their rows are alive at a time: looking through them again and again is in vain
		self.collects = gc.isenabled()
		gc.disable()
		self.is_listened_to = "sql" in vars(frappe.local.db)
		frappe.db.sql = self.sql
		return self

	def __exit__(self, exception, *_details):
		try:
			if exception is None:
				self.write()
				self.keep_series()
		finally:
			if self.is_listened_to:
				frappe.db.sql = self.ask
			else:
				del frappe.db.sql  # the instance's own, behind which the class's stands
			if self.collects:
				gc.enable()
			frappe.flags.update(self.before)

	def insert(self, values: dict):
		"""Put down a record; its warnings are in `warnings` afterwards.

		:param values: "doctype" and fields, rows of tables as lists of dicts
		:raises frappe.ValidationError, frappe.PermissionError: as its own insert would
		"""
		self.warnings = []
		doctype = values["doctype"]
		doc = self.kind(doctype)({**self.blank(doctype), **values, "doctype": doctype})
		# there is no version of what is new
		doc.flags.ignore_version = True
		saving = frappe.flags.currently_saving
		begun = len(saving)
		try:
			doc.insert(set_child_names=False)
		finally:
			# Frappe notes it under no name yet, and looks for it under its name
			del saving[begun:]
		self.waiting += 1
		if self.waiting >= AT_ONCE:
			self.write()
		return doc

	def kind(self, doctype: str) -> type:
		if doctype not in self.kinds:
			self.kinds[doctype] = _collected(doctype)
		return self.kinds[doctype]

	def blank(self, doctype: str) -> dict:
		"""The defaults of a new record, or of a new row of a table."""
		if doctype not in self.blanks:
			fresh = frappe.new_doc(doctype, as_dict=True)
			self.blanks[doctype] = {
				field: value
				for field, value in fresh.items()
				if value is not None and not field.startswith("__") and field not in NEVER_GIVEN
			}
			for df in frappe.get_meta(doctype).fields:
				# a past record is not of today, nor its importer's
				if df.fieldtype in ("Date", "Datetime") or df.default == "__user":
					self.blanks[doctype].pop(df.fieldname, None)
		return self.blanks[doctype]

	# what waits to be written

	def collect(self, doc):
		columns, row = doc.as_row()
		self.add(doc.doctype, columns, [row])
		for (doctype, field, _head), known in self.values.items():
			if doctype == doc.doctype and doc.get(field):
				known.add(doc.get(field))

	def add(self, doctype: str, columns: tuple[str, ...], rows: list[tuple]):
		self.rows[doctype, columns] += rows
		self.tables.add(f"`tab{doctype}`")

	def sql(self, query, *args, **kwargs):
		"""In the place of `frappe.db.sql`: who asks a table for which rows wait has them written first."""
		if self.tables:
			text = str(query)
			if any(table in text for table in self.tables):
				self.write()
		return self.ask(query, *args, **kwargs)

	def write(self):
		gc.collect(0)
		rows, self.rows = self.rows, defaultdict(list)
		self.tables.clear()
		self.waiting = 0
		for (doctype, columns), values in rows.items():
			columns, values = _without_empty(doctype, columns, values)
			for start in range(0, len(values), PER_STATEMENT):
				chunk = values[start : start + PER_STATEMENT]
				self.ask(_statement(doctype, columns, len(chunk)), [value for row in chunk for value in row])

	def known(self, doctype: str, field: str, head: str) -> set[str]:
		"""The values of a field that begin like this, of records written or waiting; asked once."""
		key = (doctype, field, head)
		if key not in self.values:
			self.write()
			self.values[key] = set(
				frappe.get_all(
					doctype, filters={field: ["like", f"{head}%"]}, pluck=field, order_by=None, limit=0
				)
			)
		return self.values[key]

	# numbers

	def next_of_series(self, key: str, digits: int) -> str:
		"""The row of the series is locked once and counted in memory until the end."""
		if key not in self.series:
			series = frappe.qb.DocType("Series")
			query = frappe.qb.from_(series).select(series.current).where(series.name == key)
			stored = (query if self.is_trial else query.for_update()).run()
			if not (stored or self.is_trial):
				frappe.qb.into(series).columns("name", "current").insert(key, 0).run()
			self.series[key] = cint(stored[0][0]) if stored else 0
		self.series[key] += 1
		return str(self.series[key]).zfill(digits)

	def keep_series(self):
		if self.is_trial:
			return
		series = frappe.qb.DocType("Series")
		for key, current in self.series.items():
			frappe.qb.update(series).set(series.current, current).where(series.name == key).run()

	# what need not be asked again

	def once(self, doc, ask) -> None:
		"""Permission and links follow from what the record links to: the same answer for the same links."""
		key = (ask.__name__, doc.doctype, *_links(doc))
		if key not in self.passed:
			ask(doc)
			self.passed.add(key)

	def remembered(self, ask: Callable, *of):
		"""What does not change while records are put down."""
		key = (ask, *of)
		if key not in self.answers:
			self.answers[key] = ask(*of)
		return self.answers[key]

	def comment(self, doc, text: str):
		"""A remark of the app's own on the timeline, as `add_comment` makes it."""
		self.warnings.append(text)
		moment = now()
		values = {
			"name": frappe.generate_hash(length=10),
			**{"owner": frappe.session.user, "modified_by": frappe.session.user},
			**{"creation": moment, "modified": moment, "comment_type": "Info", "content": text},
			**{"comment_email": frappe.session.user, "comment_by": frappe.utils.get_fullname()},
			**{"reference_doctype": doc.doctype, "reference_name": doc.name},
		}
		self.add("Comment", tuple(values), [tuple(values.values())])


def next_of_series(key: str, digits: int) -> str:
	"""In the place of Frappe's: the batch of this very thread counts, if there is one."""
	batch = frappe.flags.batch
	return (batch.next_of_series if batch else series_of_frappe)(key, digits)


def _without_empty(doctype: str, columns: tuple[str, ...], rows: list[tuple]) -> tuple[tuple, list[tuple]]:
	"""Without the columns in which no row has anything, unless the database would fill something in."""
	meta = frappe.get_meta(doctype)
	filled = [
		at
		for at, column in enumerate(columns)
		if ((df := meta.get_field(column)) and df.default) or any(row[at] is not None for row in rows)
	]
	pick = itemgetter(*filled)
	return pick(columns), [pick(row) for row in rows]


@cache
def _statement(doctype: str, columns: tuple[str, ...], rows: int) -> str:
	"""The text is the same for every chunk; making it takes far longer than sending it."""
	places = [[Parameter("%s")] * len(columns)] * rows
	return frappe.qb.into(frappe.qb.DocType(doctype)).columns(*columns).insert(*places).get_sql()


class _Meta(Meta):
	"""What a DocType is does not change while its records are put down: each question is answered once."""

	def get(self, key=None, filters=None, *args, **kwargs):
		if not filters or args or kwargs:
			return super().get(key, filters, *args, **kwargs)
		asked = (key, repr(filters))
		if asked not in self.__dict__["answers"]:
			self.__dict__["answers"][asked] = super().get(key, filters)
		return self.__dict__["answers"][asked]

	def get_data_fields(self):
		"""Those of which Frappe looks at what stands in them: addresses, telephones."""
		answers = self.__dict__["answers"]
		if "looked at" not in answers:
			answers["looked at"] = [df for df in super().get_data_fields() if df.options]
		return answers["looked at"]


def _meta(doctype: str) -> _Meta:
	meta = copy(frappe.get_meta(doctype))
	meta.__class__ = _Meta
	meta.__dict__["answers"] = {}
	return meta


def _collected(doctype: str) -> type:
	"""The controller, whose records hand their rows to the batch instead of the database."""
	controller = get_controller(doctype)
	of_doctype = _meta(doctype)
	fetches = _fetches(doctype)
	columns = tuple(of_doctype.get_valid_columns())
	links = [df.fieldname for df in (*of_doctype.get_link_fields(), *of_doctype.get_dynamic_link_fields())]
	limited = [field for field in columns if _is_limited(of_doctype, field)]
	converted = [(field, of_type) for field in columns if (of_type := _conversion(of_doctype, field))]

	tables = [df.fieldname for df in of_doctype.get_table_fields()]
	listeners = _listeners(doctype)

	class Collected(controller):
		meta = of_doctype

		def run_method(self, method, *args, **kwargs):
			"""The controller, then the hooks, as Frappe does; mail and webhooks are silent in an import."""
			if listeners is None:
				return super().run_method(method, *args, **kwargs)
			own = getattr(self, method, None)
			answer = own(*args, **kwargs) if callable(own) else None
			for listener in listeners.get(method, ()):
				listener(self, method, *args, **kwargs)
			return answer

		def get_all_children(self, parenttype=None):
			if parenttype:
				return super().get_all_children(parenttype)
			values = self.__dict__
			return [row for table in tables for row in values.get(table) or ()]

		linking = links

		def get_valid_dict(self, *args, **kwargs):
			values = self.__dict__
			if "looked_at" not in values:
				return super().get_valid_dict(*args, **kwargs)
			return {field: values[field] for field in values["looked_at"] if values.get(field)}

		def _validate_length(self):
			"""Of what is filled in: Frappe would make the values of all fields anew for it."""
			self.__dict__["looked_at"] = limited
			super()._validate_length()
			del self.__dict__["looked_at"]

		def _sanitize_content(self):
			"""Of what may be HTML."""
			values = self.__dict__
			values["looked_at"] = [
				field
				for field in columns
				if isinstance(text := values.get(field), str) and ("<" in text or ">" in text)
			]
			super()._sanitize_content()
			del values["looked_at"]

		def as_row(self) -> tuple[tuple[str, ...], tuple]:
			"""Columns and values as Frappe's own insert writes them."""
			values = self.__dict__
			row = {field: values.get(field) for field in columns}
			for field, convert in converted:
				row[field] = convert(row[field])
			return columns, tuple(row.values())

		def db_insert(self, ignore_if_duplicate=False):
			frappe.flags.batch.collect(self)
			self.set("__islocal", False)

		def _init_child(self, value, key):
			if isinstance(value, dict):
				doctype = self.get_table_field_doctype(key)
				batch = frappe.flags.batch
				name = frappe.generate_hash(length=10)
				value = batch.kind(doctype)(
					{**batch.blank(doctype), **value, "doctype": doctype, "name": name, "__islocal": 1}
				)
			return super()._init_child(value, key)

		def check_permission(self, permtype="read", permlevel=None):
			frappe.flags.batch.once(self, _may_be_created)

		def _validate_links(self):
			if fetches:
				super()._validate_links()
			else:
				frappe.flags.batch.once(self, super()._validate_links.__func__)

		def validate_workflow(self):
			"""A past record comes in as it stands; Frappe lets a new one begin at the first state alone."""

		def add_comment(self, comment_type="Comment", text=None, *args, **kwargs):
			frappe.flags.batch.comment(self, text)

		def notify_update(self):
			"""One word to the lists at the end is enough."""

		def clear_cache(self):
			"""Of a record that no one could have read yet."""

	Collected.__name__, Collected.__qualname__ = controller.__name__, controller.__qualname__
	return Collected


def _may_be_created(doc):
	if not frappe.has_permission(doc.doctype, "create", doc=doc):
		frappe.throw(_("You may not enter records of {0}.").format(_(doc.doctype)), frappe.PermissionError)


def _links(doc) -> Iterator:
	for row in (doc, *doc.get_all_children()):
		for field in row.linking:
			yield row.get(field)


def _is_limited(meta, field: str) -> bool:
	"""Whether the database has only so much room for it."""
	df = meta.get_field(field)
	kind = frappe.db.type_map[df.fieldtype][0] if df else None
	return kind in ("varchar", "int", "bigint", "smallint") and df.fieldtype != "Check"


def _conversion(meta, field: str) -> Callable | None:
	"""What Frappe's insert makes of a value of this field; None: what it is."""
	df = meta.get_field(field)
	if field == "docstatus":
		return cint
	if not df:
		return None
	if df.fieldtype == "Check":
		return lambda value: 1 if cint(value) else 0
	if df.fieldtype == "Int":
		return cint
	if df.fieldtype in ("Currency", "Float", "Percent"):
		return flt
	if df.fieldtype in ("Date", "Datetime", "Time") or df.unique:
		return lambda value: value or None
	return None


def _listeners(doctype: str) -> dict[str, list[Callable]] | None:
	"""For each event the functions that hooks name, in Frappe's order; None: server scripts listen as well."""
	if get_server_script_map().get(doctype):
		return None
	found = defaultdict(list)
	hooks = frappe.get_doc_hooks()
	for each in (doctype, "*"):
		for event, paths in hooks.get(each, {}).items():
			found[event] += [frappe.get_attr(path) for path in paths]
	return dict(found)


def _fetches(doctype: str) -> bool:
	"""Whether Frappe fills fields from linked records while it looks at the links."""
	tables = [df.options for df in frappe.get_meta(doctype).get_table_fields()]
	return any(df.fetch_from for each in (doctype, *tables) for df in frappe.get_meta(each).fields)
