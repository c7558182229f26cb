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
module: openbao_token
short_description: >-
  Keep a token of OpenBao in a file, or revoke one
version_added: "0.1.0"
description:
  - >-
    Makes a token with the wanted policies and keeps it in a file of mode 0600. It is made anew only where it is not known any more, or has
    other policies.
  - >-
    It is periodic, lives as long as it is renewed within its period, which each run does, and has no parent. So it stays when the root
    token is revoked.
  - >-
    With C(state=absent) the token of C(token_file) is revoked.
  - >-
    Without C(token_file) it is about the one in C(token), which is renewed or revoked.
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
  policies:
    description:
      - >-
        What it may do, beside C(token_file). The policy C(default) is added by the server.
    type: list
    elements: str
  period:
    description:
      - >-
        How long it lasts without being renewed.
    type: str
    default: "768h"
  display_name:
    description:
      - >-
        How the server's log calls it.
    type: str
    default: kayobe-automation
  token_file:
    description:
      - >-
        Where it is kept.
    type: path
  return_token:
    description:
      - >-
        Whether the answer holds it. Use C(no_log) then.
    type: bool
    default: false
  state:
    description:
      - >-
        Whether it is there.
    type: str
    default: present
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Have a token that may do what the playbook does
  stackhpc.kayobe_modules.openbao_token:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    policies: [kayobe-automation-deploy]
    token_file: /opt/kayobe/vault-keys/token.json

- name: Renew the token that the work is done with
  stackhpc.kayobe_modules.openbao_token:
    url: http://127.0.0.1:8200
    token: "{{ openbao_token }}"

- name: Revoke the root token
  stackhpc.kayobe_modules.openbao_token:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    state: absent

- name: Revoke the one in the file
  stackhpc.kayobe_modules.openbao_token:
    url: http://127.0.0.1:8200
    token: "{{ openbao_token }}"
    token_file: /opt/kayobe/vault-keys/token.json
    state: absent
'''

RETURN = r'''
---
token_file:
  description:
    - >-
      Where it is.
  returned: >-
    success
  type: str
  sample: /etc/kayobe/openbao-token
token:
  description:
    - >-
      The token.
  returned: >-
    when return_token was said
  type: str
  sample: s.0123456789abcdefghijklmn
'''
