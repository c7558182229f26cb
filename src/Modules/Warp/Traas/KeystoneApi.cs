// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Ci.Api;

namespace Modules.Warp.Traas;

/// <summary>A token, and what Keystone said with it.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Services">Where the services are.</param>
internal sealed record CloudToken(Secret Text, ServiceCatalog Services);

/// <summary>Asks Keystone for tokens.</summary>
/// <param name="run">The call.</param>
/// <param name="login">Who asks.</param>
internal sealed class KeystoneApi(Invocation run, CloudLogin login)
{
    private const string Example = "https://cloud.example.org:5000/v3";

    /// <summary>A new token.</summary>
    /// <exception cref="ModuleException">No answer, or a refusal.</exception>
    public async Task<CloudToken> IssueAsync(CancellationToken ct)
    {
        var address = Address();
        using var client = ApiConnection.Open(run, address, Server(), [new("Accept", "application/json")]);
        var keystone = client.Speak<IKeystone>();
        var body = login.Request();
        var answer = await client.AskAsync(() => keystone.IssueAsync(new Uri(address, "auth/tokens").AbsoluteUri, body, ct), ct);
        var token = answer.Headers?.TryGetValues("X-Subject-Token", out var values) == true ? values.FirstOrDefault() : null;
        return token is null || answer.Fields["token"] is not JsonObject said
            ? throw new ModuleException($"Check auth.auth_url: {address} answers, but gives no token, so it is not Keystone.")
            : new(run.Secret(token), new ServiceCatalog(said["catalog"] as JsonArray, address));
    }

    /// <summary>With the version of its API, which may be left out.</summary>
    private Uri Address()
    {
        var given = ApiConnection.Address("auth.auth_url", login.Url, Example);
        return given.Segments[^1].TrimEnd('/') switch
        {
            "v3" => given,
            "v2.0" or "v2" => throw new ModuleException(
                $"Give Keystone's address with v3 in auth.auth_url, like {Example}: '{given}' is of a version that is gone since Queens."),
            _ => new Uri(given, "v3/"),
        };
    }

    private ApiServer Server() => new(
        "Keystone",
        new("auth.auth_url", "ca_cert", "validate_certs", "Is it Keystone's address, and does a proxy lead there?"),
        refusal => refusal.Status switch
        {
            HttpStatusCode.Unauthorized when login.IsCredential =>
                "Check application_credential_id and application_credential_secret in auth: the secret is wrong, or its time is over.",
            HttpStatusCode.Unauthorized =>
                "Check username, password, project_name and their domains in auth: Keystone does not say which of them is wrong, "
                    + "and it also refuses who has no role in the project.",
            HttpStatusCode.NotFound when login.IsCredential => "Check application_credential_id in auth: Keystone has none like it.",
            HttpStatusCode.Forbidden => "See to it that the user may have a token here: Keystone knows who it is, and refuses.",
            _ => null,
        });
}
