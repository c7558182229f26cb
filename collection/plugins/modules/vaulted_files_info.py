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
module: vaulted_files_info
short_description: >-
  Tell which files of a kayobe configuration are vaulted
version_added: "0.1.0"
description:
  - >-
    Finds the files that Ansible Vault has encrypted, or that hold encrypted values. Links are not followed, and folders of collections,
    roles and git are passed by.
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
  root:
    description:
      - >-
        The folder of the configuration, C(KAYOBE_CONFIG_PATH).
    type: path
    required: true
  exclude:
    description:
      - >-
        Patterns of paths that are left out. A pattern without a folder before it means a file of that path anywhere.
    type: list
    elements: str
    default: ["kolla/passwords.yml","secrets.yml","environments/ci-*"]
  kinds:
    description:
      - >-
        Which are told. C(whole_file) is encrypted as a whole, C(inline) has encrypted values.
    type: list
    elements: str
    default: ["whole_file"]
    choices:
      - whole_file
      - inline
  prefix:
    description:
      - >-
        Where the folder lies in its repository.
    type: str
    default: "etc/kayobe"
'''

EXAMPLES = r'''
---
- name: Find what config-diff has to know
  stackhpc.kayobe_modules.vaulted_files_info:
    root: "{{ kayobe_config_path }}"
  register: vaulted

- name: Find files with encrypted values as well
  stackhpc.kayobe_modules.vaulted_files_info:
    root: "{{ kayobe_config_path }}"
    kinds: [whole_file, inline]

- name: Leave nothing out
  stackhpc.kayobe_modules.vaulted_files_info:
    root: "{{ kayobe_config_path }}"
    exclude: []
'''

RETURN = r'''
---
files:
  description:
    - >-
      The files, from the folder on.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{path: kolla/config/nova/ceph.client.cinder.keyring, kind: whole_file, vault_id: null}]
listed:
  description:
    - >-
      The whole files as C(config.sh) lists them; an environment's by C($KAYOBE_ENVIRONMENT).
  returned: >-
    success
  type: list
  elements: str
  sample: [etc/kayobe/environments/$KAYOBE_ENVIRONMENT/kolla/config/nova/ceph.client.cinder.keyring]
'''
