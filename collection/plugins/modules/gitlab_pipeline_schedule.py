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
module: gitlab_pipeline_schedule
short_description: >-
  Manage a schedule of a GitLab pipeline
version_added: "0.1.0"
description:
  - >-
    Creates, changes or deletes the schedule of a description. GitLab lets several have the same one; then none is touched.
  - >-
    GitLab tells a branch by its long name, as C(refs/heads/main); the short one is no difference.
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
  - module: stackhpc.kayobe_modules.gitlab_pipeline_trigger
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
  description:
    description:
      - >-
        The schedule's name.
    type: str
    required: true
    aliases:
      - name
  ref:
    description:
      - >-
        The branch or tag whose pipeline starts. A tag is given by its long name, as C(refs/tags/v1).
      - >-
        Required with C(state=present).
    type: str
  cron:
    description:
      - >-
        When, as cron has it.
      - >-
        Required with C(state=present).
    type: str
  cron_timezone:
    description:
      - >-
        In which time zone.
    type: str
    default: "UTC"
  active:
    description:
      - >-
        Whether it starts at all.
    type: bool
    default: true
  variables:
    description:
      - >-
        The variables of its pipelines; others go. All stay where none are given.
    type: dict
  state:
    description:
      - >-
        Whether it should be there.
    type: str
    default: present
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Run Tempest every night
  stackhpc.kayobe_modules.gitlab_pipeline_schedule:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    description: tempest
    ref: main
    cron: "0 2 * * *"
    variables: {SCHEDULE_JOB: tempest, KAYOBE_ENVIRONMENT: production}

- name: Let it rest
  stackhpc.kayobe_modules.gitlab_pipeline_schedule:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    description: tempest
    ref: main
    cron: "0 2 * * *"
    active: false

- name: Take it away
  stackhpc.kayobe_modules.gitlab_pipeline_schedule:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    description: tempest
    state: absent
'''

RETURN = r'''
---
id:
  description:
    - >-
      The schedule's number.
  returned: >-
    success
  type: int
  sample: 3
'''
