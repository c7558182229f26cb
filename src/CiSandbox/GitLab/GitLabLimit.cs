// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace CiSandbox.GitLab;

/// <summary>How many requests are taken before a second's rest.</summary>
/// <param name="allowance">How many.</param>
internal sealed class GitLabLimit(int allowance)
{
    private int _seen;
    private DateTimeOffset _reset = DateTimeOffset.MinValue;

    /// <exception cref="GitLabRefusalException">There were too many.</exception>
    public void Require()
    {
        var now = DateTimeOffset.UtcNow;
        if (_reset != DateTimeOffset.MinValue && now >= _reset)
        {
            (_seen, _reset) = (0, DateTimeOffset.MinValue);
        }

        if (++_seen <= allowance)
        {
            return;
        }

        if (_reset == DateTimeOffset.MinValue)
        {
            _reset = now.AddSeconds(1);
        }

        throw new GitLabRefusalException(new GitLabAnswer(429)
        {
            Text = "Retry later\n",
            Headers = new Dictionary<string, string>
            {
                ["RateLimit-Limit"] = Text(allowance), ["RateLimit-Name"] = "throttle_authenticated_api",
                ["RateLimit-Observed"] = Text(_seen),
                ["RateLimit-Remaining"] = "0", ["RateLimit-Reset"] = Text(_reset.ToUnixTimeSeconds()),
                ["RateLimit-ResetTime"] = _reset.ToString("R", CultureInfo.InvariantCulture), ["Retry-After"] = "1",
            },
        });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
