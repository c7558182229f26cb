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
module: openbao_snapshot
short_description: >-
  Save or restore all that OpenBao holds
version_added: "0.1.0"
description:
  - >-
    Saves a snapshot of the raft storage into a file for its owner alone; what is in it stays encrypted with the server's keys.
  - >-
    With C(state=restored) the file's content takes the place of the server's. Both are always a change.
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
        The file. Its folder must exist.
    type: path
    required: true
  state:
    description:
      - >-
        Whether a snapshot is saved or restored.
    type: str
    default: saved
    choices:
      - saved
      - restored
  force:
    description:
      - >-
        Whether a snapshot of another cluster may be restored. The server is opened with that cluster's keys afterwards.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Save a snapshot
  stackhpc.kayobe_modules.openbao_snapshot:
    url: http://127.0.0.1:8200
    token: "{{ token }}"
    path: /var/backups/openbao/2026-11-26.snap

- name: Restore it
  stackhpc.kayobe_modules.openbao_snapshot:
    url: http://127.0.0.1:8200
    token: "{{ token }}"
    path: /var/backups/openbao/2026-11-26.snap
    state: restored

- name: Move it to a new server
  stackhpc.kayobe_modules.openbao_snapshot:
    url: http://192.0.2.8:8200
    token: "{{ token_of_the_new_server }}"
    path: /var/backups/openbao/2026-11-26.snap
    state: restored
    force: true
'''

RETURN = r'''
---
path:
  description:
    - >-
      The file.
  returned: >-
    success
  type: str
  sample: /var/backups/openbao.snap
size:
  description:
    - >-
      How many bytes it has.
  returned: >-
    success
  type: int
  sample: 31744
'''
