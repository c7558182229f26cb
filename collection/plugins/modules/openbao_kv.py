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
module: openbao_kv
short_description: >-
  Keep a secret in OpenBao
version_added: "0.1.0"
description:
  - >-
    Reads a secret, compares it, and writes it only where it differs. The engine's version is found out; both keep their secrets in other
    places and bodies.
  - >-
    Values are in no answer and no diff, which tell the names of keys alone.
  - >-
    On KV 2 the version that was read is what is replaced; somebody else's write in between is refused by the server.
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
        Where the engine is mounted.
    type: str
    required: true
  path:
    description:
      - >-
        The secret's path below the mount.
    type: str
    required: true
  version:
    description:
      - >-
        The engine's version, where it must be this one.
    type: int
  data:
    description:
      - >-
        What the secret shall hold, all of it. Numbers of KV 2 pass through a float of 64 bits; give long ones as texts.
      - >-
        Required with C(state=present).
    type: dict
  merge:
    description:
      - >-
        Whether keys that are there and not in C(data) stay.
    type: bool
    default: false
  cas:
    description:
      - >-
        The version of a KV 2 secret that may be replaced, 0 for none.
    type: int
  write_only:
    description:
      - >-
        For a token that may write and not read. The secret is always written, and the task is always changed.
    type: bool
    default: false
  state:
    description:
      - >-
        Whether the secret is there. On KV 2 C(absent) deletes the newest version, which can be undeleted.
    type: str
    default: present
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Keep kayobe's secrets
  stackhpc.kayobe_modules.openbao_kv:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    mount: kayobe-automation
    path: production
    data:
      kayobe_vault_password: "{{ kayobe_vault_password }}"

- name: Add one and leave the others
  stackhpc.kayobe_modules.openbao_kv:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    mount: kayobe-automation
    path: production
    data:
      kayobe_public_openrc: "{{ lookup('file', openrc) }}"
    merge: true

- name: Forget a secret
  stackhpc.kayobe_modules.openbao_kv:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    mount: kayobe-automation
    path: old
    state: absent
'''

RETURN = r'''
---
key_names:
  description:
    - >-
      The names of the keys that were written or taken away.
  returned: >-
    success
  type: list
  elements: str
  sample: [kayobe_vault_password]
kv_version:
  description:
    - >-
      The engine's version.
  returned: >-
    success
  type: int
  sample: 2
version:
  description:
    - >-
      The secret's version.
  returned: >-
    on KV 2
  type: int
  sample: 3
'''
