#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""clients.py openbao|github|gh: clients of other people's ask the servers of ci-sandbox what operators ask the real ones."""
import json
import os
import subprocess
import sys

SECRET = "e2e-client-secret"
REPOSITORY = "acme/kayobe-config"


def openbao():
    """The Python client: from an empty server to a job's login, KV 1 and 2, policies, tokens, the seal."""
    import hvac

    client = hvac.Client(url=os.environ["BAO_ADDR"])
    assert not client.sys.is_initialized()
    told = client.sys.initialize(secret_shares=3, secret_threshold=2)
    assert client.sys.is_sealed() and len(told["keys"]) == 3
    client.sys.submit_unseal_keys(told["keys"][:2])
    assert not client.sys.is_sealed()
    client.token = told["root_token"]
    assert client.is_authenticated()

    client.sys.enable_secrets_engine("kv", path="kv1", options={"version": "1"})
    client.secrets.kv.v1.create_or_update_secret("app/x", {"a": SECRET}, mount_point="kv1")
    assert client.secrets.kv.v1.read_secret("app/x", mount_point="kv1")["data"] == {"a": SECRET}
    assert client.secrets.kv.v1.list_secrets("app", mount_point="kv1")["data"]["keys"] == ["x"]
    refused(hvac.exceptions.InvalidPath, client.secrets.kv.v1.read_secret, "nothing", mount_point="kv1")

    client.sys.enable_secrets_engine("kv", path="kv2", options={"version": "2"})
    client.secrets.kv.v2.create_or_update_secret("x", {"a": "1"}, mount_point="kv2")
    client.secrets.kv.v2.patch("x", {"b": "2"}, mount_point="kv2")
    assert client.secrets.kv.v2.read_secret_version("x", mount_point="kv2")["data"]["data"] == {"a": "1", "b": "2"}
    refused(hvac.exceptions.InvalidRequest, client.secrets.kv.v2.create_or_update_secret, "x", {"a": "3"}, cas=0, mount_point="kv2")
    client.secrets.kv.v2.delete_latest_version_of_secret("x", mount_point="kv2")
    refused(hvac.exceptions.InvalidPath, client.secrets.kv.v2.read_secret_version, "x", mount_point="kv2")

    client.sys.create_or_update_policy("Reader", 'path "kv1/app/*" { capabilities = ["read"] }')
    assert "reader" in client.sys.list_policies()["data"]["policies"]
    token = client.auth.token.create(policies=["reader"], ttl="1h")["auth"]["client_token"] if hasattr(client.auth, "token") else client.create_token(policies=["reader"], lease="1h")["auth"]["client_token"]
    reader = hvac.Client(url=os.environ["BAO_ADDR"], token=token)
    assert reader.secrets.kv.v1.read_secret("app/x", mount_point="kv1")["data"] == {"a": SECRET}
    refused(hvac.exceptions.Forbidden, reader.secrets.kv.v1.create_or_update_secret, "app/x", {"a": "b"}, mount_point="kv1")

    client.sys.enable_auth_method("jwt", path="jwt")
    assert "jwt/" in client.sys.list_auth_methods()["data"]
    client.sys.seal()
    refused(hvac.exceptions.VaultDown, client.secrets.kv.v1.read_secret, "app/x", mount_point="kv1")


def github():
    """The Python client: runners with their pages, secrets that it seals itself, a token that is none."""
    import github as library

    client = library.Github(os.environ["GITHUB_TOKEN"], base_url=os.environ["GITHUB_API_URL"])
    repository = library.Repository.Repository(client._Github__requester, {}, {"url": f"/repos/{REPOSITORY}"}, completed=True)
    assert repository.create_secret("CLIENT", SECRET) is True, "made"
    assert repository.create_secret("CLIENT", SECRET) in (True, False)
    for number in range(32):
        register(f"client-{number:02}")
    found = [runner.name for runner in repository.get_self_hosted_runners()]
    assert len([name for name in found if name.startswith("client-")]) == 32, "all pages of 30"
    runner = repository.get_self_hosted_runner(next(each.id for each in repository.get_self_hosted_runners() if each.name == "client-00"))
    assert runner.status == "online" and {label["name"] for label in runner.labels()} >= {"self-hosted", "client"}
    assert repository.remove_self_hosted_runner(runner)
    assert repository.delete_secret("CLIENT")
    nobody = library.Github("nobody", base_url=os.environ["GITHUB_API_URL"])
    refused(library.BadCredentialsException, lambda: nobody.get_user().login)


def gh():
    """GitHub's command line: secrets it seals, variables, runners, over TLS as to an Enterprise Server."""
    environment = {**os.environ, "GH_ENTERPRISE_TOKEN": os.environ["GITHUB_TOKEN"], "GH_PROMPT_DISABLED": "1"}

    def call(*words, status=0, **options):
        done = subprocess.run(["gh", *words], env=environment, capture_output=True, text=True, timeout=60, check=False, **options)
        assert done.returncode == status, f"{words}: {done.returncode} {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    place = f"repos/{REPOSITORY}/actions"
    call("secret", "set", "GH_CLIENT", "--repo", f"{os.environ['GH_HOST']}/{REPOSITORY}", input=SECRET)
    assert "GH_CLIENT" in [each["name"] for each in json.loads(call("api", f"{place}/secrets"))["secrets"]]
    call("api", f"{place}/variables", "-f", "name=GH_VARIABLE", "-f", "value=one")
    call("api", "-X", "PATCH", f"{place}/variables/GH_VARIABLE", "-f", "value=two")
    assert json.loads(call("api", f"{place}/variables/GH_VARIABLE"))["value"] == "two"
    assert "HTTP 409" in call("api", f"{place}/variables", "-f", "name=GH_VARIABLE", "-f", "value=three", status=1)
    names = call("api", "--paginate", f"{place}/runners", "--jq", ".runners[].name").split()
    assert names == sorted(set(names), key=names.index), "no runner twice"
    assert json.loads(call("api", "-X", "POST", f"{place}/runners/registration-token"))["token"]
    call("secret", "delete", "GH_CLIENT", "--repo", f"{os.environ['GH_HOST']}/{REPOSITORY}")
    assert "HTTP 404" in call("api", f"{place}/secrets/GH_CLIENT", status=1)


def register(name):
    """As the program of a runner does it."""
    import urllib.request

    def post(path, body):
        request = urllib.request.Request(
            f"{os.environ['GITHUB_API_URL']}/repos/{REPOSITORY}/actions/runners/{path}", method="POST", data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}", "User-Agent": "runner"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    post("sandbox-register", {"token": post("registration-token", {})["token"], "name": name, "labels": ["client"]})


def refused(kind, call, *words, **options):
    """The client tells the refusal as it tells the real server's."""
    try:
        call(*words, **options)
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was not raised")


if __name__ == "__main__":
    {"openbao": openbao, "github": github, "gh": gh}[sys.argv[1]]()
