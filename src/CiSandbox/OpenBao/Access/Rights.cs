// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Access;

/// <summary>Whether a token may do what it asks for.</summary>
/// <param name="policies">What policies allow.</param>
internal sealed class Rights(PolicyStore policies)
{
    private static readonly string[] NeedSudo = ["sys/auth/", "sys/seal", "sys/step-down", "sys/remount", "sys/audit", "sys/raw",
        "sys/rotate"];

    /// <exception cref="BaoException">It may not.</exception>
    /// <param name="token">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="exists">Whether a write changes what is there.</param>
    public void Require(Token token, BaoRequest request, bool exists)
    {
        if (token.IsRoot)
        {
            return;
        }

        var path = request.Operation == Operation.List ? request.Path.TrimEnd('/') + "/" : request.Path;
        var capabilities = Of(token, path);
        var isAllowed = request.Operation switch
        {
            Operation.Read => capabilities.Contains("read"),
            Operation.List => capabilities.Contains("list"),
            Operation.Delete => capabilities.Contains("delete"),
            Operation.Patch => capabilities.Contains("patch"),
            _ => capabilities.Contains("update") || (!exists && capabilities.Contains("create")),
        };
        if (!isAllowed || (request.Operation != Operation.Read
            && NeedSudo.Any(root => request.Path.StartsWith(root, StringComparison.Ordinal))
            && !request.Path.EndsWith("/tune", StringComparison.Ordinal)
            && !capabilities.Contains("sudo")))
        {
            throw new BaoException(403, BaoException.Wrapped("permission denied"));
        }
    }

    /// <summary>What a token may at a path; nothing is <c>deny</c>.</summary>
    public IReadOnlyList<string> Of(Token token, string path)
    {
        if (token.IsRoot)
        {
            return ["root"];
        }

        var covering = token.Policies.Select(policies.Find).OfType<PolicyText>().SelectMany(text => text.Rules)
            .Where(rule => rule.Covers(path)).ToList();
        if (covering.Count == 0)
        {
            return ["deny"];
        }

        var nearest = covering.Max(rule => rule.Weight);
        var allowed = covering.Where(rule => rule.Weight == nearest).SelectMany(rule => rule.Capabilities).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        return allowed.Count == 0 || allowed.Contains("deny") ? ["deny"] : allowed;
    }

    /// <summary>Whether a token has any right below a path.</summary>
    public bool HasSomeBelow(Token token, string path) => token.IsRoot
        || token.Policies.Select(policies.Find).OfType<PolicyText>().SelectMany(text => text.Rules).Any(rule =>
            !rule.Capabilities.Contains("deny") && rule.Capabilities.Count > 0
            && (rule.Path.StartsWith(path, StringComparison.Ordinal) || rule.Covers(path) || rule.Covers(path.TrimEnd('/'))));
}
