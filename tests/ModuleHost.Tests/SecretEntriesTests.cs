// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using ModuleHost.Validation;

namespace ModuleHost.Tests;

/// <summary>Which entries of free dictionaries are secret.</summary>
public sealed class SecretEntriesTests
{
    [Theory]
    [InlineData("Authorization", "whatever")]
    [InlineData("Proxy-Authorization", "whatever")]
    [InlineData("X-Api-Key", "k")]
    [InlineData("X-JFrog-Art-Api", "AKCp8abc")]
    [InlineData("Cookie", "a=b")]
    [InlineData("PRIVATE-TOKEN", "abcdef")]
    [InlineData("DB_PASSWORD", "hunter2")]
    [InlineData("PULP_DATABASES__default__PASSWORD", "hunter2")]
    [InlineData("apiKey", "hunter2")]
    [InlineData("SECRET_KEY", "hunter2")]
    [InlineData("PIN", "123456")]
    [InlineData("X-Anything", "Bearer abc")]
    [InlineData("X-Anything", "Basic YWRtaW46aHVudGVyMg==")]
    [InlineData("X-Anything", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln")]
    [InlineData("ANYTHING", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----")]
    [InlineData("DATABASES", """{"default": {"PASSWORD": "hunter2"}}""")]
    [InlineData("DATABASE_PASSWORD", "/x?")]
    public void An_entry_is_secret_by_its_name_or_by_what_it_holds(string name, string value) =>
        Assert.Equal($$"""{"{{name}}":"{{Redactor.Hidden}}"}""", SecretEntries.Shown(new JsonObject { [name] = value })!.ToJsonString());

    [Theory]
    [InlineData("User-Agent", "pulp/3.105")]
    [InlineData("Accept", "application/json")]
    [InlineData("PULP_HTTPS", "true")]
    [InlineData("PULP_TOKEN_AUTH_DISABLED", "True")]
    [InlineData("PULP_TOKEN_SERVER", "https://pulp.example.com/token/")]
    [InlineData("DB_ENCRYPTION_KEY", "/etc/pulp/certs/database_fields.symmetric.key")]
    [InlineData("PULP_WORKERS", "4")]
    [InlineData("keyserver", "keys.example.com")]
    [InlineData("monkey", "banana")]
    [InlineData("key", "label")]
    [InlineData("X-Password", "")]
    [InlineData("DATABASES", """{"default": {"HOST": "db"}}""")]
    public void What_is_no_secret_is_shown(string name, string value) =>
        Assert.Equal(value, (string?)SecretEntries.Shown(new JsonObject { [name] = value })![name]);

    [Fact]
    public void What_is_under_a_secret_name_is_secret_whatever_it_is_called() => Assert.Equal(
        $$"""{"credentials":{"user":"{{Redactor.Hidden}}"},"list":[{"token":"{{Redactor.Hidden}}"},1,null]}""",
        SecretEntries.Shown(JsonNode.Parse("""{"credentials": {"user": "abc"}, "list": [{"token": "abcd"}, 1, null]}"""))!.ToJsonString());

    /// <summary>Whoever repeats them in a message gives nothing away, nor who takes them apart.</summary>
    [Theory]
    [InlineData("""{"h": [{"Authorization": "Bearer s3cret-Horse/42"}]}""", "s3cret-Horse/42")]
    [InlineData("""{"h": [{"Authorization": "Basic YWRtaW46czNjcmV0LUhvcnNlLzQy"}]}""", "s3cret-Horse/42")]
    [InlineData("""{"h": ["{\"X-Api-Key\": \"s3cret-Horse/42\"}"]}""", "s3cret-Horse/42")]
    [InlineData("""{"h": "X-Api-Key=s3cret-Horse/42"}""", "s3cret-Horse/42")]
    public void The_redactor_learns_them(string values, string secret)
    {
        var redactor = new Redactor();
        var spec = new ArgumentSpec([Argument.MappingList("h") with { Secrecy = Secrecy.Entries }]);
        redactor.Learn(spec, JsonNode.Parse(values)!.AsObject());
        Assert.Equal("got ********", redactor.Clean("got " + secret));
    }

    [Theory]
    [InlineData("""{"h":[{"Accept":"text/html"},{"X-Api-Key":"abcd"}]}""", """{"h":[{"Accept":"text/html"},{"X-Api-Key":"HIDDEN"}]}""")]
    [InlineData("""{"h":["Authorization: Bearer abcd"]}""", """{"h":["HIDDEN"]}""")]
    [InlineData("""{"h":"Authorization: Bearer abcd"}""", """{"h":"HIDDEN"}""")]
    [InlineData("""{"h":"Accept=x"}""", """{"h":"Accept=x"}""")]
    [InlineData("""{"h":null}""", """{"h":null}""")]
    public void As_arguments_they_are_hidden_one_by_one(string values, string shown)
    {
        var spec = new ArgumentSpec([Argument.MappingList("h") with { Secrecy = Secrecy.Entries }]);
        var printed = RedactedJson.Text(writer => new Redactor().Write(writer, spec, JsonNode.Parse(values)!.AsObject()));
        Assert.Equal(shown.Replace("HIDDEN", Redactor.Hidden, StringComparison.Ordinal), printed);
    }
}
