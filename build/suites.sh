#!/usr/bin/env bash
# suites.sh NAME COMMAND …: runs each suite, which ends in "N passed, N failed"; sums them in the last line.
set -uo pipefail
logs=artifacts/test
mkdir -p "$logs"
passed=0 failed=0 lines=()
while [ $# -gt 1 ]; do
  name=$1 command=$2
  shift 2
  echo "== $name"
  started=$SECONDS
  # The command may have options. Started with nohup or in the background, signals would stay ignored, which some tests send.
  env --default-signal=INT,HUP $command 2>&1 | tee "$logs/$name.log"
  code=${PIPESTATUS[0]}
  read -r suite_passed suite_failed < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$logs/$name.log" | tail -n 1) \
    || suite_passed=0 suite_failed=0
  # A suite that ran nothing, or died outside its tests, has failed.
  note=''
  if [ "$suite_passed" -eq 0 ] && [ "$suite_failed" -eq 0 ]; then suite_failed=1 note=' (it ran nothing)'; fi
  if [ "$code" -ne 0 ] && [ "$suite_failed" -eq 0 ]; then suite_failed=1 note=" (it ended with $code)"; fi
  lines+=("$(printf '%-14s %5d passed, %d failed%s, %d s' "$name" "$suite_passed" "$suite_failed" "$note" $((SECONDS - started)))")
  passed=$((passed + suite_passed)) failed=$((failed + suite_failed))
done
echo "== summary"
printf '%s\n' "${lines[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
