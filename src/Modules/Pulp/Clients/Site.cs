// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Clients;

/// <summary>How hosts reach the server. Passwords are told by the name of the variable that
/// holds them: an answer ends up in logs.</summary>
/// <param name="Url">Scheme, host and port.</param>
/// <param name="ContentPath">The path that base paths lie below.</param>
/// <param name="Packages">The login to read packages.</param>
/// <param name="Images">The login to pull images.</param>
internal sealed record Site(
    Uri Url, string ContentPath, (string? Username, string Password) Packages, (string? Username, string Password) Images)
{
    private static readonly Argument<string?> ClientUrl = Argument.Text("client_url");
    private static readonly Argument<string?> Content = Argument.Text("content_path");
    private static readonly Argument<string?> PackagesUsername = Argument.Text("repository_username");
    private static readonly Argument<string?> PackagesPassword =
        Argument.Text("repository_password_variable") with { Default = "stackhpc_repo_mirror_password" };
    private static readonly Argument<string?> ImagesUsername = Argument.Text("registry_username");
    private static readonly Argument<string?> ImagesPassword =
        Argument.Text("registry_password_variable") with { Default = "stackhpc_docker_registry_password" };

    public static readonly IReadOnlyList<Argument> Arguments =
        [ClientUrl, Content, PackagesUsername, PackagesPassword, ImagesUsername, ImagesPassword];

    /// <summary>Host and port, as images are named after.</summary>
    public string Host => Url.Authority;

    /// <summary>The settings of kayobe and kolla-ansible for the registry.</summary>
    public JsonObject Registry
    {
        get
        {
            var settings = new JsonObject
            {
                ["docker_registry"] = Host,
                ["docker_registry_insecure"] = Url.Scheme == Uri.UriSchemeHttp,
                ["kolla_docker_registry"] = Host,
            };
            if (Images.Username is { } username)
            {
                (settings["kolla_docker_registry_username"], settings["kolla_docker_registry_password"]) = (username, Images.Password);
            }

            return settings;
        }
    }

    /// <exception cref="ModuleException">It is no address that a host can use.</exception>
    public static Site Of(Invocation run)
    {
        var given = run.Get(ClientUrl) is { Length: > 0 } own ? own : run.Get(Connection.PulpUrl);
        var url = PulpUrl.Parse(given, run.Warnings, run.Get(Connection.PulpDomain), Connection.NamesIn(run));
        return url.Socket is not null
            ? throw new ModuleException($"'{given}' is a socket, which other hosts cannot reach. Give client_url.")
            : new Site(
                url.Origin,
                "/" + (run.Get(Content) is { Length: > 0 } path ? path : url.ContentPath).Trim('/'),
                (Blank(run.Get(PackagesUsername)), Reference(run, PackagesPassword)),
                (Blank(run.Get(ImagesUsername)), Reference(run, ImagesPassword)));
    }

    /// <summary>Where a base path is.</summary>
    public string At(string basePath) => $"{Url.GetLeftPart(UriPartial.Authority)}{ContentPath.TrimEnd('/')}/{basePath.Trim('/')}";

    /// <summary>kayobe's <c>apt_auth</c>; empty where no login is needed.</summary>
    public JsonArray AptLogins(bool isUsed) => Packages.Username is not { } username || !isUsed ? [] : new JsonArray(
        new JsonObject
        {
            ["machine"] = Url.GetLeftPart(UriPartial.Authority), // with its scheme: without, apt sends no login over http
            ["login"] = username,
            ["password"] = Packages.Password,
            ["filename"] = "kayobe.conf",
        });

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Reference(Invocation run, Argument<string?> variable) =>
        run.Get(variable) is { Length: > 0 } name
            && name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter))
            && !char.IsAsciiDigit(name[0])
            ? $"{{{{ {name} }}}}"
            : throw new ModuleException($"{variable.Name} is not the name of a variable. Give the name, not the password.");
}
