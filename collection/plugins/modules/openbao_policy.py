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
module: openbao_policy
short_description: >-
  Keep a policy of OpenBao
version_added: "0.1.0"
description:
  - >-
    Writes a policy where it is missing or means something else; blanks and comments do not matter.
  - >-
    What OpenBao would refuse, and broken JSON, which it takes and which then allows nothing, is told before anything is sent, also in check
    mode.
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
  - module: stackhpc.kayobe_modules.openbao_kv
  - module: stackhpc.kayobe_modules.openbao_kv_info
  - module: stackhpc.kayobe_modules.openbao_pki_certificate
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
  name:
    description:
      - >-
        Its name. OpenBao keeps names in lower case.
    type: str
    required: true
  rules:
    description:
      - >-
        Its text, in HCL or JSON.
      - >-
        This or its alternative is required with C(state=present).
    type: str
  paths:
    description:
      - >-
        The same as a dictionary of paths, each with a list of capabilities.
      - >-
        This or its alternative is required with C(state=present).
    type: dict
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
- name: Let jobs read kayobe's secrets
  stackhpc.kayobe_modules.openbao_policy:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    name: kayobe-automation
    paths:
      kayobe-automation/*: [read]

- name: Keep one that is in a file
  stackhpc.kayobe_modules.openbao_policy:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    name: operators
    rules: "{{ lookup('file', 'operators.hcl') }}"

- name: Take one away
  stackhpc.kayobe_modules.openbao_policy:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    name: old
    state: absent
'''

RETURN = r'''
---
name:
  description:
    - >-
      The name it is kept under.
  returned: >-
    success
  type: str
  sample: kayobe-automation
policy:
  description:
    - >-
      Its text; null where it is gone.
  returned: >-
    success
  type: str
  sample: "path \u0022kayobe-automation/*\u0022 { capabilities = [\u0022read\u0022] }"
'''
