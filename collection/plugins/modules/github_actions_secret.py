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
module: github_actions_secret
short_description: >-
  Keep a secret of GitHub Actions
version_added: "0.1.0"
description:
  - >-
    Writes a secret, sealed for GitHub as soon as it leaves the module.
  - >-
    GitHub never tells a value. So C(state_file) remembers, for each secret, GitHub's time of the last write and a salted hash of the value
    that takes its time (PBKDF2); it is its owner's only, and gives away no more than a file of passwords. A secret is written when its
    value differs from that, when somebody else wrote it since, or when nothing is known of it. Nothing of the value is put where others can
    read it.
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
  - module: stackhpc.kayobe_modules.github_actions_variable
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
        The value. It appears in no output.
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
        When one that is there is written. C(when_changed) goes by C(state_file); C(on_create) never; C(always) each time.
    type: str
    default: when_changed
    choices:
      - when_changed
      - on_create
      - always
  state_file:
    description:
      - >-
        The file that remembers.
    type: path
    default: "~/.local/state/kayobe-modules/github-secrets.json"
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
- name: Give workflows the password of Ansible Vault
  stackhpc.kayobe_modules.github_actions_secret:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name: KAYOBE_VAULT_PASSWORD
    value: "{{ lookup('ansible.builtin.env', 'KAYOBE_VAULT_PASSWORD') }}"

- name: Give one deployment environment its own
  stackhpc.kayobe_modules.github_actions_secret:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    environment: production
    name: REGISTRY_PASSWORD
    value: "{{ pulp_password }}"
    update: on_create

- name: Take one away
  stackhpc.kayobe_modules.github_actions_secret:
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
      The secret.
  returned: >-
    success
  type: str
  sample: KAYOBE_VAULT_PASSWORD
reason:
  description:
    - >-
      Why it was written or not.
  returned: >-
    success
  type: str
  sample: it is as it was written
created_at:
  description:
    - >-
      GitHub's time. Null for none.
  returned: >-
    success
  type: str
  sample: "2026-11-20T06:12:44Z"
updated_at:
  description:
    - >-
      GitHub's time of the last write. Null for none.
  returned: >-
    success
  type: str
  sample: "2026-11-26T18:11:04Z"
'''
