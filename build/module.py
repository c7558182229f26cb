#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""module.py OUTPUT MACHINE=PROGRAM…: writes the file that is each module: build/module.sh with the programs in it, as text."""
import base64
import hashlib
import lzma
import pathlib
import sys

output = pathlib.Path(sys.argv[1])
programs = {machine: pathlib.Path(path).read_bytes() for machine, path in (pair.split("=", 1) for pair in sys.argv[2:])}
# A third smaller than gzip makes them: two of them have to go under Galaxy's limit. Jumps of x86 are told to the packer, which xz before 5.4 cannot for arm64.
jumps = {"x86_64": [{"id": lzma.FILTER_X86}]}
packed = {
    machine: base64.b64encode(lzma.compress(
        program, check=lzma.CHECK_CRC32, filters=[*jumps.get(machine, []), {"id": lzma.FILTER_LZMA2, "preset": 6 | lzma.PRESET_EXTREME}]))
    for machine, program in programs.items()}

table, cases, payload = [], [], b""
for machine in reversed(list(packed)):
    payload = b"#" + packed[machine] + b"\n" + payload
    from_end, length, size = len(payload) - 1, len(packed[machine]), len(programs[machine])
    digest = hashlib.sha256(programs[machine]).hexdigest()
    table.insert(0, f"#   {machine} from_end={from_end} length={length} size={size} sha256={digest}")
    cases.insert(0, f"  {machine}) from_end={from_end} length={length} size={size} digest={digest} ;;")

script = pathlib.Path(__file__).with_name("module.sh").read_text(encoding="ascii")
script = script.replace("#@TABLE@", "\n".join(table)).replace("#@CASES@", "\n".join(cases)).replace("#@MACHINES@", " and ".join(programs))
output.parent.mkdir(parents=True, exist_ok=True)
output.write_bytes(script.encode("ascii") + payload)
output.chmod(0o755)
