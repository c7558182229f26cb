// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Tests.Infra;

namespace CiSandbox.Tests.OpenStack;

/// <summary>What a real service of OpenStack answered, exchange by exchange.</summary>
/// <param name="service">The service, whose name its file has.</param>
internal sealed class Recording(string service)
{
    private readonly JsonObject _whole = JsonNode.Parse(
        File.ReadAllText(Path.Combine(SourceTree.Root, "tests/CiSandbox.Tests/OpenStack", $"{service}.json")))!.AsObject();

    /// <summary>What the exchanges are called, in the order they were made.</summary>
    public TheoryData<string> Names => [.. Exchanges.Select(each => (string)each["name"]!)];

    /// <summary>The exchanges.</summary>
    public IEnumerable<JsonNode> Exchanges => _whole["exchanges"]!.AsArray().OfType<JsonNode>();

    /// <summary>A value of the server that was recorded: an id, say, that stands in its answers.</summary>
    public string Known(string name) => (string)_whole[name]!;

    /// <summary>The exchange of a name.</summary>
    public JsonNode Named(string name) => Exchanges.Single(each => (string?)each["name"] == name);
}
