// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Api;

namespace Modules.Tests.Pulp.Api;

/// <summary>Operations out of the program's table, and out of a server's schema.</summary>
public sealed class OperationTests
{
    [Fact]
    public void The_words_of_ids_addresses_and_parameters_are_known() => Assert.Superset(
        new HashSet<string> { "publications", "distributions", "importers", "viewset", "iexact", "last", "refreshed" },
        new HashSet<string>(Operations.Words()));

    private const string Schema = """
        {"paths": {"/pulp/api/v3/things/": {"get": {"operationId": "things_list", "parameters": [
            {"name": "name", "in": "query", "schema": {"type": "string"}}, {"name": "X-Task", "in": "header", "schema": {"type": "string"}}]}},
          "{thing_href}": {"post": {"operationId": "things_poke", "requestBody": {"content": {"multipart/form-data": {}}}}}}}
        """;

    [Fact]
    public void The_table_knows_method_path_and_parameters()
    {
        var operation = Operations.Find("repositories_file_file_list")!;
        Assert.Equal((HttpMethod.Get, "repositories/file/file/"), (operation.Method, operation.Path));
        Assert.Contains(operation.Query, each => each is { Name: "name__in", Type: "array", Required: false });
    }

    [Fact]
    public void The_table_has_no_half_of_a_name() => Assert.Null(Operations.Find("repositories_file_file"));

    [Fact]
    public void Lists_are_joined_and_values_are_escaped() => Assert.Equal(
        "repositories/file/file/?name__in=a%2Cb%20c&limit=3",
        Operations.Find("repositories_file_file_list")!.Href(new JsonObject { ["name__in"] = new JsonArray("a", "b c"), ["limit"] = 3 }));

    [Theory]
    [InlineData("""{"foo": 1}""", "Parameter [foo] not available for repositories_file_file_list.")]
    [InlineData("""{"limit": "many"}""", "'limit' is expected to be a integer.")]
    [InlineData("""{"name__in": "a"}""", "'name__in' is expected to be a array.")]
    public void Wrong_parameters_are_refused(string parameters, string message) => Assert.Equal(
        message,
        Assert.Throws<ModuleException>(
            () => Operations.Find("repositories_file_file_list")!.Href(JsonNode.Parse(parameters)!.AsObject())).Message);

    [Fact]
    public void An_href_takes_the_place_of_its_name() => Assert.Equal(
        "/pulp/api/v3/repositories/file/file/1/sync/",
        Operations.Find("repositories_file_file_sync")!
            .Href(new JsonObject { ["file_file_repository_href"] = "/pulp/api/v3/repositories/file/file/1/" }));

    [Fact]
    public void A_body_is_checked_for_what_is_needed() => Assert.Equal(
        "'body' is missing properties (name).",
        Assert.Throws<ModuleException>(() => Operations.Find("repositories_file_file_create")!.Check([])).Message);

    [Fact]
    public void A_partial_update_needs_nothing() => Operations.Find("repositories_file_file_partial_update")!.Check([]);

    [Fact]
    public void The_servers_schema_is_read_for_others()
    {
        var schema = JsonNode.Parse(Schema)!;
        Assert.Equal(["name"], Operations.InSchema(schema, "things_list")!.Query.Select(each => each.Name));
        Assert.Equal(
            (HttpMethod.Post, "{thing_href}", true),
            Operations.InSchema(schema, "things_poke") is { } poke ? (poke.Method, poke.Path, poke.IsForm) : default);
        Assert.Null(Operations.InSchema(schema, "things_read"));
    }
}
