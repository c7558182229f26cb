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
module: container_image_secrets
short_description: >-
  Check that no container image holds a login or an address
version_added: "0.1.0"
description:
  - >-
    Looks through images of an engine for texts that must not be in them, such as the login of the package mirror they were built with and
    its address. Every file of every layer is read, also one that a later layer removes, and packed files in them; so are the labels, the
    environment and the history.
  - >-
    Each text is looked for as it is and as it looks in URLs, in JSON and in base64, so that the password is found in an C(Authorization)
    header, too.
  - >-
    The engine saves one image after the other, and needs room for the largest of them. A layer that several share is looked through once.
    Nothing is changed.
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
seealso:
  - module: stackhpc.kayobe_modules.container_content
  - module: stackhpc.kayobe_modules.container_distribution
  - module: stackhpc.kayobe_modules.container_image_info
  - module: stackhpc.kayobe_modules.container_image_push
  - module: stackhpc.kayobe_modules.container_image_scan
  - module: stackhpc.kayobe_modules.container_namespace
  - module: stackhpc.kayobe_modules.container_pull_through_distribution
  - module: stackhpc.kayobe_modules.container_pull_through_remote
  - module: stackhpc.kayobe_modules.container_push_repository
  - module: stackhpc.kayobe_modules.container_remote
  - module: stackhpc.kayobe_modules.container_repository
  - module: stackhpc.kayobe_modules.container_sync
  - module: stackhpc.kayobe_modules.container_tag
options:
  needles:
    description:
      - >-
        Texts by the names that the result tells them by. Those that are empty are left out. None is shown.
    type: dict
    required: true
  strict:
    description:
      - >-
        Fail where one is found. With C(false) the result tells it only.
    type: bool
    default: true
  reference:
    description:
      - >-
        Which images, as patterns of C(docker image ls --filter reference=). Left out, all that have a name.
    type: list
    elements: str
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
- name: Look through the images of a build before they are pushed
  stackhpc.kayobe_modules.container_image_secrets:
    reference: "{{ kolla_docker_registry }}/{{ kolla_docker_namespace }}/*:{{ kolla_tag }}"
    needles:
      username: "{{ stackhpc_repo_mirror_username }}"
      password: "{{ stackhpc_repo_mirror_password }}"
      address: "{{ stackhpc_repo_mirror_url }}"

- name: Only tell
  stackhpc.kayobe_modules.container_image_secrets:
    reference: stackhpc-dev/*
    needles:
      password: "{{ stackhpc_repo_mirror_password }}"
    strict: false
  register: secrets

- name: Ask Podman
  stackhpc.kayobe_modules.container_image_secrets:
    docker_host: unix:///run/podman/podman.sock
    needles:
      token: "{{ build_token }}"
'''

RETURN = r'''
---
msg:
  description:
    - >-
      It in a sentence, with the first place.
  returned: >-
    always
  type: str
  sample: "68 images with 412 layers were looked through: none holds any of the texts."
found:
  description:
    - >-
      Where they are. At most 200 places.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{image: "ark.example.org/stackhpc/base:2024.1", needle: password, encoded: true, where: layer, layer: 3,
    path: /etc/apt/auth.conf.d/mirror.conf}]
  contains:
    image:
      description:
        - >-
          The image.
      returned: >-
        always
      type: str
    needle:
      description:
        - >-
          The name of the text, as C(needles) has it.
      returned: >-
        always
      type: str
    encoded:
      description:
        - >-
          Whether it was found in another form only, as in base64.
      returned: >-
        always
      type: bool
    where:
      description:
        - >-
          C(layer), C(history), C(label), C(environment) or C(configuration).
      returned: >-
        always
      type: str
    path:
      description:
        - >-
          The file of the layer, or the key of the image's configuration.
      returned: >-
        always
      type: str
    layer:
      description:
        - >-
          The number of the layer, the lowest being 1.
      returned: >-
        where it is in a layer
      type: int
total:
  description:
    - >-
      How many places there are.
  returned: >-
    success
  type: int
  sample: 0
image_count:
  description:
    - >-
      How many images were looked through. One with two names counts once.
  returned: >-
    success
  type: int
  sample: 68
layer_count:
  description:
    - >-
      How many layers were looked through. One that several images share counts once.
  returned: >-
    success
  type: int
  sample: 412
without_layers:
  description:
    - >-
      Images that have no layers. Of them there is only configuration and history to look through, as the engine tells it.
  returned: >-
    success
  type: list
  elements: str
  sample: []
'''
