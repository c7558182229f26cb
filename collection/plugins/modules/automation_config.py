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
module: automation_config
short_description: >-
  Keep kayobe-automation's settings
version_added: "0.1.0"
description:
  - >-
    Keeps a block at the end of C(.automation.conf/config.sh) with the vaulted files that are not listed there already, and with variables.
    What people wrote stays as it is.
  - >-
    Looks whether Tempest, as it is set then, fits the cloud. That is told and changes nothing; in check mode it is told all the same.
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
options:
  path:
    description:
      - >-
        The script, C(.automation.conf/config.sh).
    type: path
    required: true
  vaulted_files:
    description:
      - >-
        All vaulted files, as M(stackhpc.kayobe_modules.vaulted_files_info) lists them.
    type: list
    elements: str
  variables:
    description:
      - >-
        Variables to set, such as C(TEMPEST_CONCURRENCY).
    type: dict
  hypervisors:
    description:
      - >-
        How many hypervisors the cloud has.
    type: int
  servers_per_hypervisor:
    description:
      - >-
        How many servers of Tempest's flavour one of them takes.
    type: int
    default: 4
  floating_ips:
    description:
      - >-
        How many floating addresses there are for Tempest.
    type: int
  test_suites:
    description:
      - >-
        The lists of tests that may be chosen.
    type: list
    elements: str
    default: ["default"]
  environments:
    description:
      - >-
        The environments that Tempest runs in.
    type: list
    elements: str
'''

EXAMPLES = r'''
---
- name: List all vaulted files
  stackhpc.kayobe_modules.automation_config:
    path: "{{ kayobe_config_path }}/../../.automation.conf/config.sh"
    vaulted_files: "{{ vaulted.listed }}"

- name: Set how much Tempest does at a time, and see whether the cloud has room for it
  stackhpc.kayobe_modules.automation_config:
    path: "{{ kayobe_config_path }}/../../.automation.conf/config.sh"
    variables: {TEMPEST_CONCURRENCY: 4}
    hypervisors: "{{ groups['compute'] | length }}"
    floating_ips: 20
    environments: [staging, production]
  register: automation

- name: Only look
  stackhpc.kayobe_modules.automation_config:
    path: "{{ kayobe_config_path }}/../../.automation.conf/config.sh"
    hypervisors: 3
  check_mode: true
'''

RETURN = r'''
---
checks:
  description:
    - >-
      What was looked at.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{what: tempest concurrency, state: ok, seen: "TEMPEST_CONCURRENCY is 4, and the cloud has room for 6"}]
ok:
  description:
    - >-
      Whether nothing is wrong.
  returned: >-
    success
  type: bool
  sample: true
'''
