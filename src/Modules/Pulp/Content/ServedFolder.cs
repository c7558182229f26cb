// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Api;

namespace Modules.Pulp.Content;

/// <summary>Where a distribution's files are: on the server asked, also where Pulp thinks itself to be called otherwise.</summary>
internal static class ServedFolder
{
    public static string Of(PulpApi server, JsonObject distribution) => (string?)distribution["base_url"] is { Length: > 0 } url
        ? new Uri(server.Origin, url).AbsolutePath.TrimEnd('/') + "/"
        : $"{server.ContentPath}{distribution["base_path"]}/";
}
