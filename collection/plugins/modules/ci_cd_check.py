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
module: ci_cd_check
short_description: >-
  Make a table of what was seen of CI/CD
version_added: "0.1.0"
description:
  - >-
    Judges what the tasks of a playbook registered, failed ones included, and says what is right, what is not and what to do about it, and
    what cannot be told. It asks no server. The playbook C(ci-cd-check.yml) gathers what there is to judge.
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
options:
  checks:
    description:
      - >-
        What was looked at.
    type: list
    elements: dict
    required: true
    suboptions:
      what:
        description:
          - >-
            What it is called in the table.
        type: str
        required: true
      kind:
        description:
          - >-
            How it is judged. C(converged) is a module that was run in check mode and should change nothing; C(token), C(runners),
            C(secrets), C(openbao), C(image) are results of the modules that tell of these; C(login) is a login that was tried; C(checks)
            are checks of a module's own; C(file_absent) is a file that should not be there.
        type: str
        required: true
        choices:
          - converged
          - token
          - runners
          - secrets
          - openbao
          - login
          - image
          - checks
          - file_absent
      result:
        description:
          - >-
            What was registered. Left out where the task was not reached.
        type: raw
      advice:
        description:
          - >-
            What to do where it is not as it should be.
        type: str
        default: ""
      how_to_look:
        description:
          - >-
            What to set where it was not looked at.
        type: str
        default: ""
      expected:
        description:
          - >-
            The names that should be there, of runners; those that count, of a module's own checks.
        type: list
        elements: str
      since:
        description:
          - >-
            Since when it is in its state.
        type: str
      failure_tells:
        description:
          - >-
            Whether a failure of the task means that it is not right. Otherwise only a server's refusal does.
        type: bool
        default: false
'''

EXAMPLES = r'''
---
- name: See whether the settings are right
  stackhpc.kayobe_modules.gitlab_project:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    auto_devops_enabled: false
  check_mode: true
  ignore_errors: true
  register: settings

- name: Make a table
  stackhpc.kayobe_modules.ci_cd_check:
    checks:
      - what: settings of the project
        kind: converged
        result: "{{ settings }}"
        advice: Run gitlab-project.yml.
  register: report

- name: Stop where something is not right
  ansible.builtin.assert:
    that: report.ok
    fail_msg: "{{ report.table }}"

- name: Judge runners by their names
  stackhpc.kayobe_modules.ci_cd_check:
    checks:
      - {what: runners, kind: runners, result: "{{ runners }}", expected: [seed-runner], advice: Run deploy-gitlab-runner.yml.}

- name: Judge a login that was tried
  stackhpc.kayobe_modules.ci_cd_check:
    checks:
      - {what: registry, kind: login, result: "{{ login }}", failure_tells: true, advice: Check pulp_password.}
'''

RETURN = r'''
---
ok:
  description:
    - >-
      Whether nothing is wrong. What cannot be told is not wrong.
  returned: >-
    success
  type: bool
  sample: false
table:
  description:
    - >-
      A line for each, what is wrong first.
  returned: >-
    success
  type: list
  elements: str
  sample: ["NOT   OpenBao is open       it is sealed since 2026-11-20T06:12:44Z", "ok    runners are online    2 of 2"]
checks:
  description:
    - >-
      The same as data.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{what: runners, state: ok, seen: 2 there and online}]
not_ok:
  description:
    - >-
      The names of those that are wrong.
  returned: >-
    success
  type: list
  elements: str
  sample: [OpenBao is open]
unknown:
  description:
    - >-
      The names of those that cannot be told.
  returned: >-
    success
  type: list
  elements: str
  sample: [GitHub Actions variables]
'''
