#!/usr/bin/env python3
"""module.py OUTPUT MACHINE=PROGRAM…: writes the file that is each module: build/module.sh with the programs in it, as text."""
import base64
import gzip
import hashlib
import pathlib
import sys

output = pathlib.Path(sys.argv[1])
programs = {machine: pathlib.Path(path).read_bytes() for machine, path in (pair.split("=", 1) for pair in sys.argv[2:])}
packed = {machine: base64.b64encode(gzip.compress(program, 9, mtime=0)) for machine, program in programs.items()}

table, cases, payload = [], [], b""
for machine in reversed(list(packed)):
    payload = b"#" + packed[machine] + b"\n" + payload
    from_end, length, size = len(payload) - 1, len(packed[machine]), len(programs[machine])
    digest = hashlib.sha256(programs[machine]).hexdigest()
    table.insert(0, f"#   {machine} from_end={from_end} length={length} size={size} sha256={digest}")
    cases.insert(0, f"  {machine}) from_end={from_end} length={length} size={size} ;;")

script = pathlib.Path(__file__).with_name("module.sh").read_text(encoding="ascii")
script = script.replace("#@TABLE@", "\n".join(table)).replace("#@CASES@", "\n".join(cases)).replace("#@MACHINES@", " and ".join(programs))
output.parent.mkdir(parents=True, exist_ok=True)
output.write_bytes(script.encode("ascii") + payload)
output.chmod(0o755)
