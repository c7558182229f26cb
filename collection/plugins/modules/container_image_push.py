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
module: container_image_push
short_description: >-
  Push container images to their registries
version_added: "0.1.0"
description:
  - >-
    Pushes the images of an engine that the patterns mean, several at a time. Those that failed are tried again one by one; what they said
    last is told.
  - >-
    An image whose manifest the registry has already is not sent. The engine is asked for that, so the registry is seen with the engine's
    own trust and proxies. Podman before 5 does not answer this; with it every image is sent again, without the layers that are there.
  - >-
    A login is tried before anything is sent. A refused login is not tried again.
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
  reference:
    description:
      - >-
        Which images, as patterns of C(docker image ls --filter reference=), such as C(ark.example.org/stackhpc/*:2024.1). It is an error if
        there are none.
    type: list
    elements: str
    required: true
  parallel:
    description:
      - >-
        How many images are pushed at a time.
    type: int
    default: 4
  attempts:
    description:
      - >-
        How often an image is tried.
    type: int
    default: 5
  delay:
    description:
      - >-
        How many seconds to wait before another attempt.
    type: int
    default: 2
  registry_username:
    description:
      - >-
        Who logs in to the registry. Left out, the login that C(config_path) keeps for the registry is taken, if there is one.
    type: str
  registry_password:
    description:
      - >-
        The password of C(registry_username). It appears in no output.
    type: str
  config_path:
    description:
      - >-
        The file in which Docker's client or Podman keeps logins.
    type: path
    default: "~/.docker/config.json"
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
- name: Push what was built
  stackhpc.kayobe_modules.container_image_push:
    reference: "{{ kolla_docker_registry }}/{{ kolla_docker_namespace }}/*:{{ kolla_tag }}"
    registry_username: "{{ stackhpc_docker_registry_username }}"
    registry_password: "{{ stackhpc_docker_registry_password }}"

- name: Push with the login that is kept already
  stackhpc.kayobe_modules.container_image_push:
    reference: ark.example.org/stackhpc-dev/*:2024.1-20261126T101500

- name: See in check mode which ones are missing there
  stackhpc.kayobe_modules.container_image_push:
    reference: ark.example.org/stackhpc-dev/*
  check_mode: true
  register: missing
'''

RETURN = r'''
---
msg:
  description:
    - >-
      It in a sentence.
  returned: >-
    always
  type: str
  sample: "100 images: 97 pushed, 3 were there."
pushed:
  description:
    - >-
      What was sent, each with C(name), the C(digest) of its manifest, how many C(attempts) it took and how many C(layers) were sent.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: "ark.example.org/stackhpc/base:2024.1", digest: "sha256:1a2b", attempts: 1, layers: 3}]
present:
  description:
    - >-
      What the registry had, each with C(name) and C(digest).
  returned: >-
    success
  type: list
  elements: dict
  sample: []
not_pushed:
  description:
    - >-
      What could not be pushed, each with C(name), C(attempts) and the C(reason) of the last. Empty in a run that does not fail.
  returned: >-
    success
  type: list
  elements: dict
  sample: []
'''
