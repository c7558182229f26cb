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
module: registry_login
short_description: >-
  Log in to a container registry
version_added: "0.1.0"
description:
  - >-
    Has the engine try a login to a registry and keeps it in the file that Docker's client and Podman read, as C(docker login) does. A login
    that is there already is no change, and is not tried.
  - >-
    Without C(state) it tells who is logged in.
  - >-
    The password is on no command line. The file holds it readable for its owner, as the clients' own command leaves it.
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
  registry:
    description:
      - >-
        The registry's host and port. A URL will do; its scheme and path are left away. The Docker Hub is C(docker.io).
    type: str
    required: true
  username:
    description:
      - >-
        Who logs in.
      - >-
        Required with C(state=present).
    type: str
  password:
    description:
      - >-
        The password of C(username). It appears in no output.
      - >-
        Required with C(state=present).
    type: str
  config_path:
    description:
      - >-
        The file with the logins, of the user who runs the module. Podman's is C(~/.config/containers/auth.json).
    type: path
    default: "~/.docker/config.json"
  state:
    description:
      - >-
        C(present) for a login that is kept, C(absent) for none. Left out, nothing is changed.
    type: str
    choices:
      - present
      - absent
  docker_host:
    description:
      - >-
        Where the engine listens, C(unix://) with a path or C(tcp://) with host and port.
      - >-
        Left out, the environment variable C(DOCKER_HOST) of the module's process is used.
    type: str
    default: "unix:///var/run/docker.sock"
  docker_tls_verify:
    description:
      - >-
        Any text means TLS with the engine, and that its certificate is verified.
      - >-
        Left out, the environment variable C(DOCKER_TLS_VERIFY) of the module's process is used.
    type: str
  docker_cert_path:
    description:
      - >-
        The folder with C(ca.pem), C(cert.pem) and C(key.pem) for TLS with the engine.
      - >-
        Left out, the environment variable C(DOCKER_CERT_PATH) of the module's process is used.
    type: path
'''

EXAMPLES = r'''
---
- name: Let the engine's clients pull from the local Pulp server
  stackhpc.kayobe_modules.registry_login:
    registry: "{{ pulp_url }}"
    username: "{{ pulp_username }}"
    password: "{{ pulp_password }}"
    state: present

- name: Have it in a file of another client
  stackhpc.kayobe_modules.registry_login:
    registry: registry.example.org:5000
    username: reader
    password: "{{ reader_password }}"
    config_path: ~/.config/containers/auth.json
    state: present

- name: Forget a login
  stackhpc.kayobe_modules.registry_login:
    registry: registry.example.org:5000
    state: absent
'''

RETURN = r'''
---
registry:
  description:
    - >-
      The registry as the file names it.
  returned: >-
    success
  type: str
  sample: "192.0.2.7:80"
username:
  description:
    - >-
      Who is logged in. Null for nobody.
  returned: >-
    success
  type: str
  sample: stack
'''
