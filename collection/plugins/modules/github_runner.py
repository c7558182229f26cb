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
module: github_runner
short_description: >-
  Keep a self-hosted runner of GitHub Actions on a host
version_added: "0.1.0"
description:
  - >-
    Installs a runner's programs, registers it, keeps its labels, and runs it as a service; or removes it from both sides.
  - >-
    A runner that is there on one side only is repaired. The host was rebuilt and the name is still registered, then it is registered in the
    other's place; or GitHub dropped the registration, as it does after 14 days offline, then what the folder holds of it is forgotten and
    it is registered anew. The same where the folder stayed and systemd has lost the unit, or the other way round, where a killed run has
    left half of the programs, and where an ephemeral runner has had its job.
  - >-
    A runner of another name in C(dir) is one that was renamed. Its old name goes from GitHub.
  - >-
    A registration token is asked for only where something is registered or removed. With C(registration_token) GitHub's API is not called
    at all, and what GitHub has is not known.
  - >-
    Tokens are handed to the runner's programs through their environment, never on a command line.
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
  - module: stackhpc.kayobe_modules.github_actions_variable
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
  scope:
    description:
      - >-
        Whose runner it is, the repository's, the organisation's or the enterprise's.
    type: str
    default: repo
    choices:
      - repo
      - org
      - enterprise
  name:
    description:
      - >-
        The runner's name, once for each C(owner) and repository.
    type: str
    required: true
  dir:
    description:
      - >-
        The runner's own folder.
    type: path
    required: true
  user:
    description:
      - >-
        Who the runner runs as and who its files belong to. Left out, whoever runs the module.
    type: str
  labels:
    description:
      - >-
        Its labels beside those that each has by itself. Left out, whatever it has.
    type: list
    elements: str
  group:
    description:
      - >-
        The group of runners it joins, of an organisation or an enterprise. One that is registered stays in its own; see C(replace).
    type: str
  ephemeral:
    description:
      - >-
        Whether it takes one job and is gone. One that is registered stays as it is; see C(replace).
    type: bool
    default: false
  extra_arguments:
    description:
      - >-
        More words for the runner's C(config.sh).
    type: list
    elements: str
  env:
    description:
      - >-
        Variables of all its jobs, such as C(https_proxy), and no others beside those that the runner's program notes by itself when it
        registers, such as C(LANG).
    type: dict
  source:
    description:
      - >-
        The archive of the programs, a path on the host or an address. Left out, GitHub's release of C(version).
    type: str
  checksum:
    description:
      - >-
        C(sha256:) and the archive's checksum; needed with an address.
    type: str
  version:
    description:
      - >-
        The release of the programs. C(latest) installs the newest where there are none; the runner updates itself.
    type: str
    default: latest
  registration_token:
    description:
      - >-
        A token that registers, or removes, made by somebody with the right to.
    type: str
  replace:
    description:
      - >-
        Whether it is registered anew in any case, also in the place of one that is online elsewhere.
    type: bool
    default: false
  service_manager:
    description:
      - >-
        Whether it is a service of systemd, or whoever calls runs it.
    type: str
    default: systemd
    choices:
      - systemd
      - none
  state:
    description:
      - >-
        Whether it is there and runs, is there and is stopped, or is on neither side.
    type: str
    default: started
    choices:
      - started
      - stopped
      - absent
  server_url:
    description:
      - >-
        Where repositories are; what C(api_url) is of if left out.
    type: str
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
- name: Run a runner
  stackhpc.kayobe_modules.github_runner:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name: "{{ ansible_facts.nodename }}-runner_01"
    dir: /opt/actions-runner/runner_01
    user: stack
    labels: [kayobe, openstack, production]

- name: Without a personal token, behind a proxy
  stackhpc.kayobe_modules.github_runner:
    registration_token: "{{ registration_token }}"
    owner: acme
    repo: kayobe-config
    name: seed-runner_02
    dir: /opt/actions-runner/runner_02
    user: stack
    source: /tmp/actions-runner-linux-x64-2.330.0.tar.gz
    env: {https_proxy: "http://proxy.example.com:3128"}

- name: Remove one
  stackhpc.kayobe_modules.github_runner:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    name: seed-runner_03
    dir: /opt/actions-runner/runner_03
    user: stack
    state: absent
'''

RETURN = r'''
---
id:
  description:
    - >-
      The registration's number. Null for none.
  returned: >-
    success
  type: int
  sample: 23
name:
  description:
    - >-
      The runner.
  returned: >-
    success
  type: str
  sample: seed-runner-01
found:
  description:
    - >-
      How it was found.
  returned: >-
    success
  type: str
  sample: "registered here, but GitHub has dropped it"
steps:
  description:
    - >-
      What was done.
  returned: >-
    success
  type: list
  elements: str
  sample: [Relabel]
status:
  description:
    - >-
      C(online) or C(offline). Null where GitHub was not asked.
  returned: >-
    success
  type: str
  sample: online
labels:
  description:
    - >-
      All its labels. Null where GitHub was not asked.
  returned: >-
    success
  type: list
  elements: str
  sample: [self-hosted, Linux, X64, kayobe]
service:
  description:
    - >-
      The service's name. Null for none.
  returned: >-
    success
  type: str
  sample: actions.runner.acme-kayobe-config.seed-runner-01.service
version:
  description:
    - >-
      Of its programs.
  returned: >-
    success
  type: str
  sample: 2.330.0
'''
