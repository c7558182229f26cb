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
module: github_workflow_dispatch
short_description: >-
  Start a workflow of GitHub Actions
version_added: "0.1.0"
description:
  - >-
    Starts a workflow, as the button on its page does. With C(wait) it waits for the end, and fails where that is no success.
  - >-
    In check mode it sees whether the workflow is there and enabled.
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
  - module: stackhpc.kayobe_modules.github_token_info
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
  workflow:
    description:
      - >-
        The workflow's file name, or its number.
    type: str
    required: true
  ref:
    description:
      - >-
        The branch or tag to run it from.
    type: str
    required: true
  inputs:
    description:
      - >-
        What it asks for.
    type: dict
  wait:
    description:
      - >-
        Whether to wait for its end.
    type: bool
    default: false
  wait_timeout:
    description:
      - >-
        How many seconds to wait.
    type: int
    default: 21600
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
- name: Build the image of kayobe
  stackhpc.kayobe_modules.github_workflow_dispatch:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    workflow: build-kayobe-docker-image.yml
    ref: main
    wait: true

- name: Run Tempest in one environment
  stackhpc.kayobe_modules.github_workflow_dispatch:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    workflow: run-tempest.yml
    ref: main
    inputs: {kayobe_environment: production, test_suite: default}

- name: Wait no longer than an hour
  stackhpc.kayobe_modules.github_workflow_dispatch:
    token: "{{ github_token }}"
    owner: acme
    repo: kayobe-config
    workflow: run-overcloud-database-backup.yml
    ref: main
    wait: true
    wait_timeout: 3600
'''

RETURN = r'''
---
run:
  description:
    - >-
      The run, as far as GitHub tells; in check mode nothing is known of it.
  returned: >-
    success
  type: dict
  sample: {id: 123, html_url: "https://github.com/acme/kayobe-config/actions/runs/123", status: completed, conclusion: success}
'''
