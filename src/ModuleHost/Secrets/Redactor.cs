// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Secrets;

/// <summary>
/// Keeps secrets out of everything that leaves the process. Four rules, from sure to careful:
/// an argument that is secret is hidden by its name, whatever its value; a password in a URL is starred
/// out (<see cref="LoginInUrl"/>); a value that is a secret as a whole is hidden; a secret inside a longer string is starred
/// out where it stands (<see cref="Stars"/>) — from 8 characters on anywhere, from 4 on only between word boundaries, below
/// that never, since a password <c>b</c> would turn <c>library</c> into stars and tell nothing. Our own words are never hidden, see
/// <see cref="OwnWords"/>: a password <c>password</c> gives itself away elsewhere. For operators: docs/secrets.md.
/// </summary>
/// <param name="constants">What messages of the program are made of.</param>
public sealed class Redactor(params IReadOnlyList<IReadOnlyList<string>> constants)
{
    /// <summary>What stands for a whole hidden value, as Ansible writes it.</summary>
    public const string Hidden = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";

    private readonly HashSet<string> _secrets = [];
    private readonly OwnWords _ours = new(constants);
    private readonly Lock _learning = new(); // a module that was given up on may still be learning
    private SecretIndex? _index;
    private bool _isAnyHuge;

    /// <summary>What is searched for; it counts what searching costs.</summary>
    internal SecretIndex Index => _index ??= new SecretIndex(_secrets, _secrets.Where(HugeSecret.Is).SelectMany(HugeSecret.Lines));

    /// <summary>Adds a secret and the forms it travels in: base64, percent-encoded, JSON-escaped, the lines of a key.</summary>
    internal void Add(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return;
        }

        lock (_learning)
        {
            if (!_secrets.Add(secret))
            {
                return;
            }

            _secrets.UnionWith(SecretForms.Of(secret).Where(form => form.Length >= Stars.LongEnough || form == secret.Trim()));
            _isAnyHuge |= HugeSecret.Is(secret);
            _index = null;
        }
    }

    /// <summary>Text with every secret starred out.</summary>
    public string Clean(string text)
    {
        lock (_learning)
        {
            return _secrets.Contains(text)
                ? _ours.IsOurs(text) ? text : Hidden
                : LoginInUrl.Out(Stars.Out(_isAnyHuge ? HugeSecret.OutOfBase64(text, Index) : text, Index, _ours.Hold));
        }
    }

    /// <summary>
    /// What stands for a JSON value that is no map and no list; null where it stays. A number that was not read from somebody was counted
    /// here, and is no secret.
    /// </summary>
    internal string? Replaces(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Clean(Text(value)),
        JsonValueKind.Number when value.TryGetValue<JsonElement>(out _) && IsSecret(value.ToJsonString()) => Hidden,
        _ => null,
    };

    /// <summary>Words that are no secrets, whatever secrets there are.</summary>
    public void Know(IReadOnlySet<string> words)
    {
        lock (_learning)
        {
            _ours.Know(words);
        }
    }

    /// <summary>The words of a server's API, read when they are needed.</summary>
    public void KnowApi(Func<IReadOnlySet<string>> words)
    {
        lock (_learning)
        {
            _ours.Know(new ApiWords(words));
        }
    }

    /// <summary>A short PIN must not hide every count that happens to be the same.</summary>
    private bool IsSecret(string number)
    {
        lock (_learning)
        {
            return number.Length >= Stars.LongEnoughForAWord && _secrets.Contains(number);
        }
    }

    /// <summary>A date, too, is a string once it is printed.</summary>
    private static string Text(JsonValue value)
    {
        if (value.TryGetValue<string>(out var text))
        {
            return text;
        }

        using var printed = JsonDocument.Parse(value.ToJsonString());
        return printed.RootElement.GetString()!;
    }
}
