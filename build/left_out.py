#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""left_out.py COLLECTION NAME…: takes out of a staged COLLECTION what stands in git of modules that the program does not have, which is
asked for the NAMEs: their pages, which Ansible would run in their place, and their routes. A build may leave modules out."""
import pathlib
import re
import sys

collection, names = pathlib.Path(sys.argv[1]), set(sys.argv[2:])
gone = sorted(page.stem for page in (collection / "plugins" / "modules").glob("*.py") if page.stem not in names)
for name in gone:
    (collection / "plugins" / "modules" / f"{name}.py").unlink()
runtime = collection / "meta" / "runtime.yml"
text = runtime.read_text(encoding="utf-8")
for name in gone:
    text = re.sub(rf"^    {name}:\n      action_plugin: .*\n", "", text, flags=re.M)
    text = re.sub(rf"^    - {name}\n", "", text, flags=re.M)
runtime.write_text(text, encoding="utf-8")
if gone:
    print(f"{collection}: without {', '.join(gone)}")
