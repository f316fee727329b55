def before_uninstall():
	pass


def after_uninstall():
	pass
