#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent client (Debian's python3-gitlab) at the GitLab of GITLAB_URL: it finds what it expects of one."""
import os
import gitlab

URL, TOKEN = os.environ["GITLAB_URL"], os.environ.get("GITLAB_TOKEN", "glpat-sandbox")
client = gitlab.Gitlab(URL, private_token=TOKEN)
client.auth()
project = client.projects.get(os.environ.get("GITLAB_PROJECT", "cloud/kayobe-config"))
assert client.projects.get(project.id).path_with_namespace == project.path_with_namespace

before = project.build_timeout
project.build_timeout = 7200
project.save()
assert client.projects.get(project.id).build_timeout == 7200
project.build_timeout = before
project.save()

for scope, value in (("*", "for-everything"), ("client", "for-this-client")):
    project.variables.create({"key": "E2E_CLIENT", "value": value, "environment_scope": scope, "masked": True})
one = project.variables.get("E2E_CLIENT", filter={"environment_scope": "client"})
assert (one.value, one.masked, one.hidden if hasattr(one, "hidden") else False) == ("for-this-client", True, False)
try:
    project.variables.get("E2E_CLIENT")
    raise AssertionError("two of a name are a conflict")
except gitlab.exceptions.GitlabGetError as error:
    assert error.response_code == 409, error
try:
    project.variables.create({"key": "E2E_SHORT", "value": "short", "masked": True})
    raise AssertionError("it cannot be masked")
except gitlab.exceptions.GitlabCreateError as error:
    assert error.response_code == 400 and "value" in error.error_message, error
for scope in ("*", "client"):
    project.variables.delete("E2E_CLIENT", filter={"environment_scope": scope})
for number in range(25):
    project.variables.create({"key": f"E2E_{number}", "value": str(number)})
assert len([each for each in project.variables.list(iterator=True) if each.key.startswith("E2E_")]) == 25
for number in range(25):
    project.variables.delete(f"E2E_{number}")

made = client.http_post("/user/runners", post_data={"runner_type": "project_type", "project_id": project.id, "description": "e2e client",
                                                    "tag_list": ["e2e"]})
runner = client.runners.get(made["id"])
assert (runner.description, runner.tag_list) == ("e2e client", ["e2e"])
assert runner.id in [each.id for each in project.runners.list(type="project_type", iterator=True)]
assert client.runners.verify(made["token"]) is None
runner.paused = True
runner.save()
client.runners.delete(runner.id)
try:
    client.runners.verify(made["token"])
    raise AssertionError("the runner is gone")
except gitlab.exceptions.GitlabVerifyError as error:
    assert error.response_code == 403, error

schedule = project.pipelineschedules.create({"description": "e2e client", "ref": "main", "cron": "0 2 * * *"})
assert schedule.ref == "refs/heads/main"
schedule.variables.create({"key": "A", "value": "1"})
assert [each["key"] for each in project.pipelineschedules.get(schedule.id).attributes["variables"]] == ["A"]
schedule.delete()
pipeline = project.pipelines.create({"ref": "main", "variables": [{"key": "A", "value": "1"}]})
assert project.pipelines.get(pipeline.id).status

for token, wrong in ((TOKEN + "-expired", gitlab.exceptions.GitlabAuthenticationError), ("other", gitlab.exceptions.GitlabAuthenticationError)):
    try:
        gitlab.Gitlab(URL, private_token=token).projects.get(project.id)
        raise AssertionError(f"{token} is none")
    except wrong:
        pass
print("python3-gitlab finds a GitLab")
