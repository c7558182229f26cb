# SPDX-License-Identifier: GPL-3.0-or-later
"""pulp-sandbox as the server that builds read from and push to: TLS, a login, a file and a package list that only the login can read."""
import json
import os
import pathlib
import subprocess
import time

from world import ROOT, free_port, run

USER, PASSWORD = "reader-5e31", "m1rror-Passw0rd-5e"
NAME = "ark.stackhpc.com"


class Ark:
    """Where the processes run, a prefix can say, such as a network namespace's."""

    def __init__(self, world, port=None, prefix=()):
        self.world, self.port, self.prefix = world, port or free_port(), list(prefix)
        self.folder = world.folder / "ark"
        self.folder.mkdir()
        self.ca = self.certificates()
        self.start()
        self.fill()

    @property
    def url(self):
        return f"https://localhost:{self.port}"

    def certificates(self):
        quiet = {"cwd": self.folder}
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Ark's", **quiet)
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", f"/CN={NAME}", **quiet)
        (self.folder / "names").write_text(f"subjectAltName=DNS:{NAME},DNS:localhost,IP:127.0.0.1\n")
        run("openssl", "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
            "-out", "cert.pem", "-extfile", "names", **quiet)
        return self.folder / "ca.pem"

    def start(self):
        program = os.environ.get("PULP_SANDBOX") or ROOT / "artifacts/bin/pulp-sandbox"
        process = self.world.start(
            *self.prefix, str(program), "--listen", f"127.0.0.1:{self.port}", "--username", USER, "--media", str(self.folder / "media"),
            "--tls-cert", str(self.folder / "cert.pem"), "--tls-key", str(self.folder / "key.pem"), "--log", str(self.folder / "requests"),
            env={**os.environ, "PULP_SANDBOX_PASSWORD": PASSWORD})
        end = time.monotonic() + 30
        while "listens on" not in pathlib.Path(process.log).read_text():
            assert process.poll() is None and time.monotonic() < end, pathlib.Path(process.log).read_text()[-600:]
            time.sleep(0.1)

    def module(self, module, /, **arguments):
        """What a module of ours answers."""
        given = {"pulp_url": self.url, "username": USER, "password": PASSWORD, "_ansible_module_name": module, "_ansible_check_mode": False, **arguments}
        path = self.folder / "arguments.json"
        path.write_text(json.dumps(given))
        done = subprocess.run(
            [*self.prefix, *self.world.module_command, str(path)], capture_output=True, text=True, env={**os.environ, "PULP_CA_BUNDLE": str(self.ca)})
        answer = json.loads(done.stdout)
        assert not answer.get("failed"), answer["msg"]
        return answer

    def fill(self):
        """A file and the list of packages that it stands in, behind a guard."""
        self.module("rbac_content_guard", name="release", state="present")
        (self.folder / "kolla.conf").write_text("installed through the proxy\n")
        (self.folder / "Packages").write_text("Package: kolla\nVersion: 1\n")
        self.module("file_repository", name="site", state="present")
        for name in ("kolla.conf", "Packages"):
            self.module("file_content", file=str(self.folder / name), relative_path=name, repository="site", state="present")
        href = self.module("file_publication", repository="site", state="present")["publication"]["pulp_href"]
        self.module("file_distribution", name="site", base_path="site", publication=href, content_guard="release", state="present")

    def requests(self):
        """What was asked of it: method, path, status."""
        lines = [json.loads(line) for line in (self.folder / "requests").read_text().splitlines()]
        return [(each["method"], each["path"], each["status"]) for each in lines]
