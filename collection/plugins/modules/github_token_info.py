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
module: github_token_info
short_description: >-
  Tell what a GitHub token may do
version_added: "0.1.0"
description:
  - >-
    Tells which of the permissions that the playbooks for CI/CD need a token has, and which are missing for which playbook.
  - >-
    Nothing is written to find out. What a fine-grained token may write is not told by GitHub, and is C(unknown) where it may read.
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
  - module: stackhpc.kayobe_modules.github_actions_secret
  - module: stackhpc.kayobe_modules.github_actions_variable
  - module: stackhpc.kayobe_modules.github_runner
  - module: stackhpc.kayobe_modules.github_runner_info
  - module: stackhpc.kayobe_modules.github_workflow_dispatch
  - module: stackhpc.kayobe_modules.github_workflows
options:
  owner:
    description:
      - >-
        The user or organisation that the repository belongs to; with another C(scope) the organisation or enterprise itself.
    type: str
    required: true
    aliases:
      - github_account
      - account
  repo:
    description:
      - >-
        The repository's name, without its owner.
    type: str
    required: true
    aliases:
      - github_repo
      - repository
  api_url:
    description:
      - >-
        GitHub's API. That of a GitHub Enterprise Server ends in C(/api/v3).
      - >-
        Left out, the environment variable C(GITHUB_API_URL) of the module's process is used.
    type: str
    default: "https://api.github.com"
  token:
    description:
      - >-
        A token that may do this; M(stackhpc.kayobe_modules.github_token_info) tells.
      - >-
        Left out, the environment variable C(GITHUB_TOKEN) of the module's process is used.
    type: str
    required: true
    aliases:
      - access_token
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
'''

EXAMPLES = r'''
---
- name: See what is missing
  stackhpc.kayobe_modules.github_token_info:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
  register: rights

- name: Refuse to go on without
  ansible.builtin.assert:
    that: not rights.missing

- name: On an Enterprise Server
  stackhpc.kayobe_modules.github_token_info:
    api_url: https://github.example.com/api/v3
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config

- name: Of another token
  stackhpc.kayobe_modules.github_token_info:
    token: "{{ other_token }}"
    owner: acme
    repo: kayobe-config
'''

RETURN = r'''
---
repository:
  description:
    - >-
      Owner and name.
  returned: >-
    success
  type: str
  sample: acme/kayobe-config
kind:
  description:
    - >-
      C(classic) or C(fine-grained).
  returned: >-
    success
  type: str
  sample: fine-grained
scopes:
  description:
    - >-
      Of a classic token.
  returned: >-
    success
  type: list
  elements: str
  sample: [repo, workflow]
expires_at:
  description:
    - >-
      When the token ends. Null if GitHub does not say.
  returned: >-
    success
  type: str
  sample: "2027-02-01T00:00:00Z"
permissions:
  description:
    - >-
      By permission, whether it may C(read), whether it may C(write) (C(yes), C(no) or C(unknown)), the level that is C(needed) and by which
      C(playbooks).
  returned: >-
    success
  type: dict
  sample: {secrets: {read: true, write: "no", needed: write, playbooks: [github-secrets]}}
missing:
  description:
    - >-
      What is missing for which playbooks.
  returned: >-
    success
  type: list
  elements: str
  sample: ["secrets: write (github-secrets)"]
'''
