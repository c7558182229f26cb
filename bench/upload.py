# SPDX-License-Identifier: GPL-3.0-or-later
"""upload.py GIGABYTES LOG MODULES FOLDER: see upload.sh. Two files of that size, full of holes, are uploaded; one of the uploads is killed on its way."""
import json
import os
import subprocess
import sys
import time

size = int(sys.argv[1]) << 30
log, modules, folder = sys.argv[2:]
server = {"pulp_url": os.environ["PULP_URL"], "username": os.environ["PULP_USERNAME"], "password": os.environ["PULP_PASSWORD"]}
rows = []


def sparse(name):
    path = os.path.join(folder, name)
    with open(path, "wb") as made:
        made.write(name.encode())
        made.truncate(size)
    return path


def parts():
    with open(log, encoding="utf-8") as lines:
        return sum('"method":"PUT"' in line and "/uploads/" in line for line in lines)


def run(what, module, kill_after_parts=None, **arguments):
    call = os.path.join(folder, "call.json")
    with open(call, "w", encoding="utf-8") as written:
        json.dump({**server, **arguments, "_ansible_module_name": module}, written)
    before, started = parts(), time.monotonic()
    process = subprocess.Popen([modules, call], stdout=subprocess.PIPE, text=True)
    if kill_after_parts is not None:
        while process.poll() is None and parts() - before < kill_after_parts:
            time.sleep(0.05)
        process.kill()
    answer = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    rows.append({"what": what, "seconds": round(seconds, 1), "megabytes_a_second": round((size >> 20) / seconds), "memory_megabytes": round(usage.ru_maxrss / 1024, 1), "parts": parts() - before})
    if kill_after_parts is not None:
        return None
    result = json.loads(answer)
    if result.get("failed"):
        sys.exit(f"{what}: {result['msg']}")
    return result


whole, broken = sparse("whole.img"), sparse("broken.img")
artifact = run("upload", "artifact", file=whole, state="present")["artifact"]
assert artifact["size"] == size
assert run("upload again: nothing to do", "artifact", file=whole, state="present")["changed"] is False
run("upload, killed half way", "artifact", file=broken, state="present", kill_after_parts=size // (32 << 20) // 2)
assert run("upload, taken up again", "artifact", file=broken, state="present")["changed"] is True
run("", "file_repository", name="bench", autopublish=True, state="present")
run("", "file_content", sha256=artifact["sha256"], relative_path="whole.img", state="present")
run("", "file_repository_content", repository="bench", present_content=[{"relative_path": "whole.img", "sha256": artifact["sha256"]}])
run("", "file_distribution", name="bench", base_path="bench", repository="bench", state="present")
os.remove(whole)
os.remove(broken)
run("download, with its checksum", "content_download", base_path="bench", relative_path="whole.img", dest=os.path.join(folder, "download.img"))

shown = [row for row in rows if row["what"]]
print(f"{'':30}{'seconds':>9}{'MB/s':>7}{'memory, MB':>12}{'parts sent':>12}")
for row in shown:
    print(f"{row['what']:30}{row['seconds']:9}{row['megabytes_a_second']:7}{row['memory_megabytes']:12}{row['parts']:12}")
print(json.dumps({"gigabytes": size >> 30, "rows": shown}))
