// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using CiSandbox.Areas;

namespace CiSandbox.OpenStack;

/// <summary>The servers of the project, page by page.</summary>
/// <param name="settings">What the command line says.</param>
internal sealed class Nova(AreaSettings settings)
{
    private static readonly string[] Roles = ["admin", "member", "reader"];

    private int _pages;

    /// <summary>In the order of the list.</summary>
    public List<NovaServer> Servers { get; } = [.. settings.Text("servers", "") is { Length: > 0 } file
        ? NovaServer.Read(file)
        : NovaServer.Usual];

    /// <summary>The most servers of one page; Nova's own default is 1000.</summary>
    public int LargestPage { get; set; } = settings.Number("page", 1000);

    /// <summary>Told the number of each page that was given, for tests.</summary>
    public Action<int> AfterPage { get; set; } = _ => { };

    /// <summary>Whether it knows no token, as where it asks another Keystone.</summary>
    public bool TakesNoToken { get; set; }

    /// <summary>Answers below <c>/compute</c>.</summary>
    public OpenStackAnswer Answer(OpenStackRequest request, string[] path, Catalog catalog, Func<JsonObject> token)
    {
        if ((request.Method, path) is ("GET", []))
        {
            return new(200, new JsonObject { ["versions"] = new JsonArray(Version(catalog)) });
        }

        if ((request.Method, path) is ("GET", ["v2.1"]))
        {
            return new(200, new JsonObject { ["version"] = Version(catalog) });
        }

        var said = token();
        return (request.Method, path) switch
        {
            // A token without a project, and one whose project is not the one of the address.
            ("GET", ["v2.1", var project, "servers", "detail"]) when project != (string?)said["project"]?["id"] =>
                OpenStackAnswer.OfNova(
                    400,
                    "badRequest",
                    $"Malformed request URL: URL's project_id '{project}' doesn't match Context's project_id '{said["project"]?["id"]}'"),
            ("GET", ["v2.1", _, "servers", "detail"]) when !MayList(said) =>
                OpenStackAnswer.OfNova(403, "forbidden", "Policy doesn't allow os_compute_api:servers:detail to be performed."),
            ("GET", ["v2.1", var project, "servers", "detail"]) => Page(request, $"{catalog.Compute}/{project}"),
            _ => new(404, new JsonObject
            {
                ["message"] = "The resource could not be found.<br /><br />\n\n\n", ["code"] = "404 Not Found", ["title"] = "Not Found",
            }),
        };
    }

    private static bool MayList(JsonObject said) =>
        (said["roles"] as JsonArray ?? []).Any(role => Roles.Contains((string?)role!["name"]));

    /// <summary>A full page says where the next one is, also where that is empty.</summary>
    private OpenStackAnswer Page(OpenStackRequest request, string below)
    {
        var size = LargestPage;
        if (request.Query.TryGetValue("limit", out var limit))
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return OpenStackAnswer.OfNova(
                    400,
                    "badRequest",
                    $"Invalid input for query parameters limit. Value: {limit}. '{limit}' does not match '^[0-9]*$'");
            }

            size = Math.Min(number, LargestPage);
        }

        var all = Servers.Where(server => !request.Query.TryGetValue("name", out var name)
            || server.Name.Contains(name, StringComparison.Ordinal)).ToList();
        var start = 0;
        if (request.Query.TryGetValue("marker", out var marker) && marker.Length > 0)
        {
            start = all.FindIndex(server => server.Id == marker) + 1;
            if (start == 0)
            {
                return OpenStackAnswer.OfNova(400, "badRequest", $"marker [{marker}] not found");
            }
        }

        var shown = all.Skip(start).Take(size).ToList();
        var body = new JsonObject { ["servers"] = new JsonArray([.. shown.Select(server => (JsonNode?)server.Shown(below))]) };
        if (shown.Count == size && size > 0)
        {
            var query = string.Join('&', request.Query.Where(pair => pair.Key != "marker")
                .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")
                .Append($"marker={shown[^1].Id}"));
            body["servers_links"] = new JsonArray(new JsonObject { ["rel"] = "next", ["href"] = $"{below}/servers/detail?{query}" });
        }

        AfterPage(++_pages);
        return new(200, body);
    }

    private static JsonObject Version(Catalog catalog) => new()
    {
        ["id"] = "v2.1",
        ["status"] = "CURRENT",
        ["version"] = "2.93",
        ["min_version"] = "2.1",
        ["updated"] = "2013-07-23T11:33:21Z",
        ["links"] = new JsonArray(
            new JsonObject { ["rel"] = "self", ["href"] = catalog.Compute + "/" },
            new JsonObject { ["rel"] = "describedby", ["type"] = "text/html", ["href"] = "http://docs.openstack.org/" }),
        ["media-types"] = new JsonArray(
            new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.compute+json;version=2.1" }),
    };
}
