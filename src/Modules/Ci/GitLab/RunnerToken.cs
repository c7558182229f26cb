// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Ci.RunnerConfig;
using Modules.Files;
using Modules.Http;

namespace Modules.Ci.GitLab;

/// <summary>Where a runner's token is kept on this host.</summary>
/// <param name="run">The call.</param>
internal sealed class RunnerToken(Invocation run)
{
    public static readonly Argument<string?> File = Argument.Path("token_file");
    public static readonly Argument<string?> Known = Argument.Text("known_token") with { Secrecy = Secrecy.Secret };
    public static readonly Argument<string?> ConfigFile = Argument.Path("config_file");
    public static readonly Argument<string?> ConfigName = Argument.Text("config_name");

    /// <summary>In the order of the documentation.</summary>
    public static readonly IReadOnlyList<Argument> Arguments = [File, Known, ConfigFile, ConfigName];

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Whether somebody said where it is.</summary>
    public bool IsKept => run.Has(File) || run.Has(Known) || run.Has(ConfigFile);

    /// <summary>
    /// What may be it. A runner whose token ends has a new one by itself, and notes it in its configuration: that is asked first.
    /// </summary>
    public IReadOnlyList<Secret> Candidates(string description)
    {
        Check();
        var (file, config) = (run.Get(File), run.Get(ConfigFile));
        var name = run.Get(ConfigName) ?? description;
        IEnumerable<Secret?> found =
        [
            config is null ? null
                : RunnerSections.Of(run, RunnerFile.Read(config).Folded()).FirstOrDefault(each => each.Name == name)?.Token,
            Hidden(run.Get(Known)),
            Hidden(file is null ? null : Read(file)),
        ];
        return [.. found.OfType<Secret>().Distinct()];
    }

    /// <summary>
    /// Has a token made and keeps it. A folder that cannot be written to would lose the token, which is shown once, so the file is made
    /// before; where no token comes of it, it goes again.
    /// </summary>
    public async Task<JsonObject?> KeptAsync(Func<Task<JsonObject?>> make)
    {
        Check();
        var reserved = !run.CheckMode && run.Get(File) is { } file && !System.IO.File.Exists(file) ? file : null;
        if (reserved is not null)
        {
            Write(reserved, "");
        }

        try
        {
            var made = await make();
            Keep(made);
            return made;
        }
        catch (ModuleException) when (reserved is not null && new FileInfo(reserved) is { Exists: true, Length: 0 })
        {
            System.IO.File.Delete(reserved);
            throw;
        }
    }

    /// <summary>Whether the file has another one.</summary>
    public bool Differs(Secret token) => run.Get(File) is { } file && !token.Equals(Hidden(Read(file)));

    /// <summary>Keeps the token of an answer in the file, if there is one.</summary>
    private void Keep(JsonObject? answer)
    {
        if (JsonNodes.Text(answer, "token") is { } token && run.Has(File))
        {
            Keep(run.Secret(token));
        }
    }

    /// <summary>Keeps it in the file.</summary>
    public void Keep(Secret token)
    {
        if (run.Get(File) is { } file && !run.CheckMode)
        {
            Write(file, token.Reveal() + "\n");
        }
    }

    /// <summary>A folder, or no path at all: check mode tells it, too.</summary>
    private void Check()
    {
        foreach (var argument in (Argument<string?>[])[File, ConfigFile])
        {
            if (run.Get(argument) is { } path)
            {
                FilePlace.CheckName(argument.Name, path);
            }
        }
    }

    private Secret? Hidden(string? token) => string.IsNullOrWhiteSpace(token) ? null : run.Secret(token.Trim());

    private static string? Read(string file)
    {
        try
        {
            return System.IO.File.Exists(file) ? System.IO.File.ReadAllText(file) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a token_file that can be read: '{file}' cannot. {failure.Message}", failure);
        }
    }

    private static void Write(string file, string text)
    {
        try
        {
            WholeFile.Write(file, Encoding.UTF8.GetBytes(text), OwnerOnly, WholeFile.ClosedFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Give a token_file that can be written: '{file}' cannot. {failure.Message}", failure);
        }
    }
}
