// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CiSandbox.GitHub;

/// <summary>The secrets and variables of one place. A secret goes in sealed and never comes out.</summary>
internal sealed partial class Values
{
    private const int LargestVariable = 48 << 10;

    private readonly SortedDictionary<string, (string Sealed, DateTimeOffset Created, DateTimeOffset Updated)> _secrets =
        new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, (string Value, DateTimeOffset Created, DateTimeOffset Updated)> _variables =
        new(StringComparer.Ordinal);

    private DateTimeOffset _last = DateTimeOffset.UtcNow.AddMinutes(-1);

    /// <summary>Whether entries say which repositories they are for: those of an organisation do.</summary>
    public bool HasVisibility { get; init; }

    /// <summary>What secrets are sealed for; a test that has the other half opens them.</summary>
    public string PublicKey { get; set; } = "2Sg8iYjAxxmI2LvUXpJjkYrMxURPc8r+dB7TJyvvcCU=";

    /// <summary>What came in, as it came; for tests.</summary>
    public IReadOnlyDictionary<string, string> Sealed => _secrets.ToDictionary(each => each.Key, each => each.Value.Sealed);

    /// <summary>The variables; for tests.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables.ToDictionary(each => each.Key, each => each.Value.Value);

    public GitHubAnswer Answer(GitHubRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["secrets"]) => request.Page(
            "secrets", [.. _secrets.Select(each => Shown(each.Key, null, each.Value.Created, each.Value.Updated))]),
        ("GET", ["secrets", "public-key"]) => new(200, new JsonObject { ["key_id"] = "568250167242549743", ["key"] = PublicKey }),
        ("GET", ["secrets", var name]) => _secrets.TryGetValue(Upper(name), out var secret)
            ? new(200, Shown(Upper(name), null, secret.Created, secret.Updated))
            : throw GitHubRefusal.NotFound,
        ("PUT", ["secrets", var name]) => PutSecret(Named(name), request),
        ("DELETE", ["secrets", var name]) => _secrets.Remove(Upper(name)) ? GitHubAnswer.Nothing : throw GitHubRefusal.NotFound,
        ("GET", ["variables"]) => request.Page(
            "variables", [.. _variables.Select(each => Shown(each.Key, each.Value.Value, each.Value.Created, each.Value.Updated))]),
        ("POST", ["variables"]) => PostVariable(request),
        ("GET", ["variables", var name]) => _variables.TryGetValue(Upper(name), out var variable)
            ? new(200, Shown(Upper(name), variable.Value, variable.Created, variable.Updated))
            : throw GitHubRefusal.NotFound,
        ("PATCH", ["variables", var name]) => PatchVariable(Upper(name), request),
        ("DELETE", ["variables", var name]) => _variables.Remove(Upper(name)) ? GitHubAnswer.Nothing : throw GitHubRefusal.NotFound,
        _ => throw GitHubRefusal.NotFound,
    };

    private GitHubAnswer PutSecret(string name, GitHubRequest request)
    {
        var (text, _) = (request.Text("encrypted_value"), request.Text("key_id"));
        if (!Base64().IsMatch(text) || text.Length == 0)
        {
            throw GitHubRefusal.Invalid("Invalid request.\n\nencrypted_value is not base64.");
        }

        var now = Now();
        var isNew = !_secrets.TryGetValue(name, out var before);
        _secrets[name] = (text, isNew ? now : before.Created, now);
        return isNew ? new(201, new JsonObject()) : GitHubAnswer.Nothing;
    }

    private GitHubAnswer PostVariable(GitHubRequest request)
    {
        var (name, value) = (Named(request.Text("name")), Small(request.Text("value")));
        var now = Now();
        return _variables.TryAdd(name, (value, now, now))
            ? new(201, new JsonObject())
            : throw new GitHubRefusal(409, "Already exists - Variable already exists");
    }

    private GitHubAnswer PatchVariable(string name, GitHubRequest request)
    {
        if (!_variables.TryGetValue(name, out var before))
        {
            throw GitHubRefusal.NotFound;
        }

        _variables[name] = (request.Body.ContainsKey("value") ? Small(request.Text("value")) : before.Value, before.Created, Now());
        return GitHubAnswer.Nothing;
    }

    private JsonObject Shown(string name, string? value, DateTimeOffset created, DateTimeOffset updated)
    {
        var shown = new JsonObject { ["name"] = name };
        if (value is not null)
        {
            shown["value"] = value;
        }

        shown["created_at"] = Time(created);
        shown["updated_at"] = Time(updated);
        if (HasVisibility)
        {
            shown["visibility"] = "private";
        }

        return shown;
    }

    /// <summary>Whole seconds, each later than the last: two writes in one second must be told apart by tests.</summary>
    private DateTimeOffset Now() => _last = _last.AddSeconds(1);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Upper(string name) => name.ToUpperInvariant();

    private static string Named(string name) => Name().IsMatch(name) && !name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase)
        ? Upper(name)
        : throw GitHubRefusal.Invalid("Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_).");

    private static string Small(string value) => value.Length <= LargestVariable
        ? value
        : throw GitHubRefusal.Invalid("Value is too large. The maximum value size is 48 KB.");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Name();

    [GeneratedRegex("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")]
    private static partial Regex Base64();
}
