// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.OpenBao.Jwt;
using Modules.Files;
using Modules.Http;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// Keeps a token of few rights in a file, so that the root token can be revoked; revokes a token. It has no parent: it stays when the one
/// that made it goes.
/// </summary>
internal sealed class TokenModule : IModule
{
    private const string Present = "present";
    private const string Absent = "absent";
    private const string Self = OpenBaoApi.Self;
    private const string Create = "/v1/auth/token/create-orphan";
    private const string Renew = "/v1/auth/token/renew-self";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Argument<IReadOnlyList<string>?> Policies = Argument.TextList("policies");
    private static readonly Argument<string?> Period = Argument.Text("period") with { Default = "768h" };
    private static readonly Argument<string?> DisplayName = Argument.Text("display_name") with { Default = "kayobe-automation" };
    private static readonly Argument<string?> File = Argument.Path("token_file");
    private static readonly Argument<bool> ReturnToken = Argument.Flag("return_token", otherwise: false);
    private static readonly Argument<string?> State = Argument.Choice("state", Present, Absent) with { Default = Present };

    public string Name => "openbao_token";

    public ArgumentSpec Arguments { get; } = new(
        [.. BaoConnection.WithToken, Policies, Period, DisplayName, File, ReturnToken, State]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        Check(run);
        var kept = run.Get(File) is { } file ? Read(run, file) : run.Get(BaoConnection.Token);
        return run.Get(State) == Absent ? await RevokeAsync(run, kept, ct)
            : run.Get(File) is null ? await RenewAsync(run, kept!, ct)
            : await KeepAsync(run, kept, ct);
    }

    /// <summary>What cannot be kept or made, or would be made anew by each run.</summary>
    private static void Check(Invocation run)
    {
        if (run.Get(State) == Absent)
        {
            return;
        }

        if (run.Get(File) is not { } file)
        {
            if (run.Get(Policies) is not null)
            {
                throw new ModuleException(
                    $"Give {File.Name} beside {Policies.Name}: a token that is made must be kept. Without both the one in "
                        + $"{BaoConnection.Token.Name} is renewed.");
            }

            return;
        }

        var policies = (run.Get(Policies) ?? []).Select(each => each.Trim()).ToList();
        if (policies.Count == 0 || policies.Contains(""))
        {
            throw new ModuleException(
                $"Give {Policies.Name} beside {File.Name}: {(policies.Count == 0 ? "there is none" : "one is empty")}, and a token without "
                    + "any may do nothing.");
        }

        if (policies.Contains("root", StringComparer.OrdinalIgnoreCase))
        {
            throw new ModuleException(
                $"Leave root out of {Policies.Name}: a token of that policy may do everything, and is for nobody's file.");
        }

        if (Durations.Seconds(Period, run.Get(Period)!) == 0)
        {
            throw new ModuleException($"Give a {Period.Name} above 0, like 768h: a token without one ends, however often it is renewed.");
        }

        FilePlace.Check(run, File.Name, file);
    }

    /// <summary>A periodic token lives as long as it is renewed within its period.</summary>
    private static async Task<ModuleResult> RenewAsync(Invocation run, string token, CancellationToken ct)
    {
        using var own = BaoConnection.Opened(run, token);
        if (run.CheckMode)
        {
            await own.ProveTokenAsync(Renew, "update", ct);
        }

        _ = await own.WriteAsync("renew the token", Renew, [], ct);
        return Result(run, false, token);
    }

    private static async Task<ModuleResult> KeepAsync(Invocation run, string? kept, CancellationToken ct)
    {
        var policies = run.Get(Policies)!;
        var wanted = policies.Select(each => each.Trim().ToLowerInvariant()).Append("default").ToHashSet();
        var period = Durations.Seconds(Period, run.Get(Period)!);
        if (kept is not null && await FindAsync(run, kept, ct) is { } found
            && wanted.SetEquals((found["policies"] as JsonArray ?? []).Select(each => each!.ToString()))
            && (long?)found["period"] == period)
        {
            return await RenewAsync(run, kept, ct);
        }

        using var bao = BaoConnection.Opened(run);
        if (run.CheckMode)
        {
            await bao.ProveTokenAsync(Create, "update", ct);
            return Result(run, true, null);
        }

        var body = new JsonObject
        {
            ["policies"] = new JsonArray([.. policies.Select(each => (JsonNode?)each.Trim())]),
            ["period"] = period,
            ["display_name"] = run.Get(DisplayName),
        };
        var answer = await bao.WriteAsync("make a token", Create, body, ct);
        var made = JsonNodes.Map(answer!.Fields, "auth");
        var token = JsonNodes.Text(made, "client_token")
            ?? throw new ModuleException("Check url, and a proxy before it: what came as an answer holds no token.");
        if (!run.Get(ReturnToken))
        {
            _ = run.Secret(token);
        }

        try
        {
            var text = new JsonObject { ["token"] = token, ["policies"] = made!["policies"]?.DeepClone() };
            WholeFile.Write(run.Get(File)!, Encoding.UTF8.GetBytes(text.ToJsonString() + "\n"), OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _ = await RevokeAsync(run, token, ct); // nobody has it
            throw new ModuleException(
                $"Make it possible to write '{run.Get(File)}': {failure.Message} The token was revoked again.", failure);
        }

        return Result(run, true, token);
    }

    private static async Task<ModuleResult> RevokeAsync(Invocation run, string? token, CancellationToken ct)
    {
        if (token is null || await FindAsync(run, token, ct) is null)
        {
            return Result(run, false, null);
        }

        using var own = BaoConnection.Opened(run, token);
        _ = await own.WriteAsync("revoke the token", "/v1/auth/token/revoke-self", [], ct);
        if (!run.CheckMode && run.Get(File) is { } file && System.IO.File.Exists(file))
        {
            System.IO.File.Delete(file);
        }

        return Result(run, true, null);
    }

    /// <summary>What the server knows of a token; null for nothing: wrong, expired and revoked look alike.</summary>
    private static async Task<JsonObject?> FindAsync(Invocation run, string token, CancellationToken ct)
    {
        using var own = BaoConnection.Opened(run, token);
        var answer = await own.ReadAsync(Self, ct, HttpStatusCode.Forbidden);
        return answer.IsSuccess ? answer.Fields["data"] as JsonObject : null;
    }

    private static string? Read(Invocation run, string file)
    {
        try
        {
            var token = System.IO.File.Exists(file) ? (string?)JsonNode.Parse(System.IO.File.ReadAllText(file))?["token"] : null;
            return token is null || run.Get(ReturnToken) ? token : run.Secret(token).Reveal();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new ModuleException($"Check token_file: '{file}' is not to be read as a file of this module.", failure);
        }
    }

    private static ModuleResult Result(Invocation run, bool changed, string? token)
    {
        var values = new JsonObject { ["token_file"] = run.Get(File) };
        if (token is not null && run.Get(ReturnToken))
        {
            values["token"] = token;
        }

        return new(changed) { Values = values };
    }
}
