#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""contents.py COLLECTION VERSION EPOCH: puts into a staged COLLECTION what an operator reads and runs: the playbooks under names that
ansible-playbook finds in a collection (underscores), with what they include; docs, whose links out of the collection and those of README,
which Galaxy shows alone, become addresses; the changelog of VERSION, made at EPOCH, as antsibull-changelog would write it."""
import pathlib
import re
import shutil
import subprocess
import sys

collection, version, epoch = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
SOURCES = "https://github.com/stackhpc/kayobe_modules/blob/main/"
LINK = re.compile(r"(\]\()(?![a-z]+:|#)([^)#]+)")


def addressed(text, folder, inside):
    """The page with links as addresses where they lead out of what is INSIDE the collection."""
    def link(match):
        target = pathlib.PurePosixPath(folder, match[2])
        path = pathlib.Path(*[part for part in target.parts if part != "."]).as_posix()
        while re.search(r"[^/]+/\.\./", path):
            path = re.sub(r"[^/]+/\.\./", "", path, count=1)
        return match[0] if path in inside else match[1] + SOURCES + path
    return LINK.sub(link, text)


playbooks = collection / "playbooks"
playbooks.mkdir()
# A build may leave the modules around quickstart out; their playbooks and their page are no use without them.
left_out = set() if any((collection / "plugins" / "modules").glob("oooq_*")) else {"oooq", "docs/oooq-warp.md"}
for part in (path for path in pathlib.Path("playbooks").iterdir() if path.is_dir() and path.name not in left_out):
    shutil.copytree(part, playbooks / part.name, ignore=shutil.ignore_patterns(*left_out))
for path in sorted(pathlib.Path("playbooks").glob("*.yml")):
    text = re.sub(r"(import_playbook: )(\S+)", lambda match: match[1] + match[2].replace("-", "_"), path.read_text(encoding="utf-8"))
    (playbooks / path.name.replace("-", "_")).write_text(text, encoding="utf-8")

pages = [path for path in sorted(pathlib.Path("docs").rglob("*.md")) if path.as_posix() not in left_out]
inside = {path.as_posix() for path in pages}
for path in pages:
    target = collection / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(addressed(path.read_text(encoding="utf-8"), path.parent.as_posix(), inside), encoding="utf-8")
modules = {folder: {page.stem for page in (folder / "plugins" / "modules").glob("*.py")} for folder in (pathlib.Path("collection"), collection)}
gone = modules[pathlib.Path("collection")] - modules[collection]
readme = "".join(line for line in pathlib.Path("README.md").read_text(encoding="utf-8").splitlines(keepends=True)
                 if not any(line.startswith(f"| `{name}` |") for name in gone) and not any(f"]({page})" in line for page in left_out))
(collection / "README.md").write_text(addressed(readme, "", set()), encoding="utf-8")

(collection / "changelogs").mkdir()
shutil.copy("changelogs/config.yaml", collection / "changelogs")
for form, name in (("rst", "CHANGELOG.rst"), ("yaml", "changelogs/changelog.yaml")):
    notes = subprocess.run([sys.executable, "build/notes.py", version, form, epoch], check=True, capture_output=True, text=True).stdout
    (collection / name).write_text(notes, encoding="utf-8")
