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
module: role_assignment
short_description: >-
  Give roles to users and groups
version_added: "0.1.0"
description:
  - >-
    Roles are given on one object or, if none is named, on everything. Without C(state) it reads what has been given.
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
  - module: stackhpc.kayobe_modules.role
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
  object:
    description:
      - >-
        The href of the object.
    type: str
  repository:
    description:
      - >-
        The object, a repository of whatever type, by name.
    type: str
  remote:
    description:
      - >-
        The object, a remote of whatever type, by name.
    type: str
  distribution:
    description:
      - >-
        The object, a distribution of whatever type, by name.
    type: str
  content_guard:
    description:
      - >-
        The object, a content guard of whatever type, by name.
    type: str
  roles:
    description:
      - >-
        The roles, and who has them.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: list
    elements: dict
    suboptions:
      role:
        description:
          - >-
            The name of the role.
        type: str
        required: true
      users:
        description:
          - >-
            The names of users.
        type: list
        elements: str
      groups:
        description:
          - >-
            The names of groups.
        type: list
        elements: str
  exact:
    description:
      - >-
        Whether users, or groups, or both, that are not named lose the roles.
    type: list
    elements: str
    choices:
      - users
      - groups
  state:
    description:
      - >-
        C(present) gives the roles, C(absent) takes them away. Left out, nothing is changed.
    type: str
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Let a group download what a guard protects
  stackhpc.kayobe_modules.role_assignment:
    content_guard: clients
    roles:
      - role: core.rbaccontentguard_downloader
        groups: [clients]
    state: present

- name: Let one user and nobody else own a repository
  stackhpc.kayobe_modules.role_assignment:
    repository: os-base
    roles:
      - role: rpm.rpmrepository_owner
        users: [builder]
    exact: [users]
    state: present

- name: Read who may do what with a repository
  stackhpc.kayobe_modules.role_assignment:
    repository: os-base
'''

RETURN = r'''
---
roles:
  description:
    - >-
      The roles, and who has them now, or in check mode would have.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{role: core.viewer, users: [reader], groups: []}]
'''
