// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Builder.Images;

/// <summary>
/// A pattern as <c>docker image ls --filter reference=</c> takes it: <c>*</c> is anything within one part of the path, <c>?</c> one letter,
/// <c>[a-z]</c> one of several. Without a tag it means every tag. It is read here since Podman understands such patterns otherwise.
/// </summary>
internal sealed class ReferencePattern
{
    private readonly Regex _whole;

    /// <param name="written">The pattern.</param>
    /// <exception cref="ModuleException">It is none.</exception>
    public ReferencePattern(string written)
    {
        Written = written;
        try
        {
            _whole = new(Translate(written), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException odd)
        {
            throw new ModuleException(
                "Write reference as docker image ls takes it, such as registry.example/kolla/*:2024.1: "
                    + $"'{written}' has a set that is none.",
                odd);
        }
    }

    /// <summary>As the playbook has it.</summary>
    public string Written { get; }

    /// <summary>Whether it means this image.</summary>
    public bool Matches(ImageName name) =>
        name.Repositories.Any(repository => _whole.IsMatch(repository) || _whole.IsMatch($"{repository}:{name.Tag}"));

    private static string Translate(string written)
    {
        var pattern = new StringBuilder(@"\A");
        for (var at = 0; at < written.Length; at++)
        {
            var close = written[at] == '[' ? written.IndexOf(']', at + 1) : -1;
            if (close > at + 1)
            {
                _ = pattern.Append('[').Append(Set(written[(at + 1)..close])).Append(']');
                at = close;
                continue;
            }

            _ = written[at] switch
            {
                '*' => pattern.Append("[^/]*"),
                '?' => pattern.Append("[^/]"),
                var letter => pattern.Append(Regex.Escape(letter.ToString())),
            };
        }

        return pattern.Append(@"\z").ToString();
    }

    /// <summary>The inside of a set: only its dash and a circumflex at its start mean something.</summary>
    private static string Set(string inside) => string.Concat(inside.Select(
        (letter, at) => letter is '-' || (letter is '^' && at == 0) ? $"{letter}" : Regex.Escape(letter.ToString())));
}
