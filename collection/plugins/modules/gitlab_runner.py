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
module: gitlab_runner
short_description: >-
  Manage a GitLab runner
version_added: "0.1.0"
description:
  - >-
    Creates a runner of a project, a group or the server, changes what differs, or deletes it. A runner is found by its description.
  - >-
    GitLab shows a runner's token once. With C(token_file) it is written there, readable for its owner only, before anything else happens. A
    runner that is registered while its token is lost or another one is an error, unless C(rotate) asks for a new token.
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
  - module: stackhpc.kayobe_modules.gitlab_project
  - module: stackhpc.kayobe_modules.gitlab_project_variable
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
        The project of the runner, by number or path. Without it and without a group, the runner is the server's.
    type: str
  group:
    description:
      - >-
        The group of the runner, by number or path.
    type: str
  description:
    description:
      - >-
        The runner's name.
    type: str
    required: true
    aliases:
      - name
  tags:
    description:
      - >-
        The tags of jobs that it takes.
    type: list
    elements: str
    aliases:
      - tag_list
  run_untagged:
    description:
      - >-
        Whether it takes jobs without tags.
    type: bool
  locked:
    description:
      - >-
        Whether other projects cannot have it.
    type: bool
  paused:
    description:
      - >-
        Whether it takes no jobs.
    type: bool
  access_level:
    description:
      - >-
        Whether it takes jobs of protected branches only.
    type: str
    choices:
      - not_protected
      - ref_protected
  maximum_timeout:
    description:
      - >-
        How long its jobs may take, in seconds or like C(12h).
    type: str
  token_file:
    description:
      - >-
        The file that keeps the token.
    type: path
  known_token:
    description:
      - >-
        The token, where it is kept elsewhere.
    type: str
  config_file:
    description:
      - >-
        The C(config.toml) that has the runner. Where GitLab lets tokens end, the runner has a new one by itself and notes it there; then
        C(token_file) gets it as well.
    type: path
  config_name:
    description:
      - >-
        The runner's name in that file. Left out, its description.
    type: str
  rotate:
    description:
      - >-
        Whether a token that is lost or wrong is replaced. The old one ends.
    type: bool
    default: false
  state:
    description:
      - >-
        Whether the runner should be there.
    type: str
    default: present
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Have a runner for the project
  stackhpc.kayobe_modules.gitlab_runner:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    description: seed-runner
    tags: [kayobe, openstack, production]
    run_untagged: false
    token_file: /etc/gitlab-runner/seed-runner.token

- name: Have a new token, for the old one is lost
  stackhpc.kayobe_modules.gitlab_runner:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    description: seed-runner
    token_file: /etc/gitlab-runner/seed-runner.token
    rotate: true

- name: Remove a runner
  stackhpc.kayobe_modules.gitlab_runner:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    description: seed-runner
    state: absent
'''

RETURN = r'''
---
id:
  description:
    - >-
      The runner's number.
  returned: >-
    success
  type: int
  sample: 7
created:
  description:
    - >-
      Whether it is new.
  returned: >-
    success
  type: bool
  sample: true
token:
  description:
    - >-
      The token of a new runner or a new one. With C(token_file) it is there and not here.
  returned: >-
    success
  type: str
  sample: glrt-0123456789abcdefghij
token_expires_at:
  description:
    - >-
      When the token ends; null for never.
  returned: >-
    success
  type: str
  sample: "2026-11-20T06:12:44Z"
'''
