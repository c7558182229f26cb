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
module: openbao_pki_certificate
short_description: >-
  Keep a certificate of OpenBao's authority in files
version_added: "0.1.0"
description:
  - >-
    Issues a certificate where the files have none, where it is near its end, or for other names; else nothing is asked of OpenBao.
  - >-
    The private key goes into its file, for its owner alone, and into no answer. It is written before the certificate.
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
        Where the authority is mounted.
    type: str
    default: pki
  role:
    description:
      - >-
        The authority's role that issues it.
    type: str
    required: true
  common_name:
    description:
      - >-
        The certificate's first name.
    type: str
    required: true
  alt_names:
    description:
      - >-
        Further names.
    type: list
    elements: str
  ip_sans:
    description:
      - >-
        Its addresses.
    type: list
    elements: str
  ttl:
    description:
      - >-
        How long it shall last, in seconds or as C(8760h). Left out, as the role says.
    type: str
  renew_before:
    description:
      - >-
        How long before its end it is replaced.
    type: str
    default: "30d"
  certificate_path:
    description:
      - >-
        The file of the certificate. Its folder must exist, as those of the others.
    type: path
    required: true
  key_path:
    description:
      - >-
        The file of its private key.
    type: path
    required: true
  ca_path:
    description:
      - >-
        A file for the authority's certificate alone.
    type: path
  chain:
    description:
      - >-
        Whether the authorities' certificates follow in C(certificate_path).
    type: bool
    default: true
  force:
    description:
      - >-
        Whether it is replaced in any case; the task is always changed then.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Keep the certificate of kolla's internal address
  stackhpc.kayobe_modules.openbao_pki_certificate:
    url: http://127.0.0.1:8200
    token: "{{ token }}"
    mount: OS-TLS-INT
    role: ServerCert
    common_name: internal.example.com
    ip_sans: [192.0.2.10]
    certificate_path: /etc/kolla/certificates/haproxy-internal.crt
    key_path: /etc/kolla/certificates/haproxy-internal.key

- name: Keep one for Pulp, for ninety days at a time
  stackhpc.kayobe_modules.openbao_pki_certificate:
    url: http://127.0.0.1:8200
    token: "{{ token }}"
    role: pulp
    common_name: pulp.example.com
    ttl: 90d
    renew_before: 20d
    certificate_path: /opt/kayobe/pulp/pulp.crt
    key_path: /opt/kayobe/pulp/pulp.key

- name: Replace one now
  stackhpc.kayobe_modules.openbao_pki_certificate:
    url: http://127.0.0.1:8200
    token: "{{ token }}"
    role: pulp
    common_name: pulp.example.com
    certificate_path: /opt/kayobe/pulp/pulp.crt
    key_path: /opt/kayobe/pulp/pulp.key
    force: true
'''

RETURN = r'''
---
reason:
  description:
    - >-
      Why another one was needed; null where none was.
  returned: >-
    success
  type: str
  sample: force was said
expires:
  description:
    - >-
      When it ends.
  returned: >-
    success
  type: str
  sample: "2027-11-26T12:39:42Z"
serial_number:
  description:
    - >-
      The new one's serial number.
  returned: >-
    when it was issued
  type: str
  sample: "4f:2a:9c:1d:0b:7c:5f:3e"
'''
