# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The compiled programs as files: they lie packed in the file that is each module, and are unpacked once for each user.

The file's first lines say where each program lies in it, counted from its end, and what its checksum is.
"""
from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import platform
import re
import stat
import subprocess
import tempfile

from ansible import constants as C

PACKED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'bin', 'kayobe-modules')
COLLECTION = os.path.dirname(os.path.dirname(os.path.dirname(PACKED)))
ENTRY = re.compile(r'^#   (\S+) from_end=([0-9]+) length=([0-9]+) size=([0-9]+) sha256=([0-9a-f]{64})$', re.MULTILINE)
_table = {}


def machines():
    """What `uname -m` says on the machines that there are programs for."""
    return sorted(_entries())


def sha256(machine):
    """The checksum of the machine's program; none where there is no such program."""
    entry = _entries().get(machine)
    return entry and entry[3]


def path(machine):
    """A file to run; none where there is no such program, or nowhere to put it."""
    if machine not in _entries():
        return None
    size, digest = _entries()[machine][2:]
    folders = [os.path.expanduser('~/.ansible/kayobe_modules')] if machine == platform.machine() else []
    for folder in [*folders, os.path.join(C.DEFAULT_LOCAL_TMP, 'kayobe_modules')]:
        file = os.path.join(folder, digest)
        with contextlib.suppress(OSError):
            if _usable(folder, file, size) or (_unpack(machine, folder, file) and _usable(folder, file, size)):
                return file
    return None


def _entries():
    if not _table:
        with open(PACKED, 'rb') as packed:
            head = packed.read(4096).decode('ascii', 'replace')
        for machine, from_end, length, size, digest in ENTRY.findall(head):
            _table[machine] = int(from_end), int(length), int(size), digest
    return _table


def _usable(folder, file, size):
    """Whether nobody else can have put it there, and it can be run."""
    try:
        around, found = os.lstat(folder), os.lstat(file)
    except FileNotFoundError:
        return False
    mine = around.st_uid == found.st_uid == os.geteuid()
    private = stat.S_ISDIR(around.st_mode) and not around.st_mode & 0o022
    whole = stat.S_ISREG(found.st_mode) and not found.st_mode & 0o022 and found.st_size == size
    return mine and private and whole and os.access(file, os.X_OK)


def _unpacked(xz):
    try:
        import lzma
    except ImportError:  # a Python that was built without it
        return subprocess.run(['xz', '-dc'], input=xz, stdout=subprocess.PIPE, check=True).stdout
    return lzma.decompress(xz)


def _unpack(machine, folder, file):
    from_end, length, dummy, digest = _entries()[machine]
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if os.lstat(folder).st_uid != os.geteuid() or os.path.islink(folder):
        return False
    os.chmod(folder, 0o700)
    with open(PACKED, 'rb') as packed:
        packed.seek(-from_end, os.SEEK_END)
        program = _unpacked(base64.b64decode(packed.read(length)))
    if hashlib.sha256(program).hexdigest() != digest:
        return False
    handle, new = tempfile.mkstemp(prefix='.new.', dir=folder)
    try:
        with os.fdopen(handle, 'wb') as target:
            target.write(program)
        os.chmod(new, 0o700)
        os.replace(new, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise
    # Programs of builds that are no more. Who runs one of them keeps it until it ends.
    for name in os.listdir(folder):
        if re.fullmatch('[0-9a-f]{64}', name) and name != os.path.basename(file):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(folder, name))
    return True
