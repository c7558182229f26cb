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
module: openbao_auth_method
short_description: >-
  Enable a way to log in to OpenBao
version_added: "0.1.0"
description:
  - >-
    Enables an auth method where there is none, and keeps its description. A method of another type on the path is an error; it is never
    replaced.
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
  path:
    description:
      - >-
        Where it is enabled, below C(auth/).
    type: str
    default: jwt
  type:
    description:
      - >-
        What is enabled. C(ldap), C(github) and C(kerberos) are not part of OpenBao.
    type: str
    default: jwt
  description:
    description:
      - >-
        What is said of it. Left out, it stays as it is.
    type: str
  state:
    description:
      - >-
        Whether it is there.
    type: str
    default: present
    choices:
      - present
      - absent
  force:
    description:
      - >-
        Whether C(state=absent) may take the method's roles and configuration away and revoke its tokens.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Let jobs log in with their JWT
  stackhpc.kayobe_modules.openbao_auth_method:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"

- name: Have one for each issuer
  stackhpc.kayobe_modules.openbao_auth_method:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    path: github
    type: jwt
    description: Jobs of GitHub

- name: Take one away
  stackhpc.kayobe_modules.openbao_auth_method:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    path: old
    state: absent
    force: true
'''

RETURN = r'''
---
mount:
  description:
    - >-
      The method; null where it is gone.
  returned: >-
    success
  type: dict
  sample: {path: jwt, type: jwt}
'''
