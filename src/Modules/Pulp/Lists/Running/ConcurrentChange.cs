// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Pulp.Tasks;

namespace Modules.Pulp.Lists.Running;

/// <summary>
/// Tells refusals that come of what somebody else did since the list was planned, another host of the same play for one:
/// what should be created is there, or what should be changed is gone. A new plan settles those.
/// </summary>
internal static class ConcurrentChange
{
    /// <param name="what">What was done.</param>
    public static ModuleException By(string what) => new($"{what} by somebody else while this ran. Run it again.") { Transient = true };

    /// <summary>A refused step as a failure that passes, if it is one; else as it was.</summary>
    public static async Task<ModuleException> OrAsync(
        ModuleException refused, PulpSession pulp, Entity entity, string path, ConvergeStep step, CancellationToken ct)
    {
        // Refused by the answer, or by the task that the answer named: a loaded server notices only there.
        return step switch
        {
            ConvergeStep.Create(var body) when IsNameTaken(refused)
                && (string?)body["name"] is { } name
                && await pulp.FindAsync(path, entity.Noun + "s", new JsonObject { ["name"] = name }, ct) is not null =>
                    By($"{entity.Noun} '{name}' was made"),
            ConvergeStep.Update(var found, _, _) when await IsGoneAsync(found) => By($"{entity.Noun} '{found["name"]}' was removed"),
            ConvergeStep.Delete([var found, ..]) when await IsGoneAsync(found) => By($"{entity.Noun} '{found["name"]}' was removed"),
            _ => refused,
        };

        async Task<bool> IsGoneAsync(JsonObject found) => PulpRefusal.IsMissing(refused)
            || (refused.Cause is FailedTask && !await pulp.IsThereAsync((string)found["pulp_href"]!, ct));
    }

    private static bool IsNameTaken(ModuleException refused) => refused.Cause switch
    {
        PulpRefusal { Status: HttpStatusCode.BadRequest } refusal => refusal.SaysTaken("name"),
        FailedTask { Fault: TaskFault.Taken } => true,
        _ => false,
    };
}
