#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""engine.py SOCKET: as much of a container engine as the check of CI/CD asks: a registry that takes one login, an image, a container."""
import datetime
import http.server
import json
import re
import socketserver
import sys

VERSION = {"Version": "27.0.0", "ApiVersion": "1.46", "MinAPIVersion": "1.24", "Components": [{"Name": "Stand-in", "Version": "27.0.0"}]}
ANSWERS = {
    "/version": VERSION,
    "/networks": [{"Name": "bridge", "Id": "1"}],
    "/containers/openbao/json": {"Id": "1", "Name": "/openbao", "State": {"Status": "running", "StartedAt": "2026-11-26T07:12:00Z"}},
}


class Engine(http.server.BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def address_string(self):
        """There is none on a socket of this kind."""
        return "local"

    def log_message(self, *_):
        """Nothing is told."""

    def answer(self, status, body):
        """Sends JSON."""
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        """What is there."""
        path = re.sub(r"^/v[0-9.]+", "", self.path.split("?")[0])
        if path == "/images/kayobe/json":
            now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            self.answer(200, {"Id": "sha256:1", "Created": now, "Config": {"Labels": {}}})
            return
        self.answer(200 if path in ANSWERS else 404, ANSWERS.get(path, {"message": "No such thing"}))

    def do_POST(self):
        """A login."""
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if given.get("password") == "e2e-secret":
            self.answer(200, {"Status": "Login Succeeded"})
        else:
            self.answer(401, {"message": "unauthorized: authentication required"})


class Server(socketserver.ThreadingUnixStreamServer):
    """On a socket of a file."""

    daemon_threads = True


with Server(sys.argv[1], Engine) as server:
    server.serve_forever()
