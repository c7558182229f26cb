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
module: gitlab_token_info
short_description: >-
  Tell what a GitLab token may do
version_added: "0.1.0"
description:
  - >-
    Tells a token's scopes, when it ends, and what the playbooks of CI/CD can do with it in a project. Nothing is written to find out.
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
  - module: stackhpc.kayobe_modules.gitlab_runner_info
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
'''

EXAMPLES = r'''
---
- name: See what the token may do
  stackhpc.kayobe_modules.gitlab_token_info:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
  register: token

- name: Stop where it lacks a right
  ansible.builtin.assert:
    that: token.missing | length == 0
    fail_msg: "{{ token.missing | join(', ') }}"

- name: See what a token of a runner's may do
  stackhpc.kayobe_modules.gitlab_token_info:
    api_url: https://gitlab.example.com
    api_token: "{{ runner_creation_token }}"
    project: "42"

- name: Where the server's certificate is one of an authority of one's own
  stackhpc.kayobe_modules.gitlab_token_info:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    ca_cert: /etc/pki/ca-trust/source/anchors/ca.pem
'''

RETURN = r'''
---
name:
  description:
    - >-
      The token's name.
  returned: >-
    success
  type: str
  sample: kayobe-automation
scopes:
  description:
    - >-
      Its scopes.
  returned: >-
    success
  type: list
  elements: str
  sample: [api]
expires_at:
  description:
    - >-
      The day it ends; null for never.
  returned: >-
    success
  type: str
  sample: "2027-02-01"
permissions:
  description:
    - >-
      By what is needed, whether it may be written; unknown where only a try would tell.
  returned: >-
    success
  type: dict
  sample: {runners: {write: "yes", playbooks: [deploy-gitlab-runner]}}
missing:
  description:
    - >-
      What it lacks, and for which playbooks.
  returned: >-
    success
  type: list
  elements: str
  sample: ["runners: the scope create_runner or api (deploy-gitlab-runner)"]
'''
