#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""servers.py FOLDER: the servers that a person meets beside Pulp, on one free port that is the first line of the output. Below /api/ it is
Galaxy with the tarballs of FOLDER, as far as ansible-galaxy asks; below /closed/ an upstream that refuses every login."""
import hashlib
import http.server
import json
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])


class Servers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0].strip("/").split("/")
        if path[0] == "closed":
            return self.answer(401, {"detail": "no"}, {"WWW-Authenticate": 'Basic realm="closed"'})
        if path[0] == "files":
            return self.answer(200, (folder / path[1]).read_bytes())
        if path == ["api"]:
            return self.answer(200, {"available_versions": {"v3": "v3/"}})
        found = self.collection(path[3:]) if path[:3] == ["api", "v3", "collections"] else None
        return self.answer(200 if found else 404, found or {"errors": [{"code": "not_found"}]})

    def collection(self, path):
        """What the API says of NAMESPACE/NAME, of its versions, and of one of them."""
        match = next((match for file in folder.glob("*.tar.gz") if (match := re.fullmatch(r"(\w+)-(\w+)-(.+)\.tar\.gz", file.name))
                      and list(match.groups()[:2]) == path[:2]), None)
        if not match:
            return None
        namespace, name, version = match.groups()
        href = f"/api/v3/collections/{namespace}/{name}/"
        if len(path) == 2:
            return {"href": href, "namespace": namespace, "name": name, "highest_version": {"version": version}}
        if path[2:] == ["versions"]:
            return {"meta": {"count": 1}, "links": {"next": None}, "data": [{"version": version, "href": f"{href}versions/{version}/"}]}
        data = (folder / match[0]).read_bytes()
        return {
            "version": version, "href": f"{href}versions/{version}/", "namespace": {"name": namespace}, "collection": {"name": name}, "name": name,
            "download_url": f"http://127.0.0.1:{self.server.server_port}/files/{match[0]}", "metadata": {"dependencies": {}},
            "artifact": {"filename": match[0], "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}, "signatures": [],
        }

    def answer(self, status, body, headers=None):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Servers)
print(server.server_port, flush=True)
server.serve_forever()
