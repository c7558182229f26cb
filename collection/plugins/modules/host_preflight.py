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
module: host_preflight
short_description: >-
  Tell whether a host is ready to be kayobe-config's builder or all-in-one
version_added: "0.1.0"
description:
  - >-
    Looks at everything that the environments C(ci-builder) and C(ci-aio) need of a host, and tells of each whether it is there, what was
    seen, what to do, and whether the set-up playbook would do it. Nothing is changed.
  - >-
    Run it on the host, as the user who runs kayobe. Whether there are volume groups only root can tell.
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
  environment:
    description:
      - >-
        The environment whose needs are the defaults below.
    type: str
    required: true
    choices:
      - ci-builder
      - ci-aio
  lvm:
    description:
      - >-
        Whether the host has to have a volume group. C(ci-aio) is made for images with LVM.
    type: bool
  space:
    description:
      - >-
        Free space by path, as C(4G) or C(500m). It takes the place of all paths of the environment, of which one is where the engine of
        this host keeps its images.
    type: dict
  interface:
    description:
      - >-
        The bridge of the environment.
    type: str
    default: breth1
  port:
    description:
      - >-
        The interface that has to be in the bridge.
    type: str
    default: dummy1
  address:
    description:
      - >-
        The bridge's address, with the length of its network.
    type: str
    default: "192.168.33.3/24"
  vault_password_file:
    description:
      - >-
        The file with the password of kayobe-config's vault. It is not read, and not needed where C(KAYOBE_VAULT_PASSWORD) is set.
    type: path
    default: "~/vault-pw"
  checkouts:
    description:
      - >-
        The checkouts of git that have to be there.
    type: list
    elements: dict
    suboptions:
      path:
        description:
          - >-
            The folder.
        type: path
        required: true
      branch:
        description:
          - >-
            The branch it has to be on. Any by default.
        type: str
  registry:
    description:
      - >-
        The registry that images are pushed to, host and port. The engine tries the login; without one it cannot be told whether it is
        taken.
    type: str
  registry_username:
    description:
      - >-
        Who pushes.
    type: str
  registry_password:
    description:
      - >-
        The password of C(registry_username). It appears in no output.
    type: str
  mirror_url:
    description:
      - >-
        The Pulp server with the package repositories.
    type: str
  mirror_username:
    description:
      - >-
        Who reads them.
    type: str
  mirror_password:
    description:
      - >-
        The password of C(mirror_username). It appears in no output.
    type: str
  proxy_url:
    description:
      - >-
        The authenticating proxy in front of them. It is asked without a login, since it brings its own. Where it keeps the server's REST
        API closed, as M(stackhpc.kayobe_modules.pulp_auth_proxy) does by default, whether it answers is told, and its login only with
        C(proxy_path).
    type: str
  proxy_path:
    description:
      - >-
        A path of the server that needs the login and that the proxy lets pass, such as C(/pulp/content/ubuntu/jammy/).
    type: str
  strict:
    description:
      - >-
        Fail where something is not as it has to be.
    type: bool
    default: false
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
- name: See what the builder lacks
  stackhpc.kayobe_modules.host_preflight:
    environment: ci-builder
    checkouts:
      - path: ~/src/kayobe-config
        branch: stackhpc/2024.1
    mirror_url: "{{ stackhpc_repo_mirror_url }}"
    mirror_username: "{{ stackhpc_repo_mirror_username }}"
    mirror_password: "{{ stackhpc_repo_mirror_password }}"

- name: See whether builds can read through the proxy, which brings the login
  stackhpc.kayobe_modules.host_preflight:
    environment: ci-builder
    proxy_url: http://localhost
    proxy_path: /pulp/content/ubuntu/jammy/

- name: Stop where the all-in-one lacks something
  stackhpc.kayobe_modules.host_preflight:
    environment: ci-aio
    strict: true

- name: Look at a host without LVM and with its own sizes
  stackhpc.kayobe_modules.host_preflight:
    environment: ci-aio
    lvm: false
    space:
      /: 60G
'''

RETURN = r'''
---
msg:
  description:
    - >-
      What is not as it has to be, with what to do.
  returned: >-
    always
  type: str
  sample: "interface breth1: there is no interface breth1. Make the bridge breth1."
ready:
  description:
    - >-
      Whether nothing is missing. What cannot be told is not counted.
  returned: >-
    success
  type: bool
  sample: false
checks:
  description:
    - >-
      Each check with C(what), C(state) (C(ok), C(not_ok) or C(unknown)) and C(seen), and where it is not ok with C(advice) and
      C(done_by_playbook).
  returned: >-
    success
  type: list
  elements: dict
  sample: [{what: interface breth1, state: not_ok, seen: there is no interface breth1, advice: Make the bridge breth1.,
    done_by_playbook: true}]
'''
