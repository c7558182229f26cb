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
module: openbao_rekey
short_description: >-
  Make other unseal keys for an OpenBao server
version_added: "0.1.0"
description:
  - >-
    Rotates the keys that open the server, where their number or threshold is another than wanted, or C(force) is said.
  - >-
    The new keys are on the disk, in C(keys_file) with C(.next) behind its name, before the old ones stop working. They are given back to
    the server from there, and only then it lets the old ones go. Whatever a run that was killed has left is finished by the next.
  - >-
    With C(pgp_keys) nobody but the owners can give them back. The server then keeps a copy of what it told until the file is there.
  - >-
    OpenBao 2.4 and later can do this; the token needs C(sudo) on C(sys/rotate/root/*).
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
  keys_file:
    description:
      - >-
        The file that C(openbao_init) wrote, which holds the new keys afterwards. Its root token stays in it.
    type: path
    required: true
  vault_password:
    description:
      - >-
        Opens the file where it is encrypted with Ansible Vault, and encrypts the new one.
    type: str
  keys:
    description:
      - >-
        The present keys where the file does not hold them.
    type: list
    elements: str
  secret_shares:
    description:
      - >-
        How many keys are made.
    type: int
    default: 5
  secret_threshold:
    description:
      - >-
        How many of them open it.
    type: int
    default: 3
  pgp_keys:
    description:
      - >-
        A public PGP key for each share, in base64 or ASCII armour. Each share can be read by its owner only.
    type: list
    elements: str
  force:
    description:
      - >-
        Whether keys are made although their number and threshold are as wanted.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Somebody who had a key has left
  stackhpc.kayobe_modules.openbao_rekey:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    keys_file: "{{ kayobe_env_config_path }}/vault/kayobe-automation-keys.json"
    force: true

- name: Have seven keys, of which four are needed
  stackhpc.kayobe_modules.openbao_rekey:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    keys_file: /etc/kayobe/openbao-keys.json
    secret_shares: 7
    secret_threshold: 4

- name: Give each of three people a share of their own
  stackhpc.kayobe_modules.openbao_rekey:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    keys_file: /etc/kayobe/openbao-shares.json
    secret_shares: 3
    secret_threshold: 2
    pgp_keys: "{{ people | map(attribute='pgp_key') | list }}"
'''

RETURN = r'''
---
keys_file:
  description:
    - >-
      Where the keys are.
  returned: >-
    success
  type: str
  sample: /etc/kayobe/environments/prod/openbao-keys.json
n:
  description:
    - >-
      How many there are.
  returned: >-
    success
  type: int
  sample: 5
t:
  description:
    - >-
      How many of them open it.
  returned: >-
    success
  type: int
  sample: 3
'''
