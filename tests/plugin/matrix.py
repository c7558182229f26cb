# SPDX-License-Identifier: GPL-3.0-or-later
"""matrix.py sample|whole INVENTORY BARE: our module over a real ssh in every way, each two ways of two kinds together at least once.

INVENTORY names the far machine as `there`; BARE is a folder of collections without the action plugin, where Ansible itself copies and runs
the module, with a terminal that the binary must not write to. One line for each way, `ok` or `not ok`.
"""
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys

WAYS = {
    "plugin": [True, False],
    "tty": [True, False],
    "term": ["xterm", "xterm-256color", "screen", "tmux-256color", "vt100", "dumb", ""],
    "pipelining": [True, False],
    "become": [True, False],
    "python": [True, False],
    "background": [True, False],
}
MOST = 40
SAMPLE = 5

PLAY = """
- hosts: all
  gather_facts: false
  tasks:
    - name: Have a repository
      stackhpc.kayobe_modules.file_repository:
        pulp_url: "{{ server }}"
        username: admin
        password: "{{ server_password }}"
        name: "{{ inventory_hostname }}-{{ core }}"
        state: present
      async: "{{ 60 if background else 0 }}"
      poll: 1
      register: made
    - name: The answer is the module's
      ansible.builtin.assert:
        that: made.changed and made.repository.name == inventory_hostname ~ '-' ~ core
"""


def possible(way):
    """Ansible's own wrapper of what runs in the background is Python."""
    return way["python"] or not way["background"]


def pairs(way):
    return set(itertools.combinations(sorted(way.items(), key=lambda item: item[0]), 2))


def pairwise():
    """The ways that hold all pairs that can be; the most new pairs first."""
    every = [way for way in (dict(zip(WAYS, values)) for values in itertools.product(*WAYS.values())) if possible(way)]
    left = set().union(*map(pairs, every))
    chosen = []
    while left:
        best = max(every, key=lambda way: len(pairs(way) & left))
        chosen.append(best)
        left -= pairs(best)
    assert len(chosen) <= MOST, len(chosen)
    return chosen


def words(way):
    return ", ".join([
        "with the plugin" if way["plugin"] else "copied by Ansible", "terminal" if way["tty"] else "no terminal", f"TERM={way['term']}",
        *(name for name in ("pipelining", "become", "background") if way[name]), *([] if way["python"] else ["no Python there"])])


def inventory(folder, base, ways):
    """The far machine once for each way, under a name of its own."""
    there = json.loads(subprocess.run(["ansible-inventory", "-i", base, "--host", "there"], check=True, capture_output=True).stdout)
    hosts = {}
    for name, way in ways.items():
        ssh = folder / f"ssh-{name}"
        ssh.write_text(f"#!/bin/sh\n{'export TERM=' + way['term'] if way['term'] else 'unset TERM'}\nexec ssh \"$@\"\n")
        ssh.chmod(0o755)
        hosts[name] = {
            **there, "ansible_ssh_executable": str(ssh), "ansible_ssh_use_tty": way["tty"], "ansible_pipelining": way["pipelining"], "ansible_become": way["become"],
            "ansible_python_interpreter": "/usr/bin/python3" if way["python"] else "/nowhere/python3", "background": way["background"]}
    path = folder / "hosts.json"
    path.write_text(json.dumps({"all": {"hosts": hosts}}))
    return path


def run(folder, base, ways, environment):
    """Which of them went well, and what was said."""
    playbook = folder / "play.yml"
    playbook.write_text(PLAY)
    core = re.search(r"core (\S+?)\]?\s", subprocess.run(["ansible", "--version"], check=True, capture_output=True, text=True).stdout).group(1)
    command = ["ansible-playbook", "-i", str(inventory(folder, base, ways)), "--forks", "4", str(playbook), "-e", f"core={core.replace('.', '-')}",
               "-e", f"server={os.environ['PULP_URL']}", "-e", f"server_password={os.environ['PULP_PASSWORD']}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
    recap = {line.split()[0]: line for line in done.stdout.split("PLAY RECAP")[-1].splitlines()[1:] if line.strip()}
    return {name: re.search(r"ok=2 .*unreachable=0 +failed=0", recap.get(name, "")) is not None for name in ways}, done.stdout + done.stderr


def main(much, base, bare):
    ways = {f"way{number:02}": way for number, way in enumerate(pairwise())}
    if much == "sample":
        # Those of the ordinary way, with a terminal, are what once failed.
        ways = dict(sorted(ways.items(), key=lambda item: (item[1]["plugin"], not item[1]["tty"]))[:SAMPLE])
    failed = 0
    for plugin, environment in ((True, {}), (False, {"ANSIBLE_COLLECTIONS_PATH": bare})):
        some = {name: way for name, way in ways.items() if way["plugin"] == plugin}
        if not some:
            continue
        folder = pathlib.Path(os.environ["WORLD"]) / f"ways-{plugin}"
        folder.mkdir(exist_ok=True)
        went, said = run(folder, base, some, environment)
        for name, well in went.items():
            print(f"{'ok' if well else 'not ok'} - over ssh {words(some[name])}")
        if not all(went.values()):
            print(said)
        failed += list(went.values()).count(False)
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
