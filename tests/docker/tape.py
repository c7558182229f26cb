# SPDX-License-Identifier: GPL-3.0-or-later
"""Where no engine starts: the conversations that the module had with a real one, played back. A conversation is a file of
lines, each what was asked and what was answered; the scenarios here are those that need no proxy that answers."""
import http.client
import http.server
import json
import pathlib
import socket
import socketserver
import threading

FOLDER = pathlib.Path(__file__).parent / "conversations"


# What the module never reads and differs from machine to machine.
LEFT_OUT = {"GraphDriver", "LogPath", "ResolvConfPath", "HostnamePath", "HostsPath", "Platform", "KernelVersion", "Ports"}
INFO_KEPT = {"SecurityOptions"}


def trimmed(path, text):
    """An answer without what would only age."""
    if not text.startswith("{"):
        return text
    answer = json.loads(text)
    return json.dumps({name: value for name, value in answer.items() if (name in INFO_KEPT if path.endswith("/info") else name not in LEFT_OUT)})


class UnixServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """The module leaves when it is done, whatever is still open."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        status, kind, text = self.server.respond(self.command, self.path, body)
        self.send_response(status)
        data = text.encode()
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = answer

    def address_string(self):
        return "module"

    def log_message(self, *_):
        pass


def serve(path, respond):
    server = UnixServer(str(path), Handler)
    server.respond = respond
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Recording:
    """Stands between the module and an engine, and notes what passes."""

    def __init__(self, path, engine):
        self.engine, self.lines = engine, []
        self.server = serve(path, self.respond)

    def respond(self, method, path, body):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.engine)
            connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: engine\r\nContent-Type: application/json\r\nContent-Length: {len(body.encode())}\r\nConnection: close\r\n\r\n{body}".encode())
            answer = http.client.HTTPResponse(connection, method=method)
            answer.begin()
            text = answer.read().decode()
        self.lines.append({"method": method, "path": path, "body": body, "status": answer.status, "answer": trimmed(path, text)})
        return answer.status, "application/json", text

    def save(self, name):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in self.lines))


class Playback:
    """Answers as the engine did; a question that was not asked then is a failure."""

    def __init__(self, path, name):
        self.left = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]
        self.strange = []
        self.server = serve(path, self.respond)

    def respond(self, method, path, body):
        for at, line in enumerate(self.left):
            if (line["method"], line["path"]) == (method, path) and (not body or json.loads(body) == json.loads(line["body"])):
                del self.left[at]
                return line["status"], "application/json", line["answer"]
        self.strange.append(f"{method} {path} {body}")
        return 500, "application/json", json.dumps({"message": f"not in the recording: {method} {path}"})
