# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's docker-registry with a login, and a gate in front of it that counts requests and answers 500 when it is told to."""
import http.client
import http.server
import pathlib
import socketserver
import threading

from world import free_port, wait_for

USER, PASSWORD = "builder", "pu5h-Secret-7d1e"
HASHED = "$2y$04$ShxQKrLJrATvRJ1i4ABvH.2fuVckZd4x0867xx.AOvds9tt4nLSOi"  # bcrypt, the one form the registry takes; Python has no more of its own


class Registry:
    def __init__(self, world):
        self.folder = world.folder / "registry"
        self.folder.mkdir()
        self.inner, self.port = free_port(), free_port()
        (self.folder / "users").write_text(f"{USER}:{HASHED}\n")
        (self.folder / "config.yml").write_text(f"""
version: 0.1
log: {{accesslog: {{disabled: true}}, level: error}}
storage: {{filesystem: {{rootdirectory: {self.folder}/data}}}}
http: {{addr: "127.0.0.1:{self.inner}", secret: builder-tests}}
auth: {{htpasswd: {{realm: builder, path: {self.folder}/users}}}}
""")
        world.start("docker-registry", "serve", str(self.folder / "config.yml"))
        self.lock, self.requests, self.fails = threading.Lock(), [], lambda number, method, path: False
        self.gate = Gate(("127.0.0.1", self.port), self)
        threading.Thread(target=self.gate.serve_forever, daemon=True).start()
        wait_for(self.answers, what="the registry's start")

    @property
    def name(self):
        return f"localhost:{self.port}"

    def answers(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.inner, timeout=2)
            connection.request("GET", "/v2/")
            return connection.getresponse().status == 401
        except OSError:
            return False

    def forget(self):
        self.requests, self.fails = [], lambda number, method, path: False

    def served(self):
        """The names and tags that lie in its storage."""
        tags = pathlib.Path(self.folder / "data/docker/registry/v2/repositories").glob("*/*/_manifests/tags/*/current/link")
        return [f"{tag.parts[-7]}/{tag.parts[-6]}:{tag.parts[-3]}" for tag in tags]

    def uploads(self):
        """Requests that send a blob or a manifest."""
        return [each for each in self.requests if each.split()[0] in ("POST", "PATCH", "PUT")]


class Gate(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address, registry):
        self.registry = registry
        super().__init__(address, Pass)

    def handle_error(self, request, client_address):
        """A client that went away, as one that was stopped."""


class Pass(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            pieces = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                pieces += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return pieces
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self):
        registry, sent = self.server.registry, self.body()
        with registry.lock:
            registry.requests.append(f"{self.command} {self.path}")
            fails = registry.fails(len(registry.requests), self.command, self.path)
        if fails:
            self.reply(500, {"Content-Type": "application/json"}, b'{"errors":[{"code":"UNKNOWN","message":"now and then"}]}')
            return
        connection = http.client.HTTPConnection("127.0.0.1", registry.inner, timeout=60)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():  # Accept comes several times
            if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(sent)))
        connection.endheaders(sent)
        answer = connection.getresponse()
        passed = {name: value for name, value in answer.getheaders() if name.lower() not in ("transfer-encoding", "connection")}
        self.reply(answer.status, passed, answer.read())
        connection.close()

    def reply(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PATCH = do_PUT = do_DELETE = answer
