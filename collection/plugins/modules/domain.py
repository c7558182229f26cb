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
module: domain
short_description: >-
  Manage domains of a Pulp server
version_added: "0.1.0"
description:
  - >-
    A domain is a part of a server with repositories, remotes and distributions of its own, and with a storage of its own. All other modules
    work in the one that C(pulp_domain) names. It takes a server with C(DOMAIN_ENABLED).
  - >-
    The domain C(default) is always there and cannot be changed. A domain with anything in it cannot be removed.
  - >-
    Without C(state) it only asks. With what identifies the domain it reads that one, and answers null if there is none. Without that it
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
        The name of the domain, of letters, digits, underscores and hyphens. It cannot be changed.
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
  storage_class:
    description:
      - >-
        What keeps its files. C(pulpcore.app.models.storage.FileSystem) is a folder of the server, C(storages.backends.s3.S3Storage) any
        storage that speaks S3, C(storages.backends.s3boto3.S3Boto3Storage) the same for older servers,
        C(storages.backends.azure_storage.AzureStorage) Azure's.
      - >-
        Pulp wants it for a new object.
    type: str
    choices:
      - "pulpcore.app.models.storage.FileSystem"
      - "storages.backends.s3.S3Storage"
      - "storages.backends.s3boto3.S3Boto3Storage"
      - "storages.backends.azure_storage.AzureStorage"
  storage_settings:
    description:
      - >-
        How it is reached, as Pulp names that, such as C(location) of a folder, or C(bucket_name), C(access_key), C(secret_key) and
        C(endpoint_url) of S3; the names of Pulp's own configuration, such as C(MEDIA_ROOT) and C(AWS_STORAGE_BUCKET_NAME), are understood
        as well. What is not given stays as it is. Keys and tokens are hidden in results.
      - >-
        Pulp wants it for a new object.
    type: dict
  redirect_to_object_storage:
    description:
      - >-
        Whether clients are sent to the storage itself for files.
    type: bool
  hide_guarded_distributions:
    description:
      - >-
        Whether distributions with a content guard are left out of the index page of the content server.
    type: bool
  pulp_labels:
    description:
      - >-
        Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
      - >-
        Servers know it from pulpcore 3.74 on; older ones are not sent it, and the task fails.
    type: dict
'''

EXAMPLES = r'''
---
- name: Have a domain with a folder of its own
  stackhpc.kayobe_modules.domain:
    name: staging
    storage_class: pulpcore.app.models.storage.FileSystem
    storage_settings:
      location: /var/lib/pulp/media-staging
    state: present

- name: Have one whose files are kept in S3
  stackhpc.kayobe_modules.domain:
    name: images
    storage_class: storages.backends.s3.S3Storage
    storage_settings:
      bucket_name: pulp-images
      endpoint_url: https://s3.example.org
      access_key: "{{ s3_access_key }}"
      secret_key: "{{ s3_secret_key }}"
    state: present

- name: Remove it
  stackhpc.kayobe_modules.domain:
    name: staging
    state: absent
'''

RETURN = r'''
---
domain:
  description:
    - >-
      The domain as it is now, or in check mode would be; null if there is none. Secrets are only named in C(hidden_fields).
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
          The name of the domain, of letters, digits, underscores and hyphens.
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
    storage_class:
      description:
        - >-
          What keeps its files.
      returned: >-
        where the server has it
      type: str
    storage_settings:
      description:
        - >-
          How it is reached, as Pulp names that, such as C(location) of a folder, or C(bucket_name), C(access_key), C(secret_key) and
          C(endpoint_url) of S3; the names of Pulp's own configuration, such as C(MEDIA_ROOT) and C(AWS_STORAGE_BUCKET_NAME), are understood
          as well.
      returned: >-
        where the server has it
      type: dict
    redirect_to_object_storage:
      description:
        - >-
          Whether clients are sent to the storage itself for files.
      returned: >-
        where the server has it
      type: bool
    hide_guarded_distributions:
      description:
        - >-
          Whether distributions with a content guard are left out of the index page of the content server.
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
domains:
  description:
    - >-
      All domains.
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
          The name of the domain, of letters, digits, underscores and hyphens.
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
    storage_class:
      description:
        - >-
          What keeps its files.
      returned: >-
        where the server has it
      type: str
    storage_settings:
      description:
        - >-
          How it is reached, as Pulp names that, such as C(location) of a folder, or C(bucket_name), C(access_key), C(secret_key) and
          C(endpoint_url) of S3; the names of Pulp's own configuration, such as C(MEDIA_ROOT) and C(AWS_STORAGE_BUCKET_NAME), are understood
          as well.
      returned: >-
        where the server has it
      type: dict
    redirect_to_object_storage:
      description:
        - >-
          Whether clients are sent to the storage itself for files.
      returned: >-
        where the server has it
      type: bool
    hide_guarded_distributions:
      description:
        - >-
          Whether distributions with a content guard are left out of the index page of the content server.
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
'''
