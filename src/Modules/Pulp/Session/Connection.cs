// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;
using Modules.Http;
using Modules.Messages;
using Modules.Http.Addresses;
using Modules.Pulp.Api;

namespace Modules.Pulp.Session;

/// <summary>The arguments every Pulp module has, and the session they open.</summary>
internal static class Connection
{
    public static readonly Argument<string> PulpUrl = Argument.RequiredText("pulp_url") with { EnvironmentVariable = "SQUEEZER_PULP_URL" };
    public static readonly Argument<string?> PulpDomain = Argument.Text("pulp_domain");
    public static readonly Argument<string?> Username = Argument.Text("username") with { EnvironmentVariable = "SQUEEZER_USERNAME" };
    public static readonly Argument<string?> Password = Argument.Text("password") with
    {
        EnvironmentVariable = "SQUEEZER_PASSWORD",
        Secrecy = Secrecy.Secret,
    };

    public static readonly Argument<string?> UserCertificate = Argument.Text("user_cert") with { Secrecy = Secrecy.Named };
    public static readonly Argument<string?> UserKey = Argument.Text("user_key") with { Secrecy = Secrecy.Named };
    public static readonly Argument<string?> Authorities = Argument.Text("ca_cert");
    public static readonly Argument<bool> ValidateCertificates =
        Argument.Flag("validate_certs", otherwise: true) with { EnvironmentVariable = "SQUEEZER_VALIDATE_CERTS" };

    public static readonly Argument<bool> RefreshApiCache = Argument.Flag("refresh_api_cache", otherwise: false);
    public static readonly Argument<JsonObject?> Names = Argument.Mapping("option_names");
    public static readonly Argument<long> Timeout = Argument.Number("timeout", otherwise: 3600) with { Minimum = 0 };

    /// <summary>A name and a password, or a certificate, as with squeezer; "" where no login is needed.</summary>
    public static readonly IReadOnlyList<Constraint> Login =
        [new RequiredOneOf(Username, UserCertificate), new RequiredOneOf(Password, UserCertificate)];

    private static readonly string[] AuthoritiesVariables = ["PULP_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];
    private const int ParallelRequests = 8; // a few per API worker, of which a small server has two
    private const int Attempts = 5;
    private static readonly TimeSpan Forever = TimeSpan.FromDays(3650);

    /// <summary>The arguments of a module whose own ones have these names; a remote's ca_cert is the remote's.</summary>
    public static IReadOnlyList<Argument> Arguments(IReadOnlyCollection<string> taken) =>
        [
            PulpUrl, PulpDomain, Username, Password, ValidateCertificates, RefreshApiCache, Timeout, UserCertificate, UserKey,
            AuthoritiesBeside(taken), Names,
        ];

    /// <summary>How long to wait for a task. 0 is for ever, as in squeezer; ten years are as good.</summary>
    public static TimeSpan Patience(Invocation run) =>
        run.Get(Timeout) is var seconds && seconds != 0 && seconds < Forever.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Forever;

    /// <summary>What the user calls the options.</summary>
    public static OptionNames NamesIn(Invocation run, Argument<string?>? authorities = null)
    {
        var given = run.Get(Names);
        // Variables are names as options are: stars in one would tell which of its words the password is.
        run.Redactor.Know((given ?? []).Select(pair => pair.Value?.ToString()).OfType<string>().ToHashSet());
        return new(given)
        {
            Authorities = (authorities ?? Authorities).Name,
            ByCertificate = run.Get(Username) is null or "" && run.Get(UserCertificate) is { Length: > 0 },
        };
    }

    /// <summary>Opens what the arguments say.</summary>
    /// <exception cref="ModuleException">They do not make sense.</exception>
    public static PulpSession Open(Invocation run, Argument<string?>? authorities = null)
    {
        var names = NamesIn(run, authorities);
        run.Redactor.KnowApi(Operations.Words);
        var url = Api.PulpUrl.Parse(run.Get(PulpUrl), run.Warnings, run.Get(PulpDomain), names);
        OpenSsl.Require(url.Origin);
        var (source, trust) = run.Get(authorities ?? Authorities) is { Length: > 0 } own
            ? ((authorities ?? Authorities).Name, own)
            : FromEnvironment(url.Origin);
        var login = new LoginHandler(url);
        var settings = new HttpSettings(url.Origin)
        {
            Trust = Trust.Options(run.Get(ValidateCertificates), trust, source),
            Certificate = Certificate(run),
            Socket = url.Socket,
            Proxies = Proxies.FromEnvironment(),
            Login = login,
            Attempts = Attempts,
            Connections = ParallelRequests,
        };
        var http = HttpClients.Open(settings);
        var correlation = Guid.NewGuid().ToString("N");
        http.DefaultRequestHeaders.Add("Correlation-ID", correlation);
        if (run.Get(Username) is { Length: > 0 } username)
        {
            login.Basic = run.Secret(Given(run, username) ?? "").Basic(username);
        }

        var api = new PulpApi(http, url, settings.Traffic)
        {
            Login = login,
            CorrelationId = correlation,
            Names = names,
        };
        return new PulpSession(api, run, Patience(run));
    }

    /// <summary>Where the module has a ca_cert of its own, ours is called pulp_ca_cert.</summary>
    public static Argument<string?> AuthoritiesBeside(IReadOnlyCollection<string> taken) =>
        taken.Contains(Authorities.Name) ? Authorities with { Name = "pulp_ca_cert" } : Authorities;

    private static (string Source, string? Authorities) FromEnvironment(Uri url) =>
        AuthoritiesVariables.Select(name => (name, Environment.GetEnvironmentVariable(name)))
            .FirstOrDefault(variable => url.Scheme == "https" && variable.Item2 is { Length: > 0 }, (Authorities.Name, null));

    /// <summary>Pulp has no empty passwords: one that is empty was forgotten, or its variable is.</summary>
    private static string? Given(Invocation run, string username) =>
        run.Get(Password) is not "" ? run.Get(Password) : throw new ModuleException(
        $"Give {NamesIn(run).Of("password")}, or leave {NamesIn(run).Of("username")} empty where no login is needed: "
            + $"the password is empty, and username is '{username}'.");

    private static X509Certificate2? Certificate(Invocation run)
    {
        return run.Get(UserCertificate) is { Length: > 0 } certificate
            ? Trust.Certificate(certificate, run.Get(UserKey), (UserCertificate.Name, UserKey.Name))
            : null;
    }
}
