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
module: gitlab_pipeline_trigger
short_description: >-
  Start a GitLab pipeline
version_added: "0.1.0"
description:
  - >-
    Starts a pipeline of a branch or tag, and waits for its end, if asked. It is always a change.
  - >-
    Pipelines of M(stackhpc.kayobe_modules.gitlab_pipelines) start one job where C(ACTIVE_STAGE) and C(ACTIVE_JOB) name it.
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
    support: none
notes:
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured.
  - >-
    Tokens, keys and secret values appear in no output. They are sent to the server that the options name, and to no other.
seealso:
  - module: stackhpc.kayobe_modules.gitlab_pipeline_schedule
  - module: stackhpc.kayobe_modules.gitlab_pipelines
  - module: stackhpc.kayobe_modules.gitlab_project
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
  ref:
    description:
      - >-
        The branch or tag.
    type: str
    required: true
  variables:
    description:
      - >-
        Variables of the pipeline.
    type: dict
  wait:
    description:
      - >-
        Whether to wait for the end. A pipeline that does not succeed is a failure then.
    type: bool
    default: false
  wait_timeout:
    description:
      - >-
        How many seconds to wait.
    type: int
    default: 3600
'''

EXAMPLES = r'''
---
- name: Build kayobe's image
  stackhpc.kayobe_modules.gitlab_pipeline_trigger:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    ref: main
    variables: {ACTIVE_STAGE: build, ACTIVE_JOB: build_kayobe_image}
    wait: true

- name: Start a pipeline and go on
  stackhpc.kayobe_modules.gitlab_pipeline_trigger:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    ref: main

- name: See whether it could be started
  stackhpc.kayobe_modules.gitlab_pipeline_trigger:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: "42"
    ref: main
  check_mode: true
'''

RETURN = r'''
---
id:
  description:
    - >-
      The pipeline's number.
  returned: >-
    when started
  type: int
  sample: 1234
status:
  description:
    - >-
      How far it is.
  returned: >-
    when started
  type: str
  sample: success
web_url:
  description:
    - >-
      Its page.
  returned: >-
    when started
  type: str
  sample: "https://gitlab.example.com/cloud/kayobe-config/-/pipelines/47"
'''
