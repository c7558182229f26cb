#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""readme.py README block HEADING NUMBER | cell ROW COLUMN: what a person copies from README. A block is one of those in fences below a
heading, without the prompts; a cell is the command of a table's row, "the same" being that of the first column."""
import pathlib
import re
import sys

text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
if sys.argv[2] == "block":
    part = text[text.index(f"\n## {sys.argv[3]}\n"):]
    part = part[:part.find("\n## ", 1)]
    block = re.findall(r"^```\w+\n(.*?)^```", part, re.MULTILINE | re.DOTALL)[int(sys.argv[4])]
    print(re.sub(r"^\$ ", "", block, flags=re.MULTILINE), end="")
else:
    row = next(line for line in text.splitlines() if line.startswith(f"| {sys.argv[3]} |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    columns = next(line for line in text.splitlines() if line.startswith("| ") and f" {sys.argv[4]} |" in line)
    at = [cell.strip() for cell in columns.strip("|").split("|")].index(sys.argv[4])
    print((cells[1] if cells[at] == "the same" else cells[at]).strip("`"))
