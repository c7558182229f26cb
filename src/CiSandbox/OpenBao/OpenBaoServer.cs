// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using CiSandbox.Areas;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao;

/// <summary>What happens to every request on its way to the server's state, and to its answer.</summary>
internal sealed class OpenBaoServer : IAreaServer, IJoins
{
    private const long LargestBody = 32 << 20;

    private readonly AreaSettings _settings;
    private readonly bool _isStandby;
    private readonly OpenBaoState _state;
    private readonly Journal? _journal;
    private INode _node;

    /// <param name="settings">What the command line says.</param>
    /// <param name="isStandby">Whether it is a second node of the one that was named before it.</param>
    public OpenBaoServer(AreaSettings settings, bool isStandby = false)
    {
        (_settings, _isStandby) = (settings, isStandby);
        _state = new(settings.Text("cluster", "sandbox"), settings.Number("refused-writes", 0));
        _journal = settings.Text("journal", "") is { Length: > 0 } file ? new Journal(file) : null;
        _journal?.Restore(_state);
        _node = _state;
    }

    public Uri Address
    {
        get => _state.Address;
        set => _state.Address = value;
    }

    /// <summary>Everything it holds, for tests.</summary>
    public OpenBaoState State => _state;

    public void Join(IEnumerable<IAreaServer> before)
    {
        if (_isStandby)
        {
            var leader = before.OfType<OpenBaoServer>().LastOrDefault(each => !each._isStandby)
                ?? throw new FormatException("--openbao-standby needs --openbao before it");
            _node = new Standby(leader._state, leader._settings.Text("cluster", "sandbox"), _settings.Number("lag", 0));
        }
    }

    public async Task HandleAsync(HttpContext context)
    {
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        if (!raw.StartsWith("/v1/", StringComparison.Ordinal))
        {
            await (raw == "/" || raw.StartsWith("/ui", StringComparison.Ordinal)
                ? WriteAsync(context, new BaoAnswer(404) { Raw = "404 page not found\n"u8.ToArray(), ContentType =
                    "text/plain; charset=utf-8" })
                : RefuseAsync(context, new BaoException(404)));
            return;
        }

        if (PathRules.Cleaned(raw) is { } cleaned)
        {
            context.Response.Headers.Location = cleaned;
            await WriteAsync(context, new BaoAnswer(307) { Raw = [], ContentType = "text/html; charset=utf-8" });
            return;
        }

        try
        {
            var request = await ReadAsync(context, raw);
            var answer = _node.Answer(request, context.Request.Method);
            _journal?.Keep(_state, request, context.Request.Method, answer);
            await WriteAsync(context, answer);
        }
        catch (BaoException refusal)
        {
            await RefuseAsync(context, refusal);
        }
    }

    private static async Task<IncomingRequest> ReadAsync(HttpContext context, string raw)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > LargestBody)
        {
            throw new BaoException(413, "http: request body too large");
        }

        var headers = context.Request.Headers;
        var token = headers.TryGetValue("X-Vault-Token", out var given) ? given.ToString().Trim()
            : headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var bearer] ? bearer.Trim() : null;
        return new(
            Uri.UnescapeDataString(raw["/v1/".Length..]),
            body.ToArray(),
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            token is { Length: > 0 } ? token : null,
            context.Request.ContentType ?? "")
        {
            Index = headers.TryGetValue("X-Vault-Index", out var index) ? index.ToString() : null,
            IsForwarded = !headers.ContainsKey("X-Vault-No-Request-Forwarding"),
        };
    }

    private static Task RefuseAsync(HttpContext context, BaoException refusal) => WriteAsync(
        context, new BaoAnswer(refusal.Status) { Plain = new JsonObject { ["errors"] = refusal.Errors.List() } });

    private static async Task WriteAsync(HttpContext context, BaoAnswer answer)
    {
        if (answer.Status < 100)
        {
            context.Abort(); // as the real server, which cannot write such a status
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status == 204)
        {
            return;
        }

        // An empty text stands for an answer without a body.
        var bytes = answer.Raw ?? (answer.Plain is JsonValue ? [] : Encoding.UTF8.GetBytes(answer.Body()!.ToJsonString()));
        response.ContentType = answer.ContentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
