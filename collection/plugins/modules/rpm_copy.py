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
module: rpm_copy
short_description: >-
  Copy content between RPM repositories
version_added: "0.1.0"
description:
  - >-
    Copies packages, advisories and other content into a new version of another repository. With neither C(packages) nor C(content) all is
    copied.
  - >-
    If there is nothing new, no version is made. Check mode looks whether the destination has all that is named, and solves no dependencies.
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
  - module: stackhpc.kayobe_modules.rpm_acs
  - module: stackhpc.kayobe_modules.rpm_distribution
  - module: stackhpc.kayobe_modules.rpm_package
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
  source_repository:
    description:
      - >-
        The name of the repository that is copied from.
    type: str
    required: true
  source_version:
    description:
      - >-
        The number of its version. Left out, the latest.
    type: int
  repository:
    description:
      - >-
        The name of the repository that receives.
    type: str
    required: true
  base_version:
    description:
      - >-
        The number of the version of C(repository) that is added to. Left out, the latest.
    type: int
  packages:
    description:
      - >-
        The names of packages. All that are called so are copied, in whatever version.
    type: list
    elements: str
  content:
    description:
      - >-
        The hrefs of content of whatever type.
    type: list
    elements: str
  dependency_solving:
    description:
      - >-
        Whether what the packages need is copied with them.
    type: bool
    default: true
'''

EXAMPLES = r'''
---
- name: Copy a package with what it needs
  stackhpc.kayobe_modules.rpm_copy:
    source_repository: os-base
    repository: custom
    packages: [nginx]

- name: Copy all of a version
  stackhpc.kayobe_modules.rpm_copy:
    source_repository: os-base
    source_version: 3
    repository: os-base-tested
    dependency_solving: false

- name: Copy an advisory
  stackhpc.kayobe_modules.rpm_copy:
    source_repository: os-base
    repository: custom
    content: ["{{ advisory.pulp_href }}"]
'''

RETURN = r'''
---
repository_version:
  description:
    - >-
      The href of the version the repository has now.
  returned: >-
    success
  type: str
  sample: /pulp/api/v3/repositories/rpm/rpm/0197/versions/2/
'''
