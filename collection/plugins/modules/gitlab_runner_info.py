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
module: gitlab_runner_info
short_description: >-
  Tell which GitLab runners there are and whether they are online
version_added: "0.1.0"
description:
  - >-
    Lists all runners of a project, a group or the server, page by page, and waits until they are online, if asked.
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
  - module: stackhpc.kayobe_modules.gitlab_pipeline_trigger
  - module: stackhpc.kayobe_modules.gitlab_pipelines
  - module: stackhpc.kayobe_modules.gitlab_project
  - module: stackhpc.kayobe_modules.gitlab_project_variable
  - module: stackhpc.kayobe_modules.gitlab_runner
  - module: stackhpc.kayobe_modules.gitlab_runner_config
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
        The project, by number or path. Without it and without a group, the server's runners are meant.
    type: str
  group:
    description:
      - >-
        The group, by number or path.
    type: str
  descriptions:
    description:
      - >-
        The names of the runners that are meant. All where left out.
    type: list
    elements: str
  wait_online:
    description:
      - >-
        Whether to wait until all of them are there and online.
    type: bool
    default: false
  wait_timeout:
    description:
      - >-
        How many seconds to wait.
    type: int
    default: 120
'''

EXAMPLES = r'''
---
- name: List the runners of the project
  stackhpc.kayobe_modules.gitlab_runner_info:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config

- name: Wait until a runner is online
  stackhpc.kayobe_modules.gitlab_runner_info:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    descriptions: [seed-runner]
    wait_online: true

- name: List the runners of a group
  stackhpc.kayobe_modules.gitlab_runner_info:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    group: cloud
'''

RETURN = r'''
---
runners:
  description:
    - >-
      The runners as GitLab lists them.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{id: 7, description: seed-runner, status: online}]
'''
