# The bench of the demo and the tests; everything it needs is in the state folder, outside of the repository.
# Variables: FAZHI_HOME=folder  FRAPPE_PATH=git-url-or-folder  FRAPPE_BRANCH=version-15
.PHONY: help demo test bench lint stop clean
export SERVE ONLY MODULE SIZE ROUNDS FAZHI_HOME FRAPPE_PATH FRAPPE_BRANCH

help:
	@echo "make demo            a site with the demo year, its report, and the accounts; served until Ctrl-C"
	@echo "make demo SERVE=0    the same, without serving"
	@echo "make test            lint, every test in its three layers, and the uninstall check"
	@echo "make test ONLY=core  only these, comma separated: lint, core, uninstall, frappe, benchmarks, e2e"
	@echo "make test MODULE=fazhi_governance.statute.test_clocks"
	@echo "make bench           how fast it is on 10,000 to 1,000,000 records, see docs/performance.md"
	@echo "make bench SIZE=10000 ROUNDS=3 ONLY=figures"
	@echo "make lint            ruff alone"
	@echo "make stop            end MariaDB, Redis and the servers"
	@echo "make clean           stop, and remove the state folder ($${FAZHI_HOME:-~/.local/share/fazhi-bench})"

demo test bench lint stop clean:
	@python3 -B dev/make.py $@
