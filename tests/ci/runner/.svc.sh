#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Stands in for svc.sh: the name of the service is its own; "runs" stands for the service's process.
cd "$(dirname "$0")" || exit 1
case $1 in
  install) echo "actions.runner.as-it-likes.$(basename "$PWD").service" > .service ;;
  uninstall) rm -f .service runs ;;
  # One that is broken ends soon.
  start) [ -e .service ] && : > runs && if [ -e broken ]; then (sleep 1; rm runs) > /dev/null 2>&1 & fi ;;
  stop) rm -f runs ;;
esac
