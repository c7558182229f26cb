// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;

namespace ModuleHost.Secrets;

/// <summary>
/// A text that must not be seen: it is told as hidden wherever it is printed, and compared without telling by the time it takes how much of
/// it is right. There is none that the redactor of the run does not know: only <see cref="Invocation.Secret"/>, and another secret that it
/// is made of, make one.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _text;
    private readonly Redactor _redactor;

    internal Secret(string text, Redactor redactor)
    {
        (_text, _redactor) = (text, redactor);
        redactor.Add(text);
    }

    /// <summary>The text itself, for whoever sends or writes it.</summary>
    public string Reveal() => _text;

    /// <summary>Another form of it, such as the one a header takes: a secret as well.</summary>
    public Secret As(Func<string, string> form) => new((form ?? throw new ArgumentNullException(nameof(form)))(_text), _redactor);

    /// <summary>As basic authentication sends it for a user.</summary>
    public Secret Basic(string user) => As(password => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_text), Encoding.UTF8.GetBytes(other._text));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>What may be seen of it.</summary>
    public override string ToString() => Redactor.Hidden;
}
