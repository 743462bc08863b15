"""Help for the tests of batches: rows, a small catalog, one that dies, and the command over a part of the files.

Run as a program it is `tonekit` with the folder named first in place of the shipped ones.
"""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pyarrow as pa

from tonekit import Catalog, samples
from tonekit.batch.worker import serve
from tonekit.catalog import roots

TAGS = ("en", "de")
STAGES = ("first_reminder", "second_reminder", "final_notice")
CASES = ("one_invoice", "two_invoices", "company_contact", "partly_paid")
DEADLY, SLEEPY, FAULTY = "deadly", "sleepy", "faulty"


class Perilous(Catalog):
    """A catalog that ends or stops the process when it meets certain ids, in the way a fault in C would."""

    def render(self, data, *, on_refused="raise"):
        text = data if isinstance(data, bytes) else json.dumps(data, default=str).encode()
        if f'"{DEADLY}'.encode() in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if f'"{SLEEPY}'.encode() in text:
            time.sleep(3600)
        if f'"{FAULTY}'.encode() in text:
            raise KeyError("a customer's value")
        return super().render(data, on_refused=on_refused)

    def __reduce__(self):
        return partial(type(self), cache=self._cache, keep=False), (self._roots,)


class Mortal(Perilous):
    """One that ends its process at every 10th message, whichever that is."""

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.count = 0

    def render(self, data, *, on_refused="raise"):
        self.count += 1
        if self.count >= 10:
            os._exit(9)
        return super().render(data, on_refused=on_refused)


class Weighty(Perilous):
    """One that weighs as much as all shipped files do: more than a pipe holds."""

    def __reduce__(self):
        return _lighter, (*super().__reduce__(), bytes(2_000_000))


def _lighter(make, arguments, _):
    return make(*arguments)


class Stopping:
    """What a worker talks over; the first of all stops its process before it reads the `at`-th time."""

    def __init__(self, connection, mark, at):
        self.connection, self.mark, self.at = connection, mark, at
        self.send = connection.send

    def _read(self, read):
        self.at -= 1
        if self.at == 0 and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        return read()

    def recv(self):
        return self._read(self.connection.recv)

    def recv_bytes(self):
        return self._read(self.connection.recv_bytes)


def stopping_serve(connection, store, on_refused, place, *, at):
    """Serve as a worker does, until it is stopped as by SIGSTOP from outside."""
    serve(Stopping(connection, store.parts / "stopped", at), store, on_refused, place)


def rows(number, *, wrong=7):
    """Reminders in turn, every `wrong`-th one of them without an invoice."""
    stages = samples_stages()
    kinds = [
        samples.case(case).data(tag, stage, stages[stage])
        for tag in TAGS
        for stage in STAGES
        for case in CASES
    ]
    for count in range(number):
        data = {**kinds[count % len(kinds)], "id": f"r-{count}"}
        if wrong and count % wrong == wrong - 1:
            data["invoices"] = []
        yield data


def samples_stages():
    from tonekit.catalog.index import build

    root = roots.read_shipped()
    kept = {key: text for key, text in root.files.items() if key.count("/") == 1}
    return build([roots.Root("tonekit", root.path, kept, root.shown)])[0].stages


def write_jsonl(path, data):
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in data), "utf-8")
    return path


def table(data):
    """Reminders as an Arrow table of nested columns."""
    names = list(dict.fromkeys(name for one in data for name in one))
    return pa.table({name: [one.get(name) for one in data] for name in names})


def flat(data, prefix=""):
    """The fields of a reminder by path, as columns of a CSV file name them."""
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from flat(value, f"{name}.")
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from flat(item, f"{name}[{number}].")
        else:
            yield name, {True: "true", False: "false"}.get(value, str(value))


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "in.jsonl"}


def begin(shipped_part, *arguments, **more):
    """Start `tonekit batch` over a part of the files, in a process group of its own."""
    words = [sys.executable, __file__, shipped_part, "batch", *arguments]
    return subprocess.Popen(
        list(map(str, words)), stderr=subprocess.PIPE, text=True, start_new_session=True, **more
    )


def ended(process, code):
    """Wait for its end; returns what it said."""
    _, words = process.communicate(timeout=60)
    assert process.returncode == code, words
    assert "Traceback" not in words
    return words


if __name__ == "__main__":
    from tonekit.cli import main

    roots.shipped = lambda: Path(sys.argv[1])
    main(sys.argv[2:], prog_name="tonekit")
