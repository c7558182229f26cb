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
module: github_actions_variable
short_description: >-
  Keep a variable of GitHub Actions
version_added: "0.1.0"
description:
  - >-
    Makes, changes or deletes a variable that workflows read.
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
  - module: stackhpc.kayobe_modules.github_actions_secret
  - module: stackhpc.kayobe_modules.github_runner
  - module: stackhpc.kayobe_modules.github_runner_info
  - module: stackhpc.kayobe_modules.github_token_info
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
      - >-
        Required with C(scope=repo).
    type: str
    aliases:
      - github_repo
      - repository
  environment:
    description:
      - >-
        A deployment environment of the repository, if it is one's own. It must be there.
    type: str
  scope:
    description:
      - >-
        Whose it is, the repository's or the organisation's.
    type: str
    default: repo
    choices:
      - repo
      - org
  name:
    description:
      - >-
        Its name. GitHub keeps it in upper case.
    type: str
    required: true
  value:
    description:
      - >-
        The value.
      - >-
        Required with C(state=present).
    type: str
  visibility:
    description:
      - >-
        Of an organisation's, when it is made; which of its repositories see it.
    type: str
    default: private
    choices:
      - private
      - all
  state:
    description:
      - >-
        Whether there is one.
    type: str
    default: present
    choices:
      - present
      - absent
  update:
    description:
      - >-
        When one that is there is written. C(when_changed) where its value differs; C(on_create) never.
    type: str
    default: when_changed
    choices:
      - when_changed
      - on_create
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
- name: Tell workflows where the registry is
  stackhpc.kayobe_modules.github_actions_variable:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name: REGISTRY_URL
    value: pulp.example.com

- name: For all repositories of an organisation
  stackhpc.kayobe_modules.github_actions_variable:
    token: "{{ github_token }}"
    owner: acme
    scope: org
    name: REGISTRY_USERNAME
    value: kayobe
    visibility: all

- name: Give a default that people may change
  stackhpc.kayobe_modules.github_actions_variable:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name: KAYOBE_BRANCH
    value: main
    update: on_create

- name: Take one away
  stackhpc.kayobe_modules.github_actions_variable:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name: OLD
    state: absent
'''

RETURN = r'''
---
name:
  description:
    - >-
      The variable.
  returned: >-
    success
  type: str
  sample: KAYOBE_AUTOMATION_PUSH
before:
  description:
    - >-
      Its value before. Null for none.
  returned: >-
    success
  type: str
  sample: "false"
value:
  description:
    - >-
      Its value now. Null for none.
  returned: >-
    success
  type: str
  sample: "true"
'''
