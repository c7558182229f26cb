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
module: grow_volume
short_description: >-
  Grow partition, volume group, logical volumes and file systems
version_added: "0.1.0"
description:
  - >-
    Takes up the space that a disk has and its partition, physical volume, logical volumes or file systems do not use yet, as after a cloud
    image was booted on a larger disk.
  - >-
    The whole way is planned before the first step. What cannot be, or is not understood, as a RAID or a thin volume, is refused, and
    nothing is changed.
  - >-
    Nothing ever shrinks. A run that was interrupted is taken up by the next.
  - >-
    It needs root, C(growpart), C(lsblk), C(blkid), C(findmnt), with C(volume_group) the tools of LVM, and the tools of the file system.
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
options:
  volume_group:
    description:
      - >-
        The group whose disks, and volumes, are to grow.
    type: str
    aliases:
      - vg
  volumes:
    description:
      - >-
        The logical volumes that are to have a size. Those that are larger stay so.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name in the group.
        type: str
        required: true
      size:
        description:
          - >-
            The least size, as C(4G) or C(500m), or C(max) for all that is free. Sizes with a plus or a percent sign are refused, as they
            would grow the volume with each run.
        type: str
        required: true
  mount:
    description:
      - >-
        Where LVM is not used, the place at which the file system is mounted that is to grow with its partition.
    type: path
'''

EXAMPLES = r'''
---
- name: Let the root volume group have the whole disk, and /home and /tmp four gigabytes
  stackhpc.kayobe_modules.grow_volume:
    volume_group: rootvg
    volumes:
      - name: lv_home
        size: 4G
      - name: lv_tmp
        size: 4G
  become: true

- name: Let the root file system have the whole disk
  stackhpc.kayobe_modules.grow_volume:
    mount: /
  become: true

- name: See what would grow
  stackhpc.kayobe_modules.grow_volume:
    volume_group: rootvg
  become: true
  check_mode: true
'''

RETURN = r'''
---
steps:
  description:
    - >-
      What was done, or would be. Each has C(object), C(before) and C(after) in bytes, and the C(command).
  returned: >-
    success
  type: list
  elements: dict
  sample: [{object: physical volume /dev/vda2, before: 100663296, after: 21470642176, command: pvresize /dev/vda2}]
'''
