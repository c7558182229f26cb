#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows docs/ci-builder.md and docs/ci-aio.md: each block of commands and each task that stands there, and what has to come of it."""
import json
import pathlib
import re
import subprocess
import sys
import traceback
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1] / "docker")]
import ark  # noqa: E402
import images  # noqa: E402
from machine import USER, Machine  # noqa: E402
from world import ROOT, World, run  # noqa: E402

VAULT = "the-vaults-Passw0rd"
TAG = "2024.1-rocky-9-20261126T101500"
ADDED = " -e ci_kayobe_url=file:///srv/git/kayobe -e ci_kayobe_config_url=file:///srv/git/kayobe-config" \
    " -e '{\"ci_space\": {\"/tmp\": \"1M\", \"/home\": \"1M\"}}'"
OLD_TAGS = "# Tags.\nkolla_image_tags:\n  openstack:\n    rocky-9: 2024.1-rocky-9-1  # kept\n    ubuntu-jammy: 2024.1-ubuntu-jammy-1\n"


class Guide:
    """The blocks of a page, each taken once and in order: bash for a shell, yaml for a playbook."""

    def __init__(self, name):
        text = (ROOT / "docs" / name).read_text()
        self.blocks = [(kind, block) for kind, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S) if kind in ("bash", "yaml")]

    def next(self, kind, *words):
        """The next block, which has to be of the kind and to have the words."""
        found, block = self.blocks.pop(0)
        assert found == kind and all(word in block for word in words), f"the guide goes on with {found}:\n{block}"
        return block


def stand_in_wheel(folder):
    """A wheel of the kayobe that records."""
    path = folder / "kayobe-18.0.0-py3-none-any.whl"
    files = {
        "kayobe-18.0.0.data/scripts/kayobe": (HERE / "kayobe").read_text(),
        "kayobe-18.0.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: kayobe\nVersion: 18.0.0\n",
        "kayobe-18.0.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
    record = "".join(f"{name},,\n" for name in [*files, "kayobe-18.0.0.dist-info/RECORD"])
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, "kayobe-18.0.0.dist-info/RECORD": record}.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o100755 << 16
            wheel.writestr(entry, text)


def vaulted(world, name, text):
    """A variable as it stands in kayobe-config, encrypted."""
    password = world.folder / "vault"
    password.write_text(VAULT)
    return run("ansible-vault", "encrypt_string", "--vault-password-file", str(password), "--name", name, text)


def repository(machine, world, name):
    folder = machine.root / "srv/git" / name
    kayobe = folder / "etc/kayobe"
    for environment in ("ci-builder", "ci-aio"):
        (kayobe / "environments" / environment).mkdir(parents=True)
        (kayobe / "environments" / environment / "stackhpc-ci.yml").write_text(
            "---\nbootstrap_user: ubuntu\nos_distribution: rocky\nstackhpc_release_pulp_url: https://ark.stackhpc.com\n"
            "kayobe_config_path: \"{{ lookup('env', 'KAYOBE_CONFIG_PATH') }}\"\nkolla_tag: " + TAG + "\n"
            f"stackhpc_repo_mirror_url: https://ark.stackhpc.com\nstackhpc_repo_mirror_username: {ark.USER}\n"
            f"stackhpc_docker_registry_username: {ark.USER}\n"
            + vaulted(world, "stackhpc_repo_mirror_password", ark.PASSWORD) + "\n" + vaulted(world, "stackhpc_docker_registry_password", ark.PASSWORD) + "\n")
    aio = kayobe / "environments/ci-aio"
    (aio / "inventory/group_vars/controllers").mkdir(parents=True)
    (aio / "inventory/group_vars/controllers/lvm.yml").write_text("stackhpc_lvm_lv_home_size: 2g\n")
    (aio / "controllers.yml").write_text("---\ncontroller_lvm_groups:\n  - \"{{ stackhpc_lvm_group_rootvg }}\"\n")
    (kayobe / "inventory").mkdir()
    (kayobe / "inventory/hosts").write_text(
        "[seed]\nlocalhost ansible_connection=local\n[container-image-builders:children]\nseed\n"
        + "".join(f"[{group}:children]\nseed\n" for group in ("seed-hypervisor", "overcloud", "infra-vms")))
    (kayobe / "kolla-image-tags.yml").write_text(OLD_TAGS)
    (folder / "requirements.txt").write_text("kayobe @ file:///srv/kayobe-18.0.0-py3-none-any.whl\n")
    (folder / "kayobe-env").write_text("export KAYOBE_CONFIG_PATH=$PWD/etc/kayobe KAYOBE_ENVIRONMENT=$2\n")
    git = ["git", "-C", str(folder), "-c", "user.email=x@example.org", "-c", "user.name=x", "-c", "init.defaultBranch=main"]
    run(*git, "init", "-q")
    run(*git, "add", "-A")
    run(*git, "commit", "-qm", "start")
    run(*git, "branch", "stackhpc/2024.1")
    run("chroot", str(machine.root), "chown", "-R", USER, "/srv/git")


def prepare(machine, world):
    """What lies on the machine before the guide begins: the collection, the vault's password, and what stands in for others."""
    for tarball in (ROOT / "artifacts").glob("stackhpc-kayobe_modules-*.tar.gz"):
        (machine.home / tarball.name).write_bytes(tarball.read_bytes())
    machine.write(f"home/{USER}/FILE-WITH-THE-PASSWORD-OF-THE-VAULT", VAULT + "\n")
    stand_in_wheel(machine.root / "srv")
    for name in ("kayobe", "kayobe-config"):
        repository(machine, world, name)
    (machine.root / "srv/nginx.tar").write_bytes(images.programs("nginx", "sh", more=("/var/log/nginx", "/var/lib/nginx", "/run", "/tmp")))
    (machine.root / "srv/rocky.tar").write_bytes(images.programs("sh", "curl"))
    machine.write("srv/engine.sh", (HERE / "engine.sh").read_text(), 0o755)


def setup(machine, guide, name):
    """The part that sets the host up: in check mode, stopped, whole, and again."""
    seen = guide.next("bash", f"{name}_setup --check --diff\n", f"{name}_setup\n").strip().splitlines()
    prelude, check, whole = seen[:-2], seen[-2] + ADDED, seen[-1] + ADDED
    for line in prelude:
        machine.run(line)
    said = machine.run(check)
    assert "failed=0" in said and not (machine.home / "src").exists(), said[-2000:]
    said = machine.run(
        f"env --default-signal=INT {whole} > ~/stopped.log 2>&1 & until grep -q 'TASK .Make the virtual' ~/stopped.log; do sleep 0.1; done; "
        "kill -INT $!; wait $!", ends=None)
    stopped = (machine.home / "stopped.log").read_text()
    assert "PLAY RECAP" not in stopped or "Tell what is missing" not in stopped, stopped[-1000:]
    said = machine.run(whole)
    assert "failed=0" in said and "FAILED" not in said, said[-2000:]
    again = machine.run(whole)
    assert re.search(r"changed=0 .*failed=0", again), again[-2500:]
    return said


class Run:
    def __init__(self):
        self.world = World()
        self.machine = Machine(self.world, names=[ark.NAME])
        prepare(self.machine, self.world)
        inside = ["nsenter", "-t", str(self.machine.process), "-n"]
        self.ark = ark.Ark(self.world, port=443, prefix=inside)
        self.machine.write("usr/local/share/ca-certificates/ark.crt", self.ark.ca.read_text())
        self.machine.run("sudo update-ca-certificates")
        self.builder, self.aio = Guide("ci-builder.md"), Guide("ci-aio.md")
        # A kernel without dummy interfaces, as in small virtual machines, gets a cable that leads nowhere in its place.
        self.dummies = self.machine.run("sudo ip link add probe type dummy && sudo ip link delete probe", ends=None).count("Error") == 0
        if not self.dummies:
            self.machine.run("sudo ip link add dummy1 type veth peer name nowhere")

    def tasks(self, *blocks, ends=0):
        """Tasks of the guide, in a playbook that kayobe runs."""
        play = "- hosts: localhost\n  gather_facts: false\n  tasks:\n" + "".join("    " + line + "\n" for block in blocks for line in block.splitlines())
        self.machine.write("srv/after.yml", play)
        return self.machine.run("kayobe playbook run /srv/after.yml --diff", ends=ends)

    def module(self, line):
        """What a module called by hand answers."""
        said = self.machine.run(line)
        return json.loads(said[said.index("=> {") + 3:].split("\nlocalhost |")[0])


def the_host_of_ci_builder_is_set_up(w):
    w.machine.run(w.builder.next("bash", "apt-get install -y ansible-core", "ansible-galaxy collection install"))
    assert not (w.machine.root / "usr/bin/git").exists(), "the check has to do without git"
    said = setup(w.machine, w.builder, "ci_builder")
    assert "vault password: KAYOBE_VAULT_PASSWORD is not set" in said and "interface breth1" not in said, said[-1500:]
    assert "Address=192.168.33.3/24" in (w.machine.root / "etc/systemd/network/50-breth1.network").read_text()
    assert "127.0.0.1 localhost" in (w.machine.root / "etc/hosts").read_text()


def the_kayobe_of_its_virtual_environment_configures_it(w):
    w.machine.run(w.builder.next("bash", "kayobe control host bootstrap", "kayobe seed host configure"))
    told = (w.machine.home / "kayobe-calls").read_text()
    assert "kayobe control host bootstrap" in told and "growroot.yml -e growroot_group=seed" in told, told
    w.machine.run("docker info")


def the_proxy_runs_and_the_preflight_says_so(w):
    deploy, look = w.builder.next("bash", "pulp_auth_proxy.yml", "proxy_url=http://localhost").strip().splitlines()
    w.machine.run(deploy)
    again = w.machine.run(deploy)
    assert "changed=0" in again, again[-1500:]
    states = {each["what"]: each for each in w.module(look)["checks"]}
    assert states["authenticating proxy"]["state"] == "ok", states["authenticating proxy"]
    assert states["vault password"]["state"] == "ok" and states["engine"]["state"] == "ok", states


def the_images_are_built_through_it_and_what_became_of_them_is_told(w):
    *build, report = w.builder.next("bash", "kayobe overcloud container image build", "kolla_build_report").strip().splitlines()
    w.machine.run("\n".join(build))
    told = w.module(report)
    assert told["msg"].startswith("4 images: 1 failed (nova-base), 3 built. nova-base failed first: ") and told["first_failure"]["name"] == "nova-base", told["msg"]
    # The engine keeps the step that all of them share.
    assert ("GET", "/pulp/content/site/Packages", 200) in w.ark.requests(), "the builds did not read through the proxy"
    told = w.module(w.builder.next("bash", "container_image_info"))
    assert f"3 images under 1 tags; '{TAG}' was built last" in told["msg"], told["msg"]


def the_images_hold_no_secret_and_one_that_does_is_found(w):
    w.check = w.builder.next("yaml", "container_image_secrets", "container_image_scan")
    said = w.tasks(w.check)
    assert "failed=0" in said and ark.PASSWORD not in said, said[-2000:]
    w.machine.run(f"printf 'FROM quay.io/rockylinux/rockylinux:9\\nLABEL from={ark.PASSWORD}\\n' > /tmp/Dockerfile && "
                  f"DOCKER_BUILDKIT=0 docker build -t ark.stackhpc.com/stackhpc-dev/leaks:{TAG} -f /tmp/Dockerfile /srv/git/kayobe/etc")
    said = w.tasks(w.check, ends=2)
    assert "do not push these" in said and "config.Labels.from" in said and ark.PASSWORD not in said, said[-2000:]
    w.machine.run(f"docker rmi ark.stackhpc.com/stackhpc-dev/leaks:{TAG}")


def the_images_are_pushed_once(w):
    push = w.builder.next("yaml", "container_image_push")
    first, again = w.tasks(push), w.tasks(push)
    assert "changed=1" in first and "changed=0" in again, first[-1500:] + again[-1500:]
    pushed = {path.split("/")[3] for method, path, status in w.ark.requests() if method == "PUT" and "/manifests/" in path and status == 201}
    assert pushed == {"base", "openstack-base", "nova-api"}, pushed


def the_tag_is_what_kayobe_deploys(w):
    tag = w.builder.next("yaml", "kolla_image_tag")
    first, again = w.tasks(tag), w.tasks(tag)
    assert "changed=1" in first and "changed=0" in again, first[-1500:] + again[-1500:]
    written = (w.machine.home / "src/kayobe-config/etc/kayobe/kolla-image-tags.yml").read_text()
    assert written == OLD_TAGS.replace("2024.1-rocky-9-1 ", f"{TAG} "), written
    assert not w.builder.blocks, f"the guide has more than was followed: {w.builder.blocks}"


def the_host_of_ci_aio_is_set_up_and_kayobe_is_told_to_deploy(w):
    # What the other guide left goes, but for packages: the checkouts, the virtual environment, the network.
    w.machine.run("deactivate; cd; unset KAYOBE_VAULT_PASSWORD; sudo rm -rf src venvs vault-pw kayobe-calls; sudo ip link delete breth1")
    global ADDED
    ADDED += " -e ci_lvm=false"
    said = setup(w.machine, w.aio, "ci_aio")
    assert "vault password" not in said, said[-1500:]
    assert not (w.machine.home / "src/kayobe-config/etc/kayobe/environments/ci-aio/inventory/group_vars/controllers/lvm.yml").exists()
    w.machine.run(w.aio.next("bash", "kayobe overcloud service deploy"))
    told = (w.machine.home / "kayobe-calls").read_text()
    assert told.strip().endswith("kayobe overcloud host configure\nkayobe overcloud service deploy"), told
    assert not w.aio.blocks, f"the guide has more than was followed: {w.aio.blocks}"


def main(words):
    w, passed, failed = Run(), 0, 0
    for name, scenario in [(name, each) for name, each in globals().items() if name.startswith("the_")]:
        try:
            scenario(w)
            passed += 1
            print(f"ok - {name.replace('_', ' ')}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok - {name.replace('_', ' ')}\n{traceback.format_exc()[-4000:]}", flush=True)
            break  # each goes on where the one before it ended
    w.machine.keep_packages()
    print("Stood in: kayobe (recorded; it ran playbooks, started dockerd, built small images), Ark (pulp-sandbox), LVM (left out of ci-aio)"
          + ("" if w.dummies else ", dummy1 (a veth: this kernel has no dummy interfaces)") + ".")
    print(f"{passed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
