using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Validation;

/// <summary>What only Pulp's database refuses, so that the task fails rather than the request.</summary>
internal static class DatabaseRules
{
    private static readonly string[] NeverNegative = ["max_retries", "download_concurrency", "rate_limit"];

    public static void Check(Draft draft)
    {
        foreach (var name in NeverNegative.Where(
            name => draft.Type.Family == "remotes" && draft.Values[name] is { } value && Values.Number(value) < 0))
        {
            throw new TaskFailedException($"new row for relation \"core_remote\" violates check constraint \"core_remote_{name}_check\"");
        }
    }
}
