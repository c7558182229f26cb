// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CiSandbox.Areas;

namespace CiSandbox.OpenStack;

/// <summary>Tokens by password and by application credential. Keystone says of no login what is wrong with it.</summary>
/// <param name="settings">What the command line says.</param>
internal sealed class Keystone(AreaSettings settings)
{
    public const string ProjectId = "0000000000000000000000000000beef";

    private const string UserId = "00000000000000000000000000000abc";
    private const string CredentialName = "warp";
    private const string Time = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private static readonly JsonObject Domain = new() { ["id"] = "default", ["name"] = "Default" };

    private readonly string _user = settings.Text("user", "stack");
    private readonly string _password = settings.Text("password", "sandbox");
    private readonly string _project = settings.Text("project", "traas");
    private readonly string _credential = settings.Text("credential", "00000000000000000000000000000c1d");
    private readonly string _secret = settings.Text("secret", "sandbox-secret");
    private readonly TimeSpan _life = TimeSpan.FromSeconds(settings.Number("expires", 3600));
    private readonly Dictionary<string, (DateTimeOffset End, JsonObject Said)> _tokens = [];

    /// <summary>The user's role in the project.</summary>
    public string Role { get; set; } = settings.Text("role", "member");

    /// <summary>Answers below <c>/identity</c>.</summary>
    public OpenStackAnswer Answer(OpenStackRequest request, string[] path, Catalog catalog) => (request.Method, path) switch
    {
        ("GET", []) => new(300, new JsonObject
        {
            ["versions"] = new JsonObject { ["values"] = new JsonArray(Version(catalog.Identity)) },
        }) { Headers = new Dictionary<string, string> { ["Location"] = catalog.Identity + "/" } },
        ("GET", ["v3"]) => new(200, new JsonObject { ["version"] = Version(catalog.Identity) }),
        ("POST", ["v3", "auth", "tokens"]) => Issue(request.Body, catalog),
        ("GET", ["v3", "auth", "tokens"]) => Look(request, catalog.Identity),
        _ => OpenStackAnswer.NoRoute,
    };

    /// <summary>What was said when a token was issued.</summary>
    /// <exception cref="OpenStackRefusalException">Nobody has it, or its time is over.</exception>
    public JsonObject Require(string token, string identity) =>
        _tokens.TryGetValue(token, out var known) && known.End > DateTimeOffset.UtcNow ? known.Said : throw Unauthorized(identity);

    /// <summary>No token is good any more: their time is over, or somebody took them back.</summary>
    public void Expire() => _tokens.Clear();

    /// <summary>What a token is, for whoever has one.</summary>
    private OpenStackAnswer Look(OpenStackRequest request, string identity)
    {
        _ = Require(request.Token, identity);
        return _tokens.TryGetValue(request.Subject, out var known)
            ? new(200, new JsonObject { ["token"] = known.Said.DeepClone() })
            {
                Headers = new Dictionary<string, string> { ["X-Subject-Token"] = request.Subject, ["Vary"] = "X-Auth-Token" },
            }
            : OpenStackAnswer.Refused(404, "Not Found", "Could not recognize Fernet token");
    }

    private static OpenStackRefusalException Unauthorized(string identity) => new(
        OpenStackAnswer.Refused(401, "Unauthorized", "The request you have made requires authentication.") with
        {
            Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = $"Keystone uri=\"{identity}\"" },
        });

    private OpenStackAnswer Issue(JsonNode? body, Catalog catalog)
    {
        if (body is null)
        {
            return OpenStackAnswer.Refused(400, "Bad Request", "Expecting to find valid JSON in request body.");
        }

        if (body["auth"]?["identity"] is not JsonObject identity || identity["methods"] is not JsonArray { Count: > 0 } methods)
        {
            return OpenStackAnswer.Refused(400, "Bad Request", "'identity' is a required property");
        }

        var (method, scope) = ((string)methods[0]!, body["auth"]!["scope"]);
        var scoped = method switch
        {
            "password" => HasPassword(identity["password"]?["user"]) && IsScope(scope, catalog.Identity),
            "application_credential" => HasSecret(identity["application_credential"], catalog.Identity),
            _ => throw Unauthorized(catalog.Identity),
        };

        var now = DateTimeOffset.UtcNow;
        var said = Said(method, scoped, now, catalog);
        var token = "gAAAAAB" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _tokens[token] = (now + _life, said);
        return new(201, new JsonObject { ["token"] = said.DeepClone() })
        {
            Headers = new Dictionary<string, string> { ["X-Subject-Token"] = token, ["Vary"] = "X-Auth-Token" },
        };

        bool HasPassword(JsonNode? user) =>
            (((string?)user?["id"] == UserId || ((string?)user?["name"] == _user && IsDomain(user?["domain"])))
                && (string?)user?["password"] == _password) ? true : throw Unauthorized(catalog.Identity);
    }

    /// <summary>Whether a token is for the project; without a scope it is for none.</summary>
    private bool IsScope(JsonNode? scope, string identity) => scope switch
    {
        null => false,
        JsonValue => false, // "unscoped"
        _ when (string?)scope["project"]?["id"] == ProjectId => true,
        _ when (string?)scope["project"]?["name"] == _project && IsDomain(scope["project"]?["domain"]) => true,
        _ => throw Unauthorized(identity),
    };

    /// <summary>One that is not there is said to be so; of one that is, nobody is told that the secret is wrong.</summary>
    private bool HasSecret(JsonNode? credential, string identity)
    {
        var isKnown = (string?)credential?["id"] == _credential || ((string?)credential?["name"] == CredentialName
            && ((string?)credential["user"]?["name"] == _user || (string?)credential["user"]?["id"] == UserId));
        return !isKnown ? throw new OpenStackRefusalException(OpenStackAnswer.Refused(
                404, "Not Found", $"Could not find Application Credential: {credential?["id"] ?? credential?["name"]}."))
            : (string?)credential!["secret"] == _secret ? true : throw Unauthorized(identity);
    }

    private static bool IsDomain(JsonNode? domain) => (string?)domain?["id"] == "default" || (string?)domain?["name"] == "Default";

    private JsonObject Said(string method, bool scoped, DateTimeOffset now, Catalog catalog)
    {
        var said = new JsonObject
        {
            ["methods"] = new JsonArray(method),
            ["user"] = new JsonObject
            {
                ["domain"] = Domain.DeepClone(), ["id"] = UserId, ["name"] = _user, ["password_expires_at"] = null,
            },
            ["audit_ids"] = new JsonArray("i2wqN-m1RyCNhXEhkY68fA"),
            ["expires_at"] = (now + _life).UtcDateTime.ToString(Time, CultureInfo.InvariantCulture),
            ["issued_at"] = now.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture),
        };
        if (scoped)
        {
            said["project"] = new JsonObject { ["domain"] = Domain.DeepClone(), ["id"] = ProjectId, ["name"] = _project };
            said["is_domain"] = false;
            said["roles"] = new JsonArray(new JsonObject { ["id"] = "8abb1092878241d79c68cfec52c9d581", ["name"] = Role });
            said["catalog"] = catalog.Shown();
        }

        if (method == "application_credential")
        {
            said["application_credential"] = new JsonObject
            {
                ["id"] = _credential, ["name"] = CredentialName, ["restricted"] = true,
            };
        }

        return said;
    }

    private static JsonObject Version(string identity) => new()
    {
        ["id"] = "v3.14",
        ["status"] = "stable",
        ["updated"] = "2020-04-07T00:00:00Z",
        ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = identity + "/" }),
        ["media-types"] = new JsonArray(
            new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.identity-v3+json" }),
    };
}
