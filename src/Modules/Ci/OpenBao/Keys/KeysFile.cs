// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>The file with a server's keys, encrypted or not.</summary>
/// <param name="Path">Where.</param>
/// <param name="Password">Of Ansible Vault; null for a plain file.</param>
internal sealed record KeysFile(string Path, string? Password)
{
    public bool Exists => File.Exists(Path) && new FileInfo(Path).Length > 0;

    /// <summary>The file of a call.</summary>
    /// <exception cref="ModuleException">The password is none, and a file that was to be encrypted would not be.</exception>
    public static KeysFile Of(Invocation run, Argument<string?> file)
    {
        FilePlace.CheckName(file.Name, run.Get(file)!);
        var password = run.Get(KeyArguments.VaultPassword);
        return password is null || password.Trim().Length > 0
            ? new(run.Get(file)!, password)
            : throw new ModuleException(
                $"Give {KeyArguments.VaultPassword.Name}, or leave it out for a file that is not encrypted: it is empty. Is the variable "
                    + "that it comes from set?");
    }

    /// <summary>Refuses what can be no file: it would be noticed only when the keys are there.</summary>
    /// <exception cref="ModuleException">It cannot be written.</exception>
    public KeysFile Checked(Invocation run)
    {
        FilePlace.Check(run, "keys_file", Path);
        return this;
    }

    /// <summary>As it is written.</summary>
    public byte[] Content(KeySet keys) => Writer()(keys);

    /// <summary>Makes content of keys, with what takes its time done before: they are told once, and go to the disk at once.</summary>
    public Func<KeySet, byte[]> Writer()
    {
        var encrypt = Password is { Length: > 0 } password ? AnsibleVault.Encryption(password) : Plain;
        return keys => Encoding.UTF8.GetBytes(encrypt(keys.Text));
    }

    private static string Plain(string text) => text;

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

    /// <summary>Whether both are known to hold keys of one cluster.</summary>
    public bool IsOfClusterOf(KeysFile other) => ReadOrNull()?.ClusterId is { } ours && ours == other.ReadOrNull()?.ClusterId;

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
