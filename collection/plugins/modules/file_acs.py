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
module: file_acs
short_description: >-
  Manage alternate content sources of file content
version_added: "0.1.0"
description:
  - >-
    Nearer places for file content.
  - >-
    An alternate content source is a place with the same files as some upstream, but nearer or with less load. When remotes with
    C(policy=immediate) download a file that it has, Pulp takes it from there, by its digest. Refresh it with C(acs_refresh) first.
  - >-
    Without C(state) it only asks. With what identifies the file acs it reads that one, and answers null if there is none. Without that it
    lists all.
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
  - module: stackhpc.kayobe_modules.file_content
  - module: stackhpc.kayobe_modules.file_distribution
  - module: stackhpc.kayobe_modules.file_publication
  - module: stackhpc.kayobe_modules.file_remote
  - module: stackhpc.kayobe_modules.file_repository
  - module: stackhpc.kayobe_modules.file_repository_content
  - module: stackhpc.kayobe_modules.file_sync
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
        C(present) makes sure that it is there and has what the other options say, C(absent) that it is not there. Left out, nothing is
        changed.
    type: str
    choices:
      - present
      - absent
  name:
    description:
      - >-
        The name of the source. It cannot be changed.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: str
  remote:
    description:
      - >-
        The name of the remote that says where the place is. Its policy must be C(on_demand).
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Pulp wants it for a new object.
    type: str
  paths:
    description:
      - >-
        The paths below the remote's address that are looked at, without slashes at their beginning. They replace those there are. None
        stands for the address itself.
      - >-
        An empty string means none, as an empty list does. Leaving it out keeps what is there.
    type: list
    elements: str
'''

EXAMPLES = r'''
---
- name: Have a source
  stackhpc.kayobe_modules.file_acs:
    name: near
    remote: near-mirror
    paths: [a/, b/]
    state: present

- name: Look at the address of the remote itself
  stackhpc.kayobe_modules.file_acs:
    name: near
    paths: []
    state: present

- name: Remove it
  stackhpc.kayobe_modules.file_acs:
    name: near
    state: absent
'''

RETURN = r'''
---
acs:
  description:
    - >-
      The source as it is now, or in check mode would be; null if there is none.
  returned: >-
    with C(name)
  type: dict
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    name:
      description:
        - >-
          The name of the source.
      returned: >-
        where the server has it
      type: str
    remote:
      description:
        - >-
          The name of the remote that says where the place is.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    paths:
      description:
        - >-
          The paths below the remote's address that are looked at, without slashes at their beginning.
      returned: >-
        where the server has it
      type: list
      elements: str
acses:
  description:
    - >-
      All sources of this type.
  returned: >-
    without C(name)
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
    name:
      description:
        - >-
          The name of the source.
      returned: >-
        where the server has it
      type: str
    remote:
      description:
        - >-
          The name of the remote that says where the place is.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    paths:
      description:
        - >-
          The paths below the remote's address that are looked at, without slashes at their beginning.
      returned: >-
        where the server has it
      type: list
      elements: str
'''
