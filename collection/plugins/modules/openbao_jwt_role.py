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
module: openbao_jwt_role
short_description: >-
  Keep a role that JWTs log in with
version_added: "0.1.0"
description:
  - >-
    Keeps who may log in with a JWT and what they get. What is sent is compared in the form that OpenBao keeps it in, durations as seconds
    and texts as lists.
  - >-
    C(role_type) and C(bound_claims_type) are always sent, because a write without them resets them.
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
  mount:
    description:
      - >-
        Where the method is enabled, below C(auth/).
    type: str
    default: jwt
  name:
    description:
      - >-
        The role's name. It is kept in lower case.
    type: str
    required: true
  role_type:
    description:
      - >-
        Who logs in with it.
    type: str
    default: jwt
    choices:
      - jwt
      - oidc
  user_claim:
    description:
      - >-
        The claim that names who logged in.
    type: str
    default: user_email
  bound_audiences:
    description:
      - >-
        The audiences of which a JWT must have one. The generated pipelines ask for C(http://127.0.0.1:8200).
    type: list
    elements: str
  bound_claims:
    description:
      - >-
        The claims a JWT must have, each with a value or a list of them, compared by type too.
    type: dict
  bound_claims_type:
    description:
      - >-
        Whether values are texts, or patterns with C(*).
    type: str
    default: string
    choices:
      - string
      - glob
  bound_subject:
    description:
      - >-
        The subject a JWT must have.
    type: str
  claim_mappings:
    description:
      - >-
        Which claims become metadata of the token.
    type: dict
  allowed_redirect_uris:
    description:
      - >-
        Where a browser may be sent, for C(role_type=oidc).
    type: list
    elements: str
  token_policies:
    description:
      - >-
        The policies of the token.
    type: list
    elements: str
    aliases:
      - policies
  token_ttl:
    description:
      - >-
        How long the token lasts, in seconds or as C(1h30m).
    type: str
    aliases:
      - ttl
  token_max_ttl:
    description:
      - >-
        How long it can be renewed.
    type: str
    aliases:
      - max_ttl
  token_explicit_max_ttl:
    description:
      - >-
        How long it lasts at most, whatever else is said.
    type: str
  token_bound_cidrs:
    description:
      - >-
        The networks that it may be used from.
    type: list
    elements: str
    aliases:
      - bound_cidrs
  state:
    description:
      - >-
        Whether the role is there.
    type: str
    default: present
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Let the jobs of one project log in
  stackhpc.kayobe_modules.openbao_jwt_role:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    name: gitlab
    bound_audiences: [http://127.0.0.1:8200]
    bound_claims:
      project_id: "22"
    token_policies: [kayobe-automation]
    token_explicit_max_ttl: 60

- name: Let protected branches of a group do so
  stackhpc.kayobe_modules.openbao_jwt_role:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    name: deploy
    bound_audiences: [http://127.0.0.1:8200]
    bound_claims_type: glob
    bound_claims:
      project_path: cloud/*
      ref_protected: "true"
    token_policies: [kayobe-automation]

- name: Take a role away
  stackhpc.kayobe_modules.openbao_jwt_role:
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
role:
  description:
    - >-
      What was compared of it; null where it is gone.
  returned: >-
    success
  type: dict
  sample: {role_type: jwt, user_claim: user_email, bound_audiences: ["https://openbao.example.com"], token_policies: [kayobe-automation]}
'''
