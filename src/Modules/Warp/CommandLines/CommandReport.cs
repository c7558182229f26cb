// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Warp.CommandLines;

/// <summary>Command lines as results tell them.</summary>
internal static class CommandReport
{
    public static JsonObject Of(RunContainer run)
    {
        var docker = DockerRun.Words(run);
        var play = PlayCommands.Resolve(run.Settings);
        return new()
        {
            ["docker"] = Texts(docker),
            ["docker_shell"] = ShellText.Line(docker),
            ["play"] = Texts(play),
            ["play_shell"] = ShellText.Line(play),
            ["entry_script"] = run.Command[^1],
            ["deploy_script"] = DeployScript.Text(run.Settings.QuickstartTeardown),
        };
    }

    private static JsonArray Texts(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode?)word)]);
}
