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
module: openbao_server
short_description: >-
  Run an OpenBao server in a container
version_added: "0.1.0"
description:
  - >-
    Runs OpenBao from its own image with the host's network, its data in named volumes. A second run changes nothing.
  - >-
    It always listens on 127.0.0.1 without TLS, because generated pipelines ask there; with C(bind_addr) on one more address.
  - >-
    Each start seals it. It is started anew only where image, configuration or the container's make-up differ, and the answer says so.
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
seealso:
  - module: stackhpc.kayobe_modules.openbao_auth_method
  - module: stackhpc.kayobe_modules.openbao_info
  - module: stackhpc.kayobe_modules.openbao_init
  - module: stackhpc.kayobe_modules.openbao_jwt_config
  - module: stackhpc.kayobe_modules.openbao_jwt_role
  - module: stackhpc.kayobe_modules.openbao_kv
  - module: stackhpc.kayobe_modules.openbao_kv_info
  - module: stackhpc.kayobe_modules.openbao_pki_certificate
  - module: stackhpc.kayobe_modules.openbao_policy
  - module: stackhpc.kayobe_modules.openbao_rekey
  - module: stackhpc.kayobe_modules.openbao_secret_engine
  - module: stackhpc.kayobe_modules.openbao_snapshot
  - module: stackhpc.kayobe_modules.openbao_token
  - module: stackhpc.kayobe_modules.openbao_unseal
options:
  state:
    description:
      - >-
        Whether it runs, is stopped, or is not there. The volumes stay in any case.
    type: str
    default: present
    choices:
      - present
      - stopped
      - absent
  image:
    description:
      - >-
        The image of the release.
    type: str
    default: "docker.io/openbao/openbao:2.7.2"
  pull:
    description:
      - >-
        When the image is pulled.
    type: str
    default: missing
    choices:
      - missing
      - always
      - never
  container_name:
    description:
      - >-
        The container's name.
    type: str
    default: openbao
  conf_path:
    description:
      - >-
        The folder with the configuration, of this container alone.
    type: path
    default: "/opt/kayobe/vault"
  volumes:
    description:
      - >-
        What holds data and logs, volume and path in the container.
    type: list
    elements: str
    default: ["openbao_file:/openbao/file","openbao_logs:/openbao/logs"]
  restart_policy:
    description:
      - >-
        When the engine starts it again by itself.
    type: str
    default: always
    choices:
      - "no"
      - on-failure
      - always
      - unless-stopped
  recreate:
    description:
      - >-
        Whether the container is replaced although nothing differs.
    type: str
    default: auto
    choices:
      - auto
      - always
  cluster_name:
    description:
      - >-
        The cluster's name.
    type: str
    default: kayobe-automation
  node_id:
    description:
      - >-
        This node's name in the cluster.
    type: str
    default: raft_node
  api_addr:
    description:
      - >-
        Where other nodes and clients reach this node, with its scheme.
    type: str
    default: "http://127.0.0.1:8200"
  cluster_addr:
    description:
      - >-
        Where other nodes reach it among themselves.
    type: str
    default: "https://127.0.0.1:8201"
  bind_addr:
    description:
      - >-
        One more address of this host to listen on.
    type: str
  port:
    description:
      - >-
        The port of all listeners.
    type: int
    default: 8200
  tls_cert_file:
    description:
      - >-
        The certificate for C(bind_addr), as the container sees its path. Without it there is no TLS.
    type: str
  tls_key_file:
    description:
      - >-
        Its private key, likewise. The user that OpenBao runs as must be able to read it.
    type: str
  retry_join:
    description:
      - >-
        The C(api_addr) of nodes whose cluster it joins.
    type: list
    elements: str
  settings:
    description:
      - >-
        Further settings of OpenBao's configuration, which take the place of these. Where C(listener) is among them, the one that pipelines
        ask must be, too.
    type: dict
  ready_timeout:
    description:
      - >-
        How many seconds it may take to answer once it was started.
    type: int
    default: 120
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
- name: Run OpenBao beside the runners
  stackhpc.kayobe_modules.openbao_server: {}

- name: Let others reach it, too
  stackhpc.kayobe_modules.openbao_server:
    bind_addr: 192.0.2.7
    api_addr: https://192.0.2.7:8200
    tls_cert_file: /openbao/tls/server.crt
    tls_key_file: /openbao/tls/server.key
    volumes:
      - openbao_file:/openbao/file
      - /etc/openbao/tls:/openbao/tls:ro

- name: Stop it
  stackhpc.kayobe_modules.openbao_server:
    state: stopped
'''

RETURN = r'''
---
container:
  description:
    - >-
      The container; null where there is none.
  returned: >-
    success
  type: dict
  sample: {name: bao, id: 4f2a9c1d0b7c, running: true, managed: true, image: "openbao/openbao:2.4.0", network_mode: host}
engine:
  description:
    - >-
      What runs it.
  returned: >-
    success
  type: dict
  sample: {name: Docker, version: 20.10.24, api_version: "1.41"}
actions:
  description:
    - >-
      What was done.
  returned: >-
    success
  type: list
  elements: str
  sample: [write configuration, restart container]
pull:
  description:
    - >-
      What was pulled.
  returned: >-
    when an image was pulled
  type: dict
  sample: {image: "openbao/openbao:2.4.0", layers: 22, bytes: 448142331, status: Download complete}
url:
  description:
    - >-
      Where this host reaches it.
  returned: >-
    success
  type: str
  sample: "http://127.0.0.1:8200"
restarted:
  description:
    - >-
      Whether it was started in this run and is sealed therefore.
  returned: >-
    success
  type: bool
  sample: true
'''
