# SPDX-License-Identifier: GPL-3.0-or-later
"""release_train.py N LOG BINARY SAMPLE SERVER: runs the lists and measures, the server (by its process id) too; started by release-train.sh."""
import json
import multiprocessing
import os
import sys
import tempfile
import time

n, log, binary, sample, server = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
login = {"pulp_url": os.environ["PULP_URL"], "username": os.environ["PULP_USERNAME"], "password": os.environ["PULP_PASSWORD"]}
registry, rpm, deb = (os.environ[f"UPSTREAM_{kind}_URL"] for kind in ("REGISTRY", "RPM", "DEB"))


def measure(module, arguments, output):
    """Runs a module to its end: its status, CPU seconds and peak."""
    with open(output, "w", encoding="utf-8") as file:
        pid = os.posix_spawn(binary, [binary, module, arguments], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, file.fileno(), 1)])
        _, status, usage = os.wait4(pid, 0)
    return status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


# What Ansible itself takes to start a playbook, and how many there are; a wall of the modules alone does not have it.
ANSIBLE_START, PLAYBOOKS = 1.3, 5

# In a process that stays small: a peak is never less than what the process held that spawned this one.
spawner = multiprocessing.get_context("fork").Pool(1)

images = [{"name": f"bench/image-{i}", "url": registry, "upstream_name": os.environ.get("BENCH_IMAGE", "stackhpc/keystone"),
           "policy": "on_demand", "state": "present", "required": True} for i in range(n)]
rpms = [{"name": f"bench-rpm-{i}", "url": f"{rpm}/baseos/", "policy": "on_demand", "state": "present"} for i in range(n // 5)]
debs = [{"name": f"bench-deb-{i}", "url": f"{deb}/", "distributions": "jammy", "policy": "on_demand", "state": "present"} for i in range(n // 20)]


def server_cpu():
    """The server's CPU seconds so far."""
    with open(f"/proc/{server}/stat", encoding="ascii") as stat:
        user, system = stat.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class Phase:
    """What the processes of one phase cost together."""

    def __init__(self):
        self.processes = self.cpu = self.peak = self.parallel = self.serial = self.workers = 0
        self.began, self.server_began, self.log_began = time.monotonic(), server_cpu(), os.path.getsize(log) if os.path.exists(log) else 0

    def run(self, module, **arguments):
        """Runs a module as Ansible does: a process and a file of arguments."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file, tempfile.NamedTemporaryFile() as output:
            json.dump({**login, **arguments}, file)
            file.flush()
            status, cpu, peak = spawner.apply(measure, (module, file.name, output.name))
            answer = json.load(output)
        if status or answer.get("failed"):
            sys.exit(f"{module} failed: {answer.get('msg')}")
        self.processes += 1
        self.cpu += cpu
        self.peak = max(self.peak, peak)
        summary = answer.get("summary", {})
        # New distributions take turns by the lock on all base paths; all else runs side by side.
        seconds = summary.get("server_task_seconds", 0)
        if module == "distributions":
            self.serial += seconds
        else:
            self.parallel += seconds
        self.workers = max(self.workers, summary.get("workers", 0))
        return answer

    def end(self, factor=1.0):
        """The numbers; factor extrapolates a sample."""
        with open(log, "rb") as lines:
            lines.seek(self.log_began)
            requests = sum(1 for _ in lines)
        wall, start = time.monotonic() - self.began, ANSIBLE_START * PLAYBOOKS
        needed = self.parallel / max(1, self.workers) + self.serial
        return {
            "requests": round(requests * factor), "processes": round(self.processes * factor),
            "wall_s": round(wall * factor, 2), "cpu_s": round(self.cpu * factor, 2),
            "server_cpu_s": round((server_cpu() - self.server_began) * factor, 2), "peak_mb": round(self.peak, 1),
            "server_task_s": round(self.parallel + self.serial, 2), "workers": self.workers,
            "needed_s": round(needed, 2), "run_over_needed": round((wall + start) / (needed + start), 2) if self.workers else "-",
        }


def train(sync):
    """The five playbooks' module calls."""
    phase = Phase()
    for kind, items in (("container", images), ("deb", debs), ("rpm", rpms)):
        if items:
            phase.run("repositories", **{kind: items, "sync": sync})
    for kind, items in (("deb", debs), ("rpm", rpms)):
        if items:
            phase.run("publications", **{kind: [{"repository": each["name"]} for each in items]})
            served = [{"name": f"{each['name']}-development", "repository": each["name"], "base_path": f"{each['name']}/development"} for each in items]
            phase.run("distributions", **{kind: served})
            promoted = [{"name": f"{each['name']}-production", "distribution": f"{each['name']}-development", "base_path": f"{each['name']}/production"} for each in items]
            phase.run("distributions", **{kind: promoted})
    phase.run("distributions", container=[{"name": each["name"], "repository": each["name"], "base_path": each["name"]} for each in images])
    return phase.end()


def single():
    """The same images through one process a module and item, as many as SAMPLE."""
    phase = Phase()
    some = images[:sample]
    for each in some:
        phase.run("container_repository", name=each["name"], state="present")
    for each in some:
        phase.run("container_remote", name=each["name"] + "-remote", **{key: each[key] for key in ("url", "upstream_name", "policy", "state")})
    for each in some:
        phase.run("container_sync", repository=each["name"], remote=each["name"] + "-remote")
    for each in some:
        phase.run("container_distribution", name=each["name"], repository=each["name"], base_path=each["name"], state="present")
    return phase.end(len(images) / len(some))


result = {"n": n, "first": train(True), "again": train(True), "again_nosync": train(False), "single_modules_again": single()}
columns = ["requests", "processes", "wall_s", "cpu_s", "server_cpu_s", "peak_mb", "server_task_s", "workers", "needed_s", "run_over_needed"]
print(f"{'':22}" + "".join(f"{column:>16}" for column in columns))
for name in ("first", "again", "again_nosync", "single_modules_again"):
    print(f"{name:22}" + "".join(f"{result[name][column]:>16}" for column in columns))
if sample < n:
    print(f"single modules: measured with {sample} images, times {n / sample:g}")
print(json.dumps(result))
