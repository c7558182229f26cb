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
module: oooq_state
short_description: >-
  Keep, restore or remove what a deployment of TripleO quickstart leaves
version_added: "0.1.0"
description:
  - >-
    Copies the inventory, keys and ssh configurations between quickstart's working folder and the workspace, so that a failed deployment can
    be tried again on what was provisioned. The container of M(stackhpc.kayobe_modules.oooq_run) does the same inside; this module does it
    on the host, without one.
  - >-
    Of two files with different content the newer stays. Private keys are closed to all but their owner. Links are not followed, and are no
    files.
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
seealso:
  - module: stackhpc.kayobe_modules.oooq_boot_files
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_image_build
  - module: stackhpc.kayobe_modules.oooq_images
  - module: stackhpc.kayobe_modules.oooq_preflight
  - module: stackhpc.kayobe_modules.oooq_run
  - module: stackhpc.kayobe_modules.oooq_traas_inventory
options:
  action:
    description:
      - >-
        C(save) copies from C(lwd) to C(workspace), C(restore) the other way. C(purge) removes the files from both, and from C(imagecache)
        if that is given.
    type: str
    required: true
    choices:
      - save
      - restore
      - purge
  user:
    description:
      - >-
        Whose home C(lwd) is in, where that is left out.
      - >-
        Left out, the environment variable C(USER) of the module's process is used.
    type: str
    default: bogdando
  lwd:
    description:
      - >-
        Quickstart's C(local_working_dir) on the host. C(.quickstart) in the home of C(user) by default.
      - >-
        Left out, the environment variable C(LWD) of the module's process is used.
    type: path
  workspace:
    description:
      - >-
        The folder that keeps the state.
      - >-
        Left out, the environment variable C(WORKSPACE) of the module's process is used.
    type: path
    default: "/tmp/qs"
  imagecache:
    description:
      - >-
        The folder with the images; C(purge) looks there, too. Images stay.
      - >-
        Left out, the environment variable C(IMAGECACHE) of the module's process is used.
    type: path
  more_files:
    description:
      - >-
        Names of more files that are state, such as C(clouds.yaml) with its secrets.
    type: list
    elements: str
'''

EXAMPLES = r'''
---
- name: Keep the state
  stackhpc.kayobe_modules.oooq_state:
    action: save
    user: stack
    workspace: /opt/oooq

- name: Bring it back before a deployment is tried again
  stackhpc.kayobe_modules.oooq_state:
    action: restore
    lwd: /home/stack/.quickstart
    workspace: /opt/oooq

- name: Begin from scratch
  stackhpc.kayobe_modules.oooq_state:
    action: purge
    user: stack
    workspace: /opt/oooq
    imagecache: /opt/cache
    more_files: [clouds.yaml]
'''

RETURN = r'''
---
msg:
  description:
    - >-
      What became of the files, in a sentence.
  returned: >-
    success
  type: str
  sample: "2 files are restored (hosts, id_rsa_undercloud)."
files:
  description:
    - >-
      The files that changed, where they changed.
  returned: >-
    success
  type: list
  elements: str
  sample: [/home/stack/.quickstart/hosts]
'''
