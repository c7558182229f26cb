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
module: container_content
short_description: >-
  Copy, remove and look for tags of container repositories
version_added: "0.1.0"
description:
  - >-
    Works on one repository, or on many with C(items).
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
  - module: stackhpc.kayobe_modules.container_distribution
  - module: stackhpc.kayobe_modules.container_image_info
  - module: stackhpc.kayobe_modules.container_image_push
  - module: stackhpc.kayobe_modules.container_image_scan
  - module: stackhpc.kayobe_modules.container_image_secrets
  - module: stackhpc.kayobe_modules.container_namespace
  - module: stackhpc.kayobe_modules.container_pull_through_distribution
  - module: stackhpc.kayobe_modules.container_pull_through_remote
  - module: stackhpc.kayobe_modules.container_push_repository
  - module: stackhpc.kayobe_modules.container_remote
  - module: stackhpc.kayobe_modules.container_repository
  - module: stackhpc.kayobe_modules.container_sync
  - module: stackhpc.kayobe_modules.container_tag
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
  repository:
    description:
      - >-
        The name of the repository.
    type: str
  tags:
    description:
      - >-
        The names of the tags.
    type: list
    elements: str
  state:
    description:
      - >-
        C(present) copies the tags from C(src_repo), C(absent) removes them, C(read) only looks for them.
    type: str
    default: present
    choices:
      - present
      - absent
      - read
  src_repo:
    description:
      - >-
        The name of the repository the tags are copied from.
    type: str
  is_push:
    description:
      - >-
        Whether C(repository) came to be by a push.
    type: bool
    default: false
  src_is_push:
    description:
      - >-
        Whether C(src_repo) came to be by a push.
    type: bool
    default: false
  allow_missing:
    description:
      - >-
        Whether tags that are not there are left out. Otherwise they are a failure.
    type: bool
    default: false
  items:
    description:
      - >-
        Several repositories, instead of one. The failure of one does not keep the others from being done. Items of one repository, and
        copies out of it, are done in the order of the list.
    type: list
    elements: dict
    suboptions:
      repository:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      tags:
        description:
          - >-
            The names of the tags.
        type: list
        elements: str
        required: true
      state:
        description:
          - >-
            C(present) copies the tags from C(src_repo), C(absent) removes them, C(read) only looks for them.
        type: str
        default: present
        choices:
          - present
          - absent
          - read
      src_repo:
        description:
          - >-
            The name of the repository the tags are copied from.
        type: str
      is_push:
        description:
          - >-
            Whether C(repository) came to be by a push.
        type: bool
        default: false
      src_is_push:
        description:
          - >-
            Whether C(src_repo) came to be by a push.
        type: bool
        default: false
      allow_missing:
        description:
          - >-
            Whether tags that are not there are left out. Otherwise they are a failure.
        type: bool
        default: false
  wait:
    description:
      - >-
        Whether the module waits for the tasks of the server. Otherwise it returns them.
    type: bool
    default: true
  concurrency:
    description:
      - >-
        How many repositories are worked on at once.
    type: int
    default: 4
'''

EXAMPLES = r'''
---
- name: Copy a tag
  stackhpc.kayobe_modules.container_content:
    repository: kolla/nova-api
    src_repo: staging/nova-api
    tags: [2024.1-rocky-9]

- name: See whether two repositories have their tags
  stackhpc.kayobe_modules.container_content:
    items:
      - repository: kolla/nova-api
        tags: [2024.1-rocky-9]
        state: read
      - repository: kolla/neutron-server
        tags: [2024.1-rocky-9]
        state: read

- name: Remove a tag
  stackhpc.kayobe_modules.container_content:
    repository: kolla/nova-api
    tags: [2023.1-rocky-9]
    state: absent
'''

RETURN = r'''
---
content:
  description:
    - >-
      What was done for each of C(items), with what is returned for one.
  returned: >-
    with C(items)
  type: list
  elements: dict
  sample: [{repository: kolla/nova-api, state: present, changed: true, tags: [2024.1-rocky-9], missing: [],
    repository_version: /pulp/api/v3/repositories/container/container/0197/versions/4/}]
task:
  description:
    - >-
      The task of the server.
  returned: >-
    with C(wait=false)
  type: str
  sample: /pulp/api/v3/tasks/0197/
'''
