// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.RegularExpressions;

namespace Modules.Pulp.Api;

/// <summary>
/// What Pulp says in sentences only, matched here and nowhere else. Its words change from release to release: each sentence stands in a
/// recording of a real server, and is tested as it stands there.
/// </summary>
internal static partial class PulpProse
{
    private const string Unique = "must be unique";
    private const string InUse = "referenced through protected foreign keys";

    private static readonly string[] LoginRefusals = ["Invalid username/password", "Authentication credentials were not provided"];

    /// <summary>Whether the reason of a 403 is the login: pulpcore before 3.25 has no 401.</summary>
    public static bool RefusesLogin(string detail) => LoginRefusals.Any(words => detail.StartsWith(words, StringComparison.Ordinal));

    /// <summary>Whether the reason of a 403 is that the user lacks a role; a session or a locked role are others.</summary>
    public static bool WantsRole(string detail) => detail.StartsWith("You do not have permission", StringComparison.Ordinal);

    /// <summary>Whether the reason of a 403 is the session and not the user.</summary>
    public static bool RefusesSession(string answer) => answer.Contains("CSRF", StringComparison.Ordinal);

    /// <summary>Whether a complaint about a field is that another object has the value.</summary>
    public static bool IsTaken(string complaint) => complaint.Contains(Unique, StringComparison.Ordinal);

    /// <summary>Whether the server has no space left, in the operating system's words.</summary>
    public static bool TellsFullDisk(string error) => FullDisk().IsMatch(error);

    /// <summary>Why a task failed.</summary>
    /// <param name="error">What the task says of it. Addresses and names in it are the user's, and say nothing.</param>
    public static TaskFault FaultOf(string error) =>
        TellsFullDisk(error) ? TaskFault.FullDisk
        : error.Contains("certificate verify failed", StringComparison.OrdinalIgnoreCase) ? TaskFault.Untrusted
        : error.Contains("Cannot connect to host", StringComparison.Ordinal) ? TaskFault.NotReached
        : UpstreamStatus(error) is { } status ? FaultOf(status)
        : error.StartsWith("Could not find a Release file at", StringComparison.Ordinal) ? TaskFault.UpstreamLacks
        : IsTaken(error) ? TaskFault.Taken
        : error.Contains(InUse, StringComparison.Ordinal) || Refusal().IsMatch(Foreign().Replace(error, "")) ? TaskFault.Refused
        : TaskFault.Unknown;

    private static TaskFault FaultOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => TaskFault.UpstreamLacks,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => TaskFault.UpstreamRefuses,
        _ => TaskFault.NotReached,
    };

    /// <summary>What an upstream answered to a task; null where the error is another.</summary>
    private static HttpStatusCode? UpstreamStatus(string error) =>
        Answered().Match(error) is { Success: true } answered
            ? (HttpStatusCode)int.Parse(answered.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    /// <summary>As Pulp's client writes it, and as a refresh of an alternate content source repeats it.</summary>
    [GeneratedRegex(@"\b(?<status>[1-5][0-9]{2}), message='|raised an error '(?<status>[1-5][0-9]{2}): ")]
    private static partial Regex Answered();

    [GeneratedRegex(@"no space left on device|disk quota exceeded|\[Errno (?:28|122)\]", RegexOptions.IgnoreCase)]
    private static partial Regex FullDisk();

    /// <summary>What will be the same next time.</summary>
    [GeneratedRegex(
        @"unauthorized|forbidden|not found|invalid|does not exist|violates check constraint|out of range|cannot be parsed"
            + @"|File name too long|No such file or directory",
        RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();

    /// <summary>Addresses, what stands in quotes, and the row that a database complains of.</summary>
    [GeneratedRegex(@"[a-z+]+://[^\s'""]+|'[^']*'|""[^""]*""|DETAIL:.*", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();
}
