#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The authenticating proxy, and a Pulp server, on real container engines. Each function whose name begins with "the" is a scenario; its name says what holds."""
import functools
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import time
import traceback

import openbao
import recorded
import runner
import server
from world import BASIC, BRIDGE, GATEWAY, PASSWORD, ROOT, SECOND, USER, Engine, Names, Proxy, Upstream, World, free_port, run, wait_for

PACKAGE = "/pulp/content/site/package.rpm"


def the_dry_run_of_a_first_deployment_changes_nothing(w):
    result = w.proxy.ok(check=True)
    assert result["changed"] and result["actions"] == ["write configuration", "create container", "start container"], result
    assert not w.proxy.folder.exists() and w.engine.inspect() is None


def the_proxy_serves_packages_and_the_registry_in_host_mode(w):
    result = w.proxy.ok()
    assert result["changed"] and result["actions"] == ["write configuration", "create container", "start container"], result
    assert w.proxy.ask(PACKAGE).text == "a package\n"
    assert w.proxy.ask("/v2/").status == 200
    assert w.proxy.ask("/v2/", method="HEAD").status == 200


def the_same_again_changes_nothing(w):
    before = w.engine.inspect()["State"]["StartedAt"]
    result = w.proxy.ok()
    assert not result["changed"] and result["actions"] == [], result
    assert "diff" not in result
    assert w.engine.inspect()["State"]["StartedAt"] == before
    assert not w.proxy.ok(check=True)["changed"]


def the_upstream_sees_the_login_its_own_name_with_port_and_modern_tls(w):
    w.upstream.forget()
    w.proxy.ask(PACKAGE)
    asked, host, login, _, client, name, tls, _ = w.upstream.asked(at_least=1)[-1]
    assert (asked, host, login, client, name) == (f"GET {PACKAGE}", f"localhost:{w.upstream.port}", f"Basic {BASIC}", "127.0.0.1", "localhost")
    assert tls in ("TLSv1.2", "TLSv1.3")


def the_clients_own_login_and_cookies_go_nowhere(w):
    w.upstream.forget()
    for path in (PACKAGE, "/v2/"):
        w.proxy.ask(path, Authorization="Basic c29tZWJvZHk6ZWxzZQ==", Cookie="sessionid=mine", X_Forwarded_For="6.6.6.6")
        w.proxy.ask(path, Authorization="Bearer mine")
    for _, _, login, cookie, client, *_ in w.upstream.asked():
        assert (login, cookie, client) == (f"Basic {BASIC}", "-", "127.0.0.1"), (login, cookie, client)
    assert w.proxy.ask("/pulp/content/cookie/").getheader("Set-Cookie") is None


def the_rest_api_other_paths_and_other_methods_are_refused(w):
    w.upstream.forget()
    for path in ("/", "/pulp/api/v3/status/", "/pulp/api/v3/repositories/", "/pulp/contentx", "/admin/", "/pypi/", "/token/", "/v3/"):
        assert w.proxy.ask(path).status == 403, path
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "get"):
        for path in (PACKAGE, "/v2/x/blobs/uploads/", "/.pulp-auth-proxy/0/ready", "/pulp/api/v3/repositories/"):
            status = w.proxy.ask(path, method=method, body="x" if method == "POST" else None).status
            assert status == 403 or (method == "get" and status == 400), (method, path, status)
    assert w.proxy.ask("/.pulp-auth-proxy/0/ready").status == 403
    assert w.upstream.asked() == []


def the_rest_api_is_open_on_request_only(w):
    w.proxy.ok(allow=["content", "registry", "api"])
    assert w.proxy.ask("/pulp/api/v3/repositories/").status == 200
    assert w.proxy.ask("/pulp/api/v3/repositories/", method="POST", body="{}").status == 403
    w.proxy.ok()
    assert w.proxy.ask("/pulp/api/v3/repositories/").status == 403


TWISTED = [
    "/pulp/content/../api/v3/status/", "/pulp/content/%2e%2e/api/v3/", "/pulp/content/..%2fapi/v3/", "/pulp/content/%2e%2e%2fapi/v3/",
    "/pulp/content/..%5capi/v3/", "/pulp/content/..\\api/v3/", "/pulp/content/%252e%252e/api/", "/pulp/content/%252e%252e%252fapi/",
    "/pulp/content/..;/api/v3/", "/pulp/content/..%3b/api/v3/", "/pulp/content/.;/x", "/pulp/content/%2e/x", "/pulp/content/.%2e/api/", "/pulp/content/x%00", "/pulp/content/..", "/pulp/content/%2E%2E",
    "/pulp/content/x/..", "/pulp/content/x#/../../api/v3/", "/pulp/content/%25%32%66..%25%32%66api/", "//pulp/content/../api/v3/",
    "/pulp/%2e%2e/pulp/api/v3/", "/%2e%2e/%2e%2e/etc/passwd", "/pulp/content%2f..%2fapi/v3/", "/v2/..%2fpulp%2fapi%2fv3/",
]


def the_paths_with_tricks_reach_nothing(w):
    w.upstream.forget()
    for path in TWISTED:
        answer = w.proxy.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert answer.startswith(("HTTP/1.1 403", "HTTP/1.1 400")), (path, answer[:100])
    assert w.upstream.asked() == [], w.upstream.asked()
    plain = [f"/pulp/content/site/{name}" for name in ("g%2B%2B.deb", "a~b.rpm", "1%253a2.deb", "./Packages")]
    for path in plain:
        assert w.proxy.ask(path).status == 404, path
    assert [asked[0].split()[1] for asked in w.upstream.asked(len(plain))] == plain


def the_smuggled_requests_reach_nothing(w):
    w.upstream.forget()
    inner = "GET /pulp/api/v3/status/ HTTP/1.1\r\nHost: x\r\n\r\n"
    chunked = f"0\r\n\r\n{inner}"
    length = len(chunked)
    for headers, body in (
            (f"Content-Length: {length}\r\nTransfer-Encoding: chunked", chunked), (f"Content-Length: {length}\r\nTransfer-Encoding : chunked", chunked),
            ("Transfer-Encoding: xchunked", inner), (f"Content-Length: 0\r\nContent-Length: {len(inner)}", inner), (f"Content-Length: {len(inner)}", inner),
            ("Content-Length: +0", inner), ("Transfer-Encoding: chunked", chunked), ("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", ""),
            ("X: y\r\n Transfer-Encoding: chunked", inner), ("Connection: Authorization", "")):
        w.proxy.raw(f"GET {PACKAGE} HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\n{body}")
    w.proxy.raw(f"GET http://evil/pulp/api/v3/status/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    w.proxy.raw(f"CONNECT localhost:{w.upstream.port} HTTP/1.1\r\nHost: x\r\n\r\n")
    assert {asked[0] for asked in w.upstream.asked()} <= {f"GET {PACKAGE}"}, w.upstream.asked()
    assert all(asked[2] == f"Basic {BASIC}" for asked in w.upstream.asked())
    absolute = w.proxy.raw(f"GET http://evil{PACKAGE} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert absolute.endswith("a package\n"), absolute[:500]


def the_upstreams_redirects_to_itself_lead_to_the_proxy(w):
    assert w.proxy.ask("/pulp/content/moved/").getheader("Location") == PACKAGE
    assert w.proxy.ask("/pulp/content/elsewhere/").getheader("Location") == "https://storage.example.org/blob?token=x"


def the_proxy_listens_on_the_given_address_only_in_host_mode(w):
    with socket.socket() as other:
        assert other.connect_ex((GATEWAY, w.proxy.port)) != 0
    listening = [line.split() for file in ("tcp", "tcp6") for line in pathlib.Path(f"/proc/net/{file}").read_text().splitlines()[1:]]
    port = f":{w.proxy.port:04X}"
    assert [words[1] for words in listening if words[3] == "0A" and words[1].endswith(port)] == [f"0100007F{port}"]


def the_login_is_nowhere_to_be_seen(w):
    w.proxy.ask(PACKAGE)
    container = w.engine.inspect()
    seen = json.dumps(container) + w.engine.docker("logs", "pulp_proxy") + w.engine.docker("history", "nginx:stable-alpine") + w.engine.docker("top", "pulp_proxy")
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid():
            try:
                seen += (process / "cmdline").read_bytes().decode(errors="replace") + (process / "environ").read_bytes().decode(errors="replace")
            except OSError:
                pass
    assert PASSWORD not in seen and BASIC not in seen
    assert w.proxy.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in w.proxy.folder.iterdir()} == {0o600}


def the_diff_of_a_new_login_shows_that_it_is_new_and_not_what_it_is(w):
    before = w.engine.inspect()["State"]["StartedAt"]
    result = w.proxy.module(password="another-Login-77aa")
    assert result["failed"] and result["reason"] == "login_refused" and result["changed"], result
    assert "another-Login-77aa" not in json.dumps(result)
    result = w.proxy.ok()
    assert result["actions"] == ["write configuration", "reload configuration"], result
    assert result["diff"]["before"]["configuration"]["login_0.conf"] == "to be replaced"
    assert result["diff"]["after"]["configuration"]["login_0.conf"] == "new"
    assert w.engine.inspect()["State"]["StartedAt"] == before, "a reload is not a restart"


def the_wrong_login_is_told_from_other_troubles(w):
    result = w.proxy.fails("refuses the login", "HTTP 401", "The container's last lines:", username="stranger")
    assert result["reason"] == "login_refused" and result["log"]
    w.proxy.ok()


def the_wrong_authority_is_told_from_other_troubles(w):
    other = w.world.certificates("stranger")
    result = w.proxy.fails("TLS with the upstream", "certificate", ca_cert=str(other / "ca.pem"))
    assert result["reason"] == "tls"
    assert w.proxy.ask(PACKAGE).status == 502, "nothing is read over a connection that is not trusted"
    w.proxy.ok()


def the_system_authorities_do_not_vouch_for_the_upstream(w):
    assert w.proxy.fails(ca_cert=None)["reason"] == "tls"
    w.proxy.ok()


def the_certificate_for_another_name_is_refused(w):
    result = w.proxy.fails(url=f"https://127.0.0.1:{w.upstream.port}")
    assert result["reason"] == "tls", result["msg"]
    w.proxy.ok()


def the_unverified_upstream_is_warned_of(w):
    result = w.proxy.ok(validate_certs=False, ca_cert=None)
    assert any("without its certificate being verified" in text for text in result["warnings"])
    w.proxy.ok()


def the_upstream_that_is_down_is_told_from_other_troubles(w):
    w.upstream.stop()
    try:
        result = w.proxy.fails("cannot reach the upstream", "Connection refused", timeout=2)
        assert result["reason"] == "upstream_unreachable"
    finally:
        w.upstream.begin()
    w.proxy.ok()


def the_certificates_rotate(w):
    fresh = w.world.certificates("rotated")
    w.upstream.use(fresh)
    w.upstream.restart()
    assert w.proxy.fails()["reason"] == "tls"
    before = w.engine.inspect()["State"]["StartedAt"]
    result = w.proxy.ok(ca_cert=(fresh / "ca.pem").read_text())
    assert result["actions"] == ["write configuration", "reload configuration"], result
    assert w.engine.inspect()["State"]["StartedAt"] == before
    assert w.proxy.ask(PACKAGE).text == "a package\n"
    w.proxy.arguments["ca_cert"] = str(fresh / "ca.pem")


def the_port_in_use_is_named_with_its_owner(w):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for check in (True, False):
            w.proxy.fails(f"port {port} is in use by", f"process {os.getpid()}", listen_port=port, check=check)
    assert w.proxy.ask(PACKAGE).status == 200, "the proxy that ran still runs"


def the_engine_that_is_down_is_named(w):
    w.proxy.fails("cannot be reached", "there is no socket", docker_host=f"unix://{w.world.folder}/no.sock")
    stale = w.world.folder / "stale.sock"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(stale))
    listener.close()
    w.proxy.fails("nothing listens there", docker_host=f"unix://{stale}")
    w.proxy.fails("nothing listens there", docker_host=f"tcp://127.0.0.1:{free_port()}")


def the_socket_without_permission_is_named(w):
    folder = w.engine.folder
    folder.chmod(0o755)
    result = w.proxy.module(user=65534, state=None, conf_path=None)
    assert result["failed"] and "permission denied" in result["msg"] and "become" in result["msg"], result


def the_engine_is_reached_over_tls_as_docker_host_says(w):
    environment = {"DOCKER_HOST": f"tcp://127.0.0.1:{w.engine.tls_port}", "DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": str(w.engine.certificates)}
    # The daemon's own certificate serves as the client's.
    result = w.proxy.module(environment=environment, docker_host=None)
    assert not result.get("failed") and not result["changed"], result
    result = w.proxy.module(environment={**environment, "DOCKER_CERT_PATH": str(w.world.certificates("nobody"))}, docker_host=None)
    assert result["failed"] and "TLS" in result["msg"], result


def the_image_that_is_missing_is_named(w):
    w.proxy.fails("has no image 'nginx:none'", "pull: missing", image="nginx:none", pull="never", check=True)
    result = w.proxy.fails("Image 'registry.invalid/nginx:none' cannot be pulled", image="registry.invalid/nginx:none")
    assert "cannot be pulled" in result["msg"], result["msg"]
    assert w.proxy.ask(PACKAGE).status == 200


def the_image_is_pulled_by_tag_and_by_digest(w):
    registry_port = free_port()
    configuration = w.world.folder / "registry.yml"
    configuration.write_text(f"version: 0.1\nstorage: {{filesystem: {{rootdirectory: {w.world.folder}/registry}}}}\nhttp: {{addr: 127.0.0.1:{registry_port}}}\n")
    registry = w.world.start("docker-registry", "serve", str(configuration))
    wait_for(lambda: socket.socket().connect_ex(("127.0.0.1", registry_port)) == 0, what="the registry's start")
    image = f"127.0.0.1:{registry_port}/nginx"
    w.engine.docker("tag", "nginx:stable-alpine", f"{image}:1")
    w.engine.docker("push", f"{image}:1")
    digest = json.loads(w.engine.docker("inspect", f"{image}:1"))[0]["RepoDigests"][0].split("@")[1]
    w.engine.docker("rmi", f"{image}:1")
    result = w.proxy.ok(image=f"{image}:1")
    assert result["actions"] == ["pull image"] and result["pull"]["image"] == f"{image}:1", result
    result = w.proxy.ok(image=f"{image}:1", pull="always")
    assert not result["changed"] and result["actions"] == ["pull image"], result
    w.engine.docker("rmi", f"{image}:1")
    result = w.proxy.ok(image=f"{image}@{digest}")
    assert result["actions"] == ["pull image"], result
    w.world.stop(registry)
    w.proxy.ok()


def the_foreign_container_is_left_alone(w):
    w.proxy.ok(state="absent")
    w.engine.docker("run", "-d", "--name", "pulp_proxy", "nginx:stable-alpine", "sleep", "600")
    foreign = w.engine.inspect()["Id"]
    for changes in ({}, {"check": True}, {"state": "stopped"}, {"state": "absent"}):
        w.proxy.fails("that this module did not make", "recreate: always", **changes)
    assert w.engine.inspect()["Id"] == foreign and w.engine.inspect()["State"]["Running"]
    assert w.proxy.ok(state=None)["container"]["managed"] is False
    result = w.proxy.ok(recreate="always")
    assert result["actions"] == ["write configuration", "remove container", "create container", "start container"], result
    assert w.engine.inspect()["Id"] != foreign
    w.proxy.ok()


def the_killed_deployment_is_taken_up_by_the_next(w):
    order = random.Random(4)
    for password in ("first-Other-5501", "second-Other-5502", "third-Other-5503", None, "fourth-Other-5504", None):
        w.proxy.module(state="absent") if password is None else None
        changes = {"password": password} if password else {}
        process = subprocess.Popen(w.proxy.command(**changes), stdout=subprocess.DEVNULL)
        time.sleep(order.uniform(0.01, 0.35))
        process.send_signal(signal.SIGKILL)
        process.wait()
        result = w.proxy.ok()
        assert w.proxy.ask(PACKAGE).status == 200, result
        assert not w.proxy.ok()["changed"]
        assert not [path.name for path in w.proxy.folder.iterdir() if path.name.endswith(".new")]


def the_configuration_that_lies_there_but_was_never_loaded_is_loaded(w):
    generation = w.proxy.folder / "generation.conf"
    generation.write_text("add_header X-Pulp-Auth-Proxy-Generation 0123456789abcdef always;\n")
    result = w.proxy.ok()
    assert result["actions"] == ["reload configuration"], result


def the_files_that_became_open_are_closed(w):
    w.proxy.folder.chmod(0o755)
    (w.proxy.folder / "login_0.conf").chmod(0o644)
    assert w.proxy.ok()["changed"]
    assert w.proxy.folder.stat().st_mode & 0o777 == 0o700 and (w.proxy.folder / "login_0.conf").stat().st_mode & 0o777 == 0o600


def the_external_address_takes_consent(w):
    for address in ("0.0.0.0", GATEWAY, "::"):
        w.proxy.fails("allow_external: true", listen_ip=address)
    w.proxy.ok(listen_ip=GATEWAY, allow_external=True)
    assert w.proxy.ask(PACKAGE, address=GATEWAY).status == 200
    # The old workers, which took connections there, have been waited for.
    assert not connects(w.proxy.port), "an old worker still takes connections"
    w.proxy.ok()


def the_localhost_without_an_address_is_refused_in_host_mode(w):
    hosts = w.world.folder / "hosts"
    hosts.write_text("127.0.0.9 somebody\n")
    command = ["unshare", "--mount", "sh", "-c", f"mount --bind {hosts} /etc/hosts && mount --bind /dev/null /etc/resolv.conf && exec \"$@\"", "sh", *w.proxy.command(url="https://127.0.0.1:1")]
    result = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    assert result["failed"] and "Consider adding '127.0.0.1 localhost' to /etc/hosts." in result["msg"], result["msg"]


def the_killed_container_comes_back(w):
    started = w.engine.inspect()["State"]
    os.kill(started["Pid"], signal.SIGKILL)
    wait_for(lambda: w.engine.inspect()["State"]["Running"] and w.engine.inspect()["State"]["Pid"] not in (0, started["Pid"]), what="the restart")
    wait_for(lambda: connects(w.proxy.port), what="the proxy's return")
    assert w.proxy.ask(PACKAGE).status == 200


def connects(port, address="127.0.0.1"):
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0


def the_restart_policy_changes_in_place(w):
    before = w.engine.inspect()
    result = w.proxy.ok(restart_policy="no")
    assert result["actions"] == ["update restart policy"], result
    after = w.engine.inspect()
    assert after["Id"] == before["Id"] and after["State"]["StartedAt"] == before["State"]["StartedAt"] and after["HostConfig"]["RestartPolicy"]["Name"] == "no"
    w.proxy.ok()


def the_proxy_stops_starts_and_goes(w):
    assert w.proxy.ok(state="stopped")["actions"] == ["stop container"]
    assert not w.proxy.ok(state="stopped")["changed"] and not connects(w.proxy.port)
    assert w.proxy.ok()["actions"] == ["start container"]
    assert w.proxy.ok(state="absent", check=True)["changed"] and w.engine.inspect()
    assert w.proxy.ok(state="absent")["actions"] == ["remove container", "remove configuration"]
    assert not w.proxy.folder.exists() and w.engine.inspect() is None
    assert not w.proxy.ok(state="absent")["changed"]
    assert w.proxy.ok(state=None)["container"] is None
    assert w.proxy.ok(state="stopped")["actions"] == ["write configuration", "create container"]
    w.proxy.ok()


def the_folder_that_others_use_is_refused(w):
    shared = w.world.folder / "shared"
    shared.mkdir(mode=0o755)
    (shared / "somebody's").write_text("")
    w.proxy.fails("a folder of its own", conf_path=str(shared), container_name="other", listen_port=free_port())
    assert shared.stat().st_mode & 0o777 == 0o755


def the_two_upstreams_have_a_path_and_a_port_of_their_own(w):
    second = Upstream(w.world)
    (second.www / "pulp/content/site/package.rpm").write_text("the other package\n")
    port = free_port()
    w.proxy.ok(upstreams=[
        {"url": second.url, "username": USER, "password": PASSWORD, "prefix": "/ark", "ca_cert": str(second.ca)},
        {"url": second.url, "username": USER, "password": PASSWORD, "listen_port": port, "allow": ["content"], "ca_cert": str(second.ca)}])
    assert w.proxy.ask(PACKAGE).text == "a package\n"
    assert w.proxy.ask(f"/ark{PACKAGE}").text == "the other package\n"
    assert w.proxy.ask(PACKAGE, port=port).text == "the other package\n"
    assert w.proxy.ask("/v2/", port=port).status == 403
    assert w.proxy.ask("/ark/pulp/content/moved/").getheader("Location") == f"/ark{PACKAGE}"
    assert w.proxy.ask("/ark/pulp/content/../../../pulp/api/v3/").status == 403
    assert second.asked(at_least=1)[-1][0] == "GET /pulp/content/moved/"
    w.proxy.ok()
    assert not (w.proxy.folder / "login_1.conf").exists() and not connects(port)
    second.stop()


def the_200_downloads_at_once_take_little_memory_and_no_disk(w):
    w.proxy.ok()
    with open(w.upstream.www / "pulp/content/site/large.bin", "wb") as large:
        for _ in range(50):
            large.write(os.urandom(1 << 20))
    size = 50 << 20
    group = memory_of(w.engine.inspect())
    disk = w.engine.docker("ps", "-s", "--format", "{{.Size}}")
    peak = 0

    def download(count):
        nonlocal peak
        clients = [subprocess.Popen(["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{size_download}\n", f"http://127.0.0.1:{w.proxy.port}/pulp/content/site/large.bin"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for _ in range(count)]
        while any(client.poll() is None for client in clients):
            peak = max(peak, group())
            time.sleep(0.1)
        assert {client.stdout.read() for client in clients} == {f"200 {size}\n"}

    download(10)
    few, peak = peak, 0
    download(200)
    print(f"  memory with 10 downloads {few >> 20} MB, with 200 {peak >> 20} MB", flush=True)
    assert peak < 150 << 20, f"{peak >> 20} MB"
    assert w.engine.docker("ps", "-s", "--format", "{{.Size}}") == disk, "packages went to the disk"


def memory_of(container):
    """What the proxy's processes hold, by their own count."""
    def count():
        total = 0
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                status = (process / "status").read_text()
                if container["State"]["Pid"] in (int(process.name), int(status.split("PPid:")[1].split()[0])):
                    total += int(status.split("RssAnon:")[1].split()[0]) << 10
            except (OSError, IndexError, ValueError):
                pass
        return total
    return count


def the_image_build_reads_packages_and_keeps_no_login(w):
    archive = w.upstream.www / "pulp/content/archive"
    package = w.world.folder / "hello-proxy"
    (package / "DEBIAN").mkdir(parents=True)
    (package / "usr/share/hello-proxy").mkdir(parents=True)
    (package / "usr/share/hello-proxy/text").write_text("installed\n")
    (package / "DEBIAN/control").write_text("Package: hello-proxy\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n")
    archive.mkdir(parents=True)
    run("dpkg-deb", "--build", str(package), str(archive / "hello-proxy_1_all.deb"))
    (archive / "Packages").write_text(run("dpkg-scanpackages", ".", cwd=archive))
    context = w.world.folder / "build"
    context.mkdir()
    example = (ROOT / "docs/auth-proxy.md").read_text().split("```dockerfile\n")[1].split("```")[0]
    (context / "Dockerfile").write_text(example)
    w.engine.docker(
        "build", "--network", "host", "-t", "built", "--build-arg", "base=nginx:stable-alpine", "--build-arg", f"proxy=http://localhost:{w.proxy.port}",
        "--build-arg", "repository=pulp/content/archive", "--build-arg", "package=hello-proxy", str(context), env={**os.environ, "DOCKER_BUILDKIT": "0"})
    assert w.engine.docker("run", "--rm", "--network", "none", "built", "cat", "/usr/share/hello-proxy/text") == "installed\n"
    saved = w.world.folder / "saved"
    saved.mkdir()
    w.engine.docker("save", "-o", str(saved / "image.tar"), "built")
    run("tar", "-xf", "image.tar", cwd=saved)
    for layer in saved.glob("*/layer.tar"):
        run("tar", "-xf", str(layer), "-C", str(saved), "--exclude=dev/*")
    seen = w.engine.docker("history", "--no-trunc", "built") + w.engine.docker("inspect", "built")
    for login in (PASSWORD, BASIC):
        assert login not in seen
        assert subprocess.run(["grep", "-rqaF", login, str(saved)], capture_output=True).returncode == 1, "the login is in the image"


def the_proxy_is_published_from_a_bridge_on_the_given_address(w):
    w.proxy.ok(state="absent")
    result = w.bridged.ok(network_mode=None)
    assert result["container"]["network_mode"] == "bridge", result
    assert w.bridged.ask(PACKAGE).text == "a package\n"
    assert w.bridged.ask("/v2/").status == 200
    assert not connects(w.bridged.port, GATEWAY)
    assert w.bridged.ask("/pulp/api/v3/status/").status == 403
    assert not w.bridged.ok()["changed"]


def the_neighbours_on_the_bridge_are_refused(w):
    address = w.engine.inspect()["NetworkSettings"]["Networks"]["bridge"]["IPAddress"]
    status = w.engine.docker("run", "--rm", "nginx:stable-alpine", "sh", "-c",
                             f"curl -s -m 5 -o /dev/null -w '%{{http_code}}' http://{address}:{w.bridged.port}{PACKAGE} || true")
    # Where the host's own rules keep containers apart, no answer comes at all.
    assert status in ("403", "000"), status


def the_upstream_that_moves_is_followed(w):
    w.upstream.forget()
    w.names.address = SECOND
    wait_for(lambda: w.bridged.ask(PACKAGE).status == 200 and SECOND in [line[-1] for line in w.upstream.asked()], seconds=40, what="the new address")
    w.names.address = GATEWAY


def the_port_published_by_another_container_is_named(w):
    w.engine.docker("run", "-d", "--name", "neighbour", "-p", f"127.0.0.1:{(port := free_port())}:80", "nginx:stable-alpine", "sleep", "60")
    w.bridged.fails("is in use by the container 'neighbour'", listen_port=port)
    w.engine.docker("rm", "-f", "neighbour")


def the_loopback_upstream_is_refused_from_a_bridge(w):
    w.bridged.fails("is a loopback address", "network_mode: host", url=w.upstream.url)


def the_network_that_is_not_there_is_named(w):
    w.bridged.fails("has no network 'kolla'", network_mode="kolla")


def the_change_of_the_network_replaces_the_container(w):
    before = w.engine.inspect()["Id"]
    result = w.proxy.ok()
    assert result["actions"] == ["write configuration", "remove container", "create container", "start container"], result
    assert w.engine.inspect()["Id"] != before and w.engine.inspect()["HostConfig"]["NetworkMode"] == "host"


def the_role_deploys_with_the_variables_of_today(w):
    w.proxy.ok(state="absent")
    collections = w.world.folder / "collections/ansible_collections/stackhpc/kayobe_modules"
    collections.parent.mkdir(parents=True)
    os.symlink(ROOT / "artifacts/stage/stackhpc.kayobe_modules", collections)
    inventory = w.world.folder / "inventory"
    inventory.write_text("[container-image-builders]\nlocalhost ansible_connection=local\n")
    variables = w.world.folder / "variables.json"
    variables.write_text(json.dumps({
        "stackhpc_release_pulp_url": w.upstream.url, "stackhpc_repo_mirror_username": USER, "stackhpc_repo_mirror_password": PASSWORD, "base_path": str(w.world.folder / "base"),
        "pulp_auth_proxy_listen_port": w.proxy.port, "pulp_auth_proxy_network_mode": "host", "pulp_auth_proxy_ca_cert": str(w.upstream.ca), "pulp_auth_proxy_become": False}))
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(w.world.folder / "collections"), "DOCKER_HOST": w.engine.host, "ANSIBLE_NOCOLOR": "1",
                   "HOME": str(w.world.folder), "ANSIBLE_HOME": str(w.world.folder / "ansible"), "ANSIBLE_LOCAL_TEMP": str(w.world.folder / "ansible/tmp"), "ANSIBLE_INJECT_INVOCATION": "1"}
    playbook = ["ansible-playbook", "-i", str(inventory), str(ROOT / "playbooks/pulp-auth-proxy.yml"), "-e", f"@{variables}", "--diff", "-vvv"]
    for arguments, changed in ((["--check"], 1), ([], 1), ([], 0), (["--check"], 0)):
        output = run(*playbook, *arguments, env=environment)
        assert f"changed={changed} " in output, output[-3000:]
        assert PASSWORD not in output and BASIC not in output
    assert w.proxy.ask(PACKAGE).text == "a package\n"
    assert w.engine.inspect()["HostConfig"]["RestartPolicy"]["Name"] == "unless-stopped"
    w.proxy.ok(state="absent", conf_path=str(w.world.folder / "base/containers/pulp_proxy"))


def the_engine_without_a_bridge_network_gets_host_mode(w):
    bare = Engine(w.world, "bare", "none")
    bare.import_image("nginx:stable-alpine")
    proxy = Proxy(w.world, bare.host, w.upstream, network_mode=None, ca_cert=w.proxy.arguments["ca_cert"])
    assert proxy.ok()["container"]["network_mode"] == "host"
    assert proxy.ask(PACKAGE).status == 200
    proxy.ok(state="absent")
    w.world.stop(bare.process)


def the_proxy_runs_on_podman(w):
    folder = w.world.folder / "podman"
    folder.mkdir()
    (folder / "containers.conf").write_text(
        '[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n[containers]\ndefault_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]\nlog_driver = "k8s-file"\n')
    environment = {**os.environ, "CONTAINERS_CONF": str(folder / "containers.conf")}
    podman = ["podman", "--root", str(folder / "root"), "--runroot", str(folder / "run"), "--tmpdir", str(folder / "tmp"), "--storage-driver", "vfs"]
    with open(run(str(ROOT / "tests/docker/image.sh")).strip(), "rb") as tar:
        run(*podman, "import", "-", "docker.io/library/nginx:stable-alpine", env=environment, stdin=tar)
    path = folder / "podman.sock"
    service = w.world.start(*podman, "system", "service", "--time=0", f"unix://{path}", env=environment)
    wait_for(path.exists, what="podman's socket")
    proxy = Proxy(w.world, f"unix://{path}", w.upstream, ca_cert=w.proxy.arguments["ca_cert"])
    try:
        result = proxy.ok()
        assert "odman" in result["engine"]["name"], result["engine"]
        assert proxy.ask(PACKAGE).text == "a package\n"
        result = proxy.ok()
        assert not result["changed"], (result["actions"], result.get("diff"))
        assert proxy.ok(allow=["content"])["actions"] == ["write configuration", "reload configuration"]
        assert "create container" in proxy.ok(allow=["content"], restart_policy="no")["actions"]
        assert proxy.fails(username="stranger")["reason"] == "login_refused"
    finally:
        proxy.module(state="absent")
        w.world.stop(service)


class Scenes:
    def __init__(self, world):
        self.world = world
        world.add_bridge()
        self.engine = Engine(world, "engine", BRIDGE)
        self.engine.import_image("nginx:stable-alpine")
        self.upstream = Upstream(world, ("127.0.0.1", GATEWAY, SECOND))
        self.names = Names("pulp.test", GATEWAY)
        self.proxy = Proxy(world, self.engine.host, self.upstream)

    @functools.cached_property
    def server(self):
        return server.Server(self.world, self.engine)

    @functools.cached_property
    def bao(self):
        return openbao.Bao(self.world, self.engine)

    @property
    def bridged(self):
        """The same proxy, published from the bridge, for an upstream known by name."""
        if not hasattr(self, "_bridged"):
            self._bridged = Proxy(self.world, self.engine.host, self.upstream, network_mode="bridge", ca_cert=self.proxy.arguments["ca_cert"],
                                  url=f"https://pulp.test:{self.upstream.port}", resolvers=[GATEWAY])
        return self._bridged


def main():
    scenarios = [value for names in (globals(), vars(server), vars(openbao), vars(runner)) for name, value in names.items() if name.startswith("the_")]
    chosen = sys.argv[1:]
    world = World()
    try:
        scenes = Scenes(world)
    except (RuntimeError, AssertionError, OSError) as reason:
        world.end()
        print(f"no container engine starts here: {reason}", flush=True)
        passed, failed = recorded.play(world.module_command)
        print(f"{len(scenarios)} scenarios are left out: they need an engine; the {passed + failed} above ran against recorded conversations with one")
        print(f"{passed} passed, {failed} failed")
        return 1 if failed else 0
    passed = failed = 0
    for scenario in scenarios:
        if chosen and not any(word in scenario.__name__ for word in chosen):
            continue
        started = time.monotonic()
        try:
            scenario(scenes)
            passed += 1
            print(f"ok - {scenario.__name__.replace('_', ' ')} ({time.monotonic() - started:.1f} s)", flush=True)
        except Exception:
            failed += 1
            print(f"not ok - {scenario.__name__.replace('_', ' ')}\n    " + traceback.format_exc()[-3000:].replace("\n", "\n    "), flush=True)
    world.end()
    if not chosen:
        # The recordings must hold where engines start, too, or nobody would see them age.
        more, worse = recorded.play(world.module_command)
        passed, failed = passed + more, failed + worse
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
