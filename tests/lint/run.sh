#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ansible-lint over our roles and playbooks, and over an operator's playbook with the old names, against the installed collections.
# Debian 12's is the old one; with --newest also the newest Debian's, with its own ansible-core.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../suite.sh"
cd "$root"
export HOME=$world/home ANSIBLE_LOCALHOST_WARNING=false
mkdir -p "$world/project" "$HOME"
ansible-galaxy collection install --offline -p "$HOME/.ansible/collections" "$root"/artifacts/*.tar.gz > "$world/install.log" 2>&1 || { cat "$world/install.log"; exit 1; }
cp -R collection/roles playbooks .ansible-lint "$world/project/"
# An operator's: each old name of a module, and each of ours, with what is always required.
python3 - "$world" <<'E2'
import json, pathlib, re, subprocess, sys
world = pathlib.Path(sys.argv[1])
old = re.findall(r"^    (\w+):\n      action_plugin", pathlib.Path("shims/pulp.squeezer/meta/runtime.yml").read_text(), re.MULTILINE)
tasks = [f"    - name: Ensure that {name} is as it should be\n      pulp.squeezer.{name}:\n        pulp_url: https://pulp.example.org\n" for name in old]
ours = sorted(path.stem for path in pathlib.Path("collection/plugins/modules").glob("*.py"))
tasks += [f"    - name: Ensure that our {name} is as it should be\n      stackhpc.kayobe_modules.{name}:\n        pulp_url: https://pulp.example.org\n" for name in ours]
(world / "operator").mkdir()
(world / "operator" / "site.yml").write_text("---\n- name: Release train\n  hosts: localhost\n  gather_facts: false\n  tasks:\n" + "\n".join(tasks))
E2
# clean FOLDER FILE…: no finding and no crash.
clean() {
  cd "$1" || return 1
  shift
  git init -q . 2> /dev/null
  ansible-lint --offline --nocolor "$@" 2>&1 | grep -v WARNING | tee "$world/lint"
  local code=${PIPESTATUS[0]}
  ! grep -E "codec can't decode|Traceback|fqcn\[canonical\]" "$world/lint" && [ "$code" -eq 0 ]
}
lint() {
  check "$1: an operator's playbook with every module by its old name and by ours" clean "$world/operator" site.yml
  check "$1: our roles and playbooks" clean "$world/project" roles playbooks
}
lint "$(ansible-lint --version 2> /dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -nE 's/^(ansible-lint [0-9.]+).*/\1/p')"
if [ "${1:-}" = --newest ]; then
  if newest=$("$root/tests/ansible-suite.sh" sid ansible-lint); then
    export PATH=$newest:$PATH
    lint "$(ansible-lint --version 2> /dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -nE 's/^(ansible-lint [0-9.]+).*/\1/p')"
  else
    failed=$((failed + 1))
  fi
fi
report
