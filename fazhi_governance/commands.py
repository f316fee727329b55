"""bench --site SITE fazhi-demo, fazhi-report, fazhi-rotate-keys."""

from contextlib import contextmanager
from pathlib import Path

import click
import frappe
from frappe import _
from frappe.commands import pass_context
from frappe.exceptions import SiteNotSpecifiedError
from frappe.utils import strip_html

from fazhi_governance.annual_report.word import to_word
from fazhi_governance.privacy import keys
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
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="FILE.docx")
@pass_context
def fazhi_report(context, report_year: int, unit: str | None, out: Path):
	"""Write an annual report as a Word document laid out to GB/T 9704-2012."""
	for site in _sites(context):
		with _connected(site):
			document = to_word(frappe.get_doc("Annual Report", _report(report_year, unit)))
			out.parent.mkdir(parents=True, exist_ok=True)
			out.write_bytes(document)
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
	"""What has not been committed within is undone. What is refused for a reason is told without a traceback;
	the exit code says that it failed."""
	frappe.init(site=site)
	try:
		frappe.connect()
		if "fazhi_governance" not in frappe.get_installed_apps():
			raise click.ClickException(
				_("{0} does not have the app yet: bench --site {0} install-app fazhi_governance").format(site)
			)
		yield
	except frappe.ValidationError as error:
		raise click.ClickException(strip_html(str(error)).strip()) from error
	finally:
		if frappe.db:
			frappe.db.rollback()
		frappe.destroy()


def _report(report_year: int, unit: str | None) -> str:
	filters = {"year": report_year} | ({"unit": unit} if unit else {})
	found = frappe.get_all("Annual Report", filters=filters, fields=["name", "unit"], order_by="unit")
	if len(found) == 1:
		return found[0].name
	if found:
		units = "、".join(report.unit for report in found)
		raise click.ClickException(
			_("Several units report on {0}: {1}. Say which with --unit.").format(report_year, units)
		)
	if unit:
		raise click.ClickException(
			_("{0} has no annual report on {1} yet. Make one on the site first.").format(unit, report_year)
		)
	raise click.ClickException(
		_("There is no annual report on {0} yet. Make one on the site first.").format(report_year)
	)


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
