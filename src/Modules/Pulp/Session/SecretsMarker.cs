// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using ModuleHost;

namespace Modules.Pulp.Session;

/// <summary>
/// Keyed digests of secrets, for servers that do not say whether a secret they are sent is another one (pulpcore before 3.90). The key is
/// the caller's and is kept nowhere; without it a digest tells nothing of what it was made of.
/// </summary>
internal sealed class SecretsMarker
{
    public static readonly Argument<bool> Wanted = Argument.Flag("secrets_marker", otherwise: false);
    public static readonly Argument<string?> Key = Argument.Text("secrets_marker_key") with { Secrecy = Secrecy.Secret };

    public static readonly IReadOnlyList<Argument> Arguments = [Wanted, Key];

    private const int LeastKey = 16; // characters; whoever reads the label may try shorter ones
    private const int Kept = 32; // of 64 digits: enough that no two are the same

    private readonly byte[] _key;

    private SecretsMarker(string key) => _key = Encoding.UTF8.GetBytes(key);

    /// <summary>As the options say; null where they do not ask for it.</summary>
    /// <exception cref="ModuleException">There is no key, or one that could be guessed.</exception>
    public static SecretsMarker? Of(Invocation run) =>
        !run.Get(Wanted) ? null
        : run.Get(Key) is { Length: >= LeastKey } key ? new SecretsMarker(key)
        : throw new ModuleException(
            $"Give {Key.Name} a text of {LeastKey} characters or more that is the same in each run and that nobody else knows, from the "
                + $"vault for example: {Wanted.Name} is true, and {(run.Has(Key) ? "the key is shorter" : "there is no key")}.");

    /// <summary>What a label may say of a secret.</summary>
    /// <param name="path">The collection of the object.</param>
    /// <param name="name">Its name: the same secret of two objects has two digests.</param>
    /// <param name="field">The field.</param>
    /// <param name="secret">The secret.</param>
    public string DigestOf(string path, string name, string field, string secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Join('\0', path, name, field, secret))))[..Kept];
}
