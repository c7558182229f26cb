// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;

namespace Modules.AuthProxy;

/// <summary>The files that make up the proxy's configuration, by name.</summary>
/// <param name="Wanted">Without the generation, which is new whenever any other file is.</param>
internal sealed record ProxyFiles(IReadOnlyDictionary<string, string> Wanted) : IContainerFiles
{
    public static ProxyFiles For(NginxSettings settings)
    {
        var files = new Dictionary<string, string> { [ConfigurationFiles.Main] = NginxConfiguration.Render(settings) };
        foreach (var (number, upstream) in settings.Upstreams.Select(each => (each.Number, each.Upstream)))
        {
            if (upstream.Login is { } login)
            {
                files[ConfigurationFiles.Login(number)] = $"map '' $login_{number} {{\n  default 'Basic {login.Basic.Reveal()}';\n}}\n";
            }

            if (upstream.Authorities is { } authorities)
            {
                files[ConfigurationFiles.Authorities(number)] = authorities;
            }
        }

        return new(files);
    }

    public bool AreIn(IReadOnlyDictionary<string, string> found) =>
        Generation(found) is not null && found.Count == Wanted.Count + 1
        && Wanted.All(file => found.TryGetValue(file.Key, out var text) && text == file.Value);

    /// <summary>With a generation of their own. It is random: made of the content, it would let one guess at the login.</summary>
    public IReadOnlyDictionary<string, string> ToWrite() => new Dictionary<string, string>(Wanted)
    {
        [ConfigurationFiles.Generation] =
            $"add_header {ProbePaths.GenerationHeader} {Guid.NewGuid():N} always;\n",
    };

    /// <summary>Which generation the folder holds; null for none.</summary>
    public static string? Generation(IReadOnlyDictionary<string, string> found) =>
        found.TryGetValue(ConfigurationFiles.Generation, out var text) && text.Split(' ') is [_, _, var generation, ..] ? generation : null;

    /// <summary>For people: the configuration line by line, and of the other files only whether they differ.</summary>
    /// <param name="files">What is shown.</param>
    /// <param name="other">What it is compared with.</param>
    /// <param name="differing">The word for a file that is not the same in both.</param>
    public static JsonObject Shown(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> other, string differing)
    {
        var shown = new JsonObject();
        foreach (var (name, text) in files.Where(file => file.Key != ConfigurationFiles.Generation)
            .OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            shown[name] = name == ConfigurationFiles.Main
                ? new JsonArray([.. text.TrimEnd('\n').Split('\n').Select(line => (JsonNode?)line)])
                : other.TryGetValue(name, out var there) && there == text ? "same" : differing;
        }

        return shown;
    }
}
