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
module: rpm_repository
short_description: >-
  Manage RPM repositories
version_added: "0.1.0"
description:
  - >-
    An RPM repository holds packages, advisories, modules and installation trees in numbered versions.
  - >-
    Without C(state) it only asks. With what identifies the rpm repository it reads that one, and answers null if there is none. Without
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
  - module: stackhpc.kayobe_modules.repositories
  - module: stackhpc.kayobe_modules.rpm_acs
  - module: stackhpc.kayobe_modules.rpm_copy
  - module: stackhpc.kayobe_modules.rpm_distribution
  - module: stackhpc.kayobe_modules.rpm_package
  - module: stackhpc.kayobe_modules.rpm_publication
  - module: stackhpc.kayobe_modules.rpm_remote
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
        The name of the rpm repository. No other repository of the server has the same, of whatever type. It cannot be changed.
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
  autopublish:
    description:
      - >-
        Whether Pulp makes a publication for each new version.
    type: bool
  repo_config:
    description:
      - >-
        A dictionary, or JSON text of one, that goes into the C(.repo) files Pulp writes for clients, such as C({gpgcheck: 1}).
      - >-
        Servers know it from pulp_rpm 3.24 on; older ones are not sent it, and the task fails.
    type: raw
  retain_package_versions:
    description:
      - >-
        How many versions of one package a new repository version keeps. 0 keeps all.
    type: int
  checksum_type:
    description:
      - >-
        The algorithm of the checksums in the metadata. Left out, Pulp chooses.
      - >-
        Servers know it from pulp_rpm 3.25 on; older ones are not sent it, and the task fails.
    type: str
    choices:
      - sha256
      - sha384
      - sha512
  compression_type:
    description:
      - >-
        How the metadata files are compressed.
      - >-
        Servers know it from pulp_rpm 3.25 on; older ones are not sent it, and the task fails.
    type: str
    choices:
      - zstd
      - gz
      - none
  layout:
    description:
      - >-
        How packages are spread over folders when published: by first letter, all in one, by digest, or both.
      - >-
        Servers know it from pulp_rpm 3.29 on; older ones are not sent it, and the task fails.
    type: str
    choices:
      - nested_alphabetically
      - flat
      - nested_by_digest
      - nested_by_both
  gpgcheck:
    description:
      - >-
        Whether the repository's file for dnf has packages checked, 1 or 0. Newer servers take it in C(repo_config).
      - >-
        It has no effect from pulp_rpm 3.30 on, where it is left out with a warning.
    type: int
  repo_gpgcheck:
    description:
      - >-
        Whether it has the metadata checked, 1 or 0. Newer servers take it in C(repo_config).
      - >-
        It has no effect from pulp_rpm 3.30 on, where it is left out with a warning.
    type: int
  metadata_checksum_type:
    description:
      - >-
        The algorithm of the checksums of metadata files. Newer servers take C(checksum_type).
      - >-
        It has no effect from pulp_rpm 3.30 on, where it is left out with a warning.
    type: str
    choices:
      - md5
      - sha1
      - sha224
      - sha256
      - sha384
      - sha512
  package_checksum_type:
    description:
      - >-
        The algorithm of the checksums of packages. Newer servers take C(checksum_type).
      - >-
        It has no effect from pulp_rpm 3.30 on, where it is left out with a warning.
    type: str
    choices:
      - md5
      - sha1
      - sha224
      - sha256
      - sha384
      - sha512
  sqlite_metadata:
    description:
      - >-
        Whether the metadata is written as SQLite databases, too.
      - >-
        It has no effect from pulp_rpm 3.25 on, where it is left out with a warning.
    type: bool
  metadata_signing_service:
    description:
      - >-
        The href of the signing service that signs the metadata.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  package_signing_service:
    description:
      - >-
        The href of the signing service that signs packages as they are uploaded.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Servers know it from pulp_rpm 3.27 on; older ones are not sent it, and the task fails.
    type: str
  package_signing_fingerprint:
    description:
      - >-
        The fingerprint of the key C(package_signing_service) uses.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Servers know it from pulp_rpm 3.27 on; older ones are not sent it, and the task fails.
    type: str
  osv_config:
    description:
      - >-
        What a scan for vulnerabilities asks of osv.dev, as a list of ecosystems and releases, or as JSON text that holds one.
      - >-
        Servers know it from pulp_rpm 3.38 on; older ones are not sent it, and the task fails.
    type: raw
'''

EXAMPLES = r'''
---
- name: Have a RPM repository
  stackhpc.kayobe_modules.rpm_repository:
    name: os-base
    description: Content for the control plane
    retain_repo_versions: 3
    state: present

- name: Forget its description
  stackhpc.kayobe_modules.rpm_repository:
    name: os-base
    description: ""
    state: present

- name: Read it
  stackhpc.kayobe_modules.rpm_repository:
    name: os-base
  register: found

- name: Remove it with all its versions
  stackhpc.kayobe_modules.rpm_repository:
    name: os-base
    state: absent
'''

RETURN = r'''
---
repository:
  description:
    - >-
      The rpm repository as it is now, or in check mode would be; null if there is none. Fields are those of Pulp's API.
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
          The name of the rpm repository.
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
    autopublish:
      description:
        - >-
          Whether Pulp makes a publication for each new version.
      returned: >-
        where the server has it
      type: bool
    repo_config:
      description:
        - >-
          A dictionary, or JSON text of one, that goes into the C(.repo) files Pulp writes for clients, such as C({gpgcheck: 1}).
      returned: >-
        where the server has it
      type: raw
    retain_package_versions:
      description:
        - >-
          How many versions of one package a new repository version keeps.
      returned: >-
        where the server has it
      type: int
    checksum_type:
      description:
        - >-
          The algorithm of the checksums in the metadata.
      returned: >-
        where the server has it
      type: str
    compression_type:
      description:
        - >-
          How the metadata files are compressed.
      returned: >-
        where the server has it
      type: str
    layout:
      description:
        - >-
          How packages are spread over folders when published: by first letter, all in one, by digest, or both.
      returned: >-
        where the server has it
      type: str
    gpgcheck:
      description:
        - >-
          Whether the repository's file for dnf has packages checked, 1 or 0.
      returned: >-
        where the server has it
      type: int
    repo_gpgcheck:
      description:
        - >-
          Whether it has the metadata checked, 1 or 0.
      returned: >-
        where the server has it
      type: int
    metadata_checksum_type:
      description:
        - >-
          The algorithm of the checksums of metadata files.
      returned: >-
        where the server has it
      type: str
    package_checksum_type:
      description:
        - >-
          The algorithm of the checksums of packages.
      returned: >-
        where the server has it
      type: str
    sqlite_metadata:
      description:
        - >-
          Whether the metadata is written as SQLite databases, too.
      returned: >-
        where the server has it
      type: bool
    metadata_signing_service:
      description:
        - >-
          The href of the signing service that signs the metadata.
      returned: >-
        where the server has it
      type: str
    package_signing_service:
      description:
        - >-
          The href of the signing service that signs packages as they are uploaded.
      returned: >-
        where the server has it
      type: str
    package_signing_fingerprint:
      description:
        - >-
          The fingerprint of the key C(package_signing_service) uses.
      returned: >-
        where the server has it
      type: str
    osv_config:
      description:
        - >-
          What a scan for vulnerabilities asks of osv.dev, as a list of ecosystems and releases, or as JSON text that holds one.
      returned: >-
        where the server has it
      type: raw
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
          The name of the rpm repository.
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
    autopublish:
      description:
        - >-
          Whether Pulp makes a publication for each new version.
      returned: >-
        where the server has it
      type: bool
    repo_config:
      description:
        - >-
          A dictionary, or JSON text of one, that goes into the C(.repo) files Pulp writes for clients, such as C({gpgcheck: 1}).
      returned: >-
        where the server has it
      type: raw
    retain_package_versions:
      description:
        - >-
          How many versions of one package a new repository version keeps.
      returned: >-
        where the server has it
      type: int
    checksum_type:
      description:
        - >-
          The algorithm of the checksums in the metadata.
      returned: >-
        where the server has it
      type: str
    compression_type:
      description:
        - >-
          How the metadata files are compressed.
      returned: >-
        where the server has it
      type: str
    layout:
      description:
        - >-
          How packages are spread over folders when published: by first letter, all in one, by digest, or both.
      returned: >-
        where the server has it
      type: str
    gpgcheck:
      description:
        - >-
          Whether the repository's file for dnf has packages checked, 1 or 0.
      returned: >-
        where the server has it
      type: int
    repo_gpgcheck:
      description:
        - >-
          Whether it has the metadata checked, 1 or 0.
      returned: >-
        where the server has it
      type: int
    metadata_checksum_type:
      description:
        - >-
          The algorithm of the checksums of metadata files.
      returned: >-
        where the server has it
      type: str
    package_checksum_type:
      description:
        - >-
          The algorithm of the checksums of packages.
      returned: >-
        where the server has it
      type: str
    sqlite_metadata:
      description:
        - >-
          Whether the metadata is written as SQLite databases, too.
      returned: >-
        where the server has it
      type: bool
    metadata_signing_service:
      description:
        - >-
          The href of the signing service that signs the metadata.
      returned: >-
        where the server has it
      type: str
    package_signing_service:
      description:
        - >-
          The href of the signing service that signs packages as they are uploaded.
      returned: >-
        where the server has it
      type: str
    package_signing_fingerprint:
      description:
        - >-
          The fingerprint of the key C(package_signing_service) uses.
      returned: >-
        where the server has it
      type: str
    osv_config:
      description:
        - >-
          What a scan for vulnerabilities asks of osv.dev, as a list of ecosystems and releases, or as JSON text that holds one.
      returned: >-
        where the server has it
      type: raw
'''
