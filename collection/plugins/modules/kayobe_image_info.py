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
module: kayobe_image_info
short_description: >-
  Tell whether a rebuild of kayobe's image is due
version_added: "0.1.0"
description:
  - >-
    Holds the time of kayobe's image against the times at which what goes into it was last committed in the configuration's repository, and
    its labels against what they should be. A change that is not committed yet counts as one of now.
  - >-
    Where the image lies and where the repository lies may be two hosts. Asked with C(image) on the one, it tells C(created) and C(labels),
    which it takes on the other, with C(root).
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
options:
  root:
    description:
      - >-
        The repository of the configuration.
    type: path
  image:
    description:
      - >-
        The image, as the engine of this host has it.
    type: str
  created:
    description:
      - >-
        When the image was made, where C(image) is not given.
    type: str
  expected:
    description:
      - >-
        Labels that the image should have, where it has them at all, such as a user's number.
    type: dict
  labels:
    description:
      - >-
        The image's labels, where C(image) is not given.
    type: dict
  docker_host:
    description:
      - >-
        Where the engine listens, C(unix://) with a path or C(tcp://) with host and port.
      - >-
        Left out, the environment variable C(DOCKER_HOST) of the module's process is used.
    type: str
    default: "unix:///var/run/docker.sock"
  docker_tls_verify:
    description:
      - >-
        Any text means TLS with the engine, and that its certificate is verified.
      - >-
        Left out, the environment variable C(DOCKER_TLS_VERIFY) of the module's process is used.
    type: str
  docker_cert_path:
    description:
      - >-
        The folder with C(ca.pem), C(cert.pem) and C(key.pem) for TLS with the engine.
      - >-
        Left out, the environment variable C(DOCKER_CERT_PATH) of the module's process is used.
    type: path
'''

EXAMPLES = r'''
---
- name: Look at the image where the runner is
  stackhpc.kayobe_modules.kayobe_image_info:
    image: pulp.example.com/kayobe:2025.1-latest
  register: image

- name: Hold it against the configuration
  stackhpc.kayobe_modules.kayobe_image_info:
    root: "{{ kayobe_config_path }}/../.."
    created: "{{ image.created }}"
    labels: "{{ image.labels }}"
  delegate_to: localhost
  register: image

- name: Say why a rebuild is due
  ansible.builtin.debug:
    msg: "{{ image.causes }}"
  when: image.due

- name: See whether the image has the right user
  stackhpc.kayobe_modules.kayobe_image_info:
    image: pulp.example.com/kayobe:2025.1-latest
    expected: {kayobe_user_uid: "1000"}
'''

RETURN = r'''
---
exists:
  description:
    - >-
      Whether there is an image.
  returned: >-
    success
  type: bool
  sample: true
created:
  description:
    - >-
      When it was made; null for none.
  returned: >-
    success
  type: str
  sample: "2026-11-26T10:00:00Z"
labels:
  description:
    - >-
      Its labels.
  returned: >-
    success
  type: dict
  sample: {org.opencontainers.image.revision: 4f2a9c1}
due:
  description:
    - >-
      Whether a rebuild is due; null where nothing is known that it could be held against.
  returned: >-
    success
  type: bool
  sample: true
causes:
  description:
    - >-
      Because of what.
  returned: >-
    success
  type: list
  elements: str
  sample: [Python requirements changed 2026-11-20]
changed_at:
  description:
    - >-
      When what goes into it was last changed.
  returned: >-
    success
  type: dict
  sample: {Python requirements: "2026-11-20T06:12:44Z"}
'''
