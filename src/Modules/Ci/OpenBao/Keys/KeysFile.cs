// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>The file with a server's keys, encrypted or not.</summary>
/// <param name="Path">Where.</param>
/// <param name="Password">Of Ansible Vault; null for a plain file.</param>
internal sealed record KeysFile(string Path, string? Password)
{
    public bool Exists => File.Exists(Path) && new FileInfo(Path).Length > 0;

    /// <summary>Refuses what can be no file: it would be noticed only when the keys are there.</summary>
    /// <exception cref="ModuleException">There is a folder.</exception>
    public KeysFile Checked() => !Directory.Exists(Path) ? this
        : throw new ModuleException(
            $"Give a file in keys_file, such as '{System.IO.Path.Combine(Path, "keys.json")}': '{Path}' is a folder.");

    /// <summary>As it is written.</summary>
    public byte[] Content(KeySet keys) =>
        Encoding.UTF8.GetBytes(Password is { Length: > 0 } password ? AnsibleVault.Encrypt(keys.Text, password) : keys.Text);

    /// <summary>What it holds; null where it is encrypted and no password was given.</summary>
    /// <exception cref="ModuleException">It cannot be read.</exception>
    public KeySet? Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(Path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModuleException($"Bring the file with the keys to '{Path}', or give keys: there is no such file.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Make '{Path}' readable for the user who runs the module: {failure.Message}", failure);
        }

        return !AnsibleVault.IsEncrypted(text) ? KeySet.Parse(Path, text)
            : Password is { Length: > 0 } password ? KeySet.Parse(Path, AnsibleVault.Decrypt(Path, text, password))
            : null;
    }

    /// <summary>Whether another file has the same keys: encrypted ones differ each time they are written.</summary>
    public bool IsSameAs(KeysFile other) => other.Exists && (other.ReadOrNull() is { } theirs && ReadOrNull() is { } ours
        ? theirs.Keys.SequenceEqual(ours.Keys)
        : File.ReadAllBytes(other.Path).AsSpan().SequenceEqual(File.ReadAllBytes(Path)));

    /// <summary>Where the file of a cluster that is gone is kept: under its id, or the time it was written.</summary>
    public string Kept()
    {
        var id = ReadOrNull()?.ClusterId ?? File.GetLastWriteTimeUtc(Path).ToString("yyyyMMdd'T'HHmmss'Z'");
        return $"{Path}.{id}";
    }

    private KeySet? ReadOrNull()
    {
        try
        {
            return Read();
        }
        catch (ModuleException)
        {
            return null; // kept all the same
        }
    }
}
