// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using Sandbox.Http;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Validation;

/// <summary>What only Pulp's database refuses.</summary>
/// <remarks>A request that writes by itself fails in a way nobody foresaw, a task with the database's words.</remarks>
internal static class DatabaseRules
{
    /// <exception cref="TaskFailedException">As the task tells it.</exception>
    public static void Check(Draft draft)
    {
        if (Problem(draft) is { } problem)
        {
            throw new TaskFailedException(problem);
        }
    }

    /// <exception cref="HttpProblemException">500.</exception>
    public static void CheckAtOnce(Draft draft)
    {
        if (Problem(draft) is not null)
        {
            throw HttpProblemException.ServerError();
        }
    }

    private static string? Problem(Draft draft) =>
        draft.Values.Any(value => value.Value?.GetValueKind() == JsonValueKind.Number
            && draft.Type.Fields.Any(field => field.Name == value.Key && field.Kind == "integer")
            && Values.Number(value.Value) is > int.MaxValue or < int.MinValue) ? "integer out of range"
        : draft.Type.Family == "remotes" && draft.Values["max_retries"] is { } retries && Values.Number(retries) < 0
            ? "new row for relation \"core_remote\" violates check constraint \"core_remote_max_retries_check\""
        : null;
}
