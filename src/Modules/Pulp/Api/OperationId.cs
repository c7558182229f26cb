// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Api;

/// <summary>The name Pulp's schema gives to a request, which people know from older error messages.</summary>
internal static class OperationId
{
    /// <param name="method">As sent.</param>
    /// <param name="path">Below the API's path, such as <c>repositories/rpm/rpm/</c>.</param>
    public static string Of(HttpMethod method, string path)
    {
        if (Operations.IdOf(method, path) is { } known)
        {
            return known;
        }

        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var nouns = parts.Where(part => !IsKey(part)).Select(part => part.Replace('-', '_')).ToList();
        var onObject = parts.Length > 0 && IsKey(parts[^1]);
        var isAction = parts.Length > 1 && IsKey(parts[^2]) && !onObject && method == HttpMethod.Post;
        return string.Join('_', nouns) + (isAction ? "" : "_" + Verb(method, onObject));
    }

    private static string Verb(HttpMethod method, bool onObject) =>
        method == HttpMethod.Get ? (onObject ? "read" : "list")
        : method == HttpMethod.Post ? "create"
        : method == HttpMethod.Patch ? "partial_update"
        : method == HttpMethod.Put ? "update"
        : "delete";

    private static bool IsKey(string part) => Guid.TryParse(part, out _) || part.All(char.IsAsciiDigit);
}
