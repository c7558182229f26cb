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
module: openbao_info
short_description: >-
  Tell in which state an OpenBao server is
version_added: "0.1.0"
description:
  - >-
    Tells whether OpenBao is initialised, sealed, or a standby, without a token.
  - >-
    With C(wait_for) it asks again until the server is in that state; the failure says what is missing and what to do.
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
  - >-
    C(BAO_CACERT) of the environment names the authority where C(ca_cert) does not.
seealso:
  - module: stackhpc.kayobe_modules.openbao_auth_method
  - module: stackhpc.kayobe_modules.openbao_init
  - module: stackhpc.kayobe_modules.openbao_jwt_config
  - module: stackhpc.kayobe_modules.openbao_jwt_role
  - module: stackhpc.kayobe_modules.openbao_kv
  - module: stackhpc.kayobe_modules.openbao_kv_info
  - module: stackhpc.kayobe_modules.openbao_pki_certificate
  - module: stackhpc.kayobe_modules.openbao_policy
  - module: stackhpc.kayobe_modules.openbao_rekey
  - module: stackhpc.kayobe_modules.openbao_secret_engine
  - module: stackhpc.kayobe_modules.openbao_server
  - module: stackhpc.kayobe_modules.openbao_snapshot
  - module: stackhpc.kayobe_modules.openbao_token
  - module: stackhpc.kayobe_modules.openbao_unseal
options:
  url:
    description:
      - >-
        Where OpenBao answers, scheme, host and port, such as C(http://127.0.0.1:8200).
      - >-
        Left out, the environment variable C(BAO_ADDR) of the module's process is used.
    type: str
    required: true
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
  wait_for:
    description:
      - >-
        The state to wait for. C(active) is an open node that is no standby.
    type: str
    choices:
      - reachable
      - initialized
      - unsealed
      - active
  wait_timeout:
    description:
      - >-
        How many seconds to wait.
    type: int
    default: 60
  container_name:
    description:
      - >-
        The container it runs in, on the host that runs the module. Then the answer says since when it is sealed.
    type: str
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
- name: See how it is
  stackhpc.kayobe_modules.openbao_info:
    url: http://127.0.0.1:8200

- name: See since when it is sealed
  stackhpc.kayobe_modules.openbao_info:
    url: http://127.0.0.1:8200
    container_name: openbao

- name: Wait until it answers
  stackhpc.kayobe_modules.openbao_info:
    url: http://127.0.0.1:8200
    wait_for: reachable

- name: Wait until somebody has unsealed it
  stackhpc.kayobe_modules.openbao_info:
    url: https://bao.example.com:8200
    ca_cert: /etc/ssl/bao-ca.pem
    wait_for: unsealed
    wait_timeout: 3600
'''

RETURN = r'''
---
initialized:
  description:
    - >-
      Whether it has keys.
  returned: >-
    success
  type: bool
  sample: true
sealed:
  description:
    - >-
      Whether keys are still to be given.
  returned: >-
    success
  type: bool
  sample: false
standby:
  description:
    - >-
      Whether another node is the active one.
  returned: >-
    success
  type: bool
  sample: false
version:
  description:
    - >-
      The server's release.
  returned: >-
    success
  type: str
  sample: 2.7.2
t:
  description:
    - >-
      How many keys unseal it; 0 before it is initialised.
  returned: >-
    success
  type: int
  sample: 3
n:
  description:
    - >-
      Out of how many.
  returned: >-
    success
  type: int
  sample: 5
progress:
  description:
    - >-
      How many were given so far.
  returned: >-
    success
  type: int
  sample: 0
seal_type:
  description:
    - >-
      Who unseals it; C(shamir) for people with keys.
  returned: >-
    success
  type: str
  sample: shamir
cluster_name:
  description:
    - >-
      Its cluster's name; null while sealed.
  returned: >-
    success
  type: str
  sample: openbao-cluster-4f2a9c1d
cluster_id:
  description:
    - >-
      Its cluster's id; null while sealed.
  returned: >-
    success
  type: str
  sample: 0b7c5f3e-3a4a-6a3c-9d9e-2f1a0c6b7d8e
started:
  description:
    - >-
      When its container was started.
  returned: >-
    when container_name was said
  type: str
  sample: "2026-11-20T06:12:44Z"
sealed_since:
  description:
    - >-
      The same while it is sealed, because each start seals it; null while it is open.
  returned: >-
    when container_name was said
  type: str
  sample: "2026-11-20T06:12:44Z"
health:
  description:
    - >-
      What the container's health said last.
  returned: >-
    when container_name was said
  type: str
  sample: open
'''
