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
module: pulp_export
short_description: >-
  Export repositories to files
version_added: "0.1.0"
description:
  - >-
    Writes what an exporter names to files on the server, with a table of contents and digests, for M(stackhpc.kayobe_modules.pulp_import)
    on another server.
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
    Give the connection once a play with C(module_defaults) for C(group/stackhpc.kayobe_modules.pulp), as the examples assume.
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured. So are C(PULP_CA_BUNDLE), C(REQUESTS_CA_BUNDLE) and
    C(SSL_CERT_FILE).
  - >-
    Nothing has to be installed on the host that runs the task; usually that is C(localhost).
seealso:
  - module: stackhpc.kayobe_modules.pulp_auth_proxy
  - module: stackhpc.kayobe_modules.pulp_exporter
  - module: stackhpc.kayobe_modules.pulp_import
  - module: stackhpc.kayobe_modules.pulp_importer
  - module: stackhpc.kayobe_modules.pulp_server
options:
  pulp_url:
    description:
      - >-
        Where the server answers, scheme, host and port, such as C(https://pulp.example.org). A path before C(/pulp/) may follow.
      - >-
        C(unix:/run/pulp.sock) talks to a socket of this host.
      - >-
        Left out, the environment variable C(SQUEEZER_PULP_URL) of the module's process is used.
    type: str
    required: true
  pulp_domain:
    description:
      - >-
        The domain that is worked in, where the server has domains (C(DOMAIN_ENABLED)); C(default) where none is given. It may also stand in
        C(pulp_url), as in C(https://pulp.example.org/pulp/mydomain/).
    type: str
  username:
    description:
      - >-
        Who logs in. Leave it out with C(user_cert); an empty text where no login is needed.
      - >-
        Left out, the environment variable C(SQUEEZER_USERNAME) of the module's process is used.
    type: str
  password:
    description:
      - >-
        The password of C(username). It appears in no output.
      - >-
        Left out, the environment variable C(SQUEEZER_PASSWORD) of the module's process is used.
    type: str
  validate_certs:
    description:
      - >-
        Whether the server's certificate is verified. C(false) accepts any, also an impostor's.
      - >-
        Left out, the environment variable C(SQUEEZER_VALIDATE_CERTS) of the module's process is used.
    type: bool
    default: true
  refresh_api_cache:
    description:
      - >-
        Accepted for playbooks written for pulp.squeezer, without effect. No description of the API is cached.
    type: bool
    default: false
  timeout:
    description:
      - >-
        How many seconds a task of the server may take before the module gives up waiting for it. The task itself goes on, and the message
        names it. 0 waits for ever.
    type: int
    default: 3600
  user_cert:
    description:
      - >-
        A client certificate to log in with, as PEM text or as the path of a PEM file.
    type: str
  user_key:
    description:
      - >-
        The private key of C(user_cert), as PEM text or as the path of a PEM file. Not needed where the file of the certificate holds both.
    type: str
  ca_cert:
    description:
      - >-
        The certificates that the server's must lead to, as the path of a PEM file or as PEM text. Those the host trusts by default.
    type: str
  option_names:
    description:
      - >-
        What you call the options above, where variables fill them: names of options, each with the name that messages shall give advice
        with, such as C(password: pulp_password). The roles of this collection give it. Options of the entries of lists may stand there,
        too, such as C(remote_password).
    type: dict
  exporter:
    description:
      - >-
        The name of the exporter.
    type: str
    required: true
  full:
    description:
      - >-
        Whether everything is written, or only what came since the last export.
    type: bool
    default: true
  chunk_size:
    description:
      - >-
        The size of the largest file, such as C(10GB).
    type: str
  versions:
    description:
      - >-
        The versions to export, one of each repository of the exporter. The latest ones by default.
    type: list
    elements: dict
    suboptions:
      repository:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      version:
        description:
          - >-
            The number of the version.
        type: int
        required: true
'''

EXAMPLES = r'''
---
- name: Export everything
  stackhpc.kayobe_modules.pulp_export:
    exporter: offline

- name: Export what is new, in files of 10 GB
  stackhpc.kayobe_modules.pulp_export:
    exporter: offline
    full: false
    chunk_size: 10GB

- name: Export a version
  stackhpc.kayobe_modules.pulp_export:
    exporter: offline
    versions:
      - repository: rocky-9-baseos
        version: 3
'''

RETURN = r'''
---
export:
  description:
    - >-
      The export as Pulp has it, with the files and their digests. Null in check mode.
  returned: >-
    success
  type: dict
  sample: {pulp_href: /pulp/api/v3/exporters/core/pulp/0197/exports/0198/,
    output_file_info: {/var/lib/pulp/exports/a.tar.gz: 98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4}}
'''
