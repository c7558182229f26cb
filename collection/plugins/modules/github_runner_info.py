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
module: github_runner_info
short_description: >-
  List GitHub's runners, wait for some, remove those that are gone
version_added: "0.1.0"
description:
  - >-
    Lists all self-hosted runners that are registered, however many pages that takes.
  - >-
    With C(wait_online) it asks again until those are online. With C(prune_offline) it removes those that are offline, as a host leaves
    behind that was rebuilt under another name.
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
  scope:
    description:
      - >-
        Whose runners they are, the repository's, the organisation's or the enterprise's.
    type: str
    default: repo
    choices:
      - repo
      - org
      - enterprise
  name_pattern:
    description:
      - >-
        Which names are listed and pruned; C(*) stands for any letters.
    type: str
    default: "*"
  wait_online:
    description:
      - >-
        Names of runners to wait for.
    type: list
    elements: str
  wait_timeout:
    description:
      - >-
        How many seconds to wait.
    type: int
    default: 120
  prune_offline:
    description:
      - >-
        Whether runners of C(name_pattern) that are offline are removed. One that its host still has must be registered anew.
    type: bool
    default: false
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
- name: See them
  stackhpc.kayobe_modules.github_runner_info:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config

- name: Wait until this host's are online
  stackhpc.kayobe_modules.github_runner_info:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    wait_online: ["{{ ansible_facts.nodename }}-runner_01"]

- name: Remove what a rebuilt host left behind
  stackhpc.kayobe_modules.github_runner_info:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name_pattern: old-seed-*
    prune_offline: true
'''

RETURN = r'''
---
runners:
  description:
    - >-
      The runners.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{id: 23, name: seed-runner_01, status: online, busy: false, labels: [self-hosted, kayobe], version: null}]
pruned:
  description:
    - >-
      Names of those that were removed.
  returned: >-
    success
  type: list
  elements: str
  sample: [seed-runner-00]
'''
