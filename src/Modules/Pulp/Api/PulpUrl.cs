using ModuleHost;

namespace Modules.Pulp.Api;

/// <summary>Where a Pulp server is: what <c>pulp_url</c> says, taken apart.</summary>
/// <param name="Origin">Scheme, host and port; <c>http://localhost</c> for a socket.</param>
/// <param name="ApiPath">Path of the API, with slashes at both ends.</param>
/// <param name="Socket">The unix socket to connect to, or null.</param>
internal sealed record PulpUrl(Uri Origin, string ApiPath, string? Socket)
{
    private const string DefaultApiPath = "/pulp/api/v3/";

    /// <param name="text">As the playbook wrote it.</param>
    /// <param name="warnings">Told of a path that is not used.</param>
    /// <exception cref="ModuleException">Not a usable URL.</exception>
    public static PulpUrl Parse(string text, ISet<string> warnings)
    {
        if (text.StartsWith("unix:", StringComparison.Ordinal))
        {
            return new PulpUrl(new Uri("http://localhost"), DefaultApiPath, "/" + text["unix:".Length..].TrimStart('/'));
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            throw new ModuleException(
                $"pulp_url '{WithoutLogin(text)}' is not a URL. "
                    + "Give scheme, host and port, like https://pulp.example.com:8080, or unix:/path/of/socket.");
        }

        if (url.UserInfo.Length > 0)
        {
            throw new ModuleException(
                $"pulp_url '{WithoutLogin(text)}' holds a login. Give it in username and password: a URL ends up in logs.");
        }

        var path = url.AbsolutePath.TrimEnd('/') + "/";
        var isApi = path.EndsWith("/api/v3/", StringComparison.Ordinal);
        if (!isApi && path is not ("/" or "/pulp/"))
        {
            _ = warnings.Add(
                $"The path '{url.AbsolutePath}' of pulp_url is not used. Give the URL up to the port, or with the whole path of the API "
                    + $"when it is not {DefaultApiPath}.");
        }

        return new PulpUrl(new Uri(url.GetLeftPart(UriPartial.Authority)), isApi ? path : DefaultApiPath, null);
    }

    private static string WithoutLogin(string text) =>
        text.LastIndexOf('@') is var at && at > 0 ? "…" + text[at..] : text;
}
