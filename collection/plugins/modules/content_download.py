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
module: content_download
short_description: >-
  Download a file that a Pulp server serves
version_added: "0.1.0"
description:
  - >-
    Brings a file of a distribution to the host that runs the task, and checks it against its SHA-256. If the file there is the same
    already, nothing is downloaded.
  - >-
    Where Pulp keeps files in an object storage, the file comes from there; the login is not shown to the storage.
  - >-
    In check mode nothing is downloaded, and what is not served yet is taken for something that an earlier task would publish, with a
    warning.
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
  - module: stackhpc.kayobe_modules.content_redirect_content_guard
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
  distribution:
    description:
      - >-
        The name of the distribution, of whatever type.
    type: str
  base_path:
    description:
      - >-
        The path of the distribution, instead of its name.
    type: str
  relative_path:
    description:
      - >-
        Where the file lies in the distribution.
    type: str
    required: true
  dest:
    description:
      - >-
        Where the file goes. In a folder that exists it keeps its name.
    type: path
    required: true
  sha256:
    description:
      - >-
        The SHA-256 that the file must have. Left out, the one the manifest of the distribution gives.
    type: str
'''

EXAMPLES = r'''
---
- name: Have an image
  stackhpc.kayobe_modules.content_download:
    distribution: host-images-production
    relative_path: rocky-9/overcloud.qcow2
    dest: /var/lib/images/overcloud.qcow2
  register: image

- name: Have it by the path it is served at
  stackhpc.kayobe_modules.content_download:
    base_path: host-images/production
    relative_path: rocky-9/overcloud.qcow2
    dest: /var/lib/images

- name: Have a file of a repository without a manifest
  stackhpc.kayobe_modules.content_download:
    distribution: os-base-production
    relative_path: repodata/repomd.xml
    dest: /tmp/repomd.xml
    sha256: "{{ repomd_sha256 }}"
'''

RETURN = r'''
---
dest:
  description:
    - >-
      Where the file is.
  returned: >-
    success
  type: str
  sample: /tmp/overcloud-rocky-9.qcow2
sha256:
  description:
    - >-
      The SHA-256 of the file.
  returned: >-
    success
  type: str
  sample: 98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4
url:
  description:
    - >-
      Where it was served.
  returned: >-
    success
  type: str
  sample: "https://pulp.example.com/pulp/content/kayobe-images/2024.1/rocky/9/overcloud-rocky-9.qcow2"
'''
