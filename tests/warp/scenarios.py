#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""TripleO quickstart's container on a real engine, up to where the foreign playbooks begin. Each function whose name begins with "the" is a
scenario; they build on each other."""
import hashlib
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "docker"))
import runner_image  # noqa: E402
from world import ROOT, Engine, Module, World, free_port, run, wait_for  # noqa: E402

IMAGE, SECRET, NAME = "oooq-runner:test", "cl0ud-Passw0rd", "warp-runner"
NAMES = ("boot_files", "command", "image_build", "images", "preflight", "run", "state", "traas_inventory")


class Warp(World):
    def __init__(self):
        super().__init__()
        self.engine = Engine(self, "engine", "none")
        runner_image.load(self.engine, IMAGE, self.folder / "rootfs")
        self.space = {name: self.folder / name for name in ("workspace", "lwd", "cache", "quickstart", "scripts", "libvirt", "modules")}
        for path in self.space.values():
            path.mkdir()
        for name in ("workspace", "lwd"):
            os.chown(self.space[name], 65534, 65534)
        (self.space["scripts"] / "inventory.ini").write_text("localhost ansible_connection=local\n")
        for name in ("custom.yaml", "oooq-warp.yaml", "oooq-under.yaml", "oooq-traas-over.yaml", "oooq-traas.yaml"):
            (self.space["scripts"] / name).write_text("[]\n")
        self.device = next((disk for disk in ("/dev/vda", "/dev/sda", "/dev/nvme0n1") if os.path.exists(disk)), "/dev/none")
        self.run = Module(
            self, "oooq_run", (SECRET,), docker_host=self.engine.host, image=IMAGE, container_name=NAME, user="nobody", interactive=False,
            privileged=False, workspace=str(self.space["workspace"]), lwd=str(self.space["lwd"]), imagecache=str(self.space["cache"]),
            oooq_path=str(self.space["quickstart"]), scripts=str(self.space["scripts"]), memory="256m", device=self.device,
            make_snapshots=False, env={"OS_PASSWORD": SECRET},
            mounts=[f"{self.space['libvirt']}:/var/lib/libvirt", f"{self.space['modules']}:/lib/modules"])

    def record(self, name):
        return (self.space["workspace"] / f"record.{name}").read_text()

    def argv(self):
        return self.record("argv").split("\0")[:-1]

    def waiting(self, **changes):
        """A run that does not end by itself; its process."""
        path = self.space["workspace"] / "record.waits"
        path.unlink(missing_ok=True)
        # Another name for the file: the world's is one for all calls of a thread.
        arguments = pathlib.Path(self.run.command(env={"WARP_DOES": "wait", "OS_PASSWORD": SECRET}, **changes)[-1])
        own = arguments.rename(self.folder / f"waiting.{time.monotonic_ns()}.json")
        process = subprocess.Popen([*self.module_command, str(own)], stdout=subprocess.PIPE, text=True)
        wait_for(path.exists, seconds=60, what="the play's start")
        return process

    def ended(self, process):
        said = process.communicate(timeout=60)[0]
        assert SECRET not in said, "a secret is in the answer"
        return json.loads(said)


    def cloud(self):
        """The variables of a login to the stand-in for a cloud, which is started the first time."""
        if not hasattr(self, "cloud_port"):
            self.cloud_port = free_port()
            program = os.environ.get("CI_SANDBOX") or str(ROOT / "artifacts/bin/ci-sandbox")
            self.start(program, "--openstack", f"127.0.0.1:{self.cloud_port}", "--openstack-password", SECRET)
            wait_for(lambda: socket.socket().connect_ex(("127.0.0.1", self.cloud_port)) == 0, what="the cloud's start")
        return {
            "OS_AUTH_URL": f"http://127.0.0.1:{self.cloud_port}/identity/v3", "OS_USERNAME": "stack", "OS_PASSWORD": SECRET,
            "OS_PROJECT_NAME": "traas", "OS_USER_DOMAIN_NAME": "Default", "OS_PROJECT_DOMAIN_NAME": "Default"}

    def play(self, name, *words, code=0, env=(), **variables):
        """A playbook of ours, as a person runs it who exports what the README says."""
        home = self.folder / "walk"
        modules = home / "collections/ansible_collections/stackhpc/kayobe_modules/plugins/modules"
        if not modules.exists():
            modules.mkdir(parents=True)
            for module in NAMES:
                (modules / f"oooq_{module}").symlink_to(self.module_command[0])
        exported = {
            **os.environ, "HOME": str(home), "ANSIBLE_HOME": str(home), "ANSIBLE_COLLECTIONS_PATH": str(home / "collections"), "LC_ALL": "C.UTF-8",
            "ANSIBLE_LOCALHOST_WARNING": "false", "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false", "DOCKER_HOST": self.engine.host, "USER": "nobody",
            "ANSIBLE_REMOTE_TEMP": str(home / "tmp"),  # else below the home that the system knows for USER
            "WORKSPACE": str(self.space["workspace"]), "LWD": str(self.space["lwd"]), "IMAGECACHE": str(self.space["cache"]),
            "OOOQ_PATH": str(self.space["quickstart"]), "PWD": str(self.space["scripts"]), "INTERACTIVE": "false", "MAKE_SNAPSHOTS": "false",
            "MEM": "256m", "DEV": self.device}
        # This host is not to be mended, and has no libvirt; of its disk little is needed.
        given = {
            "oooq_privileged": False, "oooq_mounts": self.run.arguments["mounts"], "oooq_env": {"OS_PASSWORD": SECRET}, "oooq_preflight_fix": False,
            "oooq_preflight_strict": False, "oooq_images": ["undercloud.qcow2"], **({} if name == "oooq-images.yml" else {"oooq_runner_image": IMAGE})}
        done = subprocess.run(
            ["ansible-playbook", str(ROOT / "playbooks/oooq" / name), "-e", json.dumps({**given, **variables}), *words],
            env={**exported, **dict(env)}, cwd=self.space["scripts"], capture_output=True, text=True)
        assert done.returncode == code, (name, done.returncode, done.stdout[-3000:], done.stderr[-1000:])
        assert SECRET not in done.stdout + done.stderr, name
        return done.stdout


def the_playbooks_are_read_by_ansible(w):
    (w.folder / "syntax").mkdir()
    run(str(pathlib.Path(__file__).resolve().parent / "syntax.sh"), str(w.folder / "syntax"))


def the_check_makes_nothing_and_tells_the_command(w):
    result = w.run.ok(check=True)
    assert result["changed"] and result["docker"][:2] == ["docker", "run"] and "--net=host" in result["docker"], result["docker"]
    assert not w.engine.docker("ps", "-aq").strip() and not list(w.space["workspace"].iterdir())


def the_run_sees_what_was_asked_for(w):
    hosts = ["10.0.0.1", "10.0.0.2"]
    result = w.run.ok(play="oooq-traas-over.yaml", controller_hosts=hosts, ext_net_cidr="10.0.0.0/24", extra_args=["-e", "a=it's \"b\" $HOME"])
    assert result["exit_code"] == 0 and result["changed"], result
    # The very command that was told, word by word; and the variables, each whole.
    assert ["ansible-playbook", *w.argv()] == result["play"], (w.argv(), result["play"])
    variables = dict(line.split("=", 1) for line in w.record("env").split("\0") if "=" in line)
    told = dict(word.split("=", 1) for flag, word in zip(result["docker"], result["docker"][1:]) if flag == "-e")
    for name, value in told.items():
        assert name == "OS_PASSWORD" or variables[name] == value, (name, value, variables.get(name))
    assert variables["CONTROLLER_HOSTS"] == "10.0.0.1 10.0.0.2" and variables["VIRTUAL_ENV"] == "/root/Envs/oooq", variables
    assert variables["OS_PASSWORD"] == SECRET and variables["ANSIBLE_SSH_ARGS"].endswith("/lwd/ssh.config.ansible"), variables
    mounts = {line.split()[4]: line.split()[5].split(",") for line in w.record("mounts").splitlines()}
    for place, how in {
            "/tmp/oooq": "ro", "/tmp/scripts": "ro", "/dev": "ro", "/run": "rw", "/var/lib/libvirt": "rw", "/lib/modules": "rw",
            **{str(w.space[name]): "rw" for name in ("workspace", "lwd", "cache")}}.items():
        assert how in mounts[place], (place, mounts.get(place))
    ours = [os.readlink(f"/proc/self/ns/{name}") for name in ("net", "pid", "uts", "ipc", "mnt")]
    theirs = w.record("namespaces").split()
    assert ours[:4] == theirs[:4] and ours[4] != theirs[4], (ours, theirs)
    assert w.record("ids").split()[0] == "65534", w.record("ids")


def the_log_is_whole_and_closed(w):
    log = w.space["workspace"] / "oooq-run.log"
    assert log.stat().st_mode & 0o777 == 0o600
    lines = log.read_text().splitlines()
    assert "PLAY [of oooq-traas-over.yaml]" in lines and "half a line, and its end" in lines, lines
    assert any("said as an error" in line for line in lines), lines


def the_container_is_gone_afterwards(w):
    assert not w.engine.docker("ps", "-aq").strip()


def the_status_of_the_play_is_the_task_s(w):
    result = w.run.fails("oooq-warp.yaml ended with 7", "oooq-run.log", env={"WARP_CODE": "7", "OS_PASSWORD": SECRET})
    assert result["exit_code"] == 7 and result["changed"] and "half a line, and its end" in result["log_tail"], result
    assert not w.engine.docker("ps", "-aq").strip()


def the_limits_are_the_container_s(w):
    process = w.waiting()
    found = w.engine.inspect(NAME)
    host = found["HostConfig"]
    assert host["Memory"] == 256 << 20 and host["CpuShares"] == 800 and host["NanoCpus"] == min(4, os.cpu_count()) * 10 ** 9, host
    assert (host["NetworkMode"], host["PidMode"], host["UTSMode"], host["IpcMode"]) == ("host",) * 4, host
    if os.path.exists(w.device):
        assert host["BlkioDeviceReadBps"] == [{"Path": w.device, "Rate": 60 << 20}] and host["BlkioDeviceWriteIOps"][0]["Rate"] == 60, host
    assert found["Config"]["User"] == "65534:65534" and not found["Config"]["Tty"], found["Config"]
    groups = pathlib.Path(f"/proc/{found['State']['Pid']}/cgroup").read_text()
    memory = [line.split(":")[2] for line in groups.splitlines() if line.split(":")[1] in ("memory", "")]
    files = [pathlib.Path(f"/sys/fs/cgroup{root}{path}/{name}") for path in memory
             for root, name in (("/memory", "memory.limit_in_bytes"), ("", "memory.max"))]
    assert [file.read_text().strip() for file in files if file.exists()][:1] in ([str(256 << 20)], []), files
    # While it runs, whole lines only.
    log = w.space["workspace"] / "oooq-run.log"
    wait_for(lambda: "PLAY [of" in log.read_text(), what="the first line of the log")
    assert log.read_text().endswith("\n") and "half a line" not in log.read_text()
    w.running = process


def the_second_run_meets_the_first(w):
    w.run.fails("Wait for the run that goes on", f"docker stop {NAME}", f"docker logs -f {NAME}")
    assert w.engine.inspect(NAME)["State"]["Running"]


def the_killed_run_fails_and_its_state_is_restored(w):
    # As the kernel kills: nothing inside learns of it.
    w.engine.docker("kill", NAME)
    result = w.ended(w.running)
    assert result["failed"] and result["exit_code"] == 137 and "Signal 9 ended it" in result["msg"], result["msg"]
    before = (w.space["lwd"] / "hosts").read_text()
    result = w.run.ok(teardown="false")
    assert result["play"][result["play"].index("-i") + 1] == f"{w.space['lwd']}/hosts", result["play"]
    assert w.record("before") == before + "a private key\n", w.record("before")
    assert (w.space["workspace"] / "id_rsa_undercloud").stat().st_mode & 0o777 == 0o600


def the_stopped_run_keeps_its_state_elsewhere(w):
    for name in ("hosts", "id_rsa_undercloud"):
        (w.space["workspace"] / name).unlink()
    process = w.waiting()
    w.engine.docker("stop", "-t", "30", NAME)
    result = w.ended(process)
    assert result["failed"] and result["exit_code"] == 143, result["msg"]
    # The working folder is lost, as it was without a mount; the workspace brings it back.
    for name in ("hosts", "id_rsa_undercloud"):
        (w.space["lwd"] / name).unlink()
    w.run.ok(teardown="none")
    assert "a private key" in w.record("before")


def the_interrupted_module_says_what_goes_on(w):
    process = w.waiting()
    process.send_signal(signal.SIGTERM)
    result = w.ended(process)
    assert result["failed"] and "which goes on" in result["msg"] and f"docker stop {NAME}" in result["msg"], result["msg"]
    assert w.engine.inspect(NAME)["State"]["Running"]
    w.engine.docker("kill", NAME)
    assert w.run.fails("is kept", "docker rm", keep=True)
    w.run.ok()
    assert not w.engine.docker("ps", "-aq").strip()


def the_time_that_is_up_ends_the_waiting_only(w):
    result = w.run.fails("Give timeout more than 2 seconds", "which goes on", env={"WARP_DOES": "wait", "OS_PASSWORD": SECRET}, timeout=2)
    assert result["exit_code"] is None and w.engine.inspect(NAME)["State"]["Running"]
    w.engine.docker("rm", "-f", NAME)


def the_prompt_waits_and_plays_what_is_exported_there(w):
    result = w.run.ok(interactive=True, mounts=[*w.run.arguments["mounts"], f"{w.space['cache']}:/root/history"])
    assert result["attach"] == f"docker attach {NAME}" and w.engine.inspect(NAME)["Config"]["Tty"], result
    w.run.fails(f"docker attach {NAME}")
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("docker", ["docker", "-H", w.engine.host, "attach", NAME])
    os.write(terminal, b"export PLAY=oooq-traas.yaml TEARDOWN=false; create_env_oooq.sh -e a=b; exit $?\n")
    said, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.waitpid(child, 0)
    assert w.argv()[-3:] == ["/tmp/scripts/oooq-traas.yaml", "-e", "a=b"], (w.argv(), said.decode(errors="replace")[-800:])
    wait_for(lambda: not w.engine.inspect(NAME)["State"]["Running"], what="the end of the shell")
    assert w.engine.inspect(NAME)["State"]["ExitCode"] == 0


def the_images_are_real_ones(w):
    # As qemu makes them, and as it reads them by the name that quickstart looks for.
    image = w.space["cache"] / "undercloud.qcow2"
    run("qemu-img", "create", "-q", "-f", "qcow2", str(image), "64M")
    (w.space["cache"] / "undercloud.qcow2.md5").write_text(hashlib.md5(image.read_bytes()).hexdigest() + "  undercloud.qcow2\n")
    for name, magic in (("vmlinuz", bytes(0x202) + b"HdrS" + bytes(32)), ("initrd", b"\x1f\x8b\x08\x00")):
        (w.space["cache"] / f"overcloud-full.{name}").write_bytes(magic)
    images = Module(w, "oooq_images", (), imagecache=str(w.space["cache"]), images=["undercloud.qcow2"])
    named = images.ok()["images"]["undercloud.qcow2"]
    assert json.loads(run("qemu-img", "info", "--output=json", named["latest"]))["format"] == "qcow2", named
    assert not images.ok()["changed"]
    run("qemu-img", "resize", "-q", str(image), "128M")
    images.fails("One of them is not whole")
    run("qemu-img", "create", "-q", "-f", "qcow2", str(image), "64M")
    for path in w.space["cache"].glob("latest-*"):
        path.unlink()
    (w.space["cache"] / "undercloud.qcow2.md5").write_text(hashlib.md5(image.read_bytes()).hexdigest() + "  undercloud.qcow2\n")
    for path in w.space["cache"].glob("overcloud-full.*"):
        path.touch()
    if shutil.which("virt-copy-out") and shutil.which("guestfish"):
        another = w.folder / "with-a-kernel.qcow2"
        shutil.copy(image, another)
        kernel_comes_out_of(another, w)
    else:
        print("  libguestfs is not installed, so no kernel was taken out of a real image")


def kernel_comes_out_of(image, w):
    os.environ["LIBGUESTFS_BACKEND"] = "direct"
    inside = {name: w.space["cache"] / f"overcloud-full.{name}" for name in ("vmlinuz", "initrd")}
    uploads = [word for path in inside.values() for word in (":", "upload", str(path), f"/home/stack/{path.name}")]
    run("guestfish", "-a", str(image), "run", ":", "part-disk", "/dev/sda", "mbr", ":", "mkfs", "ext4", "/dev/sda1", ":", "mount", "/dev/sda1", "/",
        ":", "mkdir-p", "/home/stack", *uploads,
        # What is an operating system to virt-copy-out.
        ":", "mkdir", "/bin", ":", "mkdir", "/etc", ":", "write", "/etc/fstab", "LABEL=root / ext4 defaults 0 0\n",
        ":", "write", "/etc/os-release", "ID=centos\nVERSION_ID=8\n")
    boot = Module(w, "oooq_boot_files", (), image=str(image), dest=str(w.folder / "boot"), libguestfs_backend="direct")
    taken = boot.ok()
    assert taken["changed"] and {each["sha256"] for each in taken["files"]} == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in inside.values()}, taken
    assert not boot.ok()["changed"]
    boot.fails("Check paths", paths=["/home/stack/nothing"], force=True)


def the_cloud_is_the_same_to_openstack_s_own_client(w):
    login = w.cloud()
    auth = {name[3:].lower(): value for name, value in login.items()}
    inventory = Module(w, "oooq_traas_inventory", (SECRET,), auth=auth, lwd=str(w.folder / "traas"))
    hosts = {host["server"]: host["private_v4"] for host in inventory.ok()["hosts"]}

    def asked(*words, code=0, **env):
        done = subprocess.run(
            ["openstack", *words, "-f", "json"], env={"PATH": os.environ["PATH"], "HOME": str(w.folder), **env}, capture_output=True, text=True)
        assert done.returncode == code, (words, done.stdout, done.stderr[-2000:])
        return json.loads(done.stdout) if code == 0 else done.stderr

    # By the variables, and by the file that the module wrote: it is what clients read.
    kept = {"OS_CLIENT_CONFIG_FILE": str(w.folder / "traas/clouds.yaml"), "OS_CLOUD": "traas"}
    assert asked("token", "issue", **login)["project_id"] == asked("token", "issue", **kept)["project_id"]
    servers = {server["Name"]: server["Networks"]["private"][0] for server in asked("server", "list", "-n", **kept)}
    assert servers == hosts, (servers, hosts)
    assert "401" in asked("token", "issue", code=1, **{**login, "OS_PASSWORD": "wrong"})


def the_readmes_walk_goes_through_ansible(w):
    around = w.folder / "around"
    around.mkdir()
    w.play("../../tests/warp/modules.yml", world=str(around), dockerfile=str(ROOT / "playbooks/files/oooq"))
    before = w.engine.docker("ps", "-aq")
    foreseen = w.play("oooq-warp.yaml", "--check")
    assert "docker run" in foreseen and w.engine.docker("ps", "-aq") == before, foreseen
    assert not list(w.space["cache"].glob("latest-*")) and "OOOQ_PATH" in foreseen, foreseen
    # What the host lacks stops it, where that is asked for, before anything is done.
    lacking = w.play("oooq-warp.yaml", code=2, oooq_preflight_strict=True, oooq_preflight_checks=["quickstart"])
    assert "Mend this before the wrapper is started: OOOQ_PATH" in lacking and not list(w.space["cache"].glob("latest-*")), lacking
    # The images get their names, and the play runs.
    assert "changed=2" in w.play("oooq-warp.yaml") and "/tmp/scripts/oooq-warp.yaml" in w.argv() and "teardown=true" in w.argv(), w.argv()
    assert (w.space["cache"] / "latest-undercloud.qcow2").is_symlink()
    w.play("oooq-warp.yaml", env={"PLAY": "oooq-traas.yaml", "TEARDOWN": "no"})
    assert "/tmp/scripts/oooq-traas.yaml" in w.argv() and f"{w.space['lwd']}/hosts" in w.argv() and "teardown=false" in w.argv(), w.argv()
    assert "EXT_NET_CIDR" in w.play("oooq-traas-over.yaml", code=2, oooq_with_preflight=False)
    w.play("oooq-traas-over.yaml", env={"CONTROLLER_HOSTS": "10.0.0.1 10.0.0.2", "EXT_NET_CIDR": "10.0.0.0/24"})
    assert "CONTROLLER_HOSTS=10.0.0.1 10.0.0.2" in w.record("env").split("\0")
    # With a login to the cloud there is no inventory by hand, nor are there addresses.
    (w.space["workspace"] / "record.argv").unlink()
    w.play("oooq-traas.yaml", env=w.cloud())
    assert "undercloud ansible_host=203.0.113.10" in (w.space["lwd"] / "hosts").read_text() and not (w.space["workspace"] / "record.argv").exists()
    w.play("oooq-traas-over.yaml", env={**w.cloud(), "EXT_NET_CIDR": "10.0.0.0/24"}, oooq_with_preflight=False)
    assert "CONTROLLER_HOSTS=192.168.24.11 192.168.24.12" in w.record("env").split("\0"), w.record("env")
    assert "ended with 7" in w.play(
        "oooq-warp.yaml", code=2, oooq_env={"WARP_CODE": "7", "OS_PASSWORD": SECRET}, oooq_with_images=False, oooq_with_boot_files=False)


def the_privileged_container_is_made_as_asked(w):
    result = w.run.ok(privileged=True, start=False, memory="7G")
    host = w.engine.inspect(NAME)["HostConfig"]
    assert host["Privileged"] and host["Memory"] == 7 << 30 and host["MemorySwappiness"] in (0, None), host
    assert "--privileged" in result["docker"] and result["attach"] == f"docker start -ai {NAME}", result["attach"]
    # Not every machine can start it: then the cure is told, and nothing is left.
    result = w.run.module(privileged=True)
    if result.get("failed"):
        assert "give privileged: false" in result["msg"], result["msg"]
    assert not w.engine.docker("ps", "-aq").strip()


def the_images_of_the_wrapper_are_built(w):
    # Both stages of the Dockerfile, from an image of ours and with programs of ours in the place of a distribution's.
    rootfs = w.folder / "base"
    runner_image.rootfs(rootfs)
    (rootfs / "etc/passwd").write_text("root:x:0:0::/root:/bin/bash\nstack:x:1000:1000::/home/stack:/bin/bash\n")
    packed = subprocess.run(["tar", "-C", rootfs, "-cf", "-", "."], check=True, capture_output=True).stdout
    subprocess.run(["docker", "-H", w.engine.host, "import", "-", "oooq-local:1"], input=packed, check=True, capture_output=True)
    requirements = w.folder / "requirements.txt"
    requirements.write_text("pbr\n")
    arguments = {"BASE_IMAGE": "oooq-local:1", "INSTALL": "echo installs", "VENV": "mkdir -p", "PIP": "echo takes"}
    build = Module(w, "oooq_image_build", (), docker_host=w.engine.host, path=str(ROOT / "playbooks/files/oooq"), network="none", args=arguments)
    base = {"name": "oooq-base:built", "target": "base"}
    top = {"name": "oooq-runner:built", "target": "runner", "files": {"requirements.txt": str(requirements)}}
    assert build.ok(check=True, **base)["changed"] and "oooq-base" not in w.engine.docker("images")
    made, again = build.ok(**base), build.ok(**base)
    assert made["changed"] and not again["changed"] and again["id"] == made["id"], (made, again)
    assert any(line.startswith("installs ansible-core gcc git") for line in made["log_tail"]), made
    made = build.ok(**top)
    assert "takes -r /opt/oooq-requirements/requirements.txt" in made["log_tail"], made
    told = w.engine.docker("run", "--rm", "--network", "none", "--entrypoint", "cat", "oooq-runner:built", "/etc/sudoers.d/runner")
    assert told == "#1000 ALL=(ALL) NOPASSWD: ALL\n", told
    requirements.write_text("pbr\nlxml\n")
    assert build.ok(**top)["changed"] and not build.ok(**top)["changed"]
    # The same by the playbook: what quickstart's checkout asks for, twice.
    for name in ("requirements.txt", "quickstart-extras-requirements.txt"):
        (w.space["quickstart"] / name).write_text("pbr\n")
    given = {"oooq_base_from": "oooq-local:1", "oooq_build_args": {name: arguments[name] for name in ("INSTALL", "VENV", "PIP")}, "oooq_build_network": "none"}
    assert "changed=2" in w.play("oooq-images.yml", **given) and "changed=0" in w.play("oooq-images.yml", **given)
    built = w.engine.docker("images", "--format", "{{.Repository}}:{{.Tag}}").split()
    assert {"oooq-base:0.1", "oooq-runner:0.1"} <= set(built), built
    assert "Set oooq_path" in w.play("oooq-images.yml", code=2, env={"OOOQ_PATH": ""}, **given)
    build.fails("oooq-base:built cannot be built", "no-such-program: command not found", args={**arguments, "INSTALL": "no-such-program"}, **base)


def main():
    world = Warp()
    scenarios = [(name, function) for name, function in globals().items() if name.startswith("the_")]
    failed = 0
    for name, function in scenarios:
        begun = time.monotonic()
        try:
            function(world)
            print(f"ok - {name.replace('_', ' ')} ({time.monotonic() - begun:.1f} s)")
        except Exception:
            failed += 1
            print(f"not ok - {name.replace('_', ' ')}")
            traceback.print_exc(file=sys.stdout)
    print(f"{len(scenarios) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
