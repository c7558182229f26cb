#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# grow_volume on real loop devices, as far as this machine's kernel goes: a partition with XFS or ext4, a partition that is LVM's physical volume.
# What the kernel does not let (LVM's volumes without a device mapper) is covered by recorded tools in Modules.Tests, and said here.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../suite.sh"
module=${KAYOBE_MODULES:-$root/artifacts/bin/kayobe-modules}
device='' group=kayobe_modules_$$
end() {
  mountpoint -q "$world/mount" && umount "$world/mount"
  if [ -n "$device" ]; then
    vgremove -qf "$group" > /dev/null 2>&1
    partx -d "$device" 2> /dev/null
    losetup -d "$device"
  fi
  device=''
}
trap 'end; rm -rf "$world"' EXIT

# disk SIZE: a disk of that size whose one partition has 400 MB of it.
disk() {
  end
  rm -f "$world/disk"
  truncate -s "$1" "$world/disk" && device=$(losetup -f --show "$world/disk") || return 1
  echo 'start=2048, size=819200, type=L' | sfdisk -q --no-reread --no-tell-kernel "$device" && partx -a "$device"
}

# grow ARGUMENTS [CHECK]: what the module answers.
grow() {
  echo "{$1, \"_ansible_check_mode\": ${2:-false}, \"_ansible_diff\": true, \"_ansible_module_name\": \"grow_volume\"}" > "$world/arguments"
  "$module" "$world/arguments" | tee "$world/answer"
  echo
}

answers() { grep -qE -- "$1" "$world/answer"; }

bytes() { df --output=size -B1 "$world/mount" | tail -n 1; }

# a_mounted FILESYSTEM MAKE…
a_mounted() {
  local before
  disk 800M && shift && "$@" "${device}p1" > /dev/null && mkdir -p "$world/mount" && mount "${device}p1" "$world/mount" && before=$(bytes) || return 1
  grow "\"mount\": \"$world/mount\"" true && answers '"changed":true' && [ "$(bytes)" = "$before" ] || return 1
  grow "\"mount\": \"$world/mount\"" && answers '"changed":true' && [ "$(bytes)" -gt $((before + 300000000)) ] || return 1
  grow "\"mount\": \"$world/mount\"" && answers '"changed":false'
}

a_physical_volume() {
  disk 800M && pvcreate -q "${device}p1" > /dev/null && vgcreate -q "$group" "${device}p1" > /dev/null || return 1
  grow "\"volume_group\": \"$group\"" true && answers '"changed":true' && [ "$(pvs --noheadings --nosuffix --units m -o pv_size "${device}p1" | cut -d. -f1)" -lt 410 ] || return 1
  grow "\"volume_group\": \"$group\"" && answers '"changed":true' && [ "$(pvs --noheadings --nosuffix --units m -o pv_size "${device}p1" | cut -d. -f1)" -gt 700 ] || return 1
  grow "\"volume_group\": \"$group\"" && answers '"changed":false'
}

a_mount_that_is_no_partition() {
  mkdir -p "$world/mount" && mount -t tmpfs tmpfs "$world/mount" && grow "\"mount\": \"$world/mount\"" && answers '"failed":true'
}

if ! disk 500M; then
  echo 'This machine has no loop devices: grow_volume is tested with recorded tools only.'
else
  check "a partition with XFS, its file system mounted" a_mounted xfs mkfs.xfs -q
  disk 500M && mkfs.ext4 -q "${device}p1" 300M && mkdir -p "$world/mount" && mount "${device}p1" "$world/mount"
  if resize2fs "${device}p1" > /dev/null 2>&1; then
    check "a partition with ext4, its file system mounted" a_mounted ext4 mkfs.ext4 -q
  else
    echo 'This kernel resizes no mounted ext4: that is tested with recorded tools only.'
  fi
  check "a physical volume of LVM" a_physical_volume
fi
check "a mount that is no partition is refused" a_mount_that_is_no_partition
report
