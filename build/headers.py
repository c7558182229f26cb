#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""headers.py [--check] [FILE…]: gives each source its line with the licence, in the language's own comment; with --check it names those
that have none. Recordings, generated files and texts are what they are."""
import pathlib
import subprocess
import sys

LINE = "SPDX-License-Identifier: GPL-3.0-or-later"
MARKS = {".cs": "//", ".c": "//", ".sh": "#", ".py": "#", ".yml": "#", ".yaml": "#", ".props": None}
NOT = ("tests/golden", "src/Sandbox/schema", "collection/plugins/modules", "changelogs/", "src/Modules/", "tests/ModuleHost.Tests/Verdicts")

check = "--check" in sys.argv
named = [each for each in sys.argv[1:] if each != "--check"]
files = named or subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True).stdout.split()
lacking = []
for name in files:
    path = pathlib.Path(name)
    mark = MARKS.get(path.suffix)
    # Words are texts; the code beside them is not.
    expected = name.startswith("tests/") and path.suffix in (".yml", ".yaml")  # what something is to write, or was given
    if not mark or expected or name.startswith(NOT) and not (path.suffix == ".cs" and name.startswith("src/Modules/")) or path.is_symlink():
        continue
    text = path.read_text(encoding="utf-8")
    if LINE in text[:600]:
        continue
    lacking.append(name)
    if not check:
        mark = "\ufeff" * text.startswith("\ufeff") + mark
        lines = text.removeprefix("\ufeff").split("\n")
        # After what must be first: the line for the kernel, the start of a YAML document; a byte order mark before it.
        at = 1 if lines[0].startswith("#!") or lines[0] == "---" else 0
        path.write_text("\n".join([*lines[:at], f"{mark} {LINE}", *lines[at:]]), encoding="utf-8")
if check:
    print("\n".join(f"{name} has no line with its licence: build/headers.py writes it" for name in lacking))
    sys.exit(bool(lacking))
print(f"{len(lacking)} files got one")
