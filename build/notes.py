#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""notes.py VERSION [markdown|rst|yaml] [EPOCH]: prints what changed, out of changelogs/fragments, under the headings of antsibull-changelog:
notes of a release in Markdown, or its CHANGELOG.rst or changelog.yaml, for a release made at EPOCH."""
import datetime
import pathlib
import sys

import yaml

version, form, epoch = (sys.argv[1:] + ["markdown", "0"][len(sys.argv) - 2:])[:3]
config = yaml.safe_load(pathlib.Path("changelogs/config.yaml").read_text(encoding="utf-8"))
summary = config["prelude_section_name"]
headings = {summary: config["prelude_section_title"], **dict(config["sections"])}
said, fragments = {section: [] for section in headings}, []
for path in sorted(pathlib.Path("changelogs/fragments").glob("*.yml")):
    fragments.append(path.name)
    for section, sentences in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
        if section not in said:
            sys.exit(f"{path}: {section} is no section of a changelog; there are {', '.join(headings)}")
        sentences = [sentences] if isinstance(sentences, str) else sentences
        if wrong := [each for each in sentences if not isinstance(each, str)]:
            sys.exit(f"{path}: quote the sentence, in which a colon makes a mapping: {wrong[0]}")
        said[section] += sentences
said = {section: [sentence.strip() for sentence in sentences] for section, sentences in said.items() if sentences}


def markdown():
    yield f"# kayobe_modules {version}"
    for section, sentences in said.items():
        yield "" if section == summary else f"\n## {headings[section]}\n"
        yield from sentences if section == summary else (f"- {sentence}" for sentence in sentences)


def rst():
    def title(text, line, over=False):
        return ([line * len(text)] if over else []) + [text, line * len(text), ""]
    yield from title(f"{config['title']} Release Notes", "=", over=True)
    yield from [".. contents:: Topics", ""]
    yield from title(f"v{version}", "=")
    for section, sentences in said.items():
        yield from title(headings[section], "-")
        yield from [*sentences, ""] if section == summary else [*(f"- {sentence}" for sentence in sentences), ""]


def changelog():
    day = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).date().isoformat()
    changes = {section: sentences[0] if section == summary else sentences for section, sentences in said.items()}
    yield "---"
    yield yaml.safe_dump(
        {"ancestor": None, "releases": {version: {"changes": changes, "fragments": fragments, "release_date": day}}}, width=130, sort_keys=True).rstrip()


print("\n".join({"markdown": markdown, "rst": rst, "yaml": changelog}[form]()).rstrip())
