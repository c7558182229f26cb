#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# suites.sh NAME[:AFTER] COMMAND …: runs the suites, each of which ends in "N passed, N failed", some of them side by side: in the order given,
# one with AFTER when that one has passed. Shows the output of each as a whole, when it has ended; before the summary what failed is shown once
# more, since whoever keeps the end of a long output only wants to know it; the last line sums them up.
# SUITES_AT_ONCE: how many; one more than there are processors, since each of them waits now and then.
set -uo pipefail
logs=artifacts/test at_once=${SUITES_AT_ONCE:-$(($(nproc) + 1))}
mkdir -p "$logs"
declare -A command=() after=() running=() started=() state=()
names=() lines=() passed=0 failed=0

while [ $# -gt 1 ]; do
  name=${1%%:*}
  names+=("$name")
  command[$name]=$2
  [[ $1 != *:* ]] || after[$name]=${1#*:}
  shift 2
done

trap 'kill "${!running[@]}" 2> /dev/null; wait; exit 130' INT TERM

start() {
  echo "-- $1 starts"
  started[$1]=$SECONDS
  state[$1]=running
  # The command may have options. In the background signals would stay ignored, which some tests send.
  env --default-signal=INT,HUP ${command[$1]} > "$logs/$1.log" 2>&1 &
  running[$!]=$1
}

# sum_up NAME CODE: what has ended.
sum_up() {
  local name=$1 code=$2 suite_passed suite_failed note=''
  read -r suite_passed suite_failed < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$logs/$name.log" | tail -n 1) \
    || suite_passed=0 suite_failed=0
  # A suite that ran nothing, or died outside its tests, has failed.
  if [ "$suite_passed" -eq 0 ] && [ "$suite_failed" -eq 0 ]; then suite_failed=1 note=' (it ran nothing)'; fi
  if [ "$code" -ne 0 ] && [ "$suite_failed" -eq 0 ]; then suite_failed=1 note=" (it ended with $code)"; fi
  if [ "$suite_failed" -eq 0 ]; then state[$name]=passed; else state[$name]=failed; fi
  lines+=("$(printf '%-14s %5d passed, %d failed%s, %d s' "$name" "$suite_passed" "$suite_failed" "$note" $((SECONDS - started[$name])))")
  passed=$((passed + suite_passed)) failed=$((failed + suite_failed))
  echo "== $name"
  cat "$logs/$name.log"
}

# again NAME: the tests of a suite that failed, with the first lines of why; the end of its output where it does not say which.
again() {
  { grep -E -A 12 '^ *(not ok - |Failed [^ ].* \[)' "$logs/$1.log" || tail -n 20 "$logs/$1.log"; } \
    | grep -vE '^(ok - |[0-9]+ passed, )' | cut -c 1-300 | head -n 60
}

# next: the first suite that can start; nothing where none can.
next() {
  local name
  for name in "${names[@]}"; do
    [ -z "${state[$name]:-}" ] || continue
    [ -n "${after[$name]:-}" ] && [ "${state[${after[$name]}]:-}" != passed ] || { echo "$name"; return; }
  done
}

while true; do
  while [ "${#running[@]}" -lt "$at_once" ] && name=$(next) && [ -n "$name" ]; do start "$name"; done
  [ "${#running[@]}" -gt 0 ] || break
  code=0
  wait -n -p ended "${!running[@]}" || code=$?
  name=${running[$ended]}
  unset "running[$ended]"
  sum_up "$name" "$code"
done
for name in "${names[@]}"; do
  [ -n "${state[$name]:-}" ] || { lines+=("$(printf '%-14s not run: %s did not pass' "$name" "${after[$name]}")"); failed=$((failed + 1)); }
done
for name in "${names[@]}"; do
  [ "${state[$name]:-}" != failed ] || { echo "== failed in $name"; again "$name"; }
done
echo "== summary"
printf '%s\n' "${lines[@]}"
echo "in $SECONDS s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
