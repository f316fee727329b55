"""What an installation does beyond the DocTypes; the work is in setup/."""

import frappe

from fazhi_governance.audit import keeping
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.setup import seed
from fazhi_governance.statute.renewal import renew_after_update_of_the_app


def after_install():
	seed.everything()
	keeping.mend_tracking()
	index_order_of_lists()


def after_migrate():
	seed.everything()
	keeping.mend_tracking()
	index_order_of_lists()
	renew_after_update_of_the_app()


def index_order_of_lists():
	"""By what each list of records is ordered. Later Frappe 15 keeps this very index itself; without it the first
	page of a hundred thousand records in scope sorts them all."""
	for doctype in GOVERNED_DOCTYPES:
		frappe.db.add_index(doctype, ["creation"], index_name="creation")
