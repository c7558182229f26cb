// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Modules.Checks;

namespace Modules.Ci.Report;

/// <summary>From what a task left behind to a check, by the kind of the task. What was not reached cannot be told.</summary>
internal static class Looks
{
    /// <summary>The kinds, and how each looks.</summary>
    public static readonly IReadOnlyDictionary<string, Func<LookedAt, Check>> Kinds = new Dictionary<string, Func<LookedAt, Check>>
    {
        ["converged"] = Converged,
        ["token"] = Token,
        ["runners"] = Runners,
        ["secrets"] = Secrets,
        ["openbao"] = OpenBao,
        ["login"] = Login,
        ["image"] = Image,
        ["checks"] = Nested,
        ["file_absent"] = FileAbsent,
    };

    /// <summary>A module that was run in check mode, perhaps for several things, would change nothing.</summary>
    public static Check Converged(LookedAt at) => Reached(at)
        ?? (at.Result.Each.Where(each => each.Changed).ToList() is { Count: > 0 } unlike
            ? Check.NotOk(at.What, $"not as it should be{Named(unlike)}", at.Advice)
            : Check.Ok(at.What, "as it should be"));

    /// <summary>The token has every right that it can be known to have.</summary>
    public static Check Token(LookedAt at)
    {
        if (Reached(at) is { } not)
        {
            return not;
        }

        var missing = at.Result.Texts("missing");
        var unknown = (at.Result["permissions"] as JsonObject ?? []).Where(each => $"{each.Value?["write"]}" == "unknown")
            .Select(each => each.Key).ToList();
        var days = DateTimeOffset.TryParse(
            $"{at.Result["expires_at"]}".Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var end) ? (end - at.Now).TotalDays : double.MaxValue;
        return missing.Count > 0 ? Check.NotOk(at.What, $"it lacks {string.Join(", ", missing)}", at.Advice)
            : days < 14 ? Check.NotOk(at.What, $"it ends {end:yyyy-MM-dd}", "Make another one before that.")
            : unknown.Count > 0 ? Check.Unknown(at.What, $"whether it may write {string.Join(", ", unknown)} only a try would tell")
            : Check.Ok(at.What, "it has all rights that are needed");
    }

    /// <summary>All expected runners are there and online.</summary>
    public static Check Runners(LookedAt at)
    {
        if (Reached(at) is { } not)
        {
            return not;
        }

        // Names may stand there twice.
        var there = (at.Result["runners"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(each => (Name: $"{each["description"] ?? each["name"]}", Status: $"{each["status"]}")).ToList();
        string[] absent = [.. at.Expected.Where(name => !there.Any(each => each.Name == name))];
        string[] offline =
        [
            .. there.Where(each => each.Status != "online" && (at.Expected.Count == 0 || at.Expected.Contains(each.Name)))
                .Select(each => each.Name),
        ];
        return absent.Length > 0 ? Check.NotOk(at.What, $"not registered: {string.Join(", ", absent)}", at.Advice)
            : offline.Length > 0 ? Check.NotOk(
                at.What,
                $"not online: {string.Join(", ", offline)}",
                "See the log of the runner's service on its host, and that the host reaches the server.")
            : there.Count == 0 ? Check.NotOk(at.What, "there is none", at.Advice)
            : Check.Ok(at.What, $"{there.Count} there and online");
    }

    /// <summary>All secrets are there in all environments.</summary>
    public static Check Secrets(LookedAt at) => Reached(at) ?? (at.Result.Texts("missing") is { Count: > 0 } missing
        ? Check.NotOk(at.What, $"missing: {string.Join("; ", missing)}", at.Advice)
        : Check.Ok(at.What, "all of them are there"));

    /// <summary>OpenBao is open.</summary>
    public static Check OpenBao(LookedAt at) => Reached(at)
        ?? ((bool?)at.Result["initialized"] != true ? Check.NotOk(at.What, "it has no keys yet", at.Advice)
            : (bool?)at.Result["sealed"] == true ? Check.NotOk(
                at.What,
                at.Since is { } since ? $"sealed since its start {since:yyyy-MM-dd HH:mm} UTC" : "sealed, as after each of its starts",
                "Run deploy-openbao-kayobe-automation.yml with --tags openbao_unseal.")
            : Check.Ok(at.What, $"it is open, version {at.Result["version"]}"));

    /// <summary>A login was taken.</summary>
    public static Check Login(LookedAt at) => Reached(at) ?? Check.Ok(at.What, "the login is taken");

    /// <summary>The image is not older than what went into it.</summary>
    public static Check Image(LookedAt at) => Reached(at)
        ?? ((bool?)at.Result["exists"] == false ? Check.NotOk(at.What, "there is none", at.Advice) : (bool?)at.Result["due"] switch
        {
            true => Check.NotOk(at.What, $"a rebuild is due: {string.Join("; ", at.Result.Texts("causes"))}", at.Advice),
            false => Check.Ok(at.What, $"of {at.Result["created"]}, and nothing in it has changed since"),
            null => Check.Unknown(at.What, "it is not known what went into it", "Give the repository of the configuration."),
        });

    /// <summary>Checks of a module's own.</summary>
    public static Check Nested(LookedAt at)
    {
        if (Reached(at) is { } not)
        {
            return not;
        }

        var checks = (at.Result["checks"] as JsonArray ?? []).OfType<JsonObject>().Where(each => at.Expected.Count == 0
            || at.Expected.Contains($"{each["what"]}")).ToList();
        var bad = checks.Where(each => $"{each["state"]}" == "not_ok").ToList();
        var unknown = checks.Where(each => $"{each["state"]}" == "unknown").ToList();
        return bad.Count > 0 ? Check.NotOk(at.What, Told(bad), string.Join(' ', bad.Select(each => $"{each["advice"]}").Distinct()).Trim())
            : unknown.Count > 0 || checks.Count == 0 ? Check.Unknown(at.What, checks.Count == 0 ? "nothing was looked at" : Told(unknown))
            : Check.Ok(at.What, $"{checks.Count} of {checks.Count} are ok");
    }

    /// <summary>A file that should not be there is not there.</summary>
    public static Check FileAbsent(LookedAt at) => Reached(at) ?? ((bool?)at.Result["stat"]?["exists"] == true
        ? Check.NotOk(at.What, $"there is {at.Result["stat"]?["path"]}", at.Advice)
        : Check.Ok(at.What, "nothing of it is there"));

    private static string Named(List<SeenResult> results) =>
        results[0].LoopItem.Length > 0 ? $": {string.Join(", ", results.Select(each => each.LoopItem))}" : "";

    private static string Told(IEnumerable<JsonObject> checks) =>
        string.Join("; ", checks.Select(each => $"{each["what"]}: {each["seen"]}"));

    /// <summary>What can be said where a task did not come to its end; null where it did.</summary>
    private static Check? Reached(LookedAt at) =>
        at.Result.IsMissing || at.Result.Each.Count == 0 || at.Result.Each.All(each => each.IsMissing)
            ? Check.Unknown(at.What, "it was not looked at", at.HowToLook)
            : at.Result.Each.FirstOrDefault(each => each.Failed) is not { } failed
            ? at.Result.Failed ? Check.Unknown(at.What, at.Result.Said) : null
            : failed.Refused || at.FailureTells ? Check.NotOk(at.What, failed.Said, at.Advice)
            : Check.Unknown(at.What, failed.Said, "Mend this, and look again.");
}
