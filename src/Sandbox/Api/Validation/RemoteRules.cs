// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Validation;

/// <summary>What remotes demand.</summary>
internal static partial class RemoteRules
{
    /// <summary>Where files may be synced from; Pulp's setting ALLOWED_IMPORT_PATHS.</summary>
    private const string ImportPath = "/tmp";

    public static string Url(EntityType type, string url)
    {
        if (type.Path == "remotes/rpm/rpm")
        {
            // Where a client certificate is wanted, an upstream's login may be part of its address: rpm takes both, and any file.
            return RpmSchemes().IsMatch(url)
                ? url
                : throw new FieldProblemException(
                    $"The url {PythonText.Quoted(url)} is not valid. It must start with: ('http', 'https', 'file').");
        }

        if (type.Path == "remotes/rpm/uln")
        {
            return url.StartsWith("uln", StringComparison.Ordinal)
                ? url
                : throw new FieldProblemException($"The url {PythonText.Quoted(url)} is not valid. It must start with: ('uln',).");
        }

        if (Credentials().IsMatch(url))
        {
            throw new FieldProblemException(
                "The remote url contains username or password. Please use remote username or password instead.");
        }

        if (url.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
        {
            var path = url[7..];
            if (!path.StartsWith('/'))
            {
                throw new FieldProblemException($"The path '{path}' needs to be an absolute pathname.");
            }

            if (path != ImportPath && !path.StartsWith(ImportPath + "/", StringComparison.Ordinal))
            {
                throw new FieldProblemException($"The path '{path}' does not start with any of the allowed import paths");
            }
        }

        return url;
    }

    public static void Proxy(Draft draft)
    {
        var (url, user, password) = (draft.Text("proxy_url"), draft.Text("proxy_username"), draft.Text("proxy_password"));
        if ((user is { Length: > 0 } || password is { Length: > 0 }) && string.IsNullOrEmpty(url))
        {
            throw HttpProblemException.NonField("proxy credentials cannot be specified without a proxy");
        }

        if (string.IsNullOrEmpty(user) != string.IsNullOrEmpty(password))
        {
            throw HttpProblemException.NonField("proxy username and password can only be specified together");
        }
    }

    [GeneratedRegex("^(http|https|file):", RegexOptions.IgnoreCase)]
    private static partial Regex RpmSchemes();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*@")]
    private static partial Regex Credentials();
}
