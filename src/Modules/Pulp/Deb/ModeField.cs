// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Arguments;

namespace Modules.Pulp.Deb;

/// <summary>One word for the playbook, two flags for the API. A verbatim publication is another kind and has neither.</summary>
internal sealed record ModeField() : Field([PublicationArguments.Mode], "structured")
{
    public override IEnumerable<string> ApiNames => ["simple", "structured"];

    public override Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Get(PublicationArguments.Mode) is { } mode and not "verbatim")
        {
            desired["simple"] = mode is "simple" or "simple_and_structured";
            desired["structured"] = mode is "structured" or "simple_and_structured";
        }

        return Task.CompletedTask;
    }
}
