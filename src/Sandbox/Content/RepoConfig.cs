// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Entities;

namespace Sandbox.Content;

/// <summary>config.repo: what a host puts under /etc/yum.repos.d to use a distribution.</summary>
internal static class RepoConfig
{
    public const string FileName = "config.repo";

    public static byte[] Write(Entity distribution, string baseUrl, JsonObject? settings)
    {
        var lines = new List<string>
        {
            $"[{distribution.Text("name")}]",
            $"name={distribution.Text("name")}",
            "enabled=1",
            $"baseurl={baseUrl}",
        };
        lines.AddRange((settings ?? []).Select(setting => $"{setting.Key}={setting.Value}"));
        foreach (var name in (ReadOnlySpan<string>)["gpgcheck", "repo_gpgcheck"])
        {
            if (settings?.ContainsKey(name) != true)
            {
                lines.Add($"{name}=0");
            }
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }
}
