"""bench --site SITE fazhi-demo, fazhi-report, fazhi-rotate-keys."""

from contextlib import contextmanager, suppress
from pathlib import Path

import click
import frappe
from frappe import _
from frappe.commands import pass_context
from frappe.exceptions import SiteNotSpecifiedError
from frappe.utils import strip_html

from fazhi_governance.annual_report import editions, own_template, word
from fazhi_governance.core import placeholders
from fazhi_governance.core.offices import OFFICES
from fazhi_governance.kinds import CANCELLED
from fazhi_governance.privacy import keys
from fazhi_governance.scope import UNIT
from fazhi_governance.setup.demo import accounts, year


@click.command("fazhi-demo")
@click.option("--remove", is_flag=True, help="Delete what the demo has made, and nothing else.")
@click.option("--password", help="For all accounts; without it each new account gets one of its own.")
@click.option(
	"--accounts-file",
	type=click.Path(dir_okay=False, path_type=Path),
	help="Keeps the accounts as JSON, readable by you alone. A second run keeps the passwords in it.",
)
@pass_context
def fazhi_demo(context, remove: bool, password: str | None, accounts_file: Path | None):
	"""Load the demo year 2024: an invented sub-district, its records, its report, an account per role."""
	for site in _sites(context):
		with _connected(site):
			outcome = year.remove() if remove else accounts.load(password, accounts_file)
			frappe.db.commit()  # whoever reads the output may hang up before its end
			if remove:
				_tell_removal(outcome)
			else:
				_tell_accounts(*outcome)


@click.command("fazhi-report")
@click.option("--year", "report_year", type=int, required=True, help="The year reported on.")
@click.option("--unit", help="The reporting unit; needed where several units report on the year.")
@click.option(
	"--edition",
	default=editions.SUBMITTED,
	help="Submitted Edition (上报版, unless told otherwise), Public Edition (公开版), Duty Report of the Party Head"
	" (述法版（党）) or Duty Report of the Government Head (述法版（政）).",
)
@click.option("--template", help="Write it through this Report Template of the office's own.")
@click.option(
	"--out",
	type=click.Path(dir_okay=False, path_type=Path),
	required=True,
	help="FILE.docx, FILE.pdf or FILE.txt; a file that is there already is replaced.",
)
@pass_context
def fazhi_report(context, report_year: int, unit: str | None, edition: str, template: str | None, out: Path):
	"""Write an annual report to a file: Word laid out to GB/T 9704-2012 or to an own template, PDF or plain text.

	A report that there is not yet is made and composed from the year's records first.
	"""
	for site in _sites(context):
		with _connected(site):
			made_for = _write_report(report_year, unit, edition, template, out)
			if made_for:
				frappe.db.commit()
				click.echo(
					_("{0} had no report on {1} yet: it has been made and composed.").format(
						made_for, report_year
					)
				)
			click.echo(out.resolve())


@click.command("fazhi-rotate-keys")
@pass_context
def fazhi_rotate_keys(context):
	"""Seal all personal data anew under a key made now; the site must be in maintenance mode."""
	for site in _sites(context):
		with _connected(site):
			click.echo(
				f"{site}: {keys.rotate()} values are sealed under the new key. Back up site_config.json."
			)


commands = [fazhi_demo, fazhi_report, fazhi_rotate_keys]


def _sites(context) -> list[str]:
	if not context.sites:
		raise SiteNotSpecifiedError
	return context.sites


@contextmanager
def _connected(site: str):
	"""What has not been committed within is undone."""
	frappe.init(site=site)
	try:
		frappe.connect()
		if "fazhi_governance" not in frappe.get_installed_apps():
			raise click.ClickException(
				_("{0} does not have the app yet: bench --site {0} install-app fazhi_governance").format(site)
			)
		with _refusals_told():
			yield
	finally:
		if frappe.db:
			frappe.db.rollback()
		frappe.destroy()


@contextmanager
def _refusals_told():
	"""What is refused for a reason is told without a traceback; the exit code says that it failed."""
	try:
		yield
	except frappe.ValidationError as error:
		raise click.ClickException(strip_html(str(error).replace("<br>", " ")).strip()) from error


def _write_report(
	report_year: int, unit: str | None, edition: str, template: str | None, out: Path
) -> str | None:
	"""
	:returns: the unit for which a report had to be made
	:raises click.ClickException: the command asks for what there is not; the file cannot be written
	:raises frappe.ValidationError: the report cannot be written as it is
	"""
	edition = _edition(edition)
	write = _WRITERS.get(out.suffix.lower())
	if not write:
		raise click.ClickException(
			_("{0} cannot be written: the name of the file ends in {1}.").format(out, "、".join(_WRITERS))
		)
	if template and out.suffix.lower() != ".docx":
		raise click.ClickException(
			_("Through a Report Template Word documents are written: end the name of the file in .docx.")
		)
	name = _report(report_year, unit)
	report = frappe.get_doc("Annual Report", name) if name else _composed(report_year, unit or _only_office())
	content = own_template.to_word(report, template, edition) if template else write(report, edition)
	_replace(out, content)
	return None if name else report.unit


_WRITERS = {".docx": word.to_word, ".pdf": word.to_pdf, ".txt": word.to_text}


def _replace(out: Path, content: bytes):
	"""The whole file or none: it is written beside its place and put there at the end."""
	beside = out.with_name(f".{out.name}.part")
	try:
		out.parent.mkdir(parents=True, exist_ok=True)
		beside.write_bytes(content)
		beside.replace(out)
	except OSError as error:
		with suppress(OSError):  # of the same kind as the first one, which is told
			beside.unlink()
		raise click.ClickException(
			_("{0} cannot be written: {1}. Choose another place for --out.").format(out, error.strerror)
		) from error


def _edition(name: str) -> str:
	"""An edition by its English or its Chinese name, brackets of either width.

	:raises click.ClickException: there is no such edition
	"""
	named = {
		_plain(each): edition for edition in editions.EDITIONS for each in (edition, _(edition, lang="zh"))
	}
	if edition := named.get(_plain(name)):
		return edition
	raise click.ClickException(
		_("There is no edition “{0}”. There are: {1}.").format(
			name, "、".join(_(edition, lang="zh") for edition in editions.EDITIONS)
		)
	)


def _plain(name: str) -> str:
	return name.strip().casefold().replace("(", "（").replace(")", "）")


def _report(report_year: int, unit: str | None) -> str | None:
	"""The report of that year, if there is one yet.

	:raises click.ClickException: it does not follow which unit's is meant, or there is no such unit
	"""
	if unit and not frappe.db.exists(UNIT, unit):
		near = placeholders.nearest(unit, frappe.get_all(UNIT, pluck="name", order_by="lft"))
		raise click.ClickException(
			_("There is no Governance Unit “{0}”. The nearest are: {1}.").format(unit, "、".join(near))
			if near
			else _("There is no Governance Unit “{0}”.").format(unit)
		)
	filters = {"year": report_year, "docstatus": ["!=", CANCELLED]} | ({"unit": unit} if unit else {})
	found = frappe.get_all("Annual Report", filters=filters, fields=["name", "unit"], order_by="unit")
	if len(found) == 1:
		return found[0].name
	if found:
		units = "、".join(report.unit for report in found)
		raise click.ClickException(
			_("Several units report on {0}: {1}. Say which with --unit.").format(report_year, units)
		)
	return None


def _only_office() -> str:
	offices = frappe.get_all(UNIT, filters={"unit_type": ["in", OFFICES]}, pluck="name", order_by="lft")
	if len(offices) == 1:
		return offices[0]
	if offices:
		raise click.ClickException(
			_("Several units may report: {0}. Say which with --unit.").format("、".join(offices))
		)
	raise click.ClickException(_("There is no sub-district or township yet. Say which unit with --unit."))


def _composed(report_year: int, unit: str):
	if not all(frappe.db.get_value(UNIT, unit, ["issuers", "addressee"])):
		raise click.ClickException(
			_(
				"{0} has no report on {1}, and none can be made: its Governance Unit names no issuers or no addressee. Enter them there."
			).format(unit, report_year)
		)
	report = frappe.get_doc({"doctype": "Annual Report", "unit": unit, "year": report_year}).insert()
	report.compose()
	return report


def _tell_accounts(made: int, passwords: dict[str, str | None]):
	click.echo(_("{0} records made.").format(made) if made else _("The demo year is loaded already."))
	rows = [("Role", "User", "Password")]
	rows += [
		(role, user, passwords[user] or _("as set before"))
		for role, user in accounts.users().items()
		if user in passwords
	]
	widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
	for role, user, password in rows:
		click.echo(f"{role:<{widths[0]}}  {user:<{widths[1]}}  {password}")


def _tell_removal(removal: year.Removal):
	click.echo(_("{0} records of the demo deleted.").format(removal.removed))
	for doctype, name in removal.gone:
		click.echo(_("{0} {1} was no longer there under this name.").format(doctype, name))
	for doctype, name, needed_by in removal.kept:
		click.echo(_("{0} {1} is kept: {2}").format(doctype, name, needed_by))
