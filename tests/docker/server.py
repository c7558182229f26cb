# SPDX-License-Identifier: GPL-3.0-or-later
"""A Pulp server in a container, on a real engine; Pulp is the sandbox. The scenarios are run by scenarios.py, in this order."""
import base64
import json
import os
import pathlib
import shutil
import stat
import subprocess
import urllib.request

from world import ROOT, Module, free_port, run, wait_for

WANTED = "Quite a wanted-Password/17"
PULP = "server_of_pulp"
IMAGE = "pulp/pulp"


class Server(Module):
    """The server's module, and what is asked of the server."""

    def __init__(self, world, engine):
        self.engine, self.port = engine, free_port()
        self.folder = world.folder / f"pulp.{self.port}"
        self.url = f"http://127.0.0.1:{self.port}"
        self.volumes = [f"storage.{self.port}:/var/lib/pulp"]
        self.login = {"pulp_url": self.url, "username": "admin", "password": WANTED}
        super().__init__(world, "pulp_server", (WANTED, base64.b64encode(f"admin:{WANTED}".encode()).decode()), **{
            "state": "present", "docker_host": engine.host, "conf_path": str(self.folder), "image": f"{IMAGE}:1", "container_name": PULP,
            "content_origin": self.url, "volumes": self.volumes, "free_bytes": 1, "login": self.login,
            "env": {"STAND_IN_PORT": str(self.port), "STAND_IN_TASK_SECONDS": "0"}})
        self.wait = Module(world, "wait_for_pulp", self.secrets, pulp_url=self.url, wait_timeout=60)
        self.password = Module(world, "admin_password", self.secrets, docker_host=engine.host, container_name=PULP, **self.login)
        for release in ("1", "2"):
            self.build(release)

    def build(self, release):
        context = self.world.folder / "pulp-image"
        if not context.exists():
            shutil.copytree(ROOT / "tests/docker/pulp", context)
            sandbox = os.environ.get("PULP_SANDBOX") or ROOT / "artifacts/bin/pulp-sandbox"
            shutil.copy(sandbox, context / "pulp-sandbox")
        self.engine.docker("build", "-q", "-t", f"{IMAGE}:{release}", "--build-arg", "base=nginx:stable-alpine", "--build-arg", f"release={release}", str(context),
                           env={**os.environ, "DOCKER_BUILDKIT": "0"})

    def inspect(self, name=PULP):
        return self.engine.inspect(name)

    def inside(self, path):
        return self.engine.docker("exec", PULP, "cat", path)

    def resets(self):
        return self.inside("/var/lib/pulp/resets").count("reset")

    def start_task(self):
        operator = self.inside("/run/operator")
        login = base64.b64encode(f"operator:{operator}".encode()).decode()
        request = urllib.request.Request(f"{self.url}/pulp/api/v3/orphans/cleanup/", method="POST", data=b"{}",
                                         headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["task"]


def the_server_is_deployed_dry_without_a_change(w):
    result = w.server.ok(check=True)
    assert result["changed"] and result["actions"] == ["write configuration", "create container", "start container"], result
    assert not w.server.folder.exists() and w.server.inspect() is None


def the_server_is_deployed(w):
    result = w.server.ok()
    assert result["actions"] == ["write configuration", "create container", "start container"], result
    assert result["workers"]["tasks"] >= 2, result
    status = w.server.wait.ok(workers=result["workers"]["tasks"])["status"]
    assert len(status["online_workers"]) == result["workers"]["tasks"]
    assert json.loads(w.server.inside("/run/settings.json"))["CONTENT_ORIGIN"] == w.server.url
    assert stat.S_IMODE((w.server.folder / "settings.py").stat().st_mode) == 0o644


def the_server_again_changes_nothing(w):
    before = w.server.inspect()["State"]["StartedAt"]
    for check in (False, True):
        result = w.server.ok(check=check)
        assert not result["changed"] and result["actions"] == [] and "diff" not in result, result
    assert w.server.inspect()["State"]["StartedAt"] == before


def the_password_is_reset_once_and_only_for_a_refused_login(w):
    before = w.server.resets()
    assert w.server.password.ok(check=True)["changed"]
    assert w.server.resets() == before, "a dry run has reset it"
    assert w.server.password.ok()["changed"]
    assert w.server.resets() == before + 1
    for check in (False, True):
        assert not w.server.password.ok(check=check)["changed"]
    assert w.server.resets() == before + 1


def the_password_is_on_no_command_line_and_in_no_inspection(w):
    """Holds a reset up when it has read the password, and looks at all processes, the container and every exec the engine knows."""
    w.server.engine.docker("exec", PULP, "pulpcore-manager", "reset-admin-password", "--random")
    w.server.engine.docker("exec", PULP, "touch", "/run/held")
    reset = subprocess.Popen(w.server.password.command(), stdout=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: "holding" in w.server.engine.docker("exec", PULP, "cat", "/run/held"), what="the reset")
        container = w.server.inspect()
        execs = [run("curl", "-s", "--unix-socket", w.server.engine.host.removeprefix("unix://"), f"http://engine/exec/{each}/json") for each in container["ExecIDs"]]
        processes = ""
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            if int(process.name) != os.getpid():
                try:
                    processes += (process / "cmdline").read_bytes().decode(errors="replace") + (process / "environ").read_bytes().decode(errors="replace")
                except OSError:
                    pass
    finally:
        w.server.engine.docker("exec", PULP, "rm", "/run/held")
        output = reset.communicate(timeout=60)[0]
    assert json.loads(output)["changed"]
    assert "reset-admin-password" in processes and any("reset-admin-password" in each for each in execs), (execs, "nothing was seen")
    for secret in w.server.secrets:
        assert secret not in processes + json.dumps(container) + "".join(execs) + w.server.engine.docker("logs", PULP)


def the_reset_that_fails_tells_why_without_the_password(w):
    w.server.engine.docker("exec", PULP, "touch", "/run/broken")
    another = "Another wanted-Password"
    result = w.server.password.fails("failed in the container with code 1", "no connection to the database", password=another)
    assert another not in json.dumps(result), result
    w.server.engine.docker("exec", PULP, "rm", "/run/broken")


def the_container_for_the_password_that_is_not_there_is_named(w):
    w.server.password.fails("no container 'plup'", container_name="plup", password="x" * 9)
    w.server.engine.docker("create", "--name", "idle", f"{IMAGE}:1")
    w.server.password.fails("'idle' is created", container_name="idle", password="x" * 9)
    w.server.engine.docker("rm", "idle")
    # Another server's container: the password is reset there, and the login still refused here.
    w.server.password.fails("there is no socket", docker_host="unix:///nowhere/docker.sock", password="x" * 9)


def the_changed_setting_restarts_the_server(w):
    before = w.server.inspect()
    changed = {"allowed_export_paths": ["/exports"], "settings": {"CACHE_ENABLED": True, "SECRET_KEY": WANTED}}
    dry = w.server.ok(check=True, **changed)
    result = w.server.ok(**changed)
    assert dry["actions"] == result["actions"] == ["write configuration", "restart container"], (dry["actions"], result["actions"])
    shown = result["diff"]["after"]["configuration"]["settings.py"]
    assert shown["ALLOWED_EXPORT_PATHS"] == '["/exports"]' and shown["SECRET_KEY"] == "new", shown
    after = w.server.inspect()
    assert after["Id"] == before["Id"] and after["State"]["StartedAt"] > before["State"]["StartedAt"]
    w.server.arguments.update(changed)
    w.server.wait.ok()
    assert json.loads(w.server.inside("/run/settings.json"))["ALLOWED_EXPORT_PATHS"] == ["/exports"]
    assert not w.server.ok()["changed"]


def the_settings_of_a_killed_run_are_taken_up_by_the_next(w):
    os.utime(w.server.folder / "settings.py")
    assert w.server.ok()["actions"] == ["restart container"]
    w.server.wait.ok()
    assert not w.server.ok()["changed"]


def the_newly_allowed_checksums_are_completed_before_the_restart(w):
    w.server.arguments["allowed_content_checksums"] = ["sha1", "sha224", "sha256", "sha384", "sha512"]
    w.server.engine.docker("exec", PULP, "touch", "/run/broken")
    result = w.server.fails("handle-artifact-checksums --skip-checks failed in the container", "an artifact is not on the disk")
    assert not result["changed"] and "sha1" not in (w.server.folder / "settings.py").read_text(), "the server could not be started again"
    w.server.engine.docker("exec", PULP, "rm", "/run/broken")
    assert w.server.ok()["actions"] == ["complete checksums", "write configuration", "restart container"]
    w.server.wait.ok()
    assert "sha1" in json.loads(w.server.inside("/run/settings.json"))["ALLOWED_CONTENT_CHECKSUMS"]
    assert not w.server.ok()["changed"]


def the_certificate_lies_closed_beside_what_is_pulps_own(w):
    (w.server.folder / "certs").mkdir(exist_ok=True)
    own = w.server.folder / "certs/database_fields.symmetric.key"
    own.write_text("Pulp's")
    pair = w.world.certificates("server")
    w.server.fails("are not a certificate and its key", tls_certificate=str(pair / "cert.pem"), tls_key=str(pair / "ca.key"))
    w.server.fails("neither PEM text nor a file", tls_certificate="/nowhere.pem", tls_key=str(pair / "key.pem"))
    result = w.server.ok(tls_certificate=str(pair / "cert.pem"), tls_key=(pair / "key.pem").read_text())
    assert "stop container" in result["actions"] and "create container" in result["actions"], result["actions"]
    for name, source in (("crt", "cert.pem"), ("key", "key.pem")):
        file = w.server.folder / f"certs/pulp_webserver.{name}"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600 and file.read_text() == (pair / source).read_text()
    assert "PULP_HTTPS=true" in w.server.inspect()["Config"]["Env"]
    assert "PRIVATE" not in json.dumps(result)
    w.server.wait.ok()
    w.server.ok()
    w.server.wait.ok()
    assert own.read_text() == "Pulp's"


def the_restart_policy_changes_without_an_interruption(w):
    before = w.server.inspect()["State"]["StartedAt"]
    assert w.server.ok(restart_policy="no")["actions"] == ["update restart policy"]
    assert w.server.ok()["actions"] == ["update restart policy"]
    assert w.server.inspect()["State"]["StartedAt"] == before


def the_upgrade_on_a_full_disk_is_refused(w):
    before = w.server.inspect()["Id"]
    for check in (True, False):
        w.server.fails("is not upgraded to pulp/pulp:2", "bytes are free", image=f"{IMAGE}:2", free_bytes=10 ** 17, check=check)
    assert w.server.inspect()["Id"] == before and w.server.inspect()["State"]["Running"]


def the_upgrade_is_refused_while_tasks_run(w):
    w.server.arguments["env"]["STAND_IN_TASK_SECONDS"] = "600"
    w.server.ok()
    w.server.wait.ok()
    w.server.start_task()
    before = w.server.inspect()["State"]["StartedAt"]
    for check in (True, False):
        result = w.server.fails("is not upgraded to pulp/pulp:2", "1 task is not done", "orphan", "running_tasks: interrupt", image=f"{IMAGE}:2", check=check)
        assert len(result["tasks"]) == 1 and not result["changed"], result
    w.server.fails("is not restarted", analytics=True)
    w.server.fails("is not stopped", state="stopped")
    w.server.fails("is not stopped", state="absent")
    assert "ANALYTICS = False" in (w.server.folder / "settings.py").read_text(), "refused means that nothing was written"
    assert w.server.inspect()["State"]["StartedAt"] == before


def the_tasks_are_asked_inside_the_container(w):
    """Where the server is said to answer, and with which login, is about to change: it does not matter."""
    for login in (None, {**w.server.login, "password": "wrong-Password"}, {**w.server.login, "pulp_url": "http://127.0.0.1:1"}):
        w.server.fails("is not upgraded to pulp/pulp:2", "1 task is not done", image=f"{IMAGE}:2", login=login)


def the_server_that_does_not_come_up_is_put_back(w):
    w.server.arguments["env"]["STAND_IN_TASK_SECONDS"] = "0"
    w.server.ok(running_tasks="interrupt")
    before, settings = w.server.inspect(), (w.server.folder / "settings.py").read_text()
    result = w.server.fails(
        "does not stay up", "ImproperlyConfigured", "The container before it is put back and serves again", "Done before that: ",
        env={**w.server.arguments["env"], "STAND_IN_REFUSES": "yes"}, analytics=True)
    assert result["changed"] and "create container" in result["actions"], result
    after = w.server.inspect()
    assert after["Id"] == before["Id"] and after["State"]["Running"], after["State"]
    assert (w.server.folder / "settings.py").read_text() == settings, "the settings of the failed run are left"
    assert not w.server.inspect(f"{PULP}-next") and not w.server.inspect(f"{PULP}-previous")
    w.server.wait.ok()
    assert not w.server.ok()["changed"]


def the_wrong_setting_is_taken_back(w):
    result = w.server.fails("The files before are put back, and the container is restarted with them.", settings={**w.server.arguments.get("settings", {}), "REFUSE_TO_START": True})
    assert result["changed"], result
    w.server.wait.ok()
    assert not w.server.ok()["changed"]


def the_broken_server_can_be_mended(w):
    """Somebody else broke it: it restarts for ever, and can be asked nowhere."""
    settings = w.server.folder / "settings.py"
    good = settings.read_text()
    settings.write_text(good + "REFUSE_TO_START = True\n")
    w.server.engine.docker("restart", "-t", "0", PULP)
    wait_for(lambda: w.server.inspect()["RestartCount"] > 0, what="the loop")
    told = w.server.ok(state=None)["log"]
    assert "ImproperlyConfigured" in told and "restarts" in told, told
    dry = w.server.ok(check=True)
    assert any("is taken to be broken" in each for each in dry["warnings"]), dry
    result = w.server.ok()
    assert result["actions"] == ["write configuration", "restart container"] and any("is taken to be broken" in each for each in result["warnings"]), result
    w.server.wait.ok()
    assert settings.read_text() == good


def the_killed_replacement_is_taken_up(w):
    w.server.engine.docker("stop", PULP)
    w.server.engine.docker("rename", PULP, f"{PULP}-previous")
    assert w.server.ok()["actions"] == ["take back container", "start container"]
    w.server.wait.ok()
    assert not w.server.ok()["changed"]


def the_replacement_killed_while_it_waits_is_looked_at(w):
    """The new one is there and was never seen to work, the one before is kept."""
    env = {**w.server.arguments["env"], "STAND_IN_TASK_SECONDS": "1"}
    waiting = subprocess.Popen(w.server.command(env=env, login={**w.server.login, "pulp_url": "http://127.0.0.1:1"}), stdout=subprocess.DEVNULL)
    wait_for(lambda: w.server.inspect(f"{PULP}-previous") and (w.server.inspect() or {}).get("State", {}).get("Running"), what="the replacement")
    waiting.kill()
    waiting.wait()
    result = w.server.ok(env=env)
    assert result["actions"] == ["remove container"] and not w.server.inspect(f"{PULP}-previous"), result
    w.server.ok()
    w.server.wait.ok()


def the_paused_server_goes_on(w):
    before = w.server.inspect()["Id"]
    w.server.engine.docker("pause", PULP)
    for check in (True, False):
        assert w.server.ok(check=check)["actions"] == ["unpause container"]
    assert w.server.inspect()["Id"] == before and not w.server.inspect()["State"]["Paused"]
    w.server.wait.ok()


def the_renamed_server_is_not_joined_by_another_on_its_volumes(w):
    w.server.engine.docker("rename", PULP, "kept-by-hand")
    for check in (True, False):
        w.server.fails("'kept-by-hand', which runs, has its volume", check=check)
    w.server.engine.docker("rename", "kept-by-hand", PULP)
    assert not w.server.ok()["changed"]


def the_upgrade_goes_on_when_told_so_and_keeps_everything(w):
    w.server.arguments["env"]["STAND_IN_TASK_SECONDS"] = "0"
    result = w.server.ok(image=f"{IMAGE}:2", running_tasks="interrupt", data_migrations="run")
    assert [each["done"] for each in result["data_migrations"]] == [True, True], result["data_migrations"]
    assert w.server.inside("/var/lib/pulp/migrations").split("\n")[:2] == ["container-handle-image-data", "datarepair 7272"]
    assert result["actions"] == ["create container", "stop container", "replace container", "start container", "remove container"], result["actions"]
    w.server.arguments["image"] = f"{IMAGE}:2"
    w.server.wait.ok()
    assert w.server.inspect()["Config"]["Labels"]["release"] == "2"
    assert w.server.inside("/var/lib/pulp/ended") == "properly", "it was killed instead of stopped"
    assert not w.server.password.ok()["changed"], "the users are gone"
    assert not w.server.ok()["changed"]


def the_login_to_its_registry_is_tried_and_kept(w):
    file = w.world.folder / "client/config.json"
    login = Module(w.world, "registry_login", w.server.secrets, docker_host=w.server.engine.host, registry=w.server.url, username="admin", password=WANTED, config_path=str(file), state="present")
    login.fails("refused POST /auth", password="wrong-Password")
    assert not file.exists()
    file.parent.mkdir()
    file.write_text('{"HttpHeaders": {"a": "b"}, "auths": {"other:5000": {"auth": "eDp5"}}}')
    assert login.ok(check=True)["changed"] and "127.0.0.1" not in file.read_text()
    assert login.ok()["changed"] and not login.ok()["changed"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = json.loads(file.read_text())
    assert kept["HttpHeaders"] == {"a": "b"} and "other:5000" in kept["auths"], kept
    assert base64.b64decode(kept["auths"][f"127.0.0.1:{w.server.port}"]["auth"]).decode() == f"admin:{WANTED}"
    assert "Login Succeeded" in run("docker", "--config", str(file.parent), "-H", w.server.engine.host, "login", f"127.0.0.1:{w.server.port}", stdin=subprocess.DEVNULL)
    assert login.ok(state=None)["username"] == "admin"
    assert login.ok(state="absent")["changed"] and not login.ok(state="absent")["changed"]
    file.write_text('{"credsStore": "secretservice"}')
    login.fails("docker-credential-secretservice")


def the_container_that_something_else_made_is_left_alone(w):
    w.server.engine.docker("create", "--name", "theirs", f"{IMAGE}:2")
    w.server.fails("that this module did not make", "recreate: always", container_name="theirs")
    w.server.engine.docker("rm", "theirs")


def the_hooks_serve_a_container_of_kayobes(w):
    w.server.ok(state="absent")
    (w.server.folder / "settings.py").write_text("CONTENT_ORIGIN = 'an older one'\n")
    assert w.server.inspect() is None
    play(w, "pre", changed=1)
    play(w, "pre", changed=0)

    def kayobe(release):
        w.server.engine.docker("rm", "-f", PULP) if w.server.inspect() else None
        w.server.engine.docker("run", "-d", "--name", PULP, "--network", "host", "-v", f"{w.server.folder}:/etc/pulp", "-v", w.server.volumes[0],
                               "-e", f"STAND_IN_PORT={w.server.port}", "-e", "PULP_WORKERS=2", f"{IMAGE}:{release}")
    kayobe("2")
    play(w, "post", changed=1)
    play(w, "post", changed=0)
    play(w, "pre", changed=1, pulp_server_analytics=True)
    before = w.server.inspect()["State"]["StartedAt"]
    play(w, "post", changed=1, arguments=["--check"], pulp_server_analytics=True)
    assert w.server.inspect()["State"]["StartedAt"] == before
    play(w, "post", changed=1, pulp_server_analytics=True)
    assert w.server.inspect()["State"]["StartedAt"] > before
    assert json.loads(w.server.inside("/run/settings.json"))["ANALYTICS"] is True
    play(w, "post", changed=0, pulp_server_analytics=True)
    play(w, "pre", fails="is not upgraded to pulp/pulp:1", pulp_server_tag="1", pulp_server_free_bytes=10 ** 17, pulp_server_analytics=True)
    play(w, "pre", changed=0, pulp_server_tag="1", pulp_server_analytics=True)


def the_container_of_kayobes_is_taken_over_on_request(w):
    w.server.fails("that this module did not make")
    result = w.server.ok(recreate="always")
    assert result["actions"][-5:] == ["create container", "stop container", "replace container", "start container", "remove container"], result["actions"]
    w.server.wait.ok()
    assert not w.server.password.ok()["changed"], "the users are gone"
    assert not w.server.ok()["changed"]
    assert w.server.ok(state="stopped")["actions"] == ["stop container"]
    assert w.server.ok(state="absent")["actions"] == ["remove container"]
    assert not w.server.ok(state="absent")["changed"]


def the_seeds_playbook_deploys_and_again_changes_nothing(w):
    shutil.rmtree(w.server.folder)
    shutil.rmtree(w.world.folder / "plays/client", ignore_errors=True)
    w.server.engine.docker("volume", "rm", w.server.volumes[0].split(":")[0])
    for arguments, changed in ((["--check"], 2), ([], 3), ([], 0), (["--check"], 0)):
        play(w, "seed", changed=changed, arguments=arguments)
    assert stat.S_IMODE(w.server.folder.stat().st_mode) == 0o755
    play(w, "seed", changed=1, pulp_server_tag="1")
    play(w, "seed", changed=0, pulp_server_tag="1")
    play(w, "seed", changed=1, pulp_server_state="absent")


def play(w, what, changed=None, fails=None, arguments=(), **variables):
    """pulp-seed.yml, or one of kayobe's hooks, through ansible-playbook with kayobe's variables."""
    folder = w.world.folder / "plays"
    collection = folder / "collections/ansible_collections/stackhpc/kayobe_modules"
    if not collection.exists():
        collection.parent.mkdir(parents=True)
        os.symlink(ROOT / "artifacts/stage/stackhpc.kayobe_modules", collection)
        (folder / "inventory").write_text("[seed]\nlocalhost ansible_connection=local\n")
        for hook in ("pre", "post"):
            (folder / f"{hook}.yml").write_text(json.dumps([{
                "hosts": "seed", "gather_facts": False,
                "tasks": [{"ansible.builtin.include_role": {"name": "stackhpc.kayobe_modules.pulp_server", "tasks_from": f"{hook}.yml"}}]}]))
    given = folder / "variables.json"
    given.write_text(json.dumps({
        "pulp_url": w.server.url, "pulp_username": "admin", "pulp_password": WANTED, "pulp_server_container_name": PULP, "pulp_server_image": IMAGE, "pulp_server_tag": "2",
        "pulp_server_conf_path": str(w.server.folder), "pulp_server_volumes": w.server.volumes, "pulp_server_free_bytes": 1, "pulp_server_become": False,
        "pulp_server_env": {"STAND_IN_PORT": str(w.server.port)}, "pulp_server_registry_config_path": str(folder / "client/config.json"),
        "pulp_server_docker_host": w.server.engine.host, **variables}))
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(folder / "collections"), "ANSIBLE_NOCOLOR": "1", "HOME": str(folder), "ANSIBLE_HOME": str(folder / "ansible"),
                   "ANSIBLE_LOCAL_TEMP": str(folder / "ansible/tmp"), "ANSIBLE_INJECT_INVOCATION": "1"}
    playbook = ROOT / "playbooks/pulp-seed.yml" if what == "seed" else folder / f"{what}.yml"
    done = subprocess.run(["ansible-playbook", "-i", str(folder / "inventory"), str(playbook), "-e", f"@{given}", "--diff", "-vvv", *arguments],
                          capture_output=True, text=True, env=environment)
    output = done.stdout + done.stderr
    for secret in w.server.secrets:
        assert secret not in output, "a secret is in the output"
    if fails:
        assert done.returncode and fails in output, output[-3000:]
    else:
        assert not done.returncode and f"changed={changed} " in output, output[-5000:]
    return output
