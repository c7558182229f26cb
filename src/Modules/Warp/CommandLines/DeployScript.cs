// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Warp.Settings;

namespace Modules.Warp.CommandLines;

/// <summary>
/// create_env_oooq.sh: what a person calls at the prompt, and what runs at once without one. It reads the variables when it is called,
/// since they may have been changed at the prompt; all commands in it are those of <see cref="PlayCommands"/>.
/// </summary>
internal static class DeployScript
{
    /// <summary>Does something as root, with sudo where that is needed.</summary>
    public const string AsRoot =
        """
        as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
        """;

    /// <param name="quickstartTeardown">The parts that quickstart.sh tears down, where any are.</param>
    public static string Text(string quickstartTeardown) =>
        $$"""
        #!/bin/bash
        # Runs PLAY as TEARDOWN, QUICKSTARTISH and MAKE_SNAPSHOTS say now; arguments go on to ansible-playbook or quickstart.sh.
        set -eu
        {{AsRoot}}
        case ${TEARDOWN,,} in
          {{Words(Teardown.True)}}) TEARDOWN=true quickstart_teardown={{ShellText.Quote(quickstartTeardown)}} ;;
          {{Words(Teardown.False)}}) TEARDOWN=false quickstart_teardown=none ;;
          {{Words(Teardown.None)}}) TEARDOWN=none quickstart_teardown=none ;;
          *) echo "Set TEARDOWN to true, false or none: it is '$TEARDOWN'." >&2; exit 2 ;;
        esac
        case $PLAY in
          *{{Play.Cloud}}*) ssh_config=$LWD/ssh.config.ansible ;;
          *) ssh_config=$LWD/ssh.config.local.ansible ;;
        esac
        export SSH_CONFIG="${SSH_CONFIG:-$ssh_config}"
        export ANSIBLE_SSH_ARGS="${ANSIBLE_SSH_ARGS:--F $SSH_CONFIG}"
        export ANSIBLE_CONFIG={{Inside.Scripts}}/ansible.cfg

        # What is newer goes from the first folder to the second; links are not followed.
        copy_state() {
          [ "$1" != "$2" ] || return 0
          for name in {{ShellText.Line(Inside.State)}}; do
            if [ -f "$1/$name" ] && [ ! -L "$1/$name" ]; then as_root cp -pu "$1/$name" "$2/" || echo "$name was not copied to $2." >&2; fi
          done
        }
        # A signal ends what runs, and then the state is kept.
        child='' follower=''
        run() {
          "$@" <&0 &
          child=$!
          code=0
          wait "$child" || code=$?
          child=''
          return "$code"
        }
        stop() {
          trap '' INT TERM HUP
          [ -z "$child" ] || { kill -TERM "$child" && wait "$child"; } 2> /dev/null || :
          exit "$1"
        }
        end() {
          code=$?
          [ -z "$follower" ] || kill "$follower" 2> /dev/null || :
          copy_state "$LWD" "$WORKSPACE"
          exit "$code"
        }
        trap 'stop 130' INT
        trap 'stop 143' TERM HUP
        trap end EXIT

        snapshot() {
          [ "$MAKE_SNAPSHOTS" = true ] || return 0
          as_root virsh suspend undercloud || :
          as_root virsh snapshot-delete undercloud "$1" || :
          as_root virsh snapshot-create-as --name="$1" undercloud || echo "No snapshot '$1' was made, virsh says why above." >&2
          sync
          as_root virsh resume undercloud || :
        }
        # The checkout is mounted to be read only, and what quickstart.sh installs writes beside itself.
        prepare_quickstart() {
          play_file=${PLAY##*/}
          mkdir -p "$WORKSPACE/tripleo-quickstart" "$LWD/playbooks"
          cp -R {{Inside.Oooq}}/. "$WORKSPACE/tripleo-quickstart/"
          cp "{{Inside.Scripts}}/$PLAY" "$LWD/playbooks/"
          if [ -d {{Inside.Scripts}}/vars ]; then cp -R {{Inside.Scripts}}/vars "$LWD/playbooks/"; fi
          echo pip > "$LWD/requirements-pip.txt"
        }
        quickstart() {
          prepare_quickstart
          run {{ShellText.Line(PlayCommands.Quickstart)}}
        }

        cd {{Inside.Oooq}}
        if [ "$TEARDOWN" != true ]; then copy_state "$WORKSPACE" "$LWD"; fi
        inventory={{Inside.Inventory}}
        run {{ShellText.Line(PlayCommands.Ping)}}
        if [ "$TEARDOWN $PLAY" = 'true {{Play.Warp}}' ]; then
          bridge=/proc/sys/net/bridge/bridge-nf-call-iptables
          if [ "$(cat "$bridge" 2> /dev/null)" = 1 ]; then
            echo 0 | as_root tee "$bridge" > /dev/null || echo "Write 0 to $bridge on the host: it stays 1." >&2
          fi
          if [ "$QUICKSTARTISH" = true ]; then quickstart "$@"; else
            run {{ShellText.Line(PlayCommands.Provision)}}
          fi
          snapshot ready
          exit 0
        fi
        inventory=$LWD/hosts
        [ -f "$inventory" ] || cp {{Inside.Inventory}} "$inventory"
        run {{ShellText.Line(PlayCommands.Ping)}}
        if [ "$PLAY" = {{Play.Under}} ]; then
          log=/home/stack/undercloud_install.log
          ssh -F "$LWD/ssh.config.local.ansible" undercloud touch "$log"
          ssh -F "$LWD/ssh.config.local.ansible" undercloud tail -fn1 "$log" < /dev/null &
          follower=$!
        fi
        if [ "$QUICKSTARTISH" = true ]; then quickstart "$@"; else
          run {{ShellText.Line(PlayCommands.Play)}}
        fi
        if [ "$PLAY" = {{Play.Under}} ]; then snapshot deployed; fi

        """;

    /// <summary>As a shell tells them apart.</summary>
    private static string Words(Teardown teardown) => string.Join(" | ", teardown.Words());
}
