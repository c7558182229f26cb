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
module: access_policy
short_description: >-
  Manage access policies of a Pulp server
version_added: "0.1.0"
description:
  - >-
    An access policy says who may do what with one part of the API. The server has one for each part; they can be changed, neither made nor
    removed.
  - >-
    Without C(state) it only asks. With what identifies the access policy it reads that one, and answers null if there is none. Without that
    it lists all.
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
  state:
    description:
      - >-
        C(present) makes sure that the policy says what the other options say. Left out, nothing is changed.
    type: str
    choices:
      - present
  viewset_name:
    description:
      - >-
        The part of the API, such as C(repositories/rpm/rpm).
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: str
  statements:
    description:
      - >-
        The rules. They replace all that are there.
    type: list
    elements: dict
    suboptions:
      action:
        description:
          - >-
            The actions the rule is about, such as C(list) and C(create). C(*) stands for all.
        type: list
        elements: str
        required: true
      principal:
        description:
          - >-
            Whom it is about, such as C(authenticated), C(admin) or C(*).
        type: str
        required: true
      condition:
        description:
          - >-
            What else must hold, a condition of Pulp's or a list of them. Pulp takes any text; where it does not know the condition, what
            the rule is about fails for its users.
        type: raw
      effect:
        description:
          - >-
            Whether the rule allows or denies. What no rule allows is denied, and denial wins.
        type: str
        required: true
        choices:
          - allow
          - deny
  creation_hooks:
    description:
      - >-
        What is done for the user who makes a new object. They replace all that are there.
    type: list
    elements: dict
    aliases:
      - permissions_assignment
    suboptions:
      function:
        description:
          - >-
            The function that is called, such as C(add_roles_for_object_creator). Pulp takes any name; where it does not know the function,
            making an object fails.
        type: str
        required: true
      parameters:
        description:
          - >-
            Its parameters, usually a dictionary.
        type: raw
        required: true
      permissions:
        description:
          - >-
            The permissions it gives, as older servers want it.
        type: list
        elements: str
'''

EXAMPLES = r'''
---
- name: Let every user who is logged in see RPM repositories, and nobody do more
  stackhpc.kayobe_modules.access_policy:
    viewset_name: repositories/rpm/rpm
    statements:
      - action: [list, retrieve]
        principal: authenticated
        effect: allow
    state: present

- name: Give who makes a repository the role of its owner
  stackhpc.kayobe_modules.access_policy:
    viewset_name: repositories/rpm/rpm
    creation_hooks:
      - function: add_roles_for_object_creator
        parameters:
          roles: rpm.rpmrepository_owner
    state: present

- name: Read a policy
  stackhpc.kayobe_modules.access_policy:
    viewset_name: repositories/rpm/rpm
  register: found
'''

RETURN = r'''
---
access_policy:
  description:
    - >-
      The policy as it is now, or in check mode would be; null if there is none.
  returned: >-
    with C(viewset_name)
  type: dict
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    viewset_name:
      description:
        - >-
          The part of the API, such as C(repositories/rpm/rpm).
      returned: >-
        where the server has it
      type: str
    statements:
      description:
        - >-
          The rules.
      returned: >-
        where the server has it
      type: list
      elements: dict
    creation_hooks:
      description:
        - >-
          What is done for the user who makes a new object.
      returned: >-
        where the server has it
      type: list
      elements: dict
access_policies:
  description:
    - >-
      All policies.
  returned: >-
    without C(viewset_name)
  type: list
  elements: dict
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    viewset_name:
      description:
        - >-
          The part of the API, such as C(repositories/rpm/rpm).
      returned: >-
        where the server has it
      type: str
    statements:
      description:
        - >-
          The rules.
      returned: >-
        where the server has it
      type: list
      elements: dict
    creation_hooks:
      description:
        - >-
          What is done for the user who makes a new object.
      returned: >-
        where the server has it
      type: list
      elements: dict
'''
