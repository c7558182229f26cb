// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.Traas;

/// <summary>A login to a cloud, as Keystone is told it and as <c>clouds.yaml</c> keeps it.</summary>
/// <param name="auth">The argument.</param>
internal sealed class CloudLogin(ArgumentValues auth)
{
    private const string UsualDomain = "Default";

    /// <summary>What a file may show of a login; everything else is hidden.</summary>
    public static readonly IReadOnlyList<string> Harmless =
    [
        .. new Argument[]
        {
            TraasArguments.AuthUrl, TraasArguments.Username, TraasArguments.UserId, TraasArguments.UserDomainName,
            TraasArguments.UserDomainId, TraasArguments.ProjectName, TraasArguments.ProjectId, TraasArguments.ProjectDomainName,
            TraasArguments.ProjectDomainId, TraasArguments.CredentialId, TraasArguments.CredentialName,
        }.Select(argument => argument.Name),
    ];

    public string Url => auth.Get(TraasArguments.AuthUrl);

    /// <summary>Whether it is an application credential: that is for one project, which cannot be chosen.</summary>
    public bool IsCredential => auth.Get(TraasArguments.CredentialSecret) is not null;

    /// <summary>The body of a request for a token.</summary>
    /// <exception cref="ModuleException">Something is missing.</exception>
    public JsonObject Request() => new()
    {
        ["auth"] = !IsCredential && auth.Get(TraasArguments.Password) is null
            ? throw Missing("password or application_credential_secret")
            : IsCredential
            ? new JsonObject { ["identity"] = Method("application_credential", Credential()) }
            : new JsonObject
            {
                ["identity"] = Method("password", new JsonObject { ["user"] = User(auth.Get(TraasArguments.Password)) }),
                ["scope"] = new JsonObject { ["project"] = Project() },
            },
    };

    /// <summary>What <c>clouds.yaml</c> has of it: what was given, and the domains that were meant.</summary>
    public JsonObject Kept()
    {
        var kept = new JsonObject();
        foreach (var argument in TraasArguments.Auth.Options!.Arguments)
        {
            if (auth.Node(argument) is { } value)
            {
                kept[argument.Name] = value.DeepClone();
            }
        }

        if (!IsCredential && auth.Get(TraasArguments.UserId) is null && auth.Get(TraasArguments.UserDomainId) is null)
        {
            kept.TryAdd(TraasArguments.UserDomainName.Name, UsualDomain);
        }

        if (!IsCredential && auth.Get(TraasArguments.ProjectId) is null && auth.Get(TraasArguments.ProjectDomainId) is null)
        {
            kept.TryAdd(TraasArguments.ProjectDomainName.Name, UsualDomain);
        }

        return kept;
    }

    private static JsonObject Method(string method, JsonObject what) =>
        new() { ["methods"] = new JsonArray(method), [method] = what };

    private JsonObject Credential()
    {
        var secret = auth.Get(TraasArguments.CredentialSecret);
        if (auth.Get(TraasArguments.CredentialId) is { } id)
        {
            return new() { ["id"] = id, ["secret"] = secret };
        }

        return auth.Get(TraasArguments.CredentialName) is { } name
            ? new() { ["name"] = name, ["secret"] = secret, ["user"] = User(null) }
            : throw Missing("application_credential_id, or application_credential_name with username");
    }

    private JsonObject User(string? password)
    {
        var user = auth.Get(TraasArguments.UserId) is { } id ? new JsonObject { ["id"] = id }
            : auth.Get(TraasArguments.Username) is { } name
            ? new() { ["name"] = name, ["domain"] = Domain(TraasArguments.UserDomainId, TraasArguments.UserDomainName) }
            : throw Missing("username or user_id");
        if (password is not null)
        {
            user["password"] = password;
        }

        return user;
    }

    private JsonObject Project() => auth.Get(TraasArguments.ProjectId) is { } id ? new() { ["id"] = id }
        : auth.Get(TraasArguments.ProjectName) is { } name
        ? new() { ["name"] = name, ["domain"] = Domain(TraasArguments.ProjectDomainId, TraasArguments.ProjectDomainName) }
        : throw Missing("project_name or project_id");

    private JsonObject Domain(Argument<string?> id, Argument<string?> name) =>
        auth.Get(id) is { } given ? new() { ["id"] = given } : new() { ["name"] = auth.Get(name) ?? UsualDomain };

    private static ModuleException Missing(string what) => new($"Give {what} in auth: the login is not whole without.");
}
