# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenBao in a container, on a real engine; OpenBao is the sandbox. The scenarios are run by scenarios.py, in this order."""
import json
import os
import pathlib
import shutil

from world import ROOT, Module, free_port, wait_for

BAO = "server_of_bao"
IMAGE = "openbao/openbao"


class Bao(Module):
    """The server's module, and those that open it and write into it."""

    def __init__(self, world, engine):
        self.engine, self.port = engine, free_port()
        self.folder = world.folder / f"bao.{self.port}"
        self.tls = world.folder / f"bao-tls.{self.port}"
        self.tls.mkdir()
        (self.tls / "server.crt").write_text("the first certificate")
        self.keys_file = world.folder / f"bao-keys.{self.port}.json"
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__(world, "openbao_server", (), **{
            "docker_host": engine.host, "conf_path": str(self.folder), "image": f"{IMAGE}:1", "container_name": BAO, "port": self.port,
            "api_addr": self.url, "volumes": [f"bao.{self.port}:/openbao/file", f"{self.tls}:/openbao/tls:ro"], "pull": "never"})
        self.init = Module(world, "openbao_init", (), url=self.url, keys_file=str(self.keys_file))
        self.unseal = Module(world, "openbao_unseal", (), url=self.url, keys_file=str(self.keys_file))
        self.info = Module(world, "openbao_info", (), url=self.url)
        context = world.folder / "bao-image"
        shutil.copytree(ROOT / "tests/docker/openbao", context)
        shutil.copy(os.environ.get("CI_SANDBOX") or ROOT / "artifacts/bin/ci-sandbox", context / "ci-sandbox")
        for release in ("1", "2"):
            engine.docker("build", "-q", "-t", f"{IMAGE}:{release}", "--build-arg", "base=nginx:stable-alpine", "--build-arg", f"release={release}",
                          str(context), env={**os.environ, "DOCKER_BUILDKIT": "0"})

    @property
    def state(self):
        return self.engine.inspect(BAO)["State"]

    @property
    def token(self):
        return json.loads(self.keys_file.read_text())["root_token"]

    def other(self, name, **arguments):
        return Module(self.world, name, (), url=self.url, token=self.token, **arguments)

    def health(self, words):
        wait_for(lambda: any(words in each["Output"] for each in self.state["Health"]["Log"]), seconds=60, what=f"'{words}' in the health")


def the_bao_is_foreseen_deployed_and_the_same_again(w):
    assert w.bao.ok(check=True)["changed"] and w.bao.engine.inspect(BAO) is None
    result = w.bao.ok()
    assert result["actions"] == ["write configuration", "create container", "start container"] and result["restarted"], result
    for check in (True, False):
        again = w.bao.ok(check=check)
        assert not again["changed"] and not again["restarted"], again


def the_bao_is_initialised_opened_and_given_a_secret(w):
    assert not w.bao.info.ok()["initialized"]
    w.bao.init.ok()
    assert w.bao.unseal.ok()["sealed"] is False
    w.bao.other("openbao_secret_engine", path="kv").ok()
    assert w.bao.other("openbao_kv", mount="kv", path="x", data={"a": "b"}).ok()["changed"]


def the_bao_takes_a_reload_where_that_is_enough_and_stays_open(w):
    before = w.bao.state["StartedAt"]
    assert w.bao.ok(check=True, settings={"log_level": "debug"})["actions"] == ["write configuration", "reload configuration"]
    result = w.bao.ok(settings={"log_level": "debug"})
    assert result["actions"] == ["write configuration", "reload configuration"] and not result["restarted"], result
    wait_for(lambda: "reloads" in w.bao.engine.docker("logs", BAO), what="the reload")
    assert w.bao.state["StartedAt"] == before and w.bao.info.ok()["sealed"] is False
    assert not w.bao.ok(settings={"log_level": "debug"})["changed"]
    assert w.bao.ok()["actions"] == ["write configuration", "reload configuration"]


def the_bao_takes_a_new_certificate_with_a_reload(w):
    tls = {"bind_addr": "127.0.0.2", "tls_cert_file": "/openbao/tls/server.crt", "tls_key_file": "/openbao/tls/server.key"}
    assert w.bao.ok(**tls)["restarted"] and w.bao.info.ok()["sealed"], "another listener needs a start"
    w.bao.unseal.ok()
    (w.bao.tls / "server.crt").write_text("the second certificate")
    result = w.bao.ok(**tls)
    assert result["actions"] == ["reload configuration"] and not result["restarted"], result
    assert not w.bao.ok(**tls)["changed"] and w.bao.info.ok()["sealed"] is False
    assert w.bao.ok()["restarted"]


def the_bao_says_in_its_health_what_to_do(w):
    w.bao.health("Unseal it with openbao_unseal")
    told = w.bao.info.ok(container_name=BAO, docker_host=w.bao.engine.host)
    assert told["sealed_since"] == w.bao.state["StartedAt"] and told["health"].startswith("Unseal it with openbao_unseal"), told
    w.bao.unseal.ok()
    w.bao.health("open")


def the_bao_keeps_its_data_when_the_image_is_upgraded(w):
    result = w.bao.ok(image=f"{IMAGE}:2")
    assert result["restarted"] and w.bao.engine.docker("exec", BAO, "cat", "/openbao/release").strip() == "2", result
    assert w.bao.info.ok()["sealed"] and w.bao.info.ok()["initialized"]
    w.bao.unseal.ok()
    assert not w.bao.other("openbao_kv", mount="kv", path="x", data={"a": "b"}).ok()["changed"], "the secret is still there"
    assert not w.bao.ok(image=f"{IMAGE}:2")["changed"]


def the_bao_whose_data_are_gone_gets_new_keys_and_the_old_ones_are_kept(w):
    old = json.loads(w.bao.keys_file.read_text())
    w.bao.ok(state="absent")
    w.bao.engine.docker("volume", "rm", f"bao.{w.bao.port}")
    w.bao.ok(image=f"{IMAGE}:2")
    w.bao.init.ok()
    kept = pathlib.Path(f"{w.bao.keys_file}.{old['cluster_id']}")
    assert json.loads(kept.read_text())["keys"] == old["keys"], "under the id of the cluster that is gone"
    assert json.loads(w.bao.keys_file.read_text())["keys"] != old["keys"]
    assert w.bao.unseal.ok()["sealed"] is False
    assert w.bao.ok(state="absent")["changed"] and not w.bao.folder.exists()
