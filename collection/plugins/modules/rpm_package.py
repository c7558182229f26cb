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
module: rpm_package
short_description: >-
  Manage RPM packages in repositories
version_added: "0.1.0"
description:
  - >-
    Uploads a package file into a repository, takes packages out, reads and lists them.
  - >-
    Packages with the same SHA-256 are the same. Without C(state) it reads the one with the digest of C(file) or C(sha256), and lists all if
    neither is given; with C(repository) only what its latest version holds.
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
    Give the connection once a play with C(module_defaults) for C(group/stackhpc.kayobe_modules.pulp), as the examples assume.
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured. So are C(PULP_CA_BUNDLE), C(REQUESTS_CA_BUNDLE) and
    C(SSL_CERT_FILE).
  - >-
    Nothing has to be installed on the host that runs the task; usually that is C(localhost).
seealso:
  - module: stackhpc.kayobe_modules.rpm_acs
  - module: stackhpc.kayobe_modules.rpm_copy
  - module: stackhpc.kayobe_modules.rpm_distribution
  - module: stackhpc.kayobe_modules.rpm_publication
  - module: stackhpc.kayobe_modules.rpm_remote
  - module: stackhpc.kayobe_modules.rpm_repository
  - module: stackhpc.kayobe_modules.rpm_sync
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
  file:
    description:
      - >-
        The package file on the host that runs the task.
    type: path
  sha256:
    description:
      - >-
        The SHA-256 of the package in hexadecimal digits. With C(file) it must be that file's.
    type: str
    aliases:
      - digest
  chunk_size:
    description:
      - >-
        Files of more bytes than this are uploaded in parts of so many bytes.
    type: int
    default: 33554432
  repository:
    description:
      - >-
        The name of the repository it goes into, comes out of, or is looked for in.
    type: str
  state:
    description:
      - >-
        C(present) uploads it into the repository unless it is there, C(absent) takes it out of the repository in a new version. Left out,
        nothing is changed.
    type: str
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Have a package in a repository
  stackhpc.kayobe_modules.rpm_package:
    file: packages/hello-2.12-1.x86_64.rpm
    repository: custom
    state: present

- name: List the packages of a repository
  stackhpc.kayobe_modules.rpm_package:
    repository: custom
  register: found

- name: Take a package out
  stackhpc.kayobe_modules.rpm_package:
    sha256: "{{ found.packages[0].sha256 }}"
    repository: custom
    state: absent
'''

RETURN = r'''
---
package:
  description:
    - >-
      The package; null if it is not there.
  returned: >-
    with C(file) or C(sha256)
  type: dict
  sample: {pulp_href: /pulp/api/v3/content/rpm/packages/0197/, sha256: 98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4}
packages:
  description:
    - >-
      All packages there are, or those of the repository.
  returned: >-
    without C(file) and C(sha256)
  type: list
  elements: dict
  sample: [{pulp_href: /pulp/api/v3/content/rpm/packages/0197/, sha256: 98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4}]
'''
