using System.Text.Json.Nodes;

namespace Modules.Pulp.Content;

/// <summary>Where a distribution's files are: on the server asked, also where Pulp thinks itself to be called otherwise.</summary>
internal static class ServedFolder
{
    public static string Of(Uri server, JsonObject distribution) => (string?)distribution["base_url"] is { Length: > 0 } url
        ? new Uri(server, url).AbsolutePath.TrimEnd('/') + "/"
        : $"/pulp/content/{distribution["base_path"]}/";
}
