# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine made of namespaces: a Debian from debootstrap as its root, with a network, mounts and processes of its own, and a shell in it."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import urllib.parse

from relay import Relay
from world import ROOT, run

# What every machine boots with, and debootstrap's smallest root lacks.
BOOTS = "systemd-sysv,iproute2,sudo,ca-certificates"
PACKAGES = ROOT / "artifacts/guides/packages"
RELEASE, USER = "bookworm", "ubuntu"
END = "-- the end of it --"
ENTER = r"""
set -e
mount --make-rprivate / && mount --bind "$1" "$1" && cd "$1"
mount -t proc proc proc && mount --rbind /sys sys && mount --rbind /dev dev && mount -t tmpfs tmpfs run && mount -t tmpfs tmpfs tmp && chmod 1777 tmp
hostname builder && ip link set lo up && mkdir -p old && pivot_root . old && umount -l /old && cd /
exec su - "$2" -s /bin/bash
"""


def archive():
    """The Debian archive of this machine's apt."""
    told = run("apt-get", "indextargets", "--format", "$(REPO_URI) $(ORIGIN)", "Created-By: Packages")
    return next(line.split()[0] for line in told.splitlines() if line.endswith(" Debian") and "security" not in line)


def base():
    """A tar of the root, made once a checkout."""
    tar = ROOT / "artifacts/guides" / f"{RELEASE}-{BOOTS.replace(',', '+')}.tar"
    if not tar.exists():
        tar.parent.mkdir(parents=True, exist_ok=True)
        folder = tar.with_suffix(".new")
        shutil.rmtree(folder, ignore_errors=True)
        run("debootstrap", "--variant=minbase", f"--include={BOOTS}", RELEASE, str(folder), archive())
        run("tar", "-C", str(folder), "-cf", str(tar) + ".new", ".")
        os.rename(str(tar) + ".new", tar)
        shutil.rmtree(folder)
    return tar


class Machine:
    def __init__(self, world, names=()):
        """NAMES are names of this very machine in its /etc/hosts, which has no localhost."""
        self.world, self.root, self.log = world, world.folder / "machine", world.folder / "session.log"
        self.root.mkdir()
        run("tar", "-C", str(self.root), "-xf", str(base()))
        place = urllib.parse.urlsplit(archive())
        self.write("etc/hosts", f"127.0.1.1 builder\n127.0.0.2 {place.hostname}\n" + "".join(f"127.0.0.1 {name}\n" for name in names))
        self.write("etc/hostname", "builder\n")
        self.write("etc/apt/sources.list", f"deb {archive()} {RELEASE} main\n")
        self.write(f"etc/sudoers.d/{USER}", f"{USER} ALL=(ALL) NOPASSWD: ALL\n")
        # Nobody is there to start services, as in every container.
        self.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        # Packages that were fetched once need not be fetched again; apt compares their checksums.
        for package in PACKAGES.glob("*.deb"):
            shutil.copy(package, self.root / "var/cache/apt/archives")
        run("chroot", str(self.root), "useradd", "-m", "-s", "/bin/bash", USER)
        self.shell = world.processes.append(self.enter()) or world.processes[-1]
        self.process = self.inner()
        self.relay = Relay(self.process, ("127.0.0.2", place.port or 80), (place.hostname, place.port or 80))

    @property
    def home(self):
        return self.root / "home" / USER

    def enter(self):
        return subprocess.Popen(
            ["unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "bash", "-c", ENTER, "-", str(self.root), USER],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)

    def inner(self):
        """The first process in the namespaces, once the shell answers."""
        self.run("id")
        children = pathlib.Path(f"/proc/{self.shell.pid}/task/{self.shell.pid}/children").read_text().split()
        return int(children[0])

    def keep_packages(self):
        PACKAGES.mkdir(parents=True, exist_ok=True)
        for package in (self.root / "var/cache/apt/archives").glob("*.deb"):
            shutil.copy(package, PACKAGES)

    def write(self, path, text, mode=0o644):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)

    def run(self, commands, ends=0):
        """What commands say in the one shell of the machine, whose folder and variables stay. They have to end with ENDS; None is anything."""
        # Each block is one that a person pastes: it stops at the first line that fails.
        self.shell.stdin.write(f"ended=0\n{self.stopping(commands)}\nprintf '\\n{END} %s\\n' $ended\n")
        self.shell.stdin.flush()
        said, began = [], time.monotonic()
        with self.log.open("a") as log:
            for line in self.shell.stdout:
                log.write(line)
                if line.startswith(END):
                    code = int(line.split()[-1])
                    text = "".join(said)
                    print(f"  {time.monotonic() - began:5.1f} s  {commands.strip().splitlines()[-1][:110]}", file=sys.stderr)
                    assert ends in (None, code), f"{commands.strip()}\nended with {code}:\n{text[-3000:]}"
                    return text
                said.append(line)
        raise AssertionError("the machine's shell ended:\n" + "".join(said)[-3000:])

    @staticmethod
    def stopping(commands):
        """One logical line after another, each only where those before it succeeded."""
        whole = re.sub(r"\\\n\s*", " ", commands.strip())
        return "\n".join(f"[ $ended != 0 ] || {{ {line}\n}} || ended=$?" for line in whole.splitlines() if line and not line.startswith("#"))
