"""What an installation does beyond the DocTypes; the work is in setup/."""

from fazhi_governance.setup import seed


def after_install():
	seed.report_paragraphs()


def after_migrate():
	seed.report_paragraphs()
