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
module: openbao_jwt_config
short_description: >-
  Tell OpenBao whose JWTs it takes
version_added: "0.1.0"
description:
  - >-
    Keeps the configuration of a JWT method. OpenBao resets what is not sent, so all of it is sent, and what is left out here is reset.
  - >-
    OpenBao fetches the keys at once and tells of a failure only in its own log; the message says what to look at.
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
  mount:
    description:
      - >-
        Where the method is enabled, below C(auth/).
    type: str
    default: jwt
  jwks_url:
    description:
      - >-
        Where the issuer's keys are, such as C(https://gitlab.example.com/oauth/discovery/keys).
    type: str
  oidc_discovery_url:
    description:
      - >-
        Where the issuer describes itself; it must be the issuer's own name to the letter, without C(.well-known).
    type: str
  jwt_validation_pubkeys:
    description:
      - >-
        The issuer's public keys themselves, in PEM.
    type: list
    elements: str
  bound_issuer:
    description:
      - >-
        Who must have issued a JWT, as its C(iss) says to the letter.
    type: str
  jwks_ca_pem:
    description:
      - >-
        The authority of the issuer's certificate for C(jwks_url), in PEM.
    type: str
  oidc_discovery_ca_pem:
    description:
      - >-
        The same for C(oidc_discovery_url).
    type: str
  default_role:
    description:
      - >-
        The role of logins that name none. It is kept in lower case.
    type: str
  jwt_supported_algs:
    description:
      - >-
        The algorithms that signatures may have. Left out, RS256 alone with C(oidc_discovery_url), else all.
    type: list
    elements: str
  skip_jwks_validation:
    description:
      - >-
        Whether it is written although the keys cannot be fetched now.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Take JWTs of GitLab
  stackhpc.kayobe_modules.openbao_jwt_config:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    jwks_url: https://gitlab.example.com/oauth/discovery/keys
    bound_issuer: https://gitlab.example.com

- name: Take those of GitHub
  stackhpc.kayobe_modules.openbao_jwt_config:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    mount: github
    oidc_discovery_url: https://token.actions.githubusercontent.com
    bound_issuer: https://token.actions.githubusercontent.com

- name: Prepare it while the issuer is not up
  stackhpc.kayobe_modules.openbao_jwt_config:
    url: http://127.0.0.1:8200
    token: "{{ root_token }}"
    jwks_url: https://gitlab.example.com/oauth/discovery/keys
    skip_jwks_validation: true
'''

RETURN = r'''
---
config:
  description:
    - >-
      The configuration.
  returned: >-
    success
  type: dict
  sample: {oidc_discovery_url: "", jwks_url: "https://gitlab.example.com/-/jwks", bound_issuer: "https://gitlab.example.com",
    default_role: ""}
status:
  description:
    - >-
      What OpenBao thinks of it; a dead C(jwks_url) is C(valid) all the same.
  returned: >-
    success
  type: str
  sample: valid
'''
