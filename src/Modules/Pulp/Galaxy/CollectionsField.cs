// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Galaxy;

/// <summary>Names of collections for the playbook, the text of a requirements file for the API; none means all.</summary>
internal sealed record CollectionsField() : Field([Argument.TextList("collections")], "requirements_file")
{
    protected override JsonNode? Translate(JsonNode value) => value.AsArray() is { Count: > 0 } names
        ? "collections:" + string.Concat(names.Select(name => $"\n  - {name}")) + "\n"
        : null;
}
