#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Container images after a build, on a real engine and a real registry. Each function whose name begins with "the" is a scenario."""
import base64
import collections
import gzip
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "docker"))
import ark  # noqa: E402
import images  # noqa: E402
from registry import PASSWORD, USER, Registry  # noqa: E402
from world import BRIDGE, Engine, Module, Proxy, World, wait_for  # noqa: E402

EVERY = "--every" in sys.argv
UPLOADS = ("POST", "PATCH", "PUT")
TAG, NUMBER = "2024.1-20261120T100000", 100
LOGIN, MIRROR = "m1rror-Passw0rd", "https://mirror.example.org/pulp"


def the_images_of_a_build_and_their_tags_are_told(w):
    result = w.info.ok(reference=[f"{w.registry.name}/stackhpc-dev/*"])
    assert len(result["images"]) == NUMBER and [each["tag"] for each in result["tags"]] == [TAG], result["msg"]
    assert result["images"][0]["digest"] is None and result["images"][0]["size"] > 4096
    one = w.info.ok(reference=[f"{w.registry.name}/stackhpc-dev/nova-ap?:{TAG}"])
    assert [each["name"] for each in one["images"]] == [f"{w.registry.name}/stackhpc-dev/nova-api:{TAG}"]
    assert not w.info.ok(reference=[f"{w.registry.name}/*:{TAG}"])["images"], "a star stays within one part of the path"


def the_check_of_a_push_sends_nothing_and_foresees_all(w):
    result = w.push.ok(check=True)
    assert result["changed"] and len(result["pushed"]) == NUMBER and not w.registry.uploads()


def the_wrong_login_is_told_before_anything_is_sent(w):
    w.push.fails("401 Unauthorized", registry_password="wr0ng-Passw0rd")
    assert not w.registry.uploads() and len(w.registry.requests) < 2 * 3 + NUMBER, w.registry.requests
    w.registry.forget()


def the_push_ends_complete_although_one_request_in_ten_is_refused(w):
    # The engine itself tries a blob again, after five seconds and more, which only --every has time for; a manifest, and whether a blob is there,
    # it does not.
    refused = []
    w.registry.fails = lambda number, method, path: number % 10 == 0 and (
        EVERY or method in ("GET", "HEAD") or "/manifests/" in path) and not refused.append(f"{method} {path}")
    result = w.push.ok(parallel=8)
    print(f"  {len(w.registry.requests)} requests, {len(refused)} of them refused, {sum(each.split()[0] in UPLOADS for each in refused)} of blobs or manifests")
    assert len(refused) >= len(w.registry.requests) // (10 if EVERY else 30), refused
    assert {path for path in w.registry.served()} == {each["name"].split("/", 1)[1] for each in result["pushed"]}, "the registry lacks an image"
    assert len(result["pushed"]) == NUMBER and result["changed"] and not result["not_pushed"], result["msg"]
    assert all(each["digest"].startswith("sha256:") for each in result["pushed"])
    assert any(each["attempts"] > 1 for each in result["pushed"]), "the gate refused nothing"
    w.registry.forget()


def the_second_push_sends_no_blob(w):
    before, started = os.getloadavg()[0], time.monotonic()
    result = w.push.ok(parallel=8)
    took = time.monotonic() - started
    counts = collections.Counter(re.sub("/stackhpc-dev/[^/]+|sha256:.*", "", each) for each in w.registry.requests)
    print(f"  {NUMBER} images again: {took:.2f} s at a load of {before:.1f}, {dict(counts)}")
    assert not result["changed"] and len(result["present"]) == NUMBER and not w.registry.uploads(), w.registry.uploads()[:3]
    # What the engine asks to tell one digest: whether there is a registry, the tag, its manifest, the image's configuration. No layer.
    assert counts == {each: NUMBER for each in ("GET /v2/", f"HEAD /v2/manifests/{TAG}", "GET /v2/manifests/", "GET /v2/blobs/")}, counts
    # Of a busy machine its load is told instead.
    assert took < 2 or before > os.cpu_count(), f"{took:.2f} s at a load of {before:.1f}"
    assert not w.push.ok(check=True)["changed"]
    w.registry.forget()


def the_image_that_was_built_again_is_the_only_one_sent(w):
    w.load(images.archive([(f"{w.registry.name}/stackhpc-dev/base:{TAG}", [{"opt/base": b"built again"}], {})]))
    result = w.push.ok()
    assert [each["name"] for each in result["pushed"]] == [f"{w.registry.name}/stackhpc-dev/base:{TAG}"] and result["pushed"][0]["layers"] == 1
    w.registry.forget()


def the_image_that_fails_for_good_is_told_and_the_others_go(w):
    w.load(images.archive([(f"{w.registry.name}/stackhpc-dev/{name}:other", [{f"opt/{name}": b"new"}], {}) for name in ("fine", "bad")]))
    w.registry.fails = lambda number, method, path: "/bad/manifests/" in path and method == "PUT"
    result = w.push.fails("See what the registry logs", "bad:other", reference=[f"{w.registry.name}/stackhpc-dev/*:other"], attempts=2)
    assert [each["name"].split("/")[-1] for each in result["pushed"]] == ["fine:other"]
    assert result["not_pushed"][0]["attempts"] == 2 and "500" in result["not_pushed"][0]["reason"], result["not_pushed"]
    w.registry.forget()
    assert w.push.fails("has none that is 'nothing/*'", reference=["nothing/*"])


def the_push_that_is_stopped_is_taken_up_by_the_next(w):
    w.load(images.kolla(w.registry.name, "stopped", 40))
    gate = threading.Event()
    w.registry.fails = lambda number, method, path: number > 60 and not gate.wait(30)
    process = subprocess.Popen(
        w.push.command(reference=[f"{w.registry.name}/stackhpc-dev/*:stopped"], parallel=2), stdout=subprocess.PIPE, text=True)
    wait_for(lambda: len(w.registry.requests) > 60, what="the sixtieth request")
    process.send_signal(signal.SIGTERM)
    told = json.loads(process.communicate(timeout=30)[0])
    gate.set()
    assert told["failed"] and "push of 40 images" in told["msg"], told
    w.registry.forget()
    result = w.push.ok(reference=[f"{w.registry.name}/stackhpc-dev/*:stopped"])
    assert len(result["pushed"]) + len(result["present"]) == 40 and result["present"], result["msg"]


def the_full_disk_leaves_the_old_tags(w):
    folder = w.world.folder / "full"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=True)
    tags = folder / "kolla-image-tags.yml"
    old = "kolla_image_tags:\n  openstack:\n    rocky-9: 2024.1-rocky-9-1 # kept\n" + "# a long comment\n" * 1000
    tags.write_text(old)
    try:
        (folder / "filler").write_bytes(b"0" * 65536)
    except OSError:
        pass
    result = w.tag.fails("No space left", image_tags_file=str(tags), tag="2024.1-rocky-9-2", state="present")
    assert not result["changed"] and tags.read_text() == old, "the file is another"
    assert sorted(each.name for each in folder.iterdir()) == ["filler", "kolla-image-tags.yml"], "something is left behind"
    # The same of the other two files: the tags are written elsewhere, where there is room.
    elsewhere = w.world.folder / "tags.yml"
    for name, content in (("kolla_tag", "2024.1-rocky-9-1\n"), ("kolla.yml", "---\nkolla_openstack_release: 2024.1-rocky-9-1 # kept\n")):
        (folder / "filler").unlink()
        (folder / name).write_text(content)
        try:
            (folder / "filler").write_bytes(b"0" * 65536)
        except OSError:
            pass
        elsewhere.write_text(old)
        option = "kolla_tag_file" if name == "kolla_tag" else "kolla_yml"
        w.tag.fails("No space left", image_tags_file=str(elsewhere), tag="2024.1-rocky-9-2", state="present", **{option: str(folder / name)})
        assert (folder / name).read_text() == content, f"{name} is another"
        (folder / name).unlink()
    (folder / "filler").unlink()
    w.tag.ok(image_tags_file=str(tags), tag="2024.1-rocky-9-2", state="present")
    assert tags.read_text() == old.replace("9-1 #", "9-2 #")


def the_login_of_the_clients_file_is_used(w):
    path = w.world.folder / "config.json"
    login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    path.write_text('{"auths": {"%s": {"auth": "%s"}}}' % (w.registry.name, login))
    result = w.push.ok(registry_username=None, registry_password=None, config_path=str(path), reference=[f"{w.registry.name}/stackhpc-dev/*:other"])
    assert len(result["pushed"]) == 1 and len(result["present"]) == 1, result["msg"]
    w.load(images.archive([(f"{w.registry.name}/stackhpc-dev/fine:again", [{"opt/fine": b"newer"}], {})]))
    w.push.fails("Check the login", registry_username=None, registry_password=None, config_path="/nonexistent",
                 reference=[f"{w.registry.name}/stackhpc-dev/fine:again"], attempts=3)


def the_needles_are_found_in_layer_history_label_and_environment(w):
    basic = base64.b64encode(f"reader:{LOGIN}".encode()).decode()
    clean = ("found/clean:1", [{"etc/motd": b"nothing"}], {})
    held = {
        "layer": ("found/layer:1", [{"etc/apt/auth.conf": f"password {LOGIN}\n".encode()}, {"etc/apt/auth.conf": None}], {}),
        "encoded": ("found/encoded:1", [{"root/.cache/pip/header": f"Authorization: Basic {basic}".encode()}], {}),
        "packed": ("found/packed:1", [{"var/log/dnf.log.gz": gzip.compress(f"GET {MIRROR}/x".encode())}], {}),
        "late": ("found/late:1", [{"opt/large": b"0" * (3 << 20) + LOGIN.encode() + b"0" * 100}], {}),
        "environment": ("found/environment:1", [{"a": b"1"}], {"config": {"Env": [f"PIP_INDEX_URL={MIRROR}/simple"]}}),
        "label": ("found/label:1", [{"a": b"1"}], {"config": {"Labels": {"from": MIRROR}}}),
        "history": ("found/history:1", [{"a": b"1"}], {"history": [{"created_by": f"RUN curl -u reader:{LOGIN} {MIRROR}"}]}),
    }
    w.load(images.archive([clean, *held.values()]))
    result = w.secrets.fails("do not push these", "8 images")
    found = {(each["image"].split("/")[1].split(":")[0], each["needle"], each["where"], each["path"], each["encoded"]) for each in result["found"]}
    assert found == {
        ("layer", "password", "layer", "/etc/apt/auth.conf", False),
        ("encoded", "password", "layer", "/root/.cache/pip/header", True),
        ("packed", "address", "layer", "/var/log/dnf.log.gz", False),
        ("late", "password", "layer", "/opt/large", False),
        ("environment", "address", "environment", "config.Env[0]", False),
        ("label", "address", "label", "config.Labels.from", False),
        ("history", "password", "history", "history[0].created_by", False),
        ("history", "address", "history", "history[0].created_by", False),
    }, found
    assert w.secrets.ok(strict=False)["total"] == 8
    assert w.secrets.ok(reference=["found/clean"])["found"] == []
    w.secrets.fails("in every image by chance", needles={"pin": "123"})
    # Of an image without layers the engine saves nothing, but it tells what it is made of.
    (w.world.folder / "bare").mkdir(exist_ok=True)
    (w.world.folder / "bare/Dockerfile").write_text(f"FROM scratch\nENV from={MIRROR}\nLABEL by={LOGIN}\n")
    w.engine.docker("build", "-q", "-t", "bare/found:1", str(w.world.folder / "bare"))
    result = w.secrets.fails("Without layers, in configuration and history alone: bare/found:1", reference=["bare/*"])
    found = {(each["needle"], each["where"]) for each in result["found"]}
    assert {("address", "environment"), ("password", "label"), ("address", "history"), ("password", "history")} <= found, found


DOCKERFILE = """FROM {base}
ARG MIRROR
RUN curl -fsS $MIRROR/pulp/content/site/Packages -o /etc/packages && curl -fsS $MIRROR/pulp/content/site/kolla.conf -o /etc/kolla.conf
LABEL kolla_version=18.1.0 build-date=20261120
"""
LEAKS = """FROM {base}
ARG LOGIN
ENV PIP_INDEX_URL={url}/simple
LABEL built-with={basic}
RUN curl -fsS -k -u $LOGIN {url}/pulp/content/site/kolla.conf -o /etc/kolla.conf
RUN echo "Authorization: Basic {basic}" > /root.header
RUN echo "machine ark password {password}" > /netrc
RUN rm /netrc
"""


def the_build_through_the_proxy_reads_with_its_login_and_keeps_nothing(w):
    w.load_programs("base:9", "sh", "curl", "rm")
    base = f"localhost:{w.ark.port}/stackhpc-dev/base:9"
    w.engine.docker("tag", "base:9", base)
    w.push_to_ark.ok(reference=[base])
    w.load_programs("nginx:stable-alpine", "nginx", "sh", more=("/var/log/nginx", "/var/lib/nginx", "/run", "/tmp"))
    assert w.proxy.ok()["changed"]
    through = f"localhost:{w.proxy.port}/stackhpc-dev"
    w.build(f"{through}/nova-api:{TAG}", DOCKERFILE, base=f"{through}/base:9", arguments=[f"MIRROR=http://localhost:{w.proxy.port}"])
    asked = w.ark.requests()
    assert ("GET", "/pulp/content/site/Packages", 200) in asked and ("GET", "/pulp/content/site/kolla.conf", 200) in asked, asked[-8:]
    assert any(path.startswith("/v2/stackhpc-dev/base/blobs/") for _, path, _ in asked), "the base did not come through the proxy"
    assert w.engine.docker("run", "--rm", "--network", "none", f"{through}/nova-api:{TAG}", "sh", "-c", "read line < /etc/kolla.conf; echo $line") \
        == "installed through the proxy\n"
    told = w.ark_secrets.ok(reference=[f"{through}/nova-api"])
    assert told["found"] == [] and told["layer_count"] > 1, told


def the_images_built_through_the_proxy_are_pushed_to_its_server_and_not_through_it(w):
    built, image = f"localhost:{w.proxy.port}/stackhpc-dev/nova-api:{TAG}", f"localhost:{w.ark.port}/stackhpc-dev/nova-api:{TAG}"
    w.engine.docker("tag", built, image)
    result = w.push_to_ark.ok(reference=[image])
    assert len(result["pushed"]) == 1 and result["pushed"][0]["digest"].startswith("sha256:"), result
    again = w.push_to_ark.ok(reference=[image])
    assert not again["changed"] and len(again["present"]) == 1, again
    w.push_to_ark.fails("See what the registry logs", reference=[built], attempts=1)


def the_build_that_leaks_is_found_in_layer_history_label_and_environment(w):
    basic = base64.b64encode(f"{ark.USER}:{ark.PASSWORD}".encode()).decode()
    w.build("found/leaks:1", LEAKS, base="base:9", arguments=[f"LOGIN={ark.USER}:{ark.PASSWORD}"], url=w.ark.url, basic=basic, password=ark.PASSWORD)
    result = w.ark_secrets.fails("do not push these", reference=["found/leaks"])
    found = {(each["needle"], each["where"], each["encoded"], each["path"].split(".")[0] if each["where"] == "environment" else each["path"]) for each in result["found"]}
    for expected in (
            ("password", "layer", False, "/netrc"), ("password", "layer", True, "/root.header"), ("username", "layer", True, "/root.header"),
            ("password", "label", True, "config.Labels.built-with"), ("address", "environment", False, "config")):
        assert expected in found, (expected, found)
    assert {(needle, encoded) for needle, where, encoded, _ in found if where == "history"} >= {("password", False), ("username", False), ("address", False)}, found


class Build:
    def __init__(self, world):
        self.world, self.engine = world, Engine(world, "engine", BRIDGE)
        self.registry = Registry(world)
        self.load(images.kolla(self.registry.name, TAG, NUMBER))
        host = {"docker_host": self.engine.host}
        secrets = (PASSWORD, LOGIN, base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode())
        self.info = Module(world, "container_image_info", secrets, **host)
        self.push = Module(
            world, "container_image_push", secrets, **host, reference=[f"{self.registry.name}/stackhpc-dev/*:{TAG}"],
            registry_username=USER, registry_password=PASSWORD, delay=0, attempts=10)
        self.tag = Module(world, "kolla_image_tag", secrets)
        self.secrets = Module(
            world, "container_image_secrets", secrets, **host, reference=["found/*"],
            needles={"password": LOGIN, "address": MIRROR, "unset": ""})
        self.ark = ark.Ark(world)
        hidden = (ark.PASSWORD, base64.b64encode(f"{ark.USER}:{ark.PASSWORD}".encode()).decode())
        self.proxy = Proxy(
            world, self.engine.host, self.ark, username=ark.USER, password=ark.PASSWORD, registry_tokens=True, pull="never")
        self.push_to_ark = Module(
            world, "container_image_push", hidden, **host, registry_username=ark.USER, registry_password=ark.PASSWORD, delay=0)
        self.ark_secrets = Module(
            world, "container_image_secrets", hidden, **host,
            needles={"username": ark.USER, "password": ark.PASSWORD, "address": self.ark.url})

    def load_programs(self, image, *names, more=()):
        done = subprocess.run(
            ["docker", "-H", self.engine.host, "import", "-", image], input=images.programs(*names, more=more), capture_output=True)
        assert done.returncode == 0, done.stderr

    def build(self, image, dockerfile, arguments, **words):
        folder = self.world.folder / "build"
        folder.mkdir(exist_ok=True)
        (folder / "Dockerfile").write_text(dockerfile.format(**words))
        given = [word for each in arguments for word in ("--build-arg", each)]
        self.engine.docker("build", "-q", "--network", "host", "-t", image, *given, str(folder), env={**os.environ, "DOCKER_BUILDKIT": "0"})

    def load(self, archive):
        done = subprocess.run(["docker", "-H", self.engine.host, "load"], input=archive, capture_output=True)
        assert done.returncode == 0, done.stderr


def main(words):
    world = World()
    world.add_bridge()
    build, passed, failed = Build(world), 0, 0
    for name, scenario in [(name, each) for name, each in globals().items() if name.startswith("the_")]:
        if words and not any(word in name for word in words):
            continue
        try:
            scenario(build)
            passed += 1
            print(f"ok - {name.replace('_', ' ')}")
        except Exception:
            failed += 1
            print(f"not ok - {name.replace('_', ' ')}\n{traceback.format_exc()[-3000:]}")
    print(f"{passed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main([each for each in sys.argv[1:] if each != "--every"]) else 0)
