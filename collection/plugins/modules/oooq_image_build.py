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
module: oooq_image_build
short_description: >-
  Build an image of the wrapper from a Dockerfile
version_added: "0.1.0"
description:
  - >-
    Sends a folder with a Dockerfile to the engine and has it built there, by the engine's API; no program of Docker's is needed on the
    host. C(oooq-images.yml) uses it for the base image and the runner image, which the wrapper of quickstart had Packer for.
  - >-
    What an image was built from (files, target, arguments) is kept as a label of it. One that was built from the same is left alone; a new
    base image under the same name is looked for with C(pull). A C(.dockerignore) is not read.
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
  - module: stackhpc.kayobe_modules.oooq_boot_files
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_images
  - module: stackhpc.kayobe_modules.oooq_preflight
  - module: stackhpc.kayobe_modules.oooq_run
  - module: stackhpc.kayobe_modules.oooq_state
  - module: stackhpc.kayobe_modules.oooq_traas_inventory
options:
  name:
    description:
      - >-
        What the image is called, with its tag.
    type: str
    required: true
  path:
    description:
      - >-
        The folder with the Dockerfile and what it copies.
    type: path
    required: true
  dockerfile:
    description:
      - >-
        The Dockerfile's name in C(path).
    type: str
    default: "Dockerfile"
  target:
    description:
      - >-
        The stage that is built; the last one by default.
    type: str
  args:
    description:
      - >-
        Arguments of the build. They can be seen in the image's history, so no secret belongs there.
    type: dict
  files:
    description:
      - >-
        Files from elsewhere that are copied, by their place in the context.
    type: dict
  network:
    description:
      - >-
        The network that steps run in, such as C(host). The engine's own by default.
    type: str
  pull:
    description:
      - >-
        Have the engine look for a newer base image.
    type: bool
    default: false
  force:
    description:
      - >-
        Build also what was built from the same, without the engine's cache.
    type: bool
    default: false
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
- name: Build the base image
  stackhpc.kayobe_modules.oooq_image_build:
    name: oooq-base:1
    path: "{{ playbook_dir }}/../files/oooq"
    target: base
    args:
      BASE_IMAGE: quay.io/centos/centos:stream9

- name: Build the runner image, with the requirements of the checkout
  stackhpc.kayobe_modules.oooq_image_build:
    name: oooq-runner:0.1
    path: "{{ playbook_dir }}/../files/oooq"
    target: runner
    files:
      requirements.txt: /opt/tripleo-quickstart/requirements.txt

- name: Take up what is new in the base image
  stackhpc.kayobe_modules.oooq_image_build:
    name: oooq-base:1
    path: "{{ playbook_dir }}/../files/oooq"
    target: base
    pull: true
'''

RETURN = r'''
---
image:
  description:
    - >-
      What the image is called.
  returned: >-
    success
  type: str
  sample: "oooq-runner:0.1"
id:
  description:
    - >-
      The image's ID. Null in check mode where there is none.
  returned: >-
    success
  type: str
  sample: "sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1"
log_tail:
  description:
    - >-
      The last lines that the engine said; none where nothing was built.
  returned: >-
    success
  type: list
  elements: str
  sample: ["Step 9/9 : LABEL stackhpc.kayobe_modules.built_from=\u2026"]
'''
