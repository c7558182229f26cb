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
module: container_distribution
short_description: >-
  Manage container distributions
version_added: "0.1.0"
description:
  - >-
    Serves images of the registry that is part of Pulp, under C(base_path) as their name.
  - >-
    Promotion is pointing the distribution of production to what the one of development serves.
  - >-
    Without C(state) it only asks. With what identifies the container distribution it reads that one, and answers null if there is none.
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
  - module: stackhpc.kayobe_modules.distributions
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
        The name of the container distribution. It cannot be changed.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: str
  base_path:
    description:
      - >-
        Where below the server's content address it is served, without slashes at the ends. No two distributions may have the same, nor one
        that begins with another's whole path.
      - >-
        Required with C(state=present).
    type: str
  content_guard:
    description:
      - >-
        The name of the content redirect guard that decides who may read. There always is one; with an empty string it is Pulp's own. Give
        it in each task that changes the distribution, as Pulp takes its own at each change that does not name another.
    type: str
  hidden:
    description:
      - >-
        Whether it is left out of the index page of the content server. Who knows the path can still read.
      - >-
        Servers know it from pulpcore 3.27 on; older ones are not sent it, and the task fails.
    type: bool
  pulp_labels:
    description:
      - >-
        Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
    type: dict
  repository:
    description:
      - >-
        The name of the repository that is served. With C(version) one version of it, else always the latest; changing between the two is
        one request.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  version:
    description:
      - >-
        The number of one version of C(repository). Only that is served until the distribution is changed again. Without it, always the
        latest.
    type: int
  private:
    description:
      - >-
        Whether only users with permissions on it may pull.
    type: bool
  description:
    description:
      - >-
        A text for people.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  show_served:
    description:
      - >-
        Whether C(served) says which version of which repository is served, and from which upstream. It takes up to three more requests: of
        the publication, the repository and its remote.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Serve the latest of a repository
  stackhpc.kayobe_modules.container_distribution:
    name: kolla/nova-api-development
    base_path: kolla/nova-api/development
    repository: kolla/nova-api
    state: present

- name: Serve something fixed, whatever is synced later
  stackhpc.kayobe_modules.container_distribution:
    name: kolla/nova-api-production
    base_path: kolla/nova-api/production
    repository: kolla/nova-api
    version: 3
    state: present

- name: Read what development serves
  stackhpc.kayobe_modules.container_distribution:
    name: kolla/nova-api-development
  register: found

- name: Stop serving it
  stackhpc.kayobe_modules.container_distribution:
    name: kolla/nova-api-development
    state: absent
'''

RETURN = r'''
---
served:
  description:
    - >-
      What is served: C(repository), its C(version), C(is_latest) for whether that is the latest, C(upstream) for the url of its remote (or
      of the one called as it and C(-remote), as lists make it), in which snapshots stand, and of images C(upstream_name). The remote is
      told as it is now; what is not the latest version may have come from another url. Null where nothing is served.
  returned: >-
    with C(name) and C(show_served)
  type: dict
  sample: {repository: os-base, version: 3, is_latest: true, upstream: "https://ark.example.org/pulp/content/os/base/20260101T000000/"}
distribution:
  description:
    - >-
      The container distribution as it is now, or in check mode would be; null if there is none.
  returned: >-
    with C(name)
  type: dict
  sample: {name: os-base-production, base_path: os/base/production, base_url: "https://pulp.example.org/pulp/content/os/base/production/"}
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
          The name of the container distribution.
      returned: >-
        where the server has it
      type: str
    base_path:
      description:
        - >-
          Where below the server's content address it is served, without slashes at the ends.
      returned: >-
        where the server has it
      type: str
    content_guard:
      description:
        - >-
          The name of the content redirect guard that decides who may read.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    hidden:
      description:
        - >-
          Whether it is left out of the index page of the content server.
      returned: >-
        where the server has it
      type: bool
    pulp_labels:
      description:
        - >-
          Labels as a dictionary of texts.
      returned: >-
        where the server has it
      type: dict
    repository:
      description:
        - >-
          The name of the repository that is served.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    private:
      description:
        - >-
          Whether only users with permissions on it may pull.
      returned: >-
        where the server has it
      type: bool
    description:
      description:
        - >-
          A text for people.
      returned: >-
        where the server has it
      type: str
distributions:
  description:
    - >-
      All there are of this type. C(distribuions), as one generation of pulp.squeezer spelt it, holds the same.
  returned: >-
    without C(name)
  type: list
  elements: dict
  sample: [{name: os-base-production, base_path: os/base/production,
    base_url: "https://pulp.example.org/pulp/content/os/base/production/"}]
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
          The name of the container distribution.
      returned: >-
        where the server has it
      type: str
    base_path:
      description:
        - >-
          Where below the server's content address it is served, without slashes at the ends.
      returned: >-
        where the server has it
      type: str
    content_guard:
      description:
        - >-
          The name of the content redirect guard that decides who may read.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    hidden:
      description:
        - >-
          Whether it is left out of the index page of the content server.
      returned: >-
        where the server has it
      type: bool
    pulp_labels:
      description:
        - >-
          Labels as a dictionary of texts.
      returned: >-
        where the server has it
      type: dict
    repository:
      description:
        - >-
          The name of the repository that is served.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    private:
      description:
        - >-
          Whether only users with permissions on it may pull.
      returned: >-
        where the server has it
      type: bool
    description:
      description:
        - >-
          A text for people.
      returned: >-
        where the server has it
      type: str
'''
