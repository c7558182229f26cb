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
module: pulp_import
short_description: >-
  Import repositories from files
version_added: "0.1.0"
description:
  - >-
    Reads what M(stackhpc.kayobe_modules.pulp_export) wrote. The server looks at the files first, and the task fails with what it finds
    wrong before anything is imported. In check mode the files are not looked at.
  - >-
    A change is reported if a repository got a new version. Repositories that the server does not have are left out, with a warning.
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
  - module: stackhpc.kayobe_modules.pulp_export
  - module: stackhpc.kayobe_modules.pulp_exporter
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
  importer:
    description:
      - >-
        The name of the importer.
    type: str
    required: true
  toc:
    description:
      - >-
        The table of contents of an export in several files, on the server and below one of its C(ALLOWED_IMPORT_PATHS).
    type: str
  path:
    description:
      - >-
        The file of an export in one file, on the server.
    type: str
  create_repositories:
    description:
      - >-
        Whether repositories that are missing are made.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Import an export
  stackhpc.kayobe_modules.pulp_import:
    importer: offline
    toc: /var/lib/pulp/imports/export-20260101_0000-toc.json

- name: Import an export in one file, with its repositories
  stackhpc.kayobe_modules.pulp_import:
    importer: offline
    path: /var/lib/pulp/imports/export.tar.gz
    create_repositories: true

- name: See whether the importer is there
  stackhpc.kayobe_modules.pulp_import:
    importer: offline
    toc: /var/lib/pulp/imports/export-20260101_0000-toc.json
  check_mode: true
'''

RETURN = r'''
---
task_group:
  description:
    - >-
      The tasks of the import, all completed. Null in check mode.
  returned: >-
    success
  type: dict
  sample: {pulp_href: /pulp/api/v3/task-groups/0197/, completed: 4, failed: 0}
repository_versions:
  description:
    - >-
      The hrefs of the versions that were made; none of a repository that held the same before.
  returned: >-
    success
  type: list
  elements: str
  sample: [/pulp/api/v3/repositories/rpm/rpm/01a1fcef-7bae-72ff-bd1e-2584f3636e24/versions/1/]
'''
