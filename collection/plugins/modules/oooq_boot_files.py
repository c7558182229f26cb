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
module: oooq_boot_files
short_description: >-
  Take the kernel and the initial file system out of an image
version_added: "0.1.0"
description:
  - >-
    Runs C(virt-copy-out) of the host's libguestfs, which the container of the wrapper does not have, and puts the files where the play
    reads them. They are looked at before they get there; what is neither a kernel nor an initial file system, or the other one, stays away.
  - >-
    Files that are newer than the image are left alone.
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
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_image_build
  - module: stackhpc.kayobe_modules.oooq_images
  - module: stackhpc.kayobe_modules.oooq_preflight
  - module: stackhpc.kayobe_modules.oooq_run
  - module: stackhpc.kayobe_modules.oooq_state
  - module: stackhpc.kayobe_modules.oooq_traas_inventory
options:
  image:
    description:
      - >-
        The image. C(undercloud.qcow2) in C(imagecache) by default.
    type: path
  imagecache:
    description:
      - >-
        The folder with the images. The plays read the files here.
      - >-
        Left out, the environment variable C(IMAGECACHE) of the module's process is used.
    type: path
  dest:
    description:
      - >-
        The folder the files are put into. C(imagecache) by default.
    type: path
  workspace:
    description:
      - >-
        A second folder for them. An older README of the wrapper puts them there.
    type: path
  paths:
    description:
      - >-
        Where the files are inside the image.
    type: list
    elements: str
    default: ["/home/stack/overcloud-full.vmlinuz","/home/stack/overcloud-full.initrd"]
  force:
    description:
      - >-
        Take them out also where they are newer than the image.
    type: bool
    default: false
  libguestfs_backend:
    description:
      - >-
        How libguestfs starts its machine. Its own choice by default; C(direct) needs no libvirt.
    type: str
    choices:
      - direct
      - libvirt
'''

EXAMPLES = r'''
---
- name: Take them to where the play reads them
  stackhpc.kayobe_modules.oooq_boot_files:
    imagecache: /opt/cache

- name: Have them in the workspace, too
  stackhpc.kayobe_modules.oooq_boot_files:
    imagecache: /opt/cache
    workspace: /tmp/qs

- name: Take another kernel out of another image, without libvirt
  stackhpc.kayobe_modules.oooq_boot_files:
    image: /srv/images/overcloud-full.qcow2
    dest: /opt/cache
    paths: [/boot/vmlinuz, /boot/initrd.img]
    libguestfs_backend: direct
'''

RETURN = r'''
---
files:
  description:
    - >-
      Each file with its C(path), its C(sha256) and its C(kind). In check mode the last two are null where it is not there yet.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{path: /opt/cache/overcloud-full.vmlinuz, sha256: 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef,
    kind: a kernel for x86}]
'''
