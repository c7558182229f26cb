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
module: container_repository
short_description: >-
  Manage container repositories
version_added: "0.1.0"
description:
  - >-
    A container repository holds the tags, manifests and blobs of one image in numbered versions. A repository made by pushing to the
    registry is of another type, and takes the name too.
  - >-
    Without C(state) it only asks. With what identifies the container repository it reads that one, and answers null if there is none.
    Without that it lists all.
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
  - module: stackhpc.kayobe_modules.container_content
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
  - module: stackhpc.kayobe_modules.container_sync
  - module: stackhpc.kayobe_modules.container_tag
  - module: stackhpc.kayobe_modules.repositories
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
        The name of the container repository. No other repository of the server has the same, of whatever type. It cannot be changed.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: str
  description:
    description:
      - >-
        A text for people.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  remote:
    description:
      - >-
        The name of the remote that a sync takes when it is given none. An empty string unties it.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  retain_repo_versions:
    description:
      - >-
        How many versions are kept; Pulp removes older ones by itself. Unset, all are. At least 1.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: int
  retain_checkpoints:
    description:
      - >-
        How many publications that are checkpoints are kept. Unset, all are. At least 1.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Servers know it from pulpcore 3.106 on; older ones are not sent it, and the task fails.
    type: int
  pulp_labels:
    description:
      - >-
        Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
    type: dict
  manifest_signing_service:
    description:
      - >-
        The href of the signing service that signs manifests.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
'''

EXAMPLES = r'''
---
- name: Have a container repository
  stackhpc.kayobe_modules.container_repository:
    name: kolla/nova-api
    description: Content for the control plane
    retain_repo_versions: 3
    state: present

- name: Forget its description
  stackhpc.kayobe_modules.container_repository:
    name: kolla/nova-api
    description: ""
    state: present

- name: Read it
  stackhpc.kayobe_modules.container_repository:
    name: kolla/nova-api
  register: found

- name: Remove it with all its versions
  stackhpc.kayobe_modules.container_repository:
    name: kolla/nova-api
    state: absent
'''

RETURN = r'''
---
repository:
  description:
    - >-
      The container repository as it is now, or in check mode would be; null if there is none. Fields are those of Pulp's API.
  returned: >-
    with C(name)
  type: dict
  sample: {name: os-base, pulp_href: /pulp/api/v3/repositories/rpm/rpm/0197/,
    latest_version_href: /pulp/api/v3/repositories/rpm/rpm/0197/versions/3/}
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
          The name of the container repository.
      returned: >-
        where the server has it
      type: str
    description:
      description:
        - >-
          A text for people.
      returned: >-
        where the server has it
      type: str
    remote:
      description:
        - >-
          The name of the remote that a sync takes when it is given none.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    retain_repo_versions:
      description:
        - >-
          How many versions are kept; Pulp removes older ones by itself.
      returned: >-
        where the server has it
      type: int
    retain_checkpoints:
      description:
        - >-
          How many publications that are checkpoints are kept.
      returned: >-
        where the server has it
      type: int
    pulp_labels:
      description:
        - >-
          Labels as a dictionary of texts.
      returned: >-
        where the server has it
      type: dict
    manifest_signing_service:
      description:
        - >-
          The href of the signing service that signs manifests.
      returned: >-
        where the server has it
      type: str
repositories:
  description:
    - >-
      All there are of this type.
  returned: >-
    without C(name)
  type: list
  elements: dict
  sample: [{name: os-base, pulp_href: /pulp/api/v3/repositories/rpm/rpm/0197/}]
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
          The name of the container repository.
      returned: >-
        where the server has it
      type: str
    description:
      description:
        - >-
          A text for people.
      returned: >-
        where the server has it
      type: str
    remote:
      description:
        - >-
          The name of the remote that a sync takes when it is given none.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    retain_repo_versions:
      description:
        - >-
          How many versions are kept; Pulp removes older ones by itself.
      returned: >-
        where the server has it
      type: int
    retain_checkpoints:
      description:
        - >-
          How many publications that are checkpoints are kept.
      returned: >-
        where the server has it
      type: int
    pulp_labels:
      description:
        - >-
          Labels as a dictionary of texts.
      returned: >-
        where the server has it
      type: dict
    manifest_signing_service:
      description:
        - >-
          The href of the signing service that signs manifests.
      returned: >-
        where the server has it
      type: str
'''
