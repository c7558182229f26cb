#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: kayobe_modules contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by ./build.sh docs from the module's facts and words. What runs is the binary beside it.

from __future__ import absolute_import, division, print_function
__metaclass__ = type

DOCUMENTATION = r'''
---
module: gitlab_project
short_description: >-
  Look at a GitLab project, and set what its pipelines need
version_added: "0.1.0"
description:
  - >-
    Tells a project's number and its settings of pipelines, and changes those that are given and differ, with one request.
  - >-
    For kayobe, jobs should not be public, pending pipelines not be cancelled, outdated deployments not be prevented, jobs have half a day,
    and Auto DevOps be off.
author:
  - kayobe_modules contributors (@stackhpc)
attributes:
  check_mode:
    description: >-
      Whether a run with C(--check) tells what would change, and changes nothing.
    support: full
  diff_mode:
    description: >-
      Whether a run with C(--diff) shows before and after.
    support: full
notes:
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured.
  - >-
    Tokens, keys and secret values appear in no output. They are sent to the server that the options name, and to no other.
seealso:
  - module: stackhpc.kayobe_modules.gitlab_pipeline_schedule
  - module: stackhpc.kayobe_modules.gitlab_pipeline_trigger
  - module: stackhpc.kayobe_modules.gitlab_pipelines
  - module: stackhpc.kayobe_modules.gitlab_project_variable
  - module: stackhpc.kayobe_modules.gitlab_runner
  - module: stackhpc.kayobe_modules.gitlab_runner_config
  - module: stackhpc.kayobe_modules.gitlab_runner_info
  - module: stackhpc.kayobe_modules.gitlab_token_info
options:
  api_url:
    description:
      - >-
        Where GitLab answers, such as C(https://gitlab.example.com); the address of its API will do.
      - >-
        Left out, the environment variable C(GITLAB_URL) of the module's process is used.
    type: str
    required: true
    aliases:
      - gitlab_url
  api_token:
    description:
      - >-
        A personal, project or group access token with the scope C(api). It appears in no output.
      - >-
        Left out, the environment variable C(GITLAB_TOKEN) of the module's process is used.
    type: str
    required: true
  validate_certs:
    description:
      - >-
        Whether the server's certificate is verified.
    type: bool
    default: true
  ca_cert:
    description:
      - >-
        The authority whose certificates are trusted, as PEM text or as the path of a file or a folder. Left out, the system's.
    type: str
  request_timeout:
    description:
      - >-
        How many seconds an answer may take.
    type: int
    default: 60
  project:
    description:
      - >-
        The project, by number or by path such as C(cloud/kayobe-config).
    type: str
    required: true
  public_jobs:
    description:
      - >-
        Whether people without access to the project see logs of its jobs.
    type: bool
  auto_cancel_pending_pipelines:
    description:
      - >-
        Whether a newer pipeline of a branch ends the older ones.
    type: str
    choices:
      - enabled
      - disabled
  ci_forward_deployment_enabled:
    description:
      - >-
        Whether an older deployment job is refused after a newer one.
    type: bool
  build_timeout:
    description:
      - >-
        How long a job may take, in seconds or like C(12h). GitLab takes 10 minutes to a month.
    type: str
  auto_devops_enabled:
    description:
      - >-
        Whether GitLab makes up pipelines where there is no file.
    type: bool
  extra:
    description:
      - >-
        More settings by the names of GitLab's API.
    type: dict
'''

EXAMPLES = r'''
---
- name: Find the project's number
  stackhpc.kayobe_modules.gitlab_project:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
  register: kayobe_config

- name: Have the settings that kayobe's pipelines need
  stackhpc.kayobe_modules.gitlab_project:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    public_jobs: false
    auto_cancel_pending_pipelines: disabled
    ci_forward_deployment_enabled: false
    build_timeout: 12h
    auto_devops_enabled: false

- name: Set what this module has no word for
  stackhpc.kayobe_modules.gitlab_project:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    extra: {keep_latest_artifact: false}
'''

RETURN = r'''
---
id:
  description:
    - >-
      The project's number.
  returned: >-
    success
  type: int
  sample: 42
path:
  description:
    - >-
      Its path.
  returned: >-
    success
  type: str
  sample: cloud/kayobe-config
settings:
  description:
    - >-
      What is set. What the token's owner may not see is null.
  returned: >-
    success
  type: dict
  sample: {build_timeout: 43200}
'''
