#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""reproducible.py TARBALL EPOCH: writes a collection's tarball again so that only what is in it decides its bytes: files in order of their
names, all of one time, and no time in the compression's header. ansible-galaxy takes the order from the file system, the times from the clock."""
import gzip
import hashlib
import io
import json
import pathlib
import sys
import tarfile

path, epoch = pathlib.Path(sys.argv[1]), int(sys.argv[2])
with tarfile.open(path) as source:
    members = {member.name: (member, source.extractfile(member).read() if member.isfile() else None) for member in source}


def replace(name, content):
    member = members[name][0]
    text = json.dumps(content, indent=True).encode()
    member.size = len(text)
    members[name] = member, text
    return hashlib.sha256(text).hexdigest()


files = json.loads(members["FILES.json"][1])
files["files"].sort(key=lambda file: file["name"])
manifest = json.loads(members["MANIFEST.json"][1])
manifest["file_manifest_file"]["chksum_sha256"] = replace("FILES.json", files)
replace("MANIFEST.json", manifest)

# The two that describe the others come first, as ansible-galaxy has them.
order = sorted(members, key=lambda name: (name != "MANIFEST.json", name != "FILES.json", name))
tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode="w", format=tarfile.PAX_FORMAT) as target:
    for name in order:
        member, content = members[name]
        member.mtime, member.pax_headers = epoch, {}
        target.addfile(member, io.BytesIO(content) if content is not None else None)
path.write_bytes(gzip.compress(tar.getvalue(), 9, mtime=epoch))
