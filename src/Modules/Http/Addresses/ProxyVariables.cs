// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections;

namespace Modules.Http.Addresses;

/// <summary>
/// The environment's words on proxies: <c>*_proxy</c>, the lower case first. An empty one in lower case takes the other one back.
/// </summary>
/// <param name="environment">The variables.</param>
internal sealed class ProxyVariables(IReadOnlyDictionary<string, string> environment)
{
    private const string Suffix = "_proxy";

    /// <summary>By what stands before the suffix: name and value.</summary>
    private readonly Dictionary<string, (string Variable, string Value)> _named = Named(environment);

    /// <summary>Those of this process.</summary>
    public static ProxyVariables Read() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(
            variable =>
                ((string)variable.Key).EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || (string)variable.Key == "REQUEST_METHOD")
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""));

    /// <summary>The proxy for an address; null for none.</summary>
    public ProxyRoute? For(Uri target)
    {
        if (Chosen(target) is not { } chosen)
        {
            return null;
        }

        var exceptions = Text("no_proxy") is { Length: > 0 } lower ? lower : Text("NO_PROXY");
        return ProxyBypass.Applies(target, exceptions, _named.GetValueOrDefault("no").Value)
            ? null
            : ProxyRoute.Parse(chosen.Value, chosen.Variable);
    }

    private (string Variable, string Value)? Chosen(Uri target) =>
        _named.TryGetValue(target.Scheme, out var own) ? own : _named.TryGetValue("all", out var all) ? all : null;

    private string Text(string variable) => environment.GetValueOrDefault(variable) ?? "";

    private static Dictionary<string, (string Variable, string Value)> Named(IReadOnlyDictionary<string, string> environment)
    {
        Dictionary<string, (string Variable, string Value)> named = [];
        foreach (var (variable, value) in environment
            .Where(each => each.Value.Length > 0 && each.Key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)))
        {
            named[variable[..^Suffix.Length].ToLowerInvariant()] = (variable, value);
        }

        if (environment.ContainsKey("REQUEST_METHOD"))
        {
            _ = named.Remove("http"); // in a CGI program HTTP_PROXY is a header of whoever asks
        }

        foreach (var (variable, value) in environment.Where(each => each.Key.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            var name = variable[..^Suffix.Length].ToLowerInvariant();
            _ = named.Remove(name);
            if (value.Length > 0)
            {
                named[name] = (variable, value);
            }
        }

        return named;
    }
}
