# SPDX-License-Identifier: GPL-3.0-or-later
"""Units that playbooks install, on a real engine: what they start is started as they say it. Run by scenarios.py."""
import os
import re
import shlex
import shutil
import subprocess

from openbao import BAO
from world import ROOT, Module, free_port, run, wait_for

IMAGE = "gitlab/gitlab-runner"


class Unit:
    """A unit as a playbook makes it of its template, in a file that can be looked at."""

    def __init__(self, world, name, engine, **variables):
        self.engine, self.path = engine, world.folder / name
        arguments = [f"-e{each}={value}" for each, value in variables.items()]
        run("ansible", "localhost", "-c", "local", "-m", "ansible.builtin.template", "-a", f"src={ROOT}/playbooks/templates/{name}.j2 dest={self.path}", *arguments,
            env={**os.environ, "HOME": str(world.folder), "ANSIBLE_LOCALHOST_WARNING": "false", "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false"})
        self.text = self.path.read_text().replace("\\\n", " ")

    def verify(self):
        """By systemd, where it is installed; what the unit needs of other units is another host's."""
        if shutil.which("systemd-analyze"):
            said = subprocess.run(["systemd-analyze", "verify", "--man=no", str(self.path)], capture_output=True, text=True, check=False).stderr
            ours = [line for line in said.splitlines() if str(self.path) in line or self.path.name in line]
            assert not [line for line in ours if "docker.service" not in line and "not executable" not in line], said

    def command(self, key):
        """One of its commands, on the engine of this test."""
        return shlex.split(re.search(rf"^{key}=-?(.*)$", self.text, re.MULTILINE)[1])

    def start(self, world, key="ExecStart"):
        return world.start(*self.command(key), env={**os.environ, "DOCKER_HOST": self.engine.host})

    def run(self, key):
        return subprocess.run(self.command(key), env={**os.environ, "DOCKER_HOST": self.engine.host}, capture_output=True, text=True, check=False)


def the_runner_in_a_container_is_online_by_its_unit(w):
    world, engine, port = w.world, w.engine, free_port()
    engine.docker("build", "-q", "-t", f"{IMAGE}:1", "--build-arg", "base=nginx:stable-alpine", str(ROOT / "tests/docker/runner"),
                  env={**os.environ, "DOCKER_BUILDKIT": "0"})
    world.start(os.environ.get("CI_SANDBOX") or str(ROOT / "artifacts/bin/ci-sandbox"), "--gitlab", f"127.0.0.1:{port}")
    folder, url = world.folder / "gitlab-runner", f"http://127.0.0.1:{port}"
    at = {"api_url": url, "api_token": "glpat-sandbox", "project": "cloud/kayobe-config"}
    made = Module(world, "gitlab_runner", (), description="seed-staging-one", token_file=str(folder / "tokens/one"), **at)
    wait_for(lambda: not made.module(check=True).get("failed"), what="the sandbox")
    made.ok()
    Module(world, "gitlab_runner_config", (), path=str(folder / "config.toml"), url=url, concurrent=1,
           runners=[{"name": "one", "executor": "docker", "docker_image": "alpine", "token_file": str(folder / "tokens/one")}]).ok()

    unit = Unit(world, "gitlab-runner.service", engine, container_name="gitlab-runner", config_folder=folder, gitlab_runner_container_image=IMAGE,
                gitlab_runner_container_tag="1")
    unit.verify()
    unit.run("ExecStartPre")
    process = unit.start(world)
    Module(world, "gitlab_runner_info", (), descriptions=["seed-staging-one"], wait_online=True, wait_timeout=60, **at).ok()
    assert engine.inspect("gitlab-runner")["HostConfig"]["NetworkMode"] == "host"
    unit.run("ExecStop")
    process.wait(30)
    assert engine.inspect("gitlab-runner") is None, "it is started anew each time"


def the_bao_is_opened_at_boot_by_its_unit(w):
    w.bao.ok()
    if not w.bao.info.ok()["initialized"]:
        w.bao.init.ok()
    w.bao.engine.docker("restart", BAO)
    wait_for(lambda: not w.bao.info.module().get("failed"), what="its start")
    assert w.bao.info.ok()["sealed"]
    unit = Unit(w.world, "openbao-unseal.service", w.bao.engine, openbao_url=w.bao.url, openbao_host_keys_file=w.bao.keys_file)
    unit.verify()
    unit.text = unit.text.replace("/usr/local/sbin/openbao-unseal", str(ROOT / "playbooks/files/openbao-unseal"))
    for _ in range(2):
        done = unit.run("ExecStart")
        assert done.returncode == 0 and not done.stdout + done.stderr, done
        assert w.bao.info.ok()["sealed"] is False
    assert w.bao.ok(state="absent")["changed"]
