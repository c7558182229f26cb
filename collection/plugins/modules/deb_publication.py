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
module: deb_publication
short_description: >-
  Publish Debian repositories
version_added: "0.1.0"
description:
  - >-
    Makes Release files and indices for apt out of a version of a repository.
  - >-
    A publication cannot be changed. The other options beside C(repository) and C(version) choose among several of one version; if none
    fits, C(state=present) makes another. Of several that fit, the newest is used. C(state=absent) removes all that fit.
  - >-
    Without C(state) it only asks. With what identifies the deb publication it reads that one, and answers null if there is none. Without
    that it lists all.
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
  - module: stackhpc.kayobe_modules.deb_acs
  - module: stackhpc.kayobe_modules.deb_distribution
  - module: stackhpc.kayobe_modules.deb_package
  - module: stackhpc.kayobe_modules.deb_remote
  - module: stackhpc.kayobe_modules.deb_repository
  - module: stackhpc.kayobe_modules.deb_sync
  - module: stackhpc.kayobe_modules.publications
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
  repository:
    description:
      - >-
        The name of the repository that is published.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: str
  version:
    description:
      - >-
        The number of the version that is published. Left out, the latest; 0 is the empty one that each repository begins with.
    type: int
  mode:
    description:
      - >-
        C(simple) puts all packages into one component of one distribution, C(structured) keeps those of the upstream,
        C(simple_and_structured) does both, C(verbatim) publishes the files of the upstream, signature included. Left out, any publication
        of the version will do, and Pulp decides (before pulp_deb 3.0, which does not: C(simple)) about a new one.
    type: str
    choices:
      - structured
      - simple
      - simple_and_structured
      - verbatim
  layout:
    description:
      - >-
        How packages are spread over folders: by first letter, by digest, or both.
      - >-
        Servers know it from pulp_deb 3.9 on; older ones are not sent it, and the task fails.
    type: str
    choices:
      - nested_alphabetically
      - nested_by_digest
      - nested_by_both
  publish_legacy_release_files:
    description:
      - >-
        Whether the Release file of each component and architecture is written, as old clients want.
      - >-
        Servers know it from pulp_deb 3.9 on; older ones are not sent it, and the task fails.
    type: bool
  publish_upstream_release_fields:
    description:
      - >-
        Whether fields of the upstream Release file are taken over, such as its Origin and Label. Pulp does not tell it again, so that it
        counts for a new publication only, and does not choose among several.
      - >-
        Servers know it from pulp_deb 3.0 on; older ones are not sent it, and the task fails.
    type: bool
  signing_service:
    description:
      - >-
        The href of the signing service that signs Release files.
    type: str
  checkpoint:
    description:
      - >-
        Whether it is a checkpoint, to be served by distributions of checkpoints. Pulp makes one of the latest version only, without
        C(version).
      - >-
        Servers know it from pulp_deb 3.6 on; older ones are not sent it, and the task fails.
    type: bool
  excluded_package_metadata_fields:
    description:
      - >-
        Fields of packages that are left out of the published metadata.
      - >-
        An empty string means none, as an empty list does. Leaving it out keeps what is there.
      - >-
        Servers know it from pulp_deb 3.11 on; older ones are not sent it, and the task fails.
    type: list
    elements: str
'''

EXAMPLES = r'''
---
- name: Publish the latest version unless it has been
  stackhpc.kayobe_modules.deb_publication:
    repository: ubuntu-jammy
    mode: structured
    state: present
  register: result

- name: Publish a certain version
  stackhpc.kayobe_modules.deb_publication:
    repository: ubuntu-jammy
    version: 3
    state: present

- name: Read the publication of a version
  stackhpc.kayobe_modules.deb_publication:
    repository: ubuntu-jammy
    version: 3
  register: found

- name: Remove the publication of a version
  stackhpc.kayobe_modules.deb_publication:
    repository: ubuntu-jammy
    version: 3
    state: absent
'''

RETURN = r'''
---
publication:
  description:
    - >-
      The deb publication, or in check mode the one that would be made; null if there is none.
  returned: >-
    with C(repository)
  type: dict
  sample: {pulp_href: /pulp/api/v3/publications/rpm/rpm/0197/, repository_version: /pulp/api/v3/repositories/rpm/rpm/0197/versions/3/}
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    repository_version:
      description:
        - >-
          The name of the repository that is published.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    structured:
      description:
        - >-
          C(simple) puts all packages into one component of one distribution, C(structured) keeps those of the upstream,
          C(simple_and_structured) does both, C(verbatim) publishes the files of the upstream, signature included.
      returned: >-
        where the server has it
      type: str
    layout:
      description:
        - >-
          How packages are spread over folders: by first letter, by digest, or both.
      returned: >-
        where the server has it
      type: str
    publish_legacy_release_files:
      description:
        - >-
          Whether the Release file of each component and architecture is written, as old clients want.
      returned: >-
        where the server has it
      type: bool
    publish_upstream_release_fields:
      description:
        - >-
          Whether fields of the upstream Release file are taken over, such as its Origin and Label.
      returned: >-
        where the server has it
      type: bool
    signing_service:
      description:
        - >-
          The href of the signing service that signs Release files.
      returned: >-
        where the server has it
      type: str
    checkpoint:
      description:
        - >-
          Whether it is a checkpoint, to be served by distributions of checkpoints.
      returned: >-
        where the server has it
      type: bool
    excluded_package_metadata_fields:
      description:
        - >-
          Fields of packages that are left out of the published metadata.
      returned: >-
        where the server has it
      type: list
      elements: str
publications:
  description:
    - >-
      All there are of this type.
  returned: >-
    without C(repository)
  type: list
  elements: dict
  sample: [{pulp_href: /pulp/api/v3/publications/rpm/rpm/0197/, repository_version: /pulp/api/v3/repositories/rpm/rpm/0197/versions/3/}]
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    repository_version:
      description:
        - >-
          The name of the repository that is published.
        - >-
          Here it is the address of that object in Pulp's API.
      returned: >-
        where the server has it
      type: str
    structured:
      description:
        - >-
          C(simple) puts all packages into one component of one distribution, C(structured) keeps those of the upstream,
          C(simple_and_structured) does both, C(verbatim) publishes the files of the upstream, signature included.
      returned: >-
        where the server has it
      type: str
    layout:
      description:
        - >-
          How packages are spread over folders: by first letter, by digest, or both.
      returned: >-
        where the server has it
      type: str
    publish_legacy_release_files:
      description:
        - >-
          Whether the Release file of each component and architecture is written, as old clients want.
      returned: >-
        where the server has it
      type: bool
    publish_upstream_release_fields:
      description:
        - >-
          Whether fields of the upstream Release file are taken over, such as its Origin and Label.
      returned: >-
        where the server has it
      type: bool
    signing_service:
      description:
        - >-
          The href of the signing service that signs Release files.
      returned: >-
        where the server has it
      type: str
    checkpoint:
      description:
        - >-
          Whether it is a checkpoint, to be served by distributions of checkpoints.
      returned: >-
        where the server has it
      type: bool
    excluded_package_metadata_fields:
      description:
        - >-
          Fields of packages that are left out of the published metadata.
      returned: >-
        where the server has it
      type: list
      elements: str
'''
