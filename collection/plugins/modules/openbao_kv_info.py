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
module: openbao_kv_info
short_description: >-
  Tell which secrets OpenBao has
version_added: "0.1.0"
description:
  - >-
    Tells which keys secrets have, and which are missing or empty. No value is told.
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
  - module: stackhpc.kayobe_modules.openbao_info
  - module: stackhpc.kayobe_modules.openbao_init
  - module: stackhpc.kayobe_modules.openbao_jwt_config
  - module: stackhpc.kayobe_modules.openbao_jwt_role
  - module: stackhpc.kayobe_modules.openbao_kv
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
  token:
    description:
      - >-
        The token to ask with. It appears in no output.
      - >-
        Left out, the environment variable C(BAO_TOKEN) of the module's process is used.
    type: str
    required: true
  namespace:
    description:
      - >-
        The namespace to work in. Left out, the root one.
      - >-
        Left out, the environment variable C(BAO_NAMESPACE) of the module's process is used.
    type: str
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
  mount:
    description:
      - >-
        The path of the KV engine.
    type: str
    required: true
  paths:
    description:
      - >-
        The secrets.
    type: list
    elements: str
    required: true
  keys:
    description:
      - >-
        The keys that each of them should have.
    type: list
    elements: str
'''

EXAMPLES = r'''
---
- name: See whether the jobs of all environments find their secrets
  stackhpc.kayobe_modules.openbao_kv_info:
    url: http://127.0.0.1:8200
    token: "{{ openbao_token }}"
    mount: kayobe-automation
    paths: [staging, production]
    keys: [kayobe_vault_password, kayobe_automation_ssh_private_key, kayobe_public_openrc]
  register: secrets

- name: Stop where one is missing
  ansible.builtin.assert:
    that: secrets.missing | length == 0
    fail_msg: "{{ secrets.missing | join(', ') }}"

- name: See what one holds
  stackhpc.kayobe_modules.openbao_kv_info:
    url: http://127.0.0.1:8200
    token: "{{ openbao_token }}"
    mount: kayobe-automation
    paths: [staging]

- name: See whether a certificate's key is kept
  stackhpc.kayobe_modules.openbao_kv_info:
    url: https://bao.example.com:8200
    token: "{{ openbao_token }}"
    mount: secret
    paths: [certificates/internal]
    keys: [private_key]
'''

RETURN = r'''
---
secrets:
  description:
    - >-
      The names of keys by secret; null for a secret that is not there.
  returned: >-
    success
  type: dict
  sample: {staging: [kayobe_vault_password]}
missing:
  description:
    - >-
      Secrets and keys that are not there, or empty.
  returned: >-
    success
  type: list
  elements: str
  sample: ["prod-gb-01: kayobe_vault_password"]
kv_version:
  description:
    - >-
      The engine's version.
  returned: >-
    success
  type: int
  sample: 1
'''
