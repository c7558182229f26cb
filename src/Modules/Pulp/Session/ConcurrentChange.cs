// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Tasks;

namespace Modules.Pulp.Session;

/// <summary>
/// The cause of a refusal that comes of what somebody else did since the step was decided, another host of the same play for one:
/// what should be created is there, or what should be changed is gone. Reading again settles those.
/// </summary>
internal sealed record ConcurrentChange
{
    /// <param name="what">What was done.</param>
    public static ModuleException By(string what) =>
        new($"{what} by somebody else while this ran. Run it again.") { Transient = true, Cause = new ConcurrentChange() };

    /// <summary>A refused step as a failure that passes, if it is one; else as it was, also where the server says no more.</summary>
    public static async Task<ModuleException> OrAsync(
        ModuleException refused, PulpSession pulp, string noun, string path, ConvergeStep step, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(refused, pulp, noun, path, step, ct);
        }
        catch (ModuleException)
        {
            return refused;
        }
    }

    private static async Task<ModuleException> ReadAsync(
        ModuleException refused, PulpSession pulp, string noun, string path, ConvergeStep step, CancellationToken ct)
    {
        // Refused by the answer, or by the task that the answer named: a loaded server notices only there.
        return step switch
        {
            ConvergeStep.Create(var body) when IsNameTaken(refused)
                && (string?)body["name"] is { } name
                && await pulp.FindAsync(path, noun + "s", new JsonObject { ["name"] = name }, ct) is not null =>
                    By($"{noun} '{name}' was made"),
            ConvergeStep.Update(var found, _, _) when await IsGoneAsync(found) => By($"{noun} '{found["name"]}' was removed"),
            ConvergeStep.Delete([var found, ..]) when await IsGoneAsync(found) => By($"{noun} '{found["name"]}' was removed"),
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
