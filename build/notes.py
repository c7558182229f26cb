#!/usr/bin/env python3
"""notes.py VERSION: prints what changed, out of changelogs/fragments, under the headings of antsibull-changelog."""
import pathlib
import sys

import yaml

HEADINGS = {
    "release_summary": None, "breaking_changes": "Breaking changes", "major_changes": "Major changes", "minor_changes": "Minor changes",
    "deprecated_features": "Deprecated features", "removed_features": "Removed features", "security_fixes": "Security fixes",
    "bugfixes": "Bug fixes", "known_issues": "Known issues",
}
said = {section: [] for section in HEADINGS}
for path in sorted(pathlib.Path("changelogs/fragments").glob("*.yml")):
    for section, sentences in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
        if section not in said:
            sys.exit(f"{path}: {section} is no section of a changelog; there are {', '.join(HEADINGS)}")
        said[section] += [sentences] if isinstance(sentences, str) else sentences
print(f"# kayobe_modules {sys.argv[1]}")
for section, heading in HEADINGS.items():
    if said[section]:
        print(f"\n## {heading}\n" if heading else "")
        print("\n".join(f"- {sentence.strip()}" if heading else sentence.strip() for sentence in said[section]))
