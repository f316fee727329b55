"""What an installation does beyond the DocTypes; the work is in setup/."""

from fazhi_governance.audit import keeping
from fazhi_governance.setup import seed
from fazhi_governance.statute.renewal import renew_after_update_of_the_app


def after_install():
	seed.everything()
	keeping.mend_tracking()


def after_migrate():
	seed.everything()
	keeping.mend_tracking()
	renew_after_update_of_the_app()
