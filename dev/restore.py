"""Frappe from the package registry alone, for machines that reach nothing else.

PyPI's wheel `criscostack` 1.0.0 is Frappe's development tree of 5 August 2023 (v15.0.0-dev, MIT) with the
framework's name replaced by another. Putting the name back gives upstream's code; what the wheel lacks (the
asset builder, the realtime server) is beside this file. For tests and the demo only, on the loopback: it has
none of the fixes since, is never deployed, never shipped, and never a dependency of the app.
"""

import re
import shutil
import zipfile
from pathlib import Path

from console import Failed, run
from place import DEV

VERSION = "1.0.0"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"

# the longer name first
NAMES = {
	"Criscoerp.com": "Erpnext.com",
	"Criscoerp": "ERPNext",
	"criscoerp": "erpnext",
	"CriscoStack": "Frappe",
	"Criscostack": "Frappe",
	"CRISCOSTACK": "FRAPPE",
	"criscostack": "frappe",
	"Crisco": "Frappe",
	"CRISCO": "FRAPPE",
	"crisco": "frappe",
	"brik_helper": "bench_helper",
}
# what Frappe's own test classes import and the wheel's metadata does not name
FOR_TESTS = {
	"responses": "==0.23.1",
	"hypothesis": "~=6.77",
	"Faker": "~=18.10",
	"unittest-xml-reporting": "~=3.2",
	"coverage": "~=6.5",
}
# ours, in place of what the wheel does not carry
OURS = ("package.json", "build_assets.mjs", "socketio.js")
NEEDED = ("__init__.py", "hooks.py", "modules.txt", "patches.txt", "utils/bench_helper.py")


def restore(folder: Path, python: Path):
	"""Fill `folder` with a Frappe app as bench expects one; `python` has pip."""
	wheel = fetch(folder.with_name("wheel"), python)
	folder.mkdir()
	metadata, left_over = unpack(wheel, folder)
	missing = [name for name in NEEDED if not (folder / "frappe" / name).is_file()]
	if missing or left_over:
		raise Failed(f"the restored tree lacks {missing} and still has the other name in {left_over}")
	(folder / "pyproject.toml").write_text(pyproject(metadata))
	(folder / "README.md").write_text(f"Frappe 15.0.0-dev (MIT), restored from PyPI criscostack {VERSION}.\n")
	(folder / ".gitignore").write_text("node_modules\n__pycache__\n*.pyc\nfrappe/public/dist\n")
	for name in OURS:
		shutil.copy(DEV / name, folder / name)


def fetch(folder: Path, python: Path) -> Path:
	folder.mkdir(exist_ok=True)
	pinned = folder / "requirements.txt"
	pinned.write_text(f"criscostack=={VERSION} --hash=sha256:{SHA256}\n")
	options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "-d", folder, "-r", pinned]
	run(
		[python, "-m", "pip", "-q", "--disable-pip-version-check", "download", *options],
		hint="see that PyPI, or this machine's mirror of it, can be reached; or set FRAPPE_PATH to a Frappe tree",
	)
	return next(folder.glob("*.whl"))


def unpack(wheel: Path, folder: Path) -> tuple[str, list[str]]:
	"""The wheel's metadata, and the files in which the other name is still found."""
	metadata, left_over = "", []
	with zipfile.ZipFile(wheel) as archive:
		for name in archive.namelist():
			if name.endswith(".dist-info/METADATA"):
				metadata = archive.read(name).decode()
			if name.endswith(("/", ".DS_Store")) or ".dist-info/" in name:
				continue
			content = archive.read(name)
			text = as_text(content)
			if text is not None:
				content = put_name_back(text).encode()
				if re.search(rb"crisco", content, re.I):
					left_over.append(name)
			file = folder / put_name_back(name)
			file.parent.mkdir(parents=True, exist_ok=True)
			file.write_bytes(content)
	return metadata, left_over


def as_text(content: bytes) -> str | None:
	if b"\0" in content:
		return None
	try:
		return content.decode()
	except UnicodeDecodeError:
		return None


def put_name_back(text: str) -> str:
	for other, name in NAMES.items():
		text = text.replace(other, name)
	return text


def pyproject(metadata: str) -> str:
	"""bench reads pyproject.toml, which a wheel has not; its metadata says the same."""
	required = re.findall(r"^Requires-Dist: (.+)$", metadata, re.M)
	# google-api-core and others of that year import pkg_resources, which later setuptools lack
	required.append("setuptools<81")
	dependencies = "".join(f"\t'{requirement.strip()}',\n" for requirement in required)
	for_tests = "".join(f'{name} = "{version}"\n' for name, version in FOR_TESTS.items())
	python = re.search(r"^Requires-Python: (.+)$", metadata, re.M)[1]
	return f"""[project]
name = "frappe"
description = "Frappe Framework"
requires-python = "{python}"
dynamic = ["version"]
dependencies = [
{dependencies}]

[build-system]
requires = ["flit_core>=3.4,<4"]
build-backend = "flit_core.buildapi"

[tool.bench.dev-dependencies]
{for_tests}"""
