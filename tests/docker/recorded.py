#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenarios that need an engine but no proxy that answers. `record` has the conversations with a real dockerd and keeps
them; otherwise they are played back."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import tape

# A fixed place: paths are part of the conversations.
CONF = "/tmp/kayobe-modules-recorded"
ARGUMENTS = {
    "url": "https://192.0.2.7", "username": "reader", "password": "s3cret-Login-9f2c", "validate_certs": False, "conf_path": CONF, "listen_port": 47999,
    "image": "nginx:recorded", "container_name": "recorded_proxy", "_ansible_module_name": "pulp_auth_proxy", "_ansible_diff": True}

# name, [(what changes of the arguments, what is expected of the answer)]
STOPPED = ["write configuration", "create container"]
SCENARIOS = {
    "report_of_nothing": [({}, {"changed": False, "container": None})],
    "dry_run": [({"state": "present", "_ansible_check_mode": True}, {"changed": True, "actions": [*STOPPED, "start container"]})],
    "stopped_and_again": [({"state": "stopped"}, {"changed": True, "actions": STOPPED}), ({"state": "stopped"}, {"changed": False, "actions": []})],
    "policy_in_place": [({"state": "stopped", "restart_policy": "no"}, {"changed": True, "actions": ["update restart policy"]})],
    "other_network": [({"state": "stopped", "restart_policy": "no", "network_mode": "host"},
                       {"changed": True, "actions": ["write configuration", "remove container", "create container"]})],
    "absent_and_again": [({"state": "absent"}, {"changed": True, "actions": ["remove container", "remove configuration"]}), ({"state": "absent"}, {"changed": False, "actions": []})],
    "image_missing": [({"state": "stopped", "image": "nginx:none", "pull": "never"}, {"failed": True, "changed": False})],
    "network_missing": [({"state": "stopped", "network_mode": "kolla"}, {"failed": True, "changed": False})],
    "foreign": [({"state": "stopped", "container_name": "somebodys"}, {"failed": True, "changed": False}), ({"state": "absent", "container_name": "somebodys"}, {"failed": True, "changed": False})],
}


def module(command, folder, engine, changes):
    path = folder / "arguments.json"
    path.write_text(json.dumps({**ARGUMENTS, **changes, "docker_host": f"unix://{engine}"}))
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=60)
    assert ARGUMENTS["password"] not in done.stdout, "the password is in the answer"
    return json.loads(done.stdout)


def every(command, start, finish):
    """Runs all scenarios, each with an engine that `start` gives; answers how many passed and failed."""
    passed = failed = 0
    for name, calls in SCENARIOS.items():
        folder = pathlib.Path(tempfile.mkdtemp(prefix="kayobe-proxy."))
        try:
            engine = start(folder / "engine.sock", name)
            for changes, expected in calls:
                answer = module(command, folder, folder / "engine.sock", changes)
                found = {key: answer.get(key) for key in expected}
                assert found == expected, f"{found} instead of {expected}: {answer.get('msg')}"
            finish(engine, name)
            passed += 1
            print(f"ok - recorded: {name.replace('_', ' ')}", flush=True)
        except AssertionError as reason:
            failed += 1
            print(f"not ok - recorded: {name.replace('_', ' ')}\n    {reason}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return passed, failed


def play(command):
    shutil.rmtree(CONF, ignore_errors=True)

    def finish(playback, name):
        assert not playback.strange, playback.strange
        assert not playback.left, f"never asked: {[line['path'] for line in playback.left]}"

    try:
        return every(command, tape.Playback, finish)
    finally:
        shutil.rmtree(CONF, ignore_errors=True)


def record():
    from world import BRIDGE, Engine, World
    world = World()
    world.add_bridge()
    engine = Engine(world, "engine", BRIDGE)
    engine.import_image("nginx:recorded")
    engine.docker("create", "--name", "somebodys", "nginx:recorded", "sleep", "1")
    shutil.rmtree(CONF, ignore_errors=True)
    result = every(world.module_command, lambda path, _: tape.Recording(path, engine.host.removeprefix("unix://")), lambda recording, name: recording.save(name))
    world.end()
    shutil.rmtree(CONF, ignore_errors=True)
    return result


if __name__ == "__main__":
    binary = os.environ.get("KAYOBE_MODULES") or str(pathlib.Path(__file__).resolve().parents[2] / "artifacts/bin/kayobe-modules")
    ok, bad = record() if sys.argv[1:] == ["record"] else play([binary])
    print(f"{ok} passed, {bad} failed")
    sys.exit(1 if bad else 0)
