// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Enumeration;
using System.Text;
using ModuleHost;

namespace Modules.Ci.Automation;

/// <summary>A file of the configuration that Ansible Vault keeps a secret in.</summary>
/// <param name="Path">From the configuration's folder.</param>
/// <param name="IsWhole">Whether all of it is encrypted, or values inside.</param>
/// <param name="Label">The vault's id, of a whole file that names one.</param>
internal sealed record VaultedFile(string Path, bool IsWhole, string? Label)
{
    private const string Header = "$ANSIBLE_VAULT;";
    private const string Environments = "environments/";

    /// <summary>No secret of a configuration is larger, and what is larger is an image or an archive.</summary>
    private const int Largest = 4 << 20;

    /// <summary>Folders that hold other people's files.</summary>
    private static readonly string[] Passed = [".git", "collections", "roles", "node_modules"];

    /// <summary>As kayobe-automation names it: an environment's by its variable, so that one line is for all of them.</summary>
    /// <param name="prefix">Where the configuration lies in its repository.</param>
    public string Listed(string prefix)
    {
        var parts = Path.Split('/');
        var path = Path.StartsWith(Environments, StringComparison.Ordinal) && parts.Length > 2
            ? $"{Environments}$KAYOBE_ENVIRONMENT/{string.Join('/', parts[2..])}"
            : Path;
        return prefix.Length > 0 ? $"{prefix.Trim('/')}/{path}" : path;
    }

    /// <summary>All below a folder, in the order of their names. Links are not followed.</summary>
    /// <exception cref="ModuleException">There is no such folder.</exception>
    public static IReadOnlyList<VaultedFile> Below(string root, IReadOnlyList<string> exclude)
    {
        if (!Directory.Exists(root))
        {
            throw new ModuleException($"Give the folder of kayobe's configuration in root: there is no folder '{root}'.");
        }

        var options = new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return [.. new FileSystemEnumerable<string>(root, (ref entry) => entry.ToFullPath(), With(options))
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref entry) => !Passed.Contains(entry.FileName.ToString()),
            }
            .Select(file => System.IO.Path.GetRelativePath(root, file))
            .Where(path => !exclude.Any(pattern => Matches(pattern, path)))
            .Order(StringComparer.Ordinal)
            .Select(path => Look(root, path))
            .OfType<VaultedFile>()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Let all of '{root}' be read: {failure.Message}", failure);
        }
    }

    /// <summary>A name alone means a file of that path anywhere: kolla/passwords.yml also that of an environment.</summary>
    private static bool Matches(string pattern, string path) =>
        FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false)
            || FileSystemName.MatchesSimpleExpression($"*/{pattern}", path, ignoreCase: false);

    private static EnumerationOptions With(EnumerationOptions options)
    {
        options.RecurseSubdirectories = true;
        return options;
    }

    private static VaultedFile? Look(string root, string path)
    {
        var file = new FileInfo(System.IO.Path.Combine(root, path));
        if (file.Length is 0 or > Largest)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(File.ReadAllBytes(file.FullName));
        if (text.StartsWith(Header, StringComparison.Ordinal))
        {
            var parts = text.Split('\n')[0].Trim().Split(';');
            return new(path, true, parts.Length > 3 ? parts[3] : null);
        }

        return text.Contains("!vault", StringComparison.Ordinal) && text.Contains(Header, StringComparison.Ordinal)
            ? new(path, false, null)
            : null;
    }
}
