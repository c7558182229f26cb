#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The file behind each module of stackhpc.kayobe_modules: it runs the compiled program for this machine, which it carries, with the
# arguments it is given. Ansible copies it where no action plugin runs the program in place, and reads this line for it: WANT_JSON.
# It is a shell script, and to tools that read modules it is Python: a text, and comments. What each comment at the end holds:
#@TABLE@
''':'
set -u

fail() {
  printf '{"failed": true, "msg": "%s"}\n' "$1"
  exit 1
}

machine=$(uname -m)
case $machine in
#@CASES@
  *) fail "stackhpc.kayobe_modules has programs for #@MACHINES@, and this machine is $machine. Run the task elsewhere, on localhost for example." ;;
esac

if command -v xz > /dev/null; then
  unpack() { xz -dc; }
elif python3 -c 'import lzma' 2> /dev/null; then
  unpack() { python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer)'; }
else
  fail "The program of stackhpc.kayobe_modules is packed, and there is no xz here. Install it (package xz-utils, on Rocky xz), or let the action plugin of the collection run the module."
fi

name=${0##*/}
name=${name#AnsiballZ_}
if [ $# -eq 1 ] && [ "$name" != kayobe-modules ] && [ "${1#-}" = "$1" ]; then set -- "$name" "$1"; fi

# A person's call takes what is unpacked for tasks already, where nobody else can have put it.
folder=${HOME:-/nonexistent}/.ansible/kayobe_modules
if [ "$name" = kayobe-modules ] && [ -O "$folder" ] && [ -O "$folder/$digest" ] && [ -x "$folder/$digest" ] \
  && case $(ls -ldn "$folder" "$folder/$digest") in drwx------*"
-rwx------"*) ;; *) false ;; esac; then
  exec "$folder/$digest" "$@"
fi

# Unpacked into a file that is gone before the program starts: whatever ends it, nothing is left.
for folder in "${0%/*}" "${XDG_RUNTIME_DIR:-}" "${TMPDIR:-}" /tmp /var/tmp /dev/shm; do
  [ -n "$folder" ] && [ -d "$folder" ] && [ -w "$folder" ] || continue
  file=$(umask 077 && mktemp "$folder/.kayobe-modules.XXXXXX" 2> /dev/null) || continue
  trap 'rm -f "$file"' EXIT
  trap 'exit 143' HUP INT TERM
  if tail -c "$from_end" "$0" 2> /dev/null | head -c "$length" | base64 -d 2> /dev/null | unpack > "$file" 2> /dev/null \
    && chmod 700 "$file" && [ -x "$file" ] && [ "$(wc -c < "$file")" -eq "$size" ]; then
    exec 9< "$file"
    rm -f "$file"
    trap - EXIT HUP INT TERM
    exec /proc/self/fd/9 "$@"
  fi
  rm -f "$file"
done
fail "The program of stackhpc.kayobe_modules could not be unpacked: no folder here can hold it and run it. Set TMPDIR to one with $size bytes free, mounted without noexec."
'''
