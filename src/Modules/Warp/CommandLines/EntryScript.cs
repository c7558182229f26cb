// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Warp.Settings;

namespace Modules.Warp.CommandLines;

/// <summary>What the container begins with: the home, the virtual environment, the extras, then the prompt or the play.</summary>
internal static class EntryScript
{
    private const string End = "END_OF_CREATE_ENV";

    public static string Text(WarpSettings settings) => string.Join('\n', (IEnumerable<string>)
    [
        "set -eu",
        DeployScript.AsRoot,
        """for folder in "$HOME" "$LWD"; do""",
        """  [ -d "$folder" ] || as_root mkdir -p "$folder" """.TrimEnd(),
        """  [ -w "$folder" ] || as_root chown "$(id -u):$(id -g)" "$folder" """.TrimEnd(),
        "done",
        """cd "$HOME" """.TrimEnd(),
        .. Activation(settings),
        .. Extras(settings),
        $"as_root tee {Inside.Deploy} > /dev/null << '{End}'",
        DeployScript.Text(settings.QuickstartTeardown) + End,
        $"as_root chmod 755 {Inside.Deploy}",
        $"cd {Inside.Oooq}",
        .. settings.Interactive ? Prompt : [$"exec {ShellText.Line((IEnumerable<string>)[Inside.Deploy, .. settings.ExtraArgs])}"],
        "",
    ]);

    private static IReadOnlyList<string> Prompt =>
    [
        """export PATH="$PATH:/usr/local/sbin" """.TrimEnd(),
        $"echo 'Export PLAY, TEARDOWN and the other variables as you want them, then run create_env_oooq.sh.'",
        $"echo \"PLAY is $PLAY, TEARDOWN is $TEARDOWN; {Play.Warp} provisions, {Play.Under} installs the undercloud.\"",
        "exec /bin/bash",
    ];

    /// <summary>A virtual environment may ask for variables that are not set.</summary>
    private static IEnumerable<string> Activation(WarpSettings settings)
    {
        if (!settings.HasOwnVenv)
        {
            yield return """[ -e "$HOME/Envs" ] || as_root ln -s /root/Envs "$HOME/Envs" """.TrimEnd();
        }

        yield return "set +u";
        yield return settings.HasOwnVenv
            ? """if [ -f "$HOME/Envs/bin/activate" ]; then . "$HOME/Envs/bin/activate"; else . "$HOME/Envs/oooq/bin/activate"; fi"""
            : """. "$HOME/Envs/oooq/bin/activate" """.TrimEnd();
        yield return "set -u";
    }

    /// <summary>A fork of the extras, over those of the image.</summary>
    private static IReadOnlyList<string> Extras(WarpSettings settings) => !settings.HasOwnExtras || settings.HasOwnVenv ? [] :
    [
        $"as_root pip install --upgrade {ShellText.Quote(
            $"git+https://github.com/{settings.ExtrasFork}/tripleo-quickstart-extras@{settings.ExtrasBranch}")}",
        "as_root rsync -aLH /usr/config /usr/playbooks /root/Envs/oooq/",
        "as_root mkdir -p /root/Envs/oooq/usr/local/share/ansible",
        "as_root rsync -aLH /usr/local/share/ansible/roles /root/Envs/oooq/usr/local/share/ansible/",
    ];
}
