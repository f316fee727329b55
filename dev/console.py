"""What a person sees of the set-up: one line per step with its seconds, and for a failure what to do.

The output of every command goes to the log file of its step; nothing else reaches the terminal.
"""

import re
import shlex
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

AGAIN = "mend the cause and run the same make again; finished steps are not repeated"

_log: Path | None = None
_notes: list[str] = []


class Failed(Exception):
	"""A step that can't go on: what failed, the end of what it said, where all of it stands, what to do."""

	def __init__(self, what: str, *, hint: str = AGAIN, tail: str = "", log: Path | None = None):
		super().__init__(what)
		self.what, self.hint, self.tail, self.log = what, hint, tail, log
		self.step = ""

	def report(self) -> str:
		lines = [f"FAILED: {self.step or 'set-up'}", f"  {self.what}"]
		lines += [f"  | {line}" for line in self.tail.splitlines()]
		if self.log:
			lines.append(f"  all of its output: {self.log}")
		lines.append(f"  what to do: {self.hint}")
		return "\n".join(lines)


@contextmanager
def step(name: str, logs: Path):
	"""Names the step when it starts, adds its seconds when it ends; its commands write to a log of their own."""
	global _log
	logs.mkdir(parents=True, exist_ok=True)
	_log = logs / f"{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}.log"
	_log.write_text("")
	_notes.clear()
	start = time.monotonic()
	print(f"{name} ...", end="", flush=True)
	try:
		yield
	except BaseException as stopped:
		if isinstance(stopped, Failed):
			stopped.step = name
		print(f" stopped after {time.monotonic() - start:.1f} s", flush=True)
		raise
	else:
		print(f" {time.monotonic() - start:.1f} s", flush=True)
	finally:
		_log = None
		for text in _notes:
			print(f"  {text}", flush=True)
		_notes.clear()


def note(text: str):
	"""A line below the step that is at work."""
	if _log:
		_notes.append(text)
	else:
		print(text, flush=True)


def run(command: list, *, hint: str = AGAIN, check: bool = True, **options) -> subprocess.CompletedProcess:
	"""Run a command with its output in the step's log; the result carries that output as `stdout`."""
	command = [str(part) for part in command]
	with _log.open("a", encoding="utf-8") as log:
		log.write(f"\n$ {shlex.join(command)}\n")
		log.flush()
		start = log.tell()
		options.setdefault("stdin", subprocess.DEVNULL)
		try:
			done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, **options)
		except FileNotFoundError as missing:
			raise Failed(f"{missing.filename}: there is no such command", hint=hint, log=_log) from None
		except subprocess.TimeoutExpired as late:
			tail = end_of(_log.read_text(encoding="utf-8", errors="replace"))
			what = f"{shlex.join(command)}: not done after {late.timeout:.0f} s, and ended"
			raise Failed(what, hint="see in the log what it hangs on", tail=tail, log=_log) from None
	with _log.open("rb") as log:
		log.seek(start)
		done.stdout = log.read().decode("utf-8", "replace")
	if check and done.returncode:
		what = f"{shlex.join(command)}: exit code {done.returncode}"
		raise Failed(what, hint=hint, tail=end_of(done.stdout), log=_log)
	return done


def log_file() -> Path | None:
	"""Where the step at work keeps the output of its commands."""
	return _log


def ask(command: list, *, hint: str = AGAIN, **options) -> str:
	"""What a short command answers, without its log."""
	done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
	if done.returncode:
		raise Failed(f"{shlex.join(done.args)}: {done.stderr.strip()}", hint=hint)
	return done.stdout


def end_of(text: str, lines: int = 30) -> str:
	"""The last lines, without colours and without what a progress bar overwrote."""
	text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
	plain = [line.rstrip("\r").rsplit("\r", 1)[-1] for line in text.split("\n")]
	return "\n".join([line for line in plain if line.strip()][-lines:])
