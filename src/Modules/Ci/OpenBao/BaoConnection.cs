// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao;

/// <summary>The arguments every OpenBao module has, and the client they open.</summary>
internal static class BaoConnection
{
    public static readonly Argument<string> Url = Argument.RequiredText("url") with { EnvironmentVariable = "BAO_ADDR" };
    public static readonly Argument<string?> Namespace = Argument.Text("namespace") with { EnvironmentVariable = "BAO_NAMESPACE" };
    public static readonly Argument<string?> Token = Argument.Text("token") with
    {
        EnvironmentVariable = "BAO_TOKEN",
        Secrecy = Secrecy.Secret,
    };

    /// <summary>Of modules that need no token.</summary>
    public static readonly IReadOnlyList<Argument> Open = [Url, .. ApiConnection.Arguments];

    /// <summary>Of modules that need one.</summary>
    public static readonly IReadOnlyList<Argument> WithToken =
        [Url, Token with { Required = true }, Namespace, .. ApiConnection.Arguments];

    private const string Example = "http://127.0.0.1:8200";
    private const string Authorities = "BAO_CACERT";

    private static readonly ApiServer Server = new(
        "OpenBao",
        new("url", $"ca_cert (or {Authorities})", "validate_certs", "Is OpenBao running there, and is the port right?"),
        Advice);

    /// <summary>A client without a token, that asks each question once: whoever waits asks again.</summary>
    public static OpenBaoApi Plain(Invocation run) => new(ApiConnection.Open(run, Address(run), Server, [], Authorities, attempts: 1));

    /// <summary>The same for a server on this host, which a module has started whose arguments name none.</summary>
    public static OpenBaoApi Local(Invocation run, long port)
    {
        var values = new ArgumentValues([]).With(Url, $"http://127.0.0.1:{port}");
        return Plain(run with { Values = values });
    }

    /// <summary>A client with the token of the arguments.</summary>
    public static OpenBaoApi Opened(Invocation run) => Opened(run, run.Get(Token)!);

    /// <summary>A client with a token.</summary>
    public static OpenBaoApi Opened(Invocation run, string token)
    {
        List<KeyValuePair<string, string>> headers =
            [new("X-Vault-Token", ApiConnection.HeaderText(Token, token)), new("X-Vault-Request", "true")];
        if (run.Get(Namespace) is { Length: > 0 } space)
        {
            headers.Add(new("X-Vault-Namespace", ApiConnection.HeaderText(Namespace, space)));
        }

        var index = new IndexHandler();
        return new(ApiConnection.Open(run, Address(run), Server, headers, Authorities, handler: index), index);
    }

    private static Uri Address(Invocation run) => ApiConnection.Address(Url.Name, run.Get(Url), Example);

    private static string? Advice(Refusal refusal) => refusal.Status switch
    {
        HttpStatusCode.ServiceUnavailable when BaoProse.IsSealed(refusal) =>
            "Unseal OpenBao with openbao_unseal first: it is sealed, as after each of its starts.",
        HttpStatusCode.Forbidden when BaoProse.LacksRight(refusal) =>
            "Give the token a policy that allows this: it is good, but lacks the right.",
        HttpStatusCode.Forbidden when BaoProse.HidesMount(refusal) =>
            "Check the mount's path, and that the token has a right below it: OpenBao tells neither from the other.",
        HttpStatusCode.Forbidden => "Check token: OpenBao does not know it, be it wrong, expired or revoked.",
        HttpStatusCode.NotFound when BaoProse.HasNoNamespace(refusal) => "Check namespace: OpenBao has none of that name.",
        HttpStatusCode.NotFound when BaoProse.HasNoEngine(refusal) => "Check the mount's path: OpenBao has no engine there.",
        HttpStatusCode.NotFound when refusal.Body is JsonObject body && !body.ContainsKey("errors") =>
            "Check url: what answers there is no OpenBao.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType when refusal.Body is not null =>
            "Check the mount's path, its type, and the name below it: what is there takes no such request.",
        HttpStatusCode.BadRequest when refusal.Said.Length == 0 => "See OpenBao's log: it does not say what it minds.",
        HttpStatusCode.InternalServerError when BaoProse.IsTooLarge(refusal) => "Give less: OpenBao keeps no more than 1 MiB in one place.",
        HttpStatusCode.RequestEntityTooLarge => "Give less: OpenBao takes no more than 32 MiB at a time.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
            "Give the URL of the active node in url: this one is a standby that does not forward.",
        HttpStatusCode.InternalServerError when BaoProse.HasNoLeader(refusal) =>
            "See to it that enough nodes are open: the cluster has no active node now.",
        HttpStatusCode.InternalServerError when BaoProse.HasNoAuthority(refusal) =>
            "Make or import the authority of that mount first: it has none, and no module makes one.",
        HttpStatusCode.BadRequest when BaoProse.WantsTls(refusal) => "Write https:// in url.",
        _ => null,
    };
}
