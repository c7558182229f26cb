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
module: docker_auth_config
short_description: >-
  Write logins to registries as one line of JSON
version_added: "0.1.0"
description:
  - >-
    Writes the file that Docker's client, GitLab's runner and C(DOCKER_AUTH_CONFIG) take logins from, on one line, so that GitLab can mask
    it as a raw variable. It is readable for its owner only. No login is tried.
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
  auths:
    description:
      - >-
        The logins.
    type: list
    elements: dict
    required: true
    suboptions:
      registry:
        description:
          - >-
            The registry's host and port; a URL will do. The Docker Hub is C(docker.io).
        type: str
        required: true
      username:
        description:
          - >-
            Who logs in.
        type: str
        required: true
      password:
        description:
          - >-
            The password. It appears in no output.
        type: str
        required: true
  path:
    description:
      - >-
        The file.
    type: path
    required: true
  merge:
    description:
      - >-
        Whether what else the file holds stays.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Have the file that jobs are given
  stackhpc.kayobe_modules.docker_auth_config:
    path: /opt/.docker/config.json
    auths:
      - registry: "{{ pulp_url }}"
        username: "{{ pulp_username }}"
        password: "{{ pulp_password }}"

- name: Add a login and keep the others
  stackhpc.kayobe_modules.docker_auth_config:
    path: /opt/.docker/config.json
    merge: true
    auths:
      - registry: registry.example.org:5000
        username: reader
        password: "{{ reader_password }}"

- name: See whether it would be changed
  stackhpc.kayobe_modules.docker_auth_config:
    path: /opt/.docker/config.json
    auths:
      - registry: docker.io
        username: reader
        password: "{{ hub_password }}"
  check_mode: true
'''

RETURN = r'''
---
path:
  description:
    - >-
      The file.
  returned: >-
    success
  type: str
  sample: /root/.docker/config.json
registries:
  description:
    - >-
      The registries it has logins for.
  returned: >-
    success
  type: list
  elements: str
  sample: ["192.0.2.7:80"]
'''
