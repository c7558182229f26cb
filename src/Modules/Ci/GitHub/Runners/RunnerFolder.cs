// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.GitHub.Runners;

/// <summary>A runner's folder, as its programs leave it.</summary>
/// <param name="path">Where.</param>
internal sealed partial class RunnerFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What a registration consists of.</summary>
    private static readonly string[] Registration =
        [".runner", ".runner_migrated", ".credentials", ".credentials_migrated", ".credentials_rsaparams"];

    public string Path => path;

    /// <summary>Whether the programs are there.</summary>
    public bool IsInstalled => File.Exists(In("config.sh"));

    /// <summary>The version of the programs; null where there are none, or they do not say.</summary>
    public string? Version => File.Exists(In("bin/Runner.Listener.deps.json"))
        && Listener().Match(File.ReadAllText(In("bin/Runner.Listener.deps.json"))) is { Success: true } match
        ? match.Groups[1].Value
        : null;

    /// <summary>The registration that the folder holds: its number and where; null for none.</summary>
    /// <exception cref="ModuleException">It is not to be read.</exception>
    public (long Id, string Name, string Url)? Registered
    {
        get
        {
            try
            {
                // The program writes a mark before the text.
                return File.Exists(In(".runner"))
                    && JsonNode.Parse(File.ReadAllText(In(".runner")).TrimStart('\ufeff')) is JsonObject runner
                    ? ((long?)runner["agentId"] ?? 0, (string?)runner["agentName"] ?? "", (string?)runner["gitHubUrl"] ?? "")
                    : null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
            {
                throw new ModuleException($"'{In(".runner")}' cannot be read: {failure.Message}", failure);
            }
        }
    }

    /// <summary>The name of the service, which <c>svc.sh</c> gives it, on an Enterprise Server another; null for none.</summary>
    public string? Service => File.Exists(In(".service")) && File.ReadAllText(In(".service")).Trim() is { Length: > 0 } name ? name : null;

    /// <summary>The variables that jobs have; null where there is no such file.</summary>
    public string? Env => File.Exists(In(".env")) ? File.ReadAllText(In(".env")) : null;

    /// <summary>Forgets a registration that the server has dropped: the program refuses to register on top of one.</summary>
    public void Forget() => Registration.Select(In).Where(File.Exists).ToList().ForEach(File.Delete);

    /// <summary>Removes all.</summary>
    public void Remove() => Directory.Delete(path, recursive: true);

    public void WriteEnv(string text) => WholeFile.Write(In(".env"), Encoding.UTF8.GetBytes(text), OwnerOnly);

    public string In(string name) => System.IO.Path.Combine(path, name);

    [GeneratedRegex("\"Runner\\.Listener/([0-9][0-9.]*)\"")]
    private static partial Regex Listener();
}
