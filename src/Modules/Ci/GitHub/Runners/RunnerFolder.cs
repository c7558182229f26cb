// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Files;
using Modules.Http;

namespace Modules.Ci.GitHub.Runners;

/// <summary>A runner's folder, as its programs leave it.</summary>
/// <param name="path">Where.</param>
internal sealed partial class RunnerFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Stands beside programs that are being unpacked, so that half of them are none.</summary>
    public const string Unpacking = ".unpacking";

    /// <summary>What a registration consists of.</summary>
    private static readonly string[] Registration =
        [".runner", ".runner_migrated", ".credentials", ".credentials_migrated", ".credentials_rsaparams"];

    /// <summary>What only a runner's folder has; one of them is there until the last.</summary>
    private static readonly string[] Known =
        [.. Registration, Unpacking, "config.sh", "run.sh", "svc.sh", "runsvc.sh", ".service", "externals", "_diag", "_work"];

    public string Path => path;

    /// <summary>Whether the programs are there, and all of them.</summary>
    public bool IsInstalled => File.Exists(In("config.sh")) && !File.Exists(In(Unpacking));

    /// <summary>The version of the programs; null where there are none, or they do not say.</summary>
    public string? Version => File.Exists(In("bin/Runner.Listener.deps.json"))
        && Listener().Match(File.ReadAllText(In("bin/Runner.Listener.deps.json"))) is { Success: true } match
        ? match.Groups[1].Value
        : null;

    /// <summary>The registration that the folder holds: its number and where; null for none, and for what is none any more.</summary>
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
                    ? (
                        JsonNodes.Number(runner, "agentId") ?? 0,
                        JsonNodes.Text(runner, "agentName") ?? "",
                        JsonNodes.Text(runner, "gitHubUrl") ?? "")
                    : null;
            }
            catch (JsonException)
            {
                // Half of it was written. It cannot be used, and gives way to a new one.
                return null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
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

    /// <summary>Whether it can be a folder, or is one that may go as a runner's.</summary>
    /// <param name="goes">Whether it is to go, with all that is in it.</param>
    /// <exception cref="ModuleException">It is none.</exception>
    public void RequirePlace(bool goes)
    {
        var said = RunnerArguments.Folder.Name;
        if (path.Length == 0 || path.Any(char.IsControl))
        {
            throw new ModuleException($"Give the path of a folder in {said}: '{path}' is none. Nothing was done.");
        }

        if (FilePlace.FileAbove(System.IO.Path.GetFullPath(path)) is { } file)
        {
            throw new ModuleException($"Give another folder in {said}, or move '{file}' away: it is a file. Nothing was done.");
        }

        if (goes && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()
            && !Known.Any(name => File.Exists(In(name)) || Directory.Exists(In(name))))
        {
            throw new ModuleException(
                $"Give the runner's own folder in {said}: it goes with all that is in it, and '{path}' has nothing of a runner. "
                    + "Nothing was done.");
        }
    }

    /// <summary>Makes it.</summary>
    /// <exception cref="ModuleException">It cannot be made.</exception>
    public void Make()
    {
        try
        {
            _ = Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a dir that can be made: '{path}' cannot. {failure.Message}", failure);
        }
    }

    /// <summary>What is there from now on is half of the programs.</summary>
    public void BeginUnpacking() => File.WriteAllText(In(Unpacking), "");

    /// <summary>All of them are there.</summary>
    public void Unpacked() => File.Delete(In(Unpacking));

    /// <summary>Removes all, what says whose folder it is last: the next run goes on where one is killed.</summary>
    public void Remove()
    {
        BeginUnpacking();
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().Where(each => each.Name != Unpacking).ToList())
        {
            if (entry is DirectoryInfo { LinkTarget: null } below)
            {
                below.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        Directory.Delete(path, recursive: true);
    }

    public void WriteEnv(string text) => WholeFile.Write(In(".env"), Encoding.UTF8.GetBytes(text), OwnerOnly);

    public string In(string name) => System.IO.Path.Combine(path, name);

    [GeneratedRegex("\"Runner\\.Listener/([0-9][0-9.]*)\"")]
    private static partial Regex Listener();
}
