# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenarios run against: a container engine, an upstream with TLS and a login, a name server. All of it our own,
all of it ended by process id."""
import atexit
import base64
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import socketserver
import struct
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
USER, PASSWORD = "reader", "s3cret-Login-9f2c"
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
BRIDGE, GATEWAY, SECOND = "kmproxy0", "172.30.253.1", "172.30.253.2"
CONTAINERS = "172.30.253.128/25"


def free_port(address="127.0.0.1"):
    with socket.socket() as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds=60, what="it"):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen in {seconds} s")


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class World:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kayobe-proxy."))
        self.folder.chmod(0o755)
        self.processes = []
        self.bridge = False
        atexit.register(self.end)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda number, _: os._exit(self.end() or 128 + number))
        published = ROOT / "artifacts/bin/kayobe-modules"
        self.module_command = [os.environ.get("KAYOBE_MODULES") or str(published)]

    def start(self, *command, **options):
        log = open(self.folder / f"{pathlib.Path(command[0]).name}.{len(self.processes)}.log", "wb")
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **options)
        process.log = log.name
        self.processes.append(process)
        return process

    def stop(self, process):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process in self.processes:
            self.processes.remove(process)

    def end(self):
        for docker in getattr(self, "engines", []):
            docker.remove_all()
        for process in reversed(list(self.processes)):
            self.stop(process)
        for left in pathlib.Path("/proc").glob("[0-9]*"):
            # Podman's monitors outlive their service.
            try:
                if left.joinpath("comm").read_text().strip() == "conmon" and str(self.folder) in left.joinpath("cmdline").read_text():
                    os.kill(int(left.name), signal.SIGTERM)
            except OSError:
                pass
        if self.bridge:
            subprocess.run(["ip", "link", "delete", BRIDGE], check=False)
            self.bridge = False
        for line in reversed(open("/proc/self/mounts").read().splitlines()):
            if line.split()[1].startswith(str(self.folder)):
                subprocess.run(["umount", "-l", line.split()[1]], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def add_bridge(self):
        """A bridge of our own: docker0 may be somebody's."""
        run("ip", "link", "add", BRIDGE, "type", "bridge")
        self.bridge = True
        for address in (GATEWAY, SECOND):
            run("ip", "address", "add", f"{address}/24", "dev", BRIDGE)
        run("ip", "link", "set", BRIDGE, "up")

    def certificates(self, name):
        """A new authority and a certificate it signed; their files."""
        folder = self.folder / name
        folder.mkdir()
        quiet = {"cwd": folder}
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-keyout", "ca.key", "-out", "ca.pem", "-subj", f"/CN={name}", **quiet)
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost", **quiet)
        (folder / "names").write_text("subjectAltName=DNS:localhost,DNS:pulp.test,IP:127.0.0.1\n")
        run("openssl", "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30", "-out", "cert.pem", "-extfile", "names", **quiet)
        return folder


class Engine:
    """A dockerd, with a socket and a TLS port."""

    def __init__(self, world, name, bridge):
        self.world, self.folder = world, world.folder / name
        self.folder.mkdir()
        self.host = f"unix://{self.folder}/docker.sock"
        self.tls_port, self.certificates = free_port(), world.certificates(f"{name}-tls")
        for driver in ("overlay2", "vfs"):
            self.process = world.start(
                "dockerd", f"--storage-driver={driver}", "--data-root", str(self.folder / "data"), "--exec-root", str(self.folder / "exec"),
                "--pidfile", str(self.folder / "pid"), "-H", self.host, "-H", f"tcp://127.0.0.1:{self.tls_port}", "--tlsverify",
                "--tlscacert", str(self.certificates / "ca.pem"), "--tlscert", str(self.certificates / "cert.pem"), "--tlskey", str(self.certificates / "key.pem"),
                "--iptables=false", "--ip6tables=false", "--bridge", bridge, *(["--fixed-cidr", CONTAINERS] if bridge == BRIDGE else []))
            while self.process.poll() is None:
                if subprocess.run(["docker", "-H", self.host, "info"], capture_output=True).returncode == 0:
                    world.engines = [*getattr(world, "engines", []), self]
                    return
                time.sleep(0.2)
            world.stop(self.process)
            shutil.rmtree(self.folder / "data", ignore_errors=True)
        raise RuntimeError(pathlib.Path(self.process.log).read_text()[-600:])

    def docker(self, *command, **options):
        return run("docker", "-H", self.host, *command, **options)

    def import_image(self, tag):
        with open(run(str(ROOT / "tests/docker/image.sh")).strip(), "rb") as tar:
            self.docker("import", "-", tag, stdin=tar)

    def inspect(self, name="pulp_proxy"):
        found = json.loads(subprocess.run(["docker", "-H", self.host, "inspect", name], capture_output=True, text=True).stdout or "[]")
        return found[0] if found else None

    def remove_all(self):
        if self.process.poll() is None:
            names = subprocess.run(["docker", "-H", self.host, "ps", "-aq"], capture_output=True, text=True).stdout.split()
            if names:
                subprocess.run(["docker", "-H", self.host, "rm", "-f", *names], capture_output=True, check=False)


class Upstream:
    """nginx with TLS and basic authentication in front of files; what it was asked stands in its log."""

    def __init__(self, world, addresses=("127.0.0.1",), port=None):
        self.world, self.addresses = world, addresses
        self.port = port or free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=world.folder, prefix="upstream."))
        self.www = self.folder / "www"
        self.log = self.folder / "requests"
        self.folder.chmod(0o755)
        for path in ("pulp/content/site", "pulp/api/v3/repositories", "v2"):
            (self.www / path).mkdir(parents=True)
        (self.www / "pulp/content/site/package.rpm").write_text("a package\n")
        (self.www / "pulp/api/v3/repositories/index.html").write_text("{}")
        (self.www / "v2/index.html").write_text("{}")
        hashed = run("openssl", "passwd", "-apr1", PASSWORD).strip()
        (self.folder / "users").write_text(f"{USER}:{hashed}\n")
        self.use(world.certificates(self.folder.name + "-tls"))
        self.process = None
        self.begin()

    @property
    def url(self):
        return f"https://localhost:{self.port}"

    def use(self, certificates):
        self.ca = certificates / "ca.pem"
        for name in ("cert.pem", "key.pem"):
            shutil.copy(certificates / name, self.folder / name)

    def begin(self):
        listen = "\n".join(f"listen {address}:{self.port} ssl backlog=1024;" for address in self.addresses)
        (self.folder / "nginx.conf").write_text(f"""
daemon off; user root; worker_processes 2; pid {self.folder}/pid; error_log {self.folder}/errors;
events {{ worker_connections 4096; }}
http {{
  log_format asked '$request_method $request_uri|$http_host|$http_authorization|$http_cookie|$http_x_forwarded_for|$ssl_server_name|$ssl_protocol|$server_addr';
  access_log {self.log} asked;
  client_body_temp_path {self.folder}/b; proxy_temp_path {self.folder}/p; fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
  sendfile on;
  server {{
    {listen}
    ssl_certificate {self.folder}/cert.pem; ssl_certificate_key {self.folder}/key.pem; ssl_protocols TLSv1.2 TLSv1.3;
    root {self.www};
    auth_basic pulp; auth_basic_user_file {self.folder}/users;
    location /pulp/content/moved/ {{ auth_basic off; return 302 https://$http_host/pulp/content/site/package.rpm; }}
    location /pulp/content/elsewhere/ {{ return 302 https://storage.example.org/blob?token=x; }}
    location /pulp/content/cookie/ {{ add_header Set-Cookie session=stolen always; return 204; }}
  }}
}}
""")
        self.process = self.world.start("nginx", "-c", str(self.folder / "nginx.conf"))
        wait_for(self.listens, what="the upstream's start")

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex((self.addresses[0], self.port)) == 0

    def stop(self):
        self.world.stop(self.process)

    def restart(self):
        self.stop()
        self.begin()

    def asked(self, at_least=0):
        """The requests so far. nginx writes a line a moment after its answer: say how many there must be."""
        def lines():
            text = self.log.read_text() if self.log.exists() else ""
            return [line.split("|") for line in text[:text.rfind("\n") + 1].splitlines()]
        wait_for(lambda: len(lines()) >= at_least, what=f"line {at_least} of the upstream's log")
        return lines()

    def forget(self):
        os.truncate(self.log, 0)


class Names(threading.Thread):
    """A name server that knows one name."""

    def __init__(self, name, address):
        super().__init__(daemon=True)
        self.name, self.address, self.questions = name, address, 0
        names = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                data, reply = self.request
                end = data.index(b"\0", 12) + 1
                kind = struct.unpack(">H", data[end:end + 2])[0]
                labels, at = [], 12
                while data[at]:
                    labels.append(data[at + 1:at + 1 + data[at]].decode())
                    at += 1 + data[at]
                found = ".".join(labels).lower() == names.name
                names.questions += 1
                answer = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 1, 4) + socket.inet_aton(names.address) if found and kind == 1 else b""
                header = data[:2] + struct.pack(">HHHHH", 0x8180 if found else 0x8183, 1, 1 if answer else 0, 0, 0)
                reply.sendto(header + data[12:end + 4] + answer, self.client_address)

        self.server = socketserver.ThreadingUDPServer((GATEWAY, 53), Handler)
        self.start()

    def run(self):
        self.server.serve_forever()


class Module:
    """A module with the arguments that a world's calls of it share."""

    def __init__(self, world, name, secrets, **arguments):
        self.world, self.name, self.secrets, self.arguments = world, name, secrets, arguments

    def command(self, **changes):
        arguments = {name: value for name, value in {**self.arguments, **changes}.items() if value is not None}
        check = arguments.pop("check", False)
        path = self.world.folder / f"arguments.{threading.get_ident()}.json"
        path.write_text(json.dumps({**arguments, "_ansible_module_name": self.name, "_ansible_check_mode": check, "_ansible_diff": True}))
        path.chmod(0o644)
        return [*self.world.module_command, str(path)]

    def module(self, user=None, environment=None, **changes):
        command = self.command(**changes)
        if user:
            command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, **(environment or {})})
        for secret in self.secrets:
            assert secret not in done.stdout + done.stderr, "a secret is in the answer"
        return json.loads(done.stdout)

    def ok(self, **changes):
        result = self.module(**changes)
        assert not result.get("failed"), result["msg"]
        return result

    def fails(self, *words, **changes):
        result = self.module(**changes)
        assert result.get("failed"), f"it did not fail: {result}"
        for word in words:
            assert word in result["msg"], f"no {word!r} in: {result['msg']}"
        return result


class Proxy(Module):
    """The proxy's module, and what is asked of the proxy."""

    def __init__(self, world, engine_host, upstream, **arguments):
        self.port = free_port()
        self.folder = world.folder / f"conf.{self.port}"
        super().__init__(world, "pulp_auth_proxy", (PASSWORD, BASIC), **{
            "state": "present", "docker_host": engine_host, "conf_path": str(self.folder), "listen_port": self.port, "network_mode": "host",
            "url": upstream.url, "username": USER, "password": PASSWORD, "ca_cert": str(upstream.ca), "timeout": 10, **arguments})

    def ask(self, path, method="GET", address="127.0.0.1", port=None, body=None, **headers):
        connection = http.client.HTTPConnection(address, port or self.port, timeout=15)
        connection.request(method, path, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")
        connection.close()
        return answer

    def raw(self, text):
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(text.encode("latin-1"))
            connection.settimeout(1)
            data = b""
            try:
                while chunk := connection.recv(65536):
                    data += chunk
            except TimeoutError:
                pass
        return data.decode("latin-1")
