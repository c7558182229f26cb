// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Modules.Tests.Infra;

/// <summary>A server that has everything: each question is answered with one object that has every field modules look for.</summary>
internal sealed class AnyServer : IDisposable
{
    private readonly HttpListener _listener;

    private readonly Func<string, bool> _refuses;
    private readonly string? _empty;

    /// <param name="refuses">The methods that the user has no right to; none by default.</param>
    /// <param name="empty">The end of the path of a collection that has nothing in it.</param>
    public AnyServer(Func<string, bool>? refuses = null, string? empty = null)
    {
        (_refuses, _empty) = (refuses ?? (_ => false), empty);
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>All that it answered.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Method and path of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Requests that change something; opening and closing a session does not.</summary>
    public IEnumerable<string> Writes => Requests.Where(request =>
        !request.StartsWith("GET ", StringComparison.Ordinal) && !request.StartsWith("HEAD ", StringComparison.Ordinal)
        && !request.EndsWith("/login/", StringComparison.Ordinal) && !request.EndsWith("/logout/", StringComparison.Ordinal));

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var path = context.Request.Url!.AbsolutePath;
                Requests.Add($"{context.Request.HttpMethod} {path}");
                var isRefused = !path.EndsWith("/login/", StringComparison.Ordinal) && _refuses(context.Request.HttpMethod);
                context.Response.StatusCode = isRefused ? 403 : 200;
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                var answer = isRefused
                    ? new JsonObject { ["detail"] = "You do not have permission to perform this action." }
                    : _empty is not null && path.EndsWith("/" + _empty, StringComparison.Ordinal)
                    ? new JsonObject { ["count"] = 0, ["next"] = null, ["results"] = new JsonArray() }
                    : Answer(path);
                Said += answer.ToJsonString();
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static JsonObject Answer(string path)
    {
        var answer = One(path);
        answer["count"] = 1;
        answer["next"] = null;
        answer["results"] = new JsonArray(One(path));
        return answer;
    }

    private static JsonObject One(string path)
    {
        var href = path.EndsWith('/') && path.Split('/')[^2].Any(char.IsAsciiDigit) ? path : $"{path}01a1fcef-7bae-72ff-bd1e-2584f3636e24/";
        return new JsonObject
        {
            ["pulp_href"] = href,
            ["name"] = "x",
            ["state"] = "completed",
            ["latest_version_href"] = $"{href}versions/1/",
            ["versions_href"] = $"{href}versions/",
            ["base_path"] = "x",
            ["base_url"] = "x",
            ["sha256"] = new string('0', 64),
            ["relative_path"] = "x",
            ["viewset_name"] = "x",
            ["username"] = "x",
            ["groups"] = new JsonArray(),
            ["statements"] = new JsonArray(),
            ["content_summary"] = new JsonObject { ["present"] = new JsonObject() },
            ["versions"] = new JsonArray(new JsonObject { ["component"] = "core", ["version"] = "3.105.16" }),
            ["online_workers"] = new JsonArray(new JsonObject { ["name"] = "1@x" }),
        };
    }
}
