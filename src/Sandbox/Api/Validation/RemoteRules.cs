using System.Text.RegularExpressions;
using Sandbox.Entities;
using Sandbox.Http;

namespace Sandbox.Api.Validation;

/// <summary>What remotes demand.</summary>
internal static partial class RemoteRules
{
    public static string Url(EntityType type, string url)
    {
        if (type.Path == "remotes/rpm/rpm"
            && !url.StartsWith("http:", StringComparison.Ordinal)
            && !url.StartsWith("https:", StringComparison.Ordinal)
            && !url.StartsWith("file:", StringComparison.Ordinal))
        {
            throw new FieldProblemException($"The url '{url}' is not valid. It must start with: ('http', 'https', 'file').");
        }

        if (Credentials().IsMatch(url))
        {
            throw new FieldProblemException(
                "The remote url contains username or password. Please use remote username or password instead.");
        }

        if (url.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
        {
            throw new FieldProblemException(url.Length > 7 && url[7] == '/'
                ? $"The path '{url[7..]}' does not start with any of the allowed import paths"
                : $"The path '{url[7..]}' needs to be an absolute pathname.");
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

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*@")]
    private static partial Regex Credentials();
}
