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
module: openbao_unseal
short_description: >-
  Unseal an OpenBao server
version_added: "0.1.0"
description:
  - >-
    Gives a sealed server as many keys as it still needs. An open one is left alone.
  - >-
    A wrong key counts like a right one until the last, and OpenBao does not say which it was. With more keys than are needed other sets of
    them are tried, and the wrong key is named. Keys that others have given are completed, and never reset; a half attempt of this module
    is.
  - >-
    A node that joins a cluster opens some seconds after its last key, which is waited for.
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
  - module: stackhpc.kayobe_modules.openbao_kv_info
  - module: stackhpc.kayobe_modules.openbao_pki_certificate
  - module: stackhpc.kayobe_modules.openbao_policy
  - module: stackhpc.kayobe_modules.openbao_rekey
  - module: stackhpc.kayobe_modules.openbao_secret_engine
  - module: stackhpc.kayobe_modules.openbao_server
  - module: stackhpc.kayobe_modules.openbao_snapshot
  - module: stackhpc.kayobe_modules.openbao_token
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
  keys:
    description:
      - >-
        The keys, in hex or base64.
    type: list
    elements: str
  keys_file:
    description:
      - >-
        The file that C(openbao_init) wrote.
    type: path
  vault_password:
    description:
      - >-
        Opens the file where it is encrypted with Ansible Vault.
    type: str
  partial:
    description:
      - >-
        Whether fewer keys than are needed are given, because others give theirs. Otherwise too few keys are an error, and none is sent.
    type: bool
    default: false
  wait_timeout:
    description:
      - >-
        How many seconds to wait until the server is open.
    type: int
    default: 60
'''

EXAMPLES = r'''
---
- name: Unseal with the file
  stackhpc.kayobe_modules.openbao_unseal:
    url: http://127.0.0.1:8200
    keys_file: "{{ kayobe_env_config_path }}/vault/kayobe-automation-keys.json"

- name: Give the one key of this person
  stackhpc.kayobe_modules.openbao_unseal:
    url: http://127.0.0.1:8200
    keys: ["{{ my_share }}"]
    partial: true

- name: Unseal with a file that is encrypted
  stackhpc.kayobe_modules.openbao_unseal:
    url: https://bao.example.com:8200
    keys_file: /etc/kayobe/openbao-keys.json
    vault_password: "{{ lookup('env', 'KAYOBE_VAULT_PASSWORD') }}"
'''

RETURN = r'''
---
sealed:
  description:
    - >-
      Whether keys are still to be given.
  returned: >-
    success
  type: bool
  sample: false
progress:
  description:
    - >-
      How many were given of those that are needed.
  returned: >-
    success
  type: int
  sample: 0
t:
  description:
    - >-
      How many keys open it.
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
'''
