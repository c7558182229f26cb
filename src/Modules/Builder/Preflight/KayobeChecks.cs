// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Checks;

namespace Modules.Builder.Preflight;

/// <summary>What kayobe needs beside the host: the vault's password and the checkouts.</summary>
internal static class KayobeChecks
{
    private const string Branches = "ref: refs/heads/";

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The password of kayobe-config's vault; what it is, is not looked at.</summary>
    public static Check VaultPassword(string file)
    {
        const string what = "vault password";
        if (Environment.GetEnvironmentVariable("KAYOBE_VAULT_PASSWORD") is { Length: > 0 })
        {
            return Check.Ok(what, "KAYOBE_VAULT_PASSWORD is set");
        }

        try
        {
            // Of a link, what it leads to counts: the link itself may be read by everybody, and lead nowhere.
            var named = new FileInfo(file);
            var info = named.LinkTarget is null ? named : (FileInfo)named.ResolveLinkTarget(returnFinalTarget: true)!;
            return !IsThere(info.FullName)
                ? Check.NotOk(
                    what,
                    $"KAYOBE_VAULT_PASSWORD is not set, and there is no {file}",
                    $"Write the password of the vault to {file}, or set the variable.")
                : info.Length == 0
                ? Check.NotOk(what, $"{file} is empty", $"Write the password of the vault to {file}.")
                : (info.UnixFileMode & Others) != 0
                ? Check.NotOk(what, $"others than the owner can read {file}", $"Run chmod 600 {file}.")
                : Check.Ok(what, $"{file} is there");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(what, $"{file} cannot be looked at ({failure.Message})", "Run the check as the user who runs kayobe.");
        }
    }

    /// <summary>A checkout and the branch it is on, as its own files tell it: git refuses to speak of other users' checkouts.</summary>
    public static Check Checkout(string path, string? branch)
    {
        var what = $"checkout {path}";
        try
        {
            if (!IsThere(path))
            {
                var advice = branch is null ? "Clone it." : $"Clone it with -b {branch}.";
                return Check.NotOk(what, "it is not there", advice) with { DoneByPlaybook = true };
            }

            var head = File.ReadAllText(Path.Combine(Repository(path), "HEAD")).Trim();
            var found = head.StartsWith(Branches, StringComparison.Ordinal)
                ? head[Branches.Length..]
                : $"the commit {head[..Math.Min(12, head.Length)]}";
            return branch is null || found == branch
                ? Check.Ok(what, $"it is on {found}")
                : Check.NotOk(what, $"it is on {found}", $"Check {branch} out there.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Check.NotOk(what, "what is there is no checkout of git", "Move it out of the way and clone it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(what, $"it cannot be looked at ({failure.Message})", "Run the check as the user who runs kayobe.");
        }
    }

    /// <summary>A folder that may not be entered does not tell what is in it, which is not the same as nothing.</summary>
    private static bool IsThere(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Of a worktree or a submodule, a file says where the repository is.</summary>
    private static string Repository(string path)
    {
        const string link = "gitdir: ";
        var git = Path.Combine(path, ".git");
        return File.Exists(git) && File.ReadAllText(git).Trim() is var text && text.StartsWith(link, StringComparison.Ordinal)
            ? Path.Combine(path, text[link.Length..])
            : git;
    }
}
