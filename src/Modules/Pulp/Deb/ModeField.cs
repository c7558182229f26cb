using System.Text.Json.Nodes;
using Modules.Converge;

namespace Modules.Pulp.Deb;

/// <summary>One word for the playbook, two flags for the API. A verbatim publication is another kind and has neither.</summary>
internal sealed record ModeField() : Field([DebPublication.Mode], "structured")
{
    public override IEnumerable<string> ApiNames => ["simple", "structured"];

    public override Task AddAsync(JsonObject desired, JsonObject values, IReferences references, CancellationToken ct)
    {
        if ((string?)values[Argument.Name] is { } mode and not "verbatim")
        {
            desired["simple"] = mode is "simple" or "simple_and_structured";
            desired["structured"] = mode is "structured" or "simple_and_structured";
        }

        return Task.CompletedTask;
    }
}
