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
module: openbao_init
short_description: >-
  Initialise an OpenBao server and keep its keys
version_added: "0.1.0"
description:
  - >-
    Makes the keys of a server that has none and writes them into a file. OpenBao tells them once; so the file is made and synced before the
    server is asked, and the answer is on the disk before anything else happens, also where the run is interrupted.
  - >-
    On an initialised server nothing is changed. Without the file that is an error, which says what is at stake.
  - >-
    Where the file holds keys of an older cluster whose data is gone, it is kept beside the new one under that cluster's id, or under the
    time it was written.
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
  secret_shares:
    description:
      - >-
        How many keys are made.
    type: int
    default: 5
  secret_threshold:
    description:
      - >-
        How many of them open the server.
    type: int
    default: 3
  pgp_keys:
    description:
      - >-
        Public PGP keys, one for each share, so that no one person has all. As C(gpg --export | base64) writes them; ASCII armour will do.
    type: list
    elements: str
  root_token_pgp_key:
    description:
      - >-
        A public PGP key that the root token is encrypted to. OpenBao loses all keys over a bad one, so it is checked here and by the
        server, in a request that is refused whatever it thinks of the key.
    type: str
  keys_file:
    description:
      - >-
        The file with the keys, on the host that runs the module. Its folder must exist.
    type: path
    required: true
  keys_file_mode:
    description:
      - >-
        Who may read it, in octal.
    type: str
    default: "0600"
  vault_password:
    description:
      - >-
        Encrypts the file for C(ansible-vault), in format 1.1. An empty one is refused.
    type: str
  copies:
    description:
      - >-
        Further files with the same content, for other environments. What holds keys of another cluster is kept beside.
    type: list
    elements: str
  on_missing_keys:
    description:
      - >-
        What an initialised server without its file is. C(ignore) is for a host that was never given the keys.
    type: str
    default: fail
    choices:
      - fail
      - ignore
  return_keys:
    description:
      - >-
        Whether the answer holds keys and root token. They are in what Ansible prints then, unless the task says C(no_log).
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Initialise the server
  stackhpc.kayobe_modules.openbao_init:
    url: http://127.0.0.1:8200
    keys_file: "{{ kayobe_env_config_path }}/vault/kayobe-automation-keys.json"
  delegate_to: localhost

- name: Keep the keys encrypted, and for two environments
  stackhpc.kayobe_modules.openbao_init:
    url: http://127.0.0.1:8200
    keys_file: /etc/kayobe/environments/production/vault/kayobe-automation-keys.json
    vault_password: "{{ lookup('env', 'KAYOBE_VAULT_PASSWORD') }}"
    copies:
      - /etc/kayobe/environments/test/vault/kayobe-automation-keys.json

- name: Give each of two people a share
  stackhpc.kayobe_modules.openbao_init:
    url: http://127.0.0.1:8200
    secret_shares: 2
    secret_threshold: 2
    pgp_keys: ["{{ lookup('file', 'alice.b64') }}", "{{ lookup('file', 'bob.b64') }}"]
    keys_file: /etc/kayobe/openbao-keys.json
'''

RETURN = r'''
---
initialized:
  description:
    - >-
      Whether the server has keys now.
  returned: >-
    success
  type: bool
  sample: true
keys_file:
  description:
    - >-
      Where they are.
  returned: >-
    success
  type: str
  sample: /etc/kayobe/environments/prod/openbao-keys.json
keys_hex:
  description:
    - >-
      The keys in hex.
  returned: >-
    with C(return_keys)
  type: list
  elements: str
  sample: [4f2a9c1d0b7c5f3e]
keys_base64:
  description:
    - >-
      The same in base64.
  returned: >-
    with C(return_keys)
  type: list
  elements: str
  sample: [TyqcHQt8Xz4=]
root_token:
  description:
    - >-
      The root token.
  returned: >-
    with C(return_keys)
  type: str
  sample: s.0123456789abcdefghijklmn
'''
