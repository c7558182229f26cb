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
module: group
short_description: >-
  Manage groups of users of a Pulp server
version_added: "0.1.0"
description:
  - >-
    Without C(state) it reads the group, and lists all if C(group) is not given.
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
  group:
    description:
      - >-
        The group, and who its members shall be.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: dict
    suboptions:
      name:
        description:
          - >-
            The name of the group. It cannot be changed.
        type: str
        required: true
      users:
        description:
          - >-
            The names of the users that are its members. Left out, they stay as they are; "" means none.
        type: list
        elements: str
      append:
        description:
          - >-
            Whether C(users) are only added, and none taken out.
        type: bool
        default: false
  state:
    description:
      - >-
        C(present) makes sure that the group is there and is so, C(absent) that there is none of the name. Left out, nothing is changed.
    type: str
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Have a group with two members
  stackhpc.kayobe_modules.group:
    group:
      name: clients
      users: [reader, builder]
    state: present

- name: Add another
  stackhpc.kayobe_modules.group:
    group:
      name: clients
      users: [mirror]
      append: true
    state: present

- name: Remove the group
  stackhpc.kayobe_modules.group:
    group:
      name: clients
    state: absent
'''

RETURN = r'''
---
group:
  description:
    - >-
      The group as it is now, or in check mode would be; null if there is none.
  returned: >-
    with C(group)
  type: dict
  sample: {pulp_href: /pulp/api/v3/groups/1/, name: readers}
groups:
  description:
    - >-
      All groups.
  returned: >-
    without C(group)
  type: list
  elements: dict
  sample: [{pulp_href: /pulp/api/v3/groups/1/, name: readers}]
'''
