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
module: publications
short_description: >-
  Manage publications as whole lists
version_added: "0.1.0"
description:
  - >-
    Publishes versions of repositories that have not been published, as many at once as the server can.
  - >-
    Everything is read in few requests and checked before anything is written; all that is wrong is told at once. In check mode it tells
    what each entry would do.
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
  concurrency:
    description:
      - >-
        How many entries are worked on at once. C(auto) looks at how many workers the server has.
    type: str
    default: auto
  retries:
    description:
      - >-
        How often entries are tried again whose failure may pass, such as an answer that the server is busy. A wrong login is not tried
        again.
    type: int
    default: 3
  on_abort:
    description:
      - >-
        What becomes of the tasks of the server when the run is stopped. C(leave) lets them go on, C(cancel) cancels them.
    type: str
    default: leave
    choices:
      - leave
      - cancel
  show_results:
    description:
      - >-
        What C(results) holds. With C(short), each entry, those that are as they were without C(task) and C(seconds) and what is null; where
        entries fail, only those. With C(all), each entry in full in any case, as C(report_file) has them.
    type: str
    default: short
    choices:
      - short
      - all
  strict:
    description:
      - >-
        Whether each warning about the lists or about an upstream is an error, found before anything is written. Without it, entries of one
        name or one base path are worked off as if one after another, so that the last has the last word, and one warning names both and
        what differs.
    type: bool
    default: false
  progress_file:
    description:
      - >-
        Where progress is written, one JSON object a line and without secrets; C(kayobe-modules watch) shows it. Left out, a file below
        C($XDG_STATE_HOME), C($XDG_RUNTIME_DIR) or C(~/.local/state), in a folder that is closed to others. An empty string writes none.
    type: path
  report_file:
    description:
      - >-
        A file for a report of the run, as Markdown, or as JSON if its name ends in C(.json).
    type: path
  deb:
    description:
      - >-
        Publications of Debian content.
    type: list
    elements: dict
    suboptions:
      state:
        description:
          - >-
            Whether there shall be one.
        type: str
        default: present
        choices:
          - present
          - absent
      repository:
        description:
          - >-
            The name of the repository that is published.
        type: str
        required: true
      version:
        description:
          - >-
            The number of the version that is published. Left out, the latest; 0 is the empty one that each repository begins with.
        type: int
      mode:
        description:
          - >-
            C(simple) puts all packages into one component of one distribution, C(structured) keeps those of the upstream,
            C(simple_and_structured) does both, C(verbatim) publishes the files of the upstream, signature included. Left out, any
            publication of the version will do, and Pulp decides (before pulp_deb 3.0, which does not: C(simple)) about a new one.
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
        type: str
        choices:
          - nested_alphabetically
          - nested_by_digest
          - nested_by_both
      publish_legacy_release_files:
        description:
          - >-
            Whether the Release file of each component and architecture is written, as old clients want.
        type: bool
      publish_upstream_release_fields:
        description:
          - >-
            Whether fields of the upstream Release file are taken over, such as its Origin and Label. Pulp does not tell it again, so that
            it counts for a new publication only, and does not choose among several.
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
        type: bool
      excluded_package_metadata_fields:
        description:
          - >-
            Fields of packages that are left out of the published metadata.
        type: list
        elements: str
  rpm:
    description:
      - >-
        Publications of RPM content.
    type: list
    elements: dict
    suboptions:
      state:
        description:
          - >-
            Whether there shall be one.
        type: str
        default: present
        choices:
          - present
          - absent
      repository:
        description:
          - >-
            The name of the repository that is published.
        type: str
        required: true
      version:
        description:
          - >-
            The number of the version that is published. Left out, the latest; 0 is the empty one that each repository begins with.
        type: int
      checksum_type:
        description:
          - >-
            The algorithm of the checksums in the metadata. Left out, Pulp chooses.
        type: str
        choices:
          - sha256
          - sha384
          - sha512
      compression_type:
        description:
          - >-
            How the metadata files are compressed.
        type: str
        choices:
          - zstd
          - gz
          - none
      layout:
        description:
          - >-
            How packages are spread over folders when published: by first letter, all in one, by digest, or both.
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
        type: int
      repo_gpgcheck:
        description:
          - >-
            Whether it has the metadata checked, 1 or 0. Newer servers take it in C(repo_config).
        type: int
      metadata_checksum_type:
        description:
          - >-
            The algorithm of the checksums of metadata files. Newer servers take C(checksum_type).
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
        type: bool
      repo_config:
        description:
          - >-
            A dictionary, or JSON text of one, for the C(.repo) files Pulp writes for clients.
        type: raw
      checkpoint:
        description:
          - >-
            Whether it is a checkpoint, to be served by distributions of checkpoints. Pulp makes one of the latest version only, without
            C(version).
        type: bool
  file:
    description:
      - >-
        Publications of files.
    type: list
    elements: dict
    suboptions:
      state:
        description:
          - >-
            Whether there shall be one.
        type: str
        default: present
        choices:
          - present
          - absent
      repository:
        description:
          - >-
            The name of the repository that is published.
        type: str
        required: true
      version:
        description:
          - >-
            The number of the version that is published. Left out, the latest; 0 is the empty one that each repository begins with.
        type: int
      manifest:
        description:
          - >-
            The name of the file that lists all others with digest and size, usually C(PULP_MANIFEST).
        type: str
      checkpoint:
        description:
          - >-
            Whether it is a checkpoint, to be served by distributions of checkpoints. Pulp makes one of the latest version only, without
            C(version).
        type: bool
'''

EXAMPLES = r'''
---
- name: Publish the latest version of each
  stackhpc.kayobe_modules.publications:
    rpm:
      - repository: os-base
      - repository: os-extras
    deb:
      - repository: ubuntu-jammy
        mode: structured
  register: result

- name: Publish a certain version
  stackhpc.kayobe_modules.publications:
    rpm:
      - repository: os-base
        version: 3

- name: Remove publications
  stackhpc.kayobe_modules.publications:
    deb:
      - repository: ubuntu-jammy
        version: 1
        state: absent
'''

RETURN = r'''
---
collection:
  description:
    - >-
      The collection that answers, by C(name) and C(version), and where the action plugin runs its C(path): pulp.squeezer and stackhpc.pulp
      are names that the Python collections may answer to, too.
  returned: >-
    always
  type: dict
  sample: {name: stackhpc.kayobe_modules, version: 0.1.0, path: /root/.ansible/collections/ansible_collections/stackhpc/kayobe_modules}
results:
  description:
    - >-
      What was done for each entry, in the order given (see C(show_results)), with changed, failed, msg, action, repository_version, task
      and seconds.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: rocky-9-baseos, type: rpm, changed: true, failed: false, msg: "", action: created,
    repository_version: /pulp/api/v3/repositories/rpm/rpm/0197/versions/2/, task: /pulp/api/v3/tasks/0197/, seconds: 1.4}]
summary:
  description:
    - >-
      How much there was to do, how many requests and seconds it took, and what was slowest.
  returned: >-
    success
  type: dict
  contains:
    total:
      description:
        - >-
          How many entries there were.
      returned: >-
        always
      type: int
    changed:
      description:
        - >-
          How many changed.
      returned: >-
        always
      type: int
    failed:
      description:
        - >-
          How many failed.
      returned: >-
        always
      type: int
    requests:
      description:
        - >-
          How many requests were sent to the server.
      returned: >-
        always
      type: int
    bytes_received:
      description:
        - >-
          How much it answered.
      returned: >-
        always
      type: int
    seconds:
      description:
        - >-
          How long all took.
      returned: >-
        always
      type: float
    server_task_seconds:
      description:
        - >-
          How long the server's tasks took together.
      returned: >-
        always
      type: float
    workers:
      description:
        - >-
          How many task workers the server has.
      returned: >-
        always
      type: int
    slowest:
      description:
        - >-
          The five entries that took longest, with their name, type and seconds.
      returned: >-
        always
      type: list
      elements: dict
'''
