#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""shim.py COLLECTION MODULES: writes what ansible-doc and ansible-lint read of each module name that COLLECTION's meta/runtime.yml
has: our module's own documentation from MODULES, in the collection's name. A name that began with pulp_ is a link to the later one."""
import pathlib
import re
import sys

collection, modules = map(pathlib.Path, sys.argv[1:])
target = collection / "plugins" / "modules"
target.mkdir(parents=True, exist_ok=True)
names = re.findall(r"^    (\w+):\n      action_plugin: ", (collection / "meta" / "runtime.yml").read_text(encoding="utf-8"), re.MULTILINE)
for name in names:
    stub = modules / f"{name}.py"
    if stub.exists():
        text = stub.read_text(encoding="utf-8")
        (target / stub.name).write_text(re.sub(r"\bstackhpc\.kayobe_modules\.(?=(" + "|".join(names) + r")\b)", collection.name + ".", text), encoding="utf-8")
    else:
        (target / f"{name}.py").symlink_to(name.removeprefix("pulp_") + ".py")
missing = [path.name for path in target.iterdir() if not path.exists()]
if missing:
    sys.exit(f"no module of ours stands behind {', '.join(sorted(missing))}")
